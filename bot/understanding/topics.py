"""What speaks for which topic: cues of topics and of facts that guides don't hold, weighed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.career.library import Library
from bot.career.words import Cues
from bot.understanding.lexicon import Lexicon, Word
from bot.understanding.memo import Memo
from bot.understanding.patterns import Clause, Match, Patterns, kept

OUTSIDE = "outside:"
ROLE = "{role}"
TELLING_SLOTS = frozenset({"{title}", "{amount}", "{company}", "{sector}"})
VAGUE = 0.7  # what a cue about a pronoun counts beside one about the role
SOLID = 0.15  # how telling a short pattern's words must be
MANY = 3  # steps from which a pattern says enough, whatever its words
WORN = 0.5  # how telling the one word must be that is left of a longer pattern
FLIMSY = 0.5  # what it counts where they are not
TELLS = 0.2  # how telling a word must be to speak for a topic away from its cues
MOSTLY = 0.6  # the share of its uses that one topic must have
GENERAL = 0.6  # what it counts then
AGAIN = 0.3  # what further cues of a fact not held count: a few weak ones are no sure one
RARE = 0.4  # what a cue of rare words counts more than one of common words
STRENGTH = {"sure": 3.0, "likely": 1.5, "hint": 0.6}


@dataclass(frozen=True, slots=True)
class Cue:
    """Speaks for a topic; a topic that begins with `outside:` is a fact that guides don't hold."""

    topic: str
    weight: float


@dataclass(slots=True)
class Scores:
    """How much speaks for each topic and each fact outside, most first, and the matches that do."""

    topics: list[tuple[str, float]] = field(default_factory=list)
    outside: list[tuple[str, float]] = field(default_factory=list)
    matches: list[Match[Cue]] = field(default_factory=list)

    def best(self, outside: bool = False) -> list[tuple[str, float]]:
        """Topics (or facts outside) by how much speaks for them, most first."""
        return self.outside if outside else self.topics


