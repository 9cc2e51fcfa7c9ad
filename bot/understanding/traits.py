"""What a span of words has that tells what it asks: its words and pairs of words, its cues, what is named.

Names of the guide's entries, roles, amounts and what is ruled out count as what they are, not by their words:
what is learned of one guide then holds for others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from bot.understanding.hearing import JOINTS, Heard
from bot.understanding.patterns import Match
from bot.understanding.topics import Cue, Scores, weigh

AUXILIARIES = frozenset("do be can will must have".split())
STARTERS = AUXILIARIES | frozenset(
    "what which who whose where when why how tell show give list name explain".split()
)
TAGS = AUXILIARIES | frozenset("it they that this there not right true".split())
LONGEST_TAG = 3
OPENING = 2  # words of a span, one of which says that something is asked: "in which industries"
MOST = 6.0  # more than this says no more
LONG = 20  # words from which a span is as long as can be
WHOLE = 10  # what a trait counts that is there; a number counts more or less
SMALL = 50  # numbers up to here count something


@dataclass(frozen=True, slots=True)
class Span:
    """A sentence or a clause: its words from `start` up to `end`, what its cues speak for, and its traits
    with their values, in parts of WHOLE. `loose` is how much its words tell that nothing explains.
    """

    start: int
    end: int
    scores: Scores
    loose: float
    traits: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Spans:
    """A text's sentences, and its clauses; where no sentence has several, these are the same."""

    sentences: list[Span]
    clauses: list[Span]


def spans(heard: Heard) -> Spans:
    """The spans of a text, in order."""
    if not heard.words:
        return Spans([], [])
    recognised = heard.recognised
    starts = [
        at for at, word in enumerate(heard.words) if not at or word.sentence != heard.words[at - 1].sentence
    ]
    starts = [
        at for at, end in pairwise([*starts, len(heard.words)]) if not at or not _is_tag(heard, at, end)
    ]
    sentences = _spans(heard, list(pairwise([*starts, len(heard.words)])), recognised)
    borders = [
        (start, end)
        for start, end in pairwise(sorted(heard.clause.borders))
        if end - start > 1 or heard.words[start].key not in JOINTS
    ]
    if len(borders) <= len(sentences):
        return Spans(sentences, sentences)
    clauses = _spans(heard, borders, recognised)
    for clause in clauses:
        clause.traits["clause"] = WHOLE
        joint = heard.words[clause.start - 1].key if clause.start else ""
        if joint in JOINTS:
            clause.traits[f"joined {joint}"] = WHOLE
    return Spans(sentences, clauses)


def _is_tag(heard: Heard, start: int, end: int) -> bool:
    """ "... do they?", which only makes a question of the sentence before."""
    said = heard.words[start:end]
    return said[-1].asked and len(said) <= LONGEST_TAG and all(word.key in TAGS for word in said)


def _spans(heard: Heard, places: Sequence[tuple[int, int]], recognised: int) -> list[Span]:
    """A span for each place, with the cues that begin in it."""
    begun: dict[int, list[Match[Cue]]] = {at: [] for at in range(len(heard.words))}
    for start, end in places:
        begun.update(dict.fromkeys(range(start, end), begun[start]))
    for match in heard.cues:
        begun[first(match)].append(match)
    return [_span(heard, start, end, begun[start], recognised) for start, end in places]


def _span(heard: Heard, start: int, end: int, cues: Sequence[Match[Cue]], recognised: int) -> Span:
    words = heard.words[start:end]
    scores = weigh(cues, heard.words)
    explained = recognised
    for match in scores.matches:
        explained |= match.mask
    loose = sum(word.weight for at, word in enumerate(words, start) if not explained >> at & 1)
    starts = any(word.key in STARTERS for word in words[:OPENING])
    span = Span(start, end, scores, loose)
    traits = span.traits
    traits.update(dict.fromkeys(_said(heard, start, end), WHOLE))
    traits.update(_cued(scores))
    traits["loose"] = int(min(loose, 4.0) / 2 * WHOLE)
    traits["length"] = min(len(words), LONG)
    traits.update(dict.fromkeys(_standing(heard, span, starts), WHOLE))
    return span


def first(match: Match[Cue]) -> int:
    """The first word of a cue."""
    return (match.mask & -match.mask).bit_length() - 1


def _said(heard: Heard, start: int, end: int) -> Iterator[str]:
    """Words, pairs of words with the span's borders, and what is named."""
    entries = [match for match in heard.entries if start <= match.start < end]
    named = 0
    for entry in entries:
        named |= entry.mask
    words = list(_comparable(heard, start, end, named))
    yield from words
    yield from (f"{one} {other}" for one, other in pairwise(["^", *words, "$"]))
    yield from (f"named {entry.topic}" for match in entries for entry in match.value)
    for at in range(start, end):
        yield from heard.clause.slots.get(at, ())


def _comparable(heard: Heard, start: int, end: int, named: int) -> Iterator[str]:
    """A key for each word; one for all that name an entry together, and for all that are ruled out."""
    before = ""
    for at in range(start, end):
        key = _key(heard, at, named)
        if key != before or key not in ("{entry}", "{not}"):
            yield key
        before = key


def _key(heard: Heard, at: int, named: int) -> str:
    word = heard.words[at]
    if heard.dropped >> at & 1:
        return "{not}"
    if named >> at & 1:
        return "{entry}"
    if word.kind == "amount" or (word.kind == "number" and (word.value or 0) > SMALL):
        return "{amount}"
    return "{number}" if word.kind == "number" else word.key


def _cued(scores: Scores) -> Iterator[tuple[str, int]]:
    """How much cues speak for each topic and each fact not held, and for the best of either."""
    for kind, ranked in (("cue", scores.topics), ("no cue", scores.outside)):
        for place, (topic, score) in enumerate(ranked):
            worth = int(min(score, MOST) / 2 * WHOLE)
            yield f"cue {topic}", worth
            if place < 2:
                yield f"{kind} {place}", worth


def _standing(heard: Heard, span: Span, starts: bool) -> Iterator[str]:
    """How the span stands in its text, and whether it asks."""
    opens, closes = span.start == 0, span.end == len(heard.words)
    if heard.words[span.end - 1].asked:
        yield "asked"
    if starts:
        yield "starts"
    if opens and closes:
        yield "alone"
    elif opens:
        yield "opens"
    elif closes:
        yield "closes"
    if heard.here:
        yield "here"
    yield from {f"text {slot}" for slots in heard.clause.slots.values() for slot in slots}


def evidence(spans: Sequence[Span], topics: Sequence[str]) -> tuple[Match[Cue], ...]:
    """The cues that speak for these topics."""
    return tuple(match for one in spans for match in one.scores.matches if match.value.topic in topics)
