"""Which topics are asked about, out of all that speaks for some: clause by clause, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from bot.understanding.hearing import JOINTS, Heard
from bot.understanding.patterns import Match
from bot.understanding.topics import OUTSIDE, Cue, Scores, weigh

SURE = 2.4  # as much must speak for a topic that a clause alone is about
UNEXPLAINED = 0.4  # what a word that nothing explains counts at least, common as it may be
EXPLAINS = 1.0  # how much a cue of another topic must say to explain its words
FAMILIAR = 0.4  # what an unexplained word counts that the guide uses somewhere
ENOUGH = 1.5  # and where the clause is one or two words
BRIEF = 2
OPENING = 2  # words of a clause, one of which says that something is asked: "in which industries"
PLENTY = 4.0  # more than this makes a sentence say no more than another
BESIDE = 0.3  # what unexplained words count in a clause beside the ones that say something
TIE = 0.85  # a second topic is answered too that has this share of the first one's score
AGAINST = 1.2  # less than this never speaks for a fact not held
DOUBT = 3.5  # how much more must speak for a topic than for a fact not held that is surely named beside it
TELLING = 0.3  # a topic beside a fact not held must have words of its own that tell as much
MOST_TOPICS = 3
NEAR = 0.6  # a second reading is near that has this share of the first one's score
STARTERS = frozenset(
    "what which who whose where when why how do be can will must have".split()
    + "tell show give list name explain".split()
)


@dataclass(frozen=True, slots=True)
class Part:
    """A clause: its words from `start` up to `end`, what speaks for what there, and whether it asks.

    `loose` is the weight of the words that nothing explains.
    """

    start: int
    end: int
    sentence: int
    asks: bool
    scores: Scores
    loose: float

    @property
    def outside(self) -> tuple[str, float]:
        return next(iter(self.scores.best(outside=True)), ("", 0.0))

    @property
    def winner(self) -> tuple[str, float] | None:
        """The topic that the clause is about: enough speaks for it, and more than for any fact not held."""
        topic, score = next(iter(self.scores.best()), ("", 0.0))
        against = self.outside[1]
        needed = against + DOUBT if against >= SURE else against
        enough = SURE if self.end - self.start > BRIEF else ENOUGH
        return (topic, score) if score >= enough and score > needed else None

    @property
    def rivals(self) -> tuple[str, ...]:
        """Topics that as much speaks for as for the winner."""
        (_, best), *others = self.scores.best()
        return tuple(topic for topic, score in others if score >= max(SURE, TIE * best))


@dataclass(frozen=True, slots=True)
class Decision:
    """`topics` in the order asked; `score` is how much speaks for the best; `outside` the fact not held;
    `rivals` are topics that as much speaks for as for the only one.
    """

    topics: tuple[str, ...] = ()
    score: float = 0.0
    near: tuple[str, ...] = ()
    outside: str | None = None
    loose: float = 0.0
    asks: bool = False
    matches: tuple[Match[Cue], ...] = ()
    rivals: tuple[str, ...] = ()


def parts(heard: Heard) -> Iterator[Part]:
    """The clauses of a text, with what was found in each."""
    borders = sorted(heard.clause.borders)
    recognised = heard.recognised
    for start, end in pairwise(borders):
        words = heard.words[start:end]
        here = [match for match in heard.cues if start <= _first(match) < end]
        scores = weigh(here, heard.words)
        loose = _loose(heard, start, end, recognised | _explained(scores))
        asks = words[0].asked or any(word.key in STARTERS for word in words[:OPENING])
        yield Part(start, end, words[0].sentence, asks, scores, loose)


def _explained(scores: Scores) -> int:
    """The words that cues explain, as a mask: those of the best topic, and others that say enough."""
    best = next(iter(scores.best()), ("", 0.0))[0]
    mask = 0
    for match in scores.matches:
        cue = match.value
        if cue.topic == best or (cue.weight >= EXPLAINS and not cue.topic.startswith(OUTSIDE)):
            mask |= match.mask
    return mask


def _loose(heard: Heard, start: int, end: int, explained: int) -> float:
    """The weight of the words that nothing explains."""
    loose = (
        max(word.weight, UNEXPLAINED) * (FAMILIAR if heard.familiar >> at & 1 else 1.0)
        for at, word in enumerate(heard.words[start:end], start)
        if word.weight and not explained >> at & 1
    )
    return sum(loose)


def _first(match: Match[Cue]) -> int:
    return (match.mask & -match.mask).bit_length() - 1


def decide(heard: Heard) -> Decision:
    """What a text asks about. Sentences that ask count; the others only where none of them says anything."""
    clauses = list(parts(heard))
    sentences = [
        _sentence(list(group), heard) for _, group in groupby(clauses, key=lambda part: part.sentence)
    ]
    told = [one for one in sentences if one.score >= SURE or one.outside]
    chosen = [one for one in told if one.asks] or told
    return _together(chosen) if chosen else _whole(clauses, heard, blocked=False)


def _together(sentences: Sequence[Decision]) -> Decision:
    """Several sentences that say something: those that say about as much as the one that says most."""
    outside = next((one.outside for one in sentences if one.outside), None)
    best = [one for one in sentences if one.topics] or sentences
    most = max(min(one.score, PLENTY) for one in best)
    strong = [one for one in best if one.score >= NEAR * most]
    topics = tuple(dict.fromkeys(topic for one in strong for topic in one.topics))
    return Decision(
        topics[:MOST_TOPICS],
        max(one.score for one in strong),
        tuple(topic for one in strong for topic in one.near if topic not in topics),
        None if topics else outside,
        min(one.loose for one in strong),
        True,
        tuple(match for one in strong for match in one.matches),
        strong[0].rivals if len(topics) == 1 else (),
    )


def _sentence(clauses: Sequence[Part], heard: Heard) -> Decision:
    winners = [part for part in clauses if part.winner]
    outside = [part for part in clauses if part.outside[1] >= SURE and not part.winner]
    if outside:
        asked = any(part.asks for part in outside)
        winners = [part for part in winners if part.asks >= asked and _telling(part, heard) >= TELLING]
    if winners:
        asking = [part for part in winners if part.asks]
        joined = [part for part in winners if part.asks or (asking and _is_joined(part, heard))]
        return _won(joined or winners, clauses)
    return _whole(clauses, heard, bool(outside))


def _is_joined(part: Part, heard: Heard) -> bool:
    """ "The companies and the sectors": what "and" adds is asked like what it is added to."""
    return part.start > 0 and heard.words[part.start - 1].key in JOINTS


def _telling(part: Part, heard: Heard) -> float:
    """How telling the words are that speak for the winner of a clause."""
    assert part.winner
    mask = 0
    for match in part.scores.matches:
        if match.value.topic == part.winner[0]:
            mask |= match.mask
    return sum(heard.words[at].weight for at in range(part.start, part.end) if mask >> at & 1)


def _won(winners: Sequence[Part], clauses: Sequence[Part]) -> Decision:
    """Several clauses that each are about something: their topics in order."""
    topics = tuple(dict.fromkeys(part.winner[0] for part in winners if part.winner))
    score = max(part.winner[1] for part in winners if part.winner)
    near = (pair for part in winners for pair in part.scores.best()[1:3] if pair[1] >= NEAR * score)
    return Decision(
        topics[:MOST_TOPICS],
        score,
        tuple(topic for topic, _ in near if topic not in topics),
        None,
        sum(part.loose for part in winners)
        + BESIDE * sum(part.loose for part in clauses if part not in winners),
        any(part.asks for part in clauses),
        tuple(_matches(winners)),
        tuple(topic for part in winners for topic in part.rivals) if len(topics) == 1 else (),
    )


def _matches(clauses: Iterable[Part]) -> Iterator[Match[Cue]]:
    return (match for part in clauses for match in part.scores.matches)


def _whole(clauses: Sequence[Part], heard: Heard, blocked: bool) -> Decision:
    """No clause says it alone: all of them together."""
    scores = weigh(_matches(clauses), heard.words)
    topic, score = next(iter(scores.best()), ("", 0.0))
    fact, against = next(iter(scores.best(outside=True)), ("", 0.0))
    if against >= AGAINST and (blocked or against >= score):
        outside, topic = fact.removeprefix(OUTSIDE), ""
    else:
        outside = None
    return Decision(
        (topic,) if topic else (),
        score if topic else 0.0,
        tuple(other for other, near in scores.best()[1:3] if topic and near >= NEAR * score),
        outside,
        sum(part.loose for part in clauses),
        any(part.asks for part in clauses),
        tuple(scores.matches),
    )
