"""Which topics are asked about: what was learned tells it of each span, and those that ask count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest

from bot.understanding.hearing import Heard
from bot.understanding.learned import NOTHING, OUTSIDE, learned
from bot.understanding.patterns import Match
from bot.understanding.topics import OUTSIDE as FACT
from bot.understanding.topics import Cue
from bot.understanding.traits import Span, evidence, first, spans

IDLE = 0.6  # a span that so likely asks for nothing is not listened to where another asks
ASKED = 0.3  # what is asked with a question mark asks for what is so likely
ALSO = 0.3  # a second topic is asked too that is so likely beside the first one
NEAR = 0.12  # and a second reading is near that is so likely
MOST_TOPICS = 3
CLEAR = 0.4  # a third topic must have a clause of its own
BY_CLAUSE = 0.6  # what a clause that surely asks for a topic counts where the rest of its sentence does not
TELLS = 1.2  # less than this never names the fact that guides don't hold

Shares = Mapping[str, float]
Asking = Sequence[tuple[Span, Shares]]


@dataclass(frozen=True, slots=True)
class Decision:
    """`topics` are in the order asked; `sure` is how likely they are asked for, rather than nothing that the
    guide holds; `outside` is the fact not held that is asked for, as far as it is known; `near` are other
    readings; `loose` is how much the words that ask tell that nothing explains; `apart` says that several
    topics are asked for by spans of their own.
    """

    topics: tuple[str, ...] = ()
    sure: float = 0.0
    near: tuple[str, ...] = ()
    outside: str | None = None
    loose: float = 0.0
    apart: bool = False
    matches: tuple[Match[Cue], ...] = ()


def decide(heard: Heard) -> Decision:
    """What a text asks about.

    Clauses tell topics apart that a sentence joins; whether anything the guide holds is asked, whole
    sentences tell better.
    """
    read = spans(heard)
    asking = _asking(read.sentences)
    parts = asking if read.clauses is read.sentences else _asking(read.clauses)
    whole = _best(asking)
    clear = _best(parts)
    best = {topic: (share + whole[topic]) / 2 for topic, share in clear.items()}
    ranked = sorted(best, key=lambda topic: -best[topic])
    most = best[ranked[0]]
    wanted = [
        topic
        for place, topic in enumerate(ranked[:MOST_TOPICS])
        if best[topic] >= ALSO * most and (place < 2 or clear[topic] >= CLEAR)
    ]
    near = [topic for topic in ranked if best[topic] >= NEAR * most and topic not in wanted]
    told = [span for span, _ in asking]
    outside = max(shares[OUTSIDE] for _, shares in asking)
    held = max(sum(nlargest(2, whole.values())), BY_CLAUSE * max(clear[topic] for topic in wanted))
    return Decision(
        topics=tuple(sorted(wanted, key=lambda topic: _place(topic, parts))),
        sure=min(1.0, held),
        near=tuple(near[:2]),
        outside=_fact(told) if outside > held else None,
        loose=min(span.loose for span in told),
        apart=len({_asker(topic, parts)[0].start for topic in wanted}) > 1,
        matches=evidence(told, (*wanted, *near)),
    )


def _asking(read: Sequence[Span]) -> Asking:
    """The spans that ask for something, or the one that most likely does, with what they likely ask for."""
    told = [(span, learned().shares(span.traits)) for span in read]
    return [one for one in told if _asks(*one)] or [min(told, key=lambda one: one[1][NOTHING])]


def _asks(span: Span, shares: Shares) -> bool:
    """Whether it asks for something; a word or two with a question mark do that sooner."""
    likely = max(share for name, share in shares.items() if name != NOTHING)
    return shares[NOTHING] < IDLE or ("asked" in span.traits and likely >= ASKED)


def _best(asking: Asking) -> dict[str, float]:
    """How likely each topic is asked for by the span that asks for it most."""
    return {topic: max([shares[topic] for _, shares in asking]) for topic in learned().topics}


def _place(topic: str, asking: Asking) -> int:
    """Where a topic is asked for: at its first cue in the span that asks for it most."""
    span, _ = _asker(topic, asking)
    return min((first(match) for match in evidence([span], [topic])), default=span.start)


def _asker(topic: str, asking: Asking) -> tuple[Span, Shares]:
    """The span that asks for a topic most."""
    return max(asking, key=lambda one: one[1][topic])


def _fact(told: Sequence[Span]) -> str | None:
    """The fact not held that most speaks for."""
    named = [fact for span in told for fact in span.scores.outside[:1] if fact[1] >= TELLS]
    return max(named, key=lambda fact: fact[1])[0].removeprefix(FACT) if named else None
