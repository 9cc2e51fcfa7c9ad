"""How well questions are understood: cases are judged, figures are drawn, each miss keeps its evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Protocol

from bot.career.answer import Answer, Chat, Clarify, NoMatch, Reply
from bot.career.guide import OVERVIEW
from bot.career.memory import Memory
from bot.career.wording import plain

Mark = Literal["right", "offered", "silent", "wrong"]
MARKS: tuple[Mark, ...] = ("right", "offered", "silent", "wrong")


@dataclass(frozen=True, slots=True)
class Turn:
    """What a person says, and what a good answer to it is and holds."""

    say: str
    expect: str
    role: str | None = None
    topics: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    verdict: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A conversation of one turn or several; `kind` is what makes it hard."""

    id: str
    kind: str
    turns: tuple[Turn, ...]


class Answerer(Protocol):
    def answer(self, text: str, memory: Memory, now: datetime) -> tuple[Answer, Memory]: ...


@dataclass(frozen=True, slots=True)
class Judged:
    """A turn with the answer it got, and why that is not right where it isn't."""

    case: Case
    turn: Turn
    said: str
    answer: Answer
    mark: Mark
    why: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    judged: tuple[Judged, ...]

    def count(self, mark: Mark) -> int:
        return sum(one.mark == mark for one in self.judged)

    @property
    def answerable(self) -> tuple[Judged, ...]:
        """The turns that the knowledge base holds an answer to."""
        return tuple(one for one in self.judged if one.turn.expect == "answer")

    @property
    def unanswerable(self) -> tuple[Judged, ...]:
        return tuple(one for one in self.judged if one.turn.expect == "no_match")

    @property
    def right_share(self) -> float:
        """Of the answerable turns, those answered right."""
        return _share(one.mark == "right" for one in self.answerable)

    @property
    def wrong_share(self) -> float:
        """Of all turns, those answered wrong."""
        return _share(one.mark == "wrong" for one in self.judged)

    @property
    def turned_away_share(self) -> float:
        """Of the unanswerable turns, those that got no answer."""
        return _share(one.mark != "wrong" for one in self.unanswerable)

    def figures(self) -> dict[str, Any]:
        """All figures, for scripts."""
        return {
            "turns": len(self.judged),
            "right": round(self.right_share, 4),
            "wrong": round(self.wrong_share, 4),
            "turned_away": round(self.turned_away_share, 4),
            "marks": {mark: self.count(mark) for mark in MARKS},
            "kinds": {kind: _marks(part) for kind, part in self._grouped(lambda one: one.case.kind)},
            "topics": {topic: _marks(part) for topic, part in self._grouped(_topic)},
            "confusion": [
                {"asked": asked, "answered": answered, "times": times}
                for (asked, answered), times in self._confusion()
            ],
            "misses": [_miss(one) for one in self.judged if one.mark != "right"],
        }

    def lines(self) -> Iterator[str]:
        """The report for people: figures by kind and topic, what was taken for what, and each miss."""
        yield (
            f"{len(self.judged)} turns: {self.right_share:.3f} of the answerable right, "
            f"{self.wrong_share:.3f} of all wrong, "
            f"{self.turned_away_share:.3f} of the unanswerable turned away"
        )
        for name, groups in (
            ("By kind", self._grouped(lambda one: one.case.kind)),
            ("By topic", self._grouped(_topic)),
        ):
            yield ""
            yield f"{name:<20}{'turns':>6}" + "".join(f"{mark:>9}" for mark in MARKS)
            for group, part in groups:
                marks = _marks(part)
                yield f"  {group:<18}{len(part):>6}" + "".join(f"{marks[mark]:>9}" for mark in MARKS)
        confusion = list(self._confusion())
        if confusion:
            yield ""
            yield "Taken for something else"
            yield from (f"  {asked} -> {answered}: {times}" for (asked, answered), times in confusion)
        misses = [one for one in self.judged if one.mark != "right"]
        if misses:
            yield ""
            yield "Misses"
            for one in misses:
                yield from _told(one)

    def _grouped(self, key: Callable[[Judged], str]) -> list[tuple[str, list[Judged]]]:
        groups: dict[str, list[Judged]] = {}
        for one in self.judged:
            groups.setdefault(key(one), []).append(one)
        return sorted(groups.items())

    def _confusion(self) -> list[tuple[tuple[str, str], int]]:
        pairs = Counter((_topic(one), _answered(one.answer)) for one in self.judged if one.mark == "wrong")
        return sorted(pairs.items(), key=lambda pair: (-pair[1], pair[0]))


