from __future__ import annotations

from prometheus_client.parser import text_string_to_metric_families

from bot.metrics import Metrics


def samples(metrics: Metrics, healthy: bool = True, **ages: float | None) -> dict[tuple[str, ...], float]:
    text = metrics.exposition(healthy, ages).decode()
    return {
        (sample.name, *(f"{key}={value}" for key, value in sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_questions_are_counted_by_outcome_and_timed() -> None:
    metrics = Metrics()
    metrics.question("answer", 0.004)
    metrics.question("answer", 0.2)
    metrics.question("no_match", 0.01)
    found = samples(metrics)
    assert found["career_questions_total", "outcome=answer"] == 2
    assert found["career_questions_total", "outcome=no_match"] == 1
    assert found["career_answer_seconds_count",] == 3
    assert found["career_answer_seconds_bucket", "le=0.005"] == 1


def test_nudges_errors_and_refusals_are_counted() -> None:
    metrics = Metrics()
    metrics.nudge("sent")
    metrics.slack_error("chat.postMessage", "channel_not_found")
    metrics.slack_error("response_url", "timeout")
    metrics.refused("signature")
    found = samples(metrics)
    assert found["career_nudges_total", "outcome=sent"] == 1
    assert found["career_slack_errors_total", "error=channel_not_found", "method=chat.postMessage"] == 1
    assert found["career_slack_errors_total", "error=timeout", "method=response_url"] == 1
    assert found["career_refused_requests_total", "reason=signature"] == 1


def test_what_people_write_never_becomes_a_label() -> None:
    metrics = Metrics()
    metrics.slack_error("https://hooks.slack.com/commands/T1", "<!channel> what is my salary?")
    metrics.question("x" * 41, 0.1)
    text = metrics.exposition(True, {}).decode()
    assert 'error="other",method="other"' in text
    assert "hooks" not in text
    assert "xxx" not in text


def test_ages_and_health_are_those_of_the_scrape() -> None:
    metrics = Metrics()
    found = samples(metrics, healthy=False, tick=91.5, due=None)
    assert found["career_healthy",] == 0
    assert found["career_age_seconds", "of=tick"] == 91.5
    assert found["career_age_seconds", "of=due"] == 0
    assert samples(metrics, tick=3.0)["career_age_seconds", "of=tick"] == 3


def test_two_bots_in_one_process_count_apart() -> None:
    one, other = Metrics(), Metrics()
    one.nudge("sent")
    assert ("career_nudges_total", "outcome=sent") not in samples(other)
