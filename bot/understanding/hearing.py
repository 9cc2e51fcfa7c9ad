"""From a text to what was recognised in it: words, roles, levels, amounts, entries of the guide, cues."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.career.guide import EMPLOYERS, INDUSTRIES, SKILL_GAPS, SKILLS
from bot.career.library import Library
from bot.understanding.correcting import corrections, not_taken_back
from bot.understanding.details import Levels, amounts, numbers
from bot.understanding.items import Entries, Entry
from bot.understanding.lexicon import Lexicon, Word, collapsed
from bot.understanding.patterns import Clause, Match, Patterns, kept
from bot.understanding.roles import Mention, Roles
from bot.understanding.scopes import BACKGROUND, LISTED, Scopes, dropped
from bot.understanding.spelling import Spelling
from bot.understanding.text import Tokens
from bot.understanding.topics import ROLE, Cue, Topics
from bot.understanding.vocabulary import known_words, telling_words

JOINTS = frozenset({"and", "or", "but", "plus", "n"})

TITLE = "{title}"
# How much an entry's name speaks for its topic, by its words (three or more), and another name for it.
NAMED = {1: 0.6, 2: 1.0, 3: 3.0}
CALLED = {1: 0.6, 2: 1.0, 3: 1.5}
# What kind of names of the world each list could hold.
KINDS = {EMPLOYERS: "company", INDUSTRIES: "sector", SKILLS: "tool", SKILL_GAPS: "tool"}
LISTS = (EMPLOYERS, INDUSTRIES)  # lists whose entries patterns may stand for


@dataclass(frozen=True, slots=True, eq=False)
class Heard:
    """What was recognised in a text; places are positions in `words`.

    Masks are `dropped` (words that are ruled out), `background` (that say what somebody is) and `listed`
    (that ask whether something is on a list). `here` says that the role at hand is spoken of ("this job").
    From `corrected` on, something said before may be put right.
    """

    tokens: Tokens
    words: tuple[Word, ...]
    clause: Clause
    mentions: tuple[Mention, ...]
    levels: tuple[tuple[int, int, str], ...]
    amounts: tuple[tuple[int, int, int], ...]
    numbers: tuple[tuple[int, int, int], ...]
    entries: tuple[Match[tuple[Entry, ...]], ...]
    known: tuple[Match[tuple[str, ...]], ...]
    cues: tuple[Match[Cue], ...]
    dropped: int = 0
    background: int = 0
    listed: int = 0
    here: bool = False
    corrected: int = 0

    def said(self, start: int, end: int) -> str:
        """The asker's own words from word `start` up to `end`."""
        return self.tokens.said(self.words[start].at, self.words[end - 1].until) if end > start else ""

    @property
    def recognised(self) -> int:
        """The words that were recognised as something other than a cue, as a mask."""
        mask = self.dropped
        for entry in self.entries:
            mask |= entry.mask
        for name in self.known:
            mask |= 0 if name.value == ("place",) else name.mask
        for start, end, *_ in (*self.levels, *self.amounts, *self.numbers):
            mask |= span_mask(start, end)
        for mention in self.mentions:
            mask |= span_mask(mention.start, mention.end)
        return mask


class Listener:
    """Everything that a library knows of how people talk."""

    def __init__(self, library: Library) -> None:
        words = library.words
        self.lexicon = Lexicon(words)
        self._topics = Topics(library, self.lexicon)
        known = known_words(library) | self._topics.words
        self.roles = Roles(library, self.lexicon, known)
        self._levels = Levels(words.levels, self.lexicon)
        self._scopes = Scopes(words.scopes, self.lexicon)
        self._here: Patterns[str] = Patterns(str)
        for kind in ("here", "pronouns"):
            for phrase in words.scopes.get(kind, ()):
                for way in _ways(phrase):
                    self._here.add(self.lexicon.phrase(way), kind)
        self._correcting: Patterns[str] = Patterns(str)
        for phrase in words.scopes.get("correcting", ()):
            self._correcting.add(self.lexicon.phrase(phrase), "correcting")
        self._known: Patterns[str] = Patterns(str)
        for kind, names in words.known.items():
            for name in names:
                self._known.add(" ".join(self.lexicon.quiet(name)), kind)
        self._spelling = Spelling(known, telling_words(library))

    def mend(self, tokens: Tokens) -> Tokens:
        return self._spelling.mend(tokens)

    def words(self, every: Sequence[Word]) -> tuple[tuple[Word, ...], tuple[Mention, ...]]:
        """Of all words those that are no noise, each role that they name made one, and these roles."""
        words = self.lexicon.telling(every)
        made: list[Word] = []
        mentions: list[Mention] = []
        at = 0
        for mention in self.roles.find(words):
            made += words[at : mention.start]
            slot = ROLE if mention.kind == "role" else TITLE
            mentions.append(replace(mention, start=len(made), end=len(made) + 1))
            made.append(collapsed(words, mention.start, mention.end, slot))
            at = mention.end
        return (*made, *words[at:]), tuple(mentions)

    def hear(
        self, tokens: Tokens, words: tuple[Word, ...], mentions: tuple[Mention, ...], entries: Entries | None
    ) -> Heard:
        keys = [word.key for word in words]
        borders = frozenset(_borders(words))
        put_right = corrections(self._correcting.phrases(keys), borders)
        named = tuple(_entries(words, mentions, entries)) if entries else ()
        known = self._known.phrases([word.word for word in words])
        if put_right:
            meant = not_taken_back((*named, *known), put_right, _kinds)
            named = tuple(one for one in named if one in meant)
            known = [one for one in known if one in meant]
        heard = Heard(
            tokens,
            words,
            Clause(keys, {}, borders),
            mentions,
            not_taken_back(self._levels.find(words), put_right),
            not_taken_back(tuple(amounts(words)), put_right),
            not_taken_back(tuple(numbers(words)), put_right),
            named,
            tuple(known),
            (),
            corrected=max(put_right, default=0),
        )
        here = self._here.phrases(keys)
        clause = replace(heard.clause, slots=_slots(heard, here))
        turned = self._scopes.find(clause)
        ruled_out = dropped(turned, clause)
        found = [*self._topics.find(clause, _pronouns(here)), *_named_cues(heard)]
        cues = [match for match in found if not match.mask & ruled_out]
        return replace(
            heard,
            clause=clause,
            cues=tuple(kept(cues, lambda cue: cue.weight)),
            dropped=ruled_out,
            background=_union(match.mask for match in turned if match.value == BACKGROUND),
            here=any(match.end - match.start > 1 for match in here),
            listed=_union(match.mask for match in turned if match.value == LISTED),
        )