def evaluate(
    cases: Iterable[Case],
    reader: Answerer,
    *,
    now: datetime,
    mistype: Callable[[str], str] | None = None,
) -> Report:
    """Asks every turn of every case in order, with the case's own memory, and judges the answers.

    `mistype` makes typing mistakes in what is said, to see what they cost.
    """
    return Report(tuple(one for case in cases for one in _converse(case, reader, now, mistype)))


def _converse(
    case: Case, reader: Answerer, now: datetime, mistype: Callable[[str], str] | None
) -> Iterator[Judged]:
    memory = Memory()
    for turn in case.turns:
        said = mistype(turn.say) if mistype else turn.say
        answer, memory = reader.answer(said, memory, now)
        mark, why = judge(turn, answer)
        yield Judged(case, turn, said, answer, mark, why)


def judge(turn: Turn, answer: Answer) -> tuple[Mark, str]:
    """Right, offered, silent or wrong, and why it is not right."""
    if turn.expect == "answer":
        return _judge_answer(turn, answer)
    if turn.expect == "no_match":
        return _judge_no_match(turn, answer)
    if turn.expect == "clarify":
        overview = isinstance(answer, Reply) and [part.topic for part in answer.sections] == [OVERVIEW]
        return ("right", "") if overview or isinstance(answer, Clarify) else _other(answer)
    return ("right", "") if isinstance(answer, Chat) else _other(answer)


def _judge_answer(turn: Turn, answer: Answer) -> tuple[Mark, str]:
    if isinstance(answer, NoMatch):
        return "silent", "no match"
    if isinstance(answer, Clarify):
        offered = {choice.id for choice in answer.choices} & set(turn.topics)
        return ("offered", "asked back") if offered else ("wrong", "offered something else")
    if isinstance(answer, Chat):
        return "wrong", "taken for small talk"
    faults = list(_faults(turn, answer))
    return ("wrong", "; ".join(faults)) if faults else ("right", "")


def _faults(turn: Turn, answer: Reply) -> Iterator[str]:
    topics = [part.topic for part in answer.sections]
    text = plain(answer).casefold()
    if turn.role and answer.role != turn.role:
        yield f"about {answer.role}"
    missing = [topic for topic in turn.topics if topic not in topics]
    if missing or len(topics) > len(turn.topics) + 1:
        yield f"answered {', '.join(topics)}"
    yield from (f"lacks {part!r}" for part in turn.contains if part.casefold() not in text)
    yield from (f"holds {part!r}" for part in turn.lacks if part.casefold() in text)
    if turn.verdict and answer.verdict != turn.verdict:
        yield f"verdict {answer.verdict}"


def _judge_no_match(turn: Turn, answer: Answer) -> tuple[Mark, str]:
    text = plain(answer).casefold()
    held = [part for part in turn.lacks if part.casefold() in text]
    if isinstance(answer, Reply) or held:
        return "wrong", f"answered {_answered(answer)}" + (f", holds {held}" if held else "")
    return ("offered", "asked back") if isinstance(answer, Clarify) else ("right", "")


def _other(answer: Answer) -> tuple[Mark, str]:
    return (
        ("silent", "no match") if isinstance(answer, NoMatch) else ("wrong", f"answered {_answered(answer)}")
    )


def _answered(answer: Answer) -> str:
    match answer:
        case Reply():
            return "+".join(part.topic for part in answer.sections)
        case Clarify():
            return "choices"
        case NoMatch():
            return "no match"
        case Chat():
            return "small talk"


def _topic(one: Judged) -> str:
    return "+".join(one.turn.topics) or one.turn.expect


def _marks(part: Sequence[Judged]) -> dict[str, int]:
    return {mark: sum(one.mark == mark for one in part) for mark in MARKS}


def _miss(one: Judged) -> dict[str, Any]:
    evidence = getattr(one.answer, "evidence", ())
    return {
        "case": one.case.id,
        "kind": one.case.kind,
        "said": one.said,
        "mark": one.mark,
        "why": one.why,
        "expected": _topic(one),
        "answered": _answered(one.answer),
        "confidence": round(one.answer.confidence, 3),
        "evidence": [[part.words, part.topic] for part in evidence],
    }


def _told(one: Judged) -> Iterator[str]:
    yield f"  {one.mark:<8}{one.case.id} ({one.case.kind}): {one.said!r}"
    evidence = ", ".join(f"{part.words!r}: {part.topic}" for part in getattr(one.answer, "evidence", ()))
    yield f"          expected {_topic(one)}; {one.why}; {one.answer.confidence:.2f}" + (
        f"; {evidence}" if evidence else ""
    )


def _share(hits: Iterable[bool]) -> float:
    counted = list(hits)
    return sum(counted) / len(counted) if counted else 1.0
