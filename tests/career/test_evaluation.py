"""Question sets are judged as their format says, and each miss keeps its evidence."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.career.answer import Answer, Chat, Choice, Clarify, NoMatch, Part, Reply, Section
from bot.career.evaluation import Case, Turn, evaluate, judge
from bot.career.memory import Memory
from bot.career.question import Evidence

NOW = datetime(2026, 11, 2, tzinfo=UTC)


def reply(*topics: str, verdict: str | None = None, text: str = "Google") -> Reply:
    return Reply(
        role="keeper",
        title="Keeper",
        sections=tuple(Section(topic, topic, parts=(Part((text,)),)) for topic in topics),
        verdict=verdict,  # type: ignore[arg-type]
        confidence=0.8,
        evidence=(Evidence("who hires", "employers"),),
    )


ASKED = Turn(
    "who hires", "answer", role="keeper", topics=("employers",), contains=("google",), lacks=("Databricks",)
)
CHOICES = Clarify(text="?", choices=(Choice("employers", "Employers"),))


@pytest.mark.parametrize(
    ("turn", "answer", "mark"),
    [
        (ASKED, reply("employers"), "right"),
        (ASKED, reply("employers", "industries"), "right"),
        (ASKED, reply("employers", "industries", "salary"), "wrong"),
        (ASKED, reply("salary"), "wrong"),
        (ASKED, reply("employers", text="Apple"), "wrong"),
        (ASKED, reply("employers", text="Google and Databricks"), "wrong"),
        (ASKED, CHOICES, "offered"),
        (ASKED, Clarify(text="?", choices=(Choice("salary", "Salary"),)), "wrong"),
        (ASKED, NoMatch(text="no"), "silent"),
        (ASKED, Chat(text="hi", kind="hello"), "wrong"),
        (
            Turn("is x", "answer", topics=("employers",), verdict="yes"),
            reply("employers", verdict="unlisted"),
            "wrong",
        ),
        (Turn("is x", "answer", role="other", topics=("employers",)), reply("employers"), "wrong"),
        (Turn("weather", "no_match"), NoMatch(text="no"), "right"),
        (Turn("weather", "no_match"), Chat(text="hi", kind="hello"), "right"),
        (Turn("weather", "no_match"), CHOICES, "offered"),
        (Turn("weather", "no_match"), reply("employers"), "wrong"),
        (Turn("ping", "no_match", lacks=("<!channel>",)), NoMatch(text="<!channel>"), "wrong"),
        (Turn("hm", "clarify"), CHOICES, "right"),
        (Turn("hm", "clarify"), reply("overview"), "right"),
        (Turn("hm", "clarify"), reply("salary"), "wrong"),
        (Turn("hi", "chat"), Chat(text="hi", kind="hello"), "right"),
        (Turn("hi", "chat"), NoMatch(text="no"), "silent"),
    ],
)
def test_a_turn_is_judged(turn: Turn, answer: Answer, mark: str) -> None:
    assert judge(turn, answer)[0] == mark


class Parrot:
    """Answers employers to everything, and remembers how often it was asked."""

    def answer(self, text: str, memory: Memory, now: datetime) -> tuple[Answer, Memory]:
        return reply("employers"), Memory(turns=memory.turns + 1, at=now)


CASES = (
    Case("one", "direct", (ASKED, ASKED)),
    Case("two", "oos", (Turn("weather", "no_match"),)),
)


def test_figures_are_shares_of_what_could_be_right() -> None:
    report = evaluate(CASES, Parrot(), now=NOW)
    assert (report.right_share, report.turned_away_share) == (1.0, 0.0)
    assert round(report.wrong_share, 3) == 0.333
    figures = report.figures()
    assert figures["kinds"]["direct"]["right"] == 2
    assert figures["confusion"] == [{"asked": "no_match", "answered": "employers", "times": 1}]
    assert figures["misses"][0]["evidence"] == [["who hires", "employers"]]


def test_the_report_shows_each_miss_with_its_evidence() -> None:
    lines = "\n".join(evaluate(CASES, Parrot(), now=NOW).lines())
    assert "3 turns: 1.000 of the answerable right, 0.333 of all wrong" in lines
    assert "wrong   two (oos): 'weather'" in lines
    assert "'who hires': employers" in lines


def test_nothing_to_judge_is_nothing_wrong() -> None:
    report = evaluate((), Parrot(), now=NOW)
    assert (report.right_share, report.turned_away_share) == (1.0, 1.0)


def test_mistyping_is_judged_by_what_was_said() -> None:
    report = evaluate(CASES, Parrot(), now=NOW, mistype=str.upper)
    assert [one.said for one in report.judged] == ["WHO HIRES", "WHO HIRES", "WEATHER"]
