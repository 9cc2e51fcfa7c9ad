"""What the bot counts of itself, for Prometheus. One registry per running bot; there is no global one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

CONTENT_TYPE: Final = CONTENT_TYPE_LATEST
# Slack wants an answer within 3 s; most of ours take a few milliseconds.
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0)
_A_CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
_A_METHOD = re.compile(r"[a-z]+(\.[a-zA-Z]+){1,3}|response_url")


class Metrics:
    """Counts by closed sets of words only: no person, team, question or address is ever a label."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._questions = self._counter("questions", "Questions by outcome", "outcome")
        self._outcomes: dict[str, Counter] = {}
        self._nudges = self._counter("nudges", "Nudges by outcome", "outcome")
        self._slack_errors = self._counter("slack_errors", "Failed Slack calls", "method", "error")
        self._refused = self._counter("refused_requests", "Requests that the guard turned away", "reason")
        self._seconds = Histogram(
            "career_answer_seconds", "Time to answer a question", buckets=_SECONDS, registry=self.registry
        )
        self._healthy = self._gauge("healthy", "1 while /healthz says ok")
        self._ages = self._gauge("age_seconds", "Age of the oldest thing that waits", "of")

    def _counter(self, name: str, words: str, *labels: str) -> Counter:
        return Counter(f"career_{name}", words, labels, registry=self.registry)

    def _gauge(self, name: str, words: str, *labels: str) -> Gauge:
        return Gauge(f"career_{name}", words, labels, registry=self.registry)

    def question(self, outcome: str, seconds: float) -> None:
        """A question was answered: its outcome, and the time from its arrival to the answer."""
        self._outcome(outcome).inc()
        self._seconds.observe(seconds)

    def _outcome(self, outcome: str) -> Counter:
        """That outcome's counter. Looking it up by its label is slow, and they are few."""
        counter = self._outcomes.get(outcome)
        if counter is None:
            counter = self._outcomes[outcome] = self._questions.labels(_code(outcome))
        return counter

    def nudge(self, outcome: str) -> None:
        self._nudges.labels(_code(outcome)).inc()

    def slack_error(self, method: str, error: str) -> None:
        """A Slack call failed: the Web API method, and Slack's error code or a class of trouble of ours."""
        self._slack_errors.labels(_code(method, _A_METHOD), _code(error)).inc()

    def refused(self, reason: str) -> None:
        self._refused.labels(_code(reason)).inc()

    def exposition(self, healthy: bool, ages: Mapping[str, float | None]) -> bytes:
        """All counts as text for a scrape, with the ages in seconds of what waits now; None is nothing."""
        self._healthy.set(int(healthy))
        for name, age in ages.items():
            self._ages.labels(_code(name)).set(age or 0.0)
        return generate_latest(self.registry)


def _code(words: str, form: re.Pattern[str] = _A_CODE) -> str:
    """A label: words that look like a code of Slack's or ours; anything else is `other`."""
    return words if form.fullmatch(words) else "other"