def _entries(
    words: Sequence[Word], mentions: Sequence[Mention], entries: Entries
) -> Iterator[Match[tuple[Entry, ...]]]:
    """The entries that are named whole, titles among them."""
    yield from entries.phrases(words)
    for mention in mentions:
        named = entries.named(mention.name)
        if named:
            yield Match(mention.start, mention.end, span_mask(mention.start, mention.end), named)


def _named_cues(heard: Heard) -> Iterator[Match[Cue]]:
    """The entries that are named, as cues for their topics."""
    for match in heard.entries:
        keys = " ".join(heard.clause.keys[match.start : match.end])
        for entry in match.value:
            own = entry.phrase == keys
            worth = NAMED if own else CALLED
            yield Match(
                match.start, match.end, match.mask, Cue(entry.topic, worth[min(3, match.end - match.start)])
            )


def _kinds(match: Match[tuple[Entry, ...]] | Match[tuple[str, ...]]) -> frozenset[str]:
    """The lists that a name is on, or could be on."""
    kinds = (KINDS.get(one.topic, one.topic) if isinstance(one, Entry) else one for one in match.value)
    return frozenset(kinds)


def _pronouns(here: Iterable[Match[tuple[str, ...]]]) -> int:
    """The words that may stand for the role, as a mask."""
    return _union(
        match.mask for match in here if match.value == ("pronouns",) and match.end == match.start + 1
    )


def _slots(heard: Heard, here: Iterable[Match[tuple[str, ...]]]) -> Mapping[int, Mapping[str, Sequence[int]]]:
    slots: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for match in here:
        slots[match.start][ROLE].append(match.end)
    for start, end, _ in heard.levels:
        slots[start]["{level}"].append(end)
        if heard.clause.keys[end : end + 1] == [ROLE]:  # "a senior MLOps manager"
            slots[start]["{level}"].append(end + 1)
            slots[start][ROLE].append(end + 1)
    for start, end, _ in heard.amounts:
        slots[start]["{amount}"].append(end)
    for start, end, _ in heard.numbers:
        slots[start]["{number}"].append(end)
    for named in heard.entries:
        slots[named.start]["{item}"].append(named.end)
        for topic in LISTS:
            if any(entry.topic == topic for entry in named.value):
                slots[named.start]["{" + KINDS[topic] + "}"].append(named.end)
    for known in heard.known:
        for kind in known.value:
            slots[known.start]["{" + kind + "}"].append(known.end)
    return slots


def span_mask(start: int, end: int) -> int:
    return (1 << end) - (1 << start)


def _union(masks: Iterable[int]) -> int:
    mask = 0
    for one in masks:
        mask |= one
    return mask


def _borders(words: Sequence[Word]) -> Iterator[int]:
    """Where clauses begin and end: at pauses, and on both sides of "and", "or", "but"."""
    yield 0
    yield len(words)
    for at, word in enumerate(words):
        if at and word.clause != words[at - 1].clause:
            yield at
        if word.key in JOINTS:
            yield from (at, at + 1)


def _ways(phrase: str) -> Iterator[str]:
    """The phrases that one with alternatives (`that job|role`) stands for."""
    first, _, rest = phrase.partition(" ")
    for option in first.split("|"):
        if not rest:
            yield option
        else:
            yield from (f"{option} {way}" for way in _ways(rest))