class Topics:
    """The cues of a library, tried all at once.

    Most cues are never met by any text: a cue is read once a text has a word that it may begin with, which
    keeps a start short.
    """

    def __init__(self, library: Library, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._patterns: Patterns[Cue] = Patterns(lexicon.key)
        self._unread: dict[str, list[tuple[str, str, float]]] = defaultdict(list)
        self._begins = Memo(self._begin)
        self._used: dict[str, Counter[str]] = {}  # the words of each topic's cues
        self._weights = Memo(lambda step: sum(map(lexicon.weight, _words((step,)))))
        for topic in library.topics.values():
            self._learn(topic.id, topic.cues)
        for id, outside in library.words.outside.items():
            self._learn(OUTSIDE + id, outside.cues)
        self._generalise(lexicon)

    @property
    def words(self) -> frozenset[str]:
        """All words that cues use."""
        return frozenset(_words(list(set().union(*self._used.values()))))

    def _learn(self, topic: str, cues: Cues) -> None:
        used: Counter[str] = Counter()
        for strength, weight in STRENGTH.items():
            patterns = getattr(cues, strength)
            for pattern in patterns:
                for key in self._first_keys(pattern):
                    self._unread[key].append((pattern, topic, weight))
            for written, uses in Counter(" ".join(patterns).split()).items():
                for step in self._lexicon.steps(written):
                    used[step] += uses
        self._used[topic] = used

    def _first_keys(self, pattern: str) -> Sequence[str]:
        """What a text must have for the pattern to begin there."""
        keys, settled = self._begins[pattern.partition(" ")[0]]
        if settled:
            return keys
        every: list[str] = []
        for written in pattern.split():
            keys, settled = self._begins[written]
            every += keys
            if settled:
                break
        return every

    def _begin(self, written: str) -> tuple[tuple[str, ...], bool]:
        """The keys of a pattern's first step, and whether there is no way around it."""
        every: list[str] = []
        for step in self._lexicon.steps(written):
            *keys, last = self._patterns.options(step)
            every += keys
            if last:
                return (*every, last), True
        return tuple(every), False

    def _read(self, keys: Iterable[str]) -> None:
        """Reads the cues that may begin with one of these keys."""
        for key in self._unread.keys() & keys:
            for pattern, topic, weight in self._unread.pop(key):
                steps = self._lexicon.steps(pattern)
                if len(steps) < MANY and _is_worn(pattern, steps, self._lexicon):
                    continue
                solid = len(steps) >= MANY or topic.startswith(OUTSIDE) or self._is_solid(steps)
                self._patterns.add_steps(steps, Cue(topic, weight if solid else weight * FLIMSY))

    def _is_solid(self, steps: Sequence[str]) -> bool:
        """Whether a short pattern keeps its strength: one or two words that everyone uses say little."""
        return not TELLING_SLOTS.isdisjoint(steps) or sum(map(self._weights.__getitem__, steps)) >= SOLID

    def _generalise(self, lexicon: Lexicon) -> None:
        """A telling word that cues of one topic use, and few of others, speaks for it wherever it stands."""
        keys: dict[str, Counter[str]] = defaultdict(Counter)
        telling = Memo(lambda step: _telling(step, lexicon))
        for topic, used in self._used.items():
            for step, uses in used.items():
                for key in telling[step]:
                    keys[key][topic] += uses
        for key, topics in keys.items():
            topic, uses = topics.most_common(1)[0]
            share = uses / sum(topics.values())
            if share >= MOSTLY and uses > 1:
                self._patterns.add_path((key,), Cue(topic, GENERAL * share))

    def find(self, clause: Clause, pronouns: int = 0) -> list[Match[Cue]]:
        """The cues in a text. `pronouns` are words that may stand for the role: they say less."""
        if self._unread:
            self._read(clause.beginnings)
        found = self._patterns.find(clause)
        if pronouns:
            found = [_vague(match) if match.mask & ~match.literal & pronouns else match for match in found]
        return kept(found, lambda cue: cue.weight)


def _vague(match: Match[Cue]) -> Match[Cue]:
    return match._replace(value=Cue(match.value.topic, match.value.weight * VAGUE))


def _words(steps: Sequence[str]) -> list[str]:
    """The words of a pattern's steps, alternatives too."""
    return [word for step in steps for word in step.rstrip("?").split("|") if word.isalnum()]


def _telling(step: str, lexicon: Lexicon) -> list[str]:
    """The keys of a step's words that tell enough to speak for a topic away from its cues."""
    return [lexicon.key(word) for word in _words((step,)) if word.isalpha() and lexicon.weight(word) >= TELLS]


def _is_worn(pattern: str, steps: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether noise was most of a pattern, and what is left of it says nothing: "exactly what"."""
    short = not steps or (len(steps) == 1 and " " in pattern)
    return short and all(lexicon.weight(word) < WORN for word in _words(steps))


def weigh(matches: Iterable[Match[Cue]], words: Sequence[Word]) -> Scores:
    """The sum of what speaks for each topic; no word counts twice for one, and telling words count more."""
    totals: dict[str, float] = {}
    found: list[Match[Cue]] = []
    said: dict[str, int] = defaultdict(int)
    for match in sorted(matches, key=_by_strength):
        topic, mask = match.value.topic, match.mask
        fresh = mask & ~said[topic]
        if not fresh:
            continue
        share = fresh.bit_count() / mask.bit_count()
        telling = sum(words[at].weight for at in range(match.start, match.end) if fresh >> at & 1)
        said[topic] |= mask
        worth = match.value.weight * share + RARE * min(1.0, telling)
        if topic in totals and topic.startswith(OUTSIDE):
            worth *= AGAIN
        totals[topic] = totals.get(topic, 0.0) + worth
        found.append(match)
    return _ranked(totals, found)


def _by_strength(match: Match[Cue]) -> tuple[float, int]:
    return -match.value.weight, -match.mask.bit_count()


def _ranked(totals: Mapping[str, float], matches: list[Match[Cue]]) -> Scores:
    scores = Scores(matches=matches)
    for pair in sorted(totals.items(), key=lambda pair: -pair[1]):
        (scores.outside if pair[0].startswith(OUTSIDE) else scores.topics).append(pair)
    return scores
