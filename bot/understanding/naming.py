"""Which entries of the guide are named in a question, and which names it holds that are on no list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.career.guide import (
    EMPLOYERS,
    INDUSTRIES,
    PROGRESSION,
    SENTENCES,
    SKILL_GAPS,
    SKILLS,
)
from bot.understanding.choosing import FITTING, NOUNS, TELLING, asking, choice, named_list
from bot.understanding.deciding import Decision
from bot.understanding.hearing import KINDS, Heard, span_mask
from bot.understanding.items import Entries, Entry
from bot.understanding.lexicon import Word
from bot.understanding.membership import is_yes_or_no
from bot.understanding.patterns import Match
from bot.understanding.topics import Cue

NAMED_LISTS = (EMPLOYERS, INDUSTRIES, SKILLS, SKILL_GAPS, PROGRESSION)
SURELY = 2.4  # and how much to be meant where a list is asked whether it has it
CLOSE = 1.6  # how much the words must share with an entry's words to be close to it
ALIKE = 0.85  # entries that share this much of what the closest one shares are as close
MOST_CLOSE = 3
SPELLED = frozenset(
    {"name", "word", "titl", "letter", "call", "start"}
)  # an entry's name itself is asked about
HEADINGS = frozenset({"skill", "job", "duty", "step", "industry", "company", "employer", "manager"})
LITTLE = 0.1  # words that tell less than this are in no entry that says more than a name
LISTING = frozenset("among amongst list includ featur appear count part recommend suggest".split())
RANKS = frozenset({"director", "head", "vp", "vic", "president", "chief"})
OF_ALL_RANKS = frozenset({"exec"})
ADVICE = frozenset("suggest advic advis recommend develop close fix improve build get help".split())


@dataclass(frozen=True, slots=True)
class Names:
    """`entries` are named, `close` described; `unlisted` are names on no list, in the asker's words."""

    entries: tuple[Entry, ...] = ()
    close: tuple[Entry, ...] = ()
    unlisted: tuple[str, ...] = ()


def names(heard: Heard, decision: Decision, topics: Sequence[str], entries: Entries | None) -> Names:
    """What is named of the lists that the question is about."""
    if entries is None or not any(topic in NOUNS for topic in topics):
        return Names()
    cues = _heading_words(heard, decision, topics)
    asked = asking(heard, decision, topics)
    wanted = choice(heard, topics, asked)
    named = there = _named(heard, topics, asked & ~cues)
    if not named and is_yes_or_no(heard):
        named = _named(heard, topics, ~cues)  # "I'm in insurance. Is my industry among them?"
    by_words = _by_words(heard, entries, topics, asked)
    if by_words:
        return Names(tuple(by_words))
    if not named and (wanted == "described" or is_yes_or_no(heard)):
        named = _by_all_words(heard, entries, topics, asked & ~cues)
    named = _advised(heard, named, asked)
    elsewhere = ~asked if there else 0  # names in other sentences
    shared = entries.sharing(heard.words, topics)
    unlisted = tuple(dict.fromkeys(_unlisted(heard, topics, cues | elsewhere, shared)))
    if named and wanted != "all":
        others = unlisted if _any_known(heard, topics) else ()
        return Names(tuple(dict.fromkeys(named)), (), others)
    close = tuple(named or _close(heard, entries, topics, cues, CLOSE))
    sure = bool(close) and wanted == "named" and named_list(heard, topics) is not None
    if _any_known(heard, topics) and is_yes_or_no(heard):
        return Names((), close, unlisted)
    if close and (wanted == "described" or (sure and any(_close(heard, entries, topics, cues, SURELY)))):
        return Names(close, (), ())
    return Names((), close, () if close and not _any_known(heard, topics) else unlisted)


def _named(heard: Heard, topics: Sequence[str], there: int) -> list[Entry]:
    """The entries of these topics that words in that mask name."""
    return [
        entry
        for match in heard.entries
        if not match.mask & heard.dropped and match.mask & there
        for entry in match.value
        if entry.topic in topics
    ]


def _by_words(heard: Heard, entries: Entries, topics: Sequence[str], asked: int) -> list[Entry]:
    """Entries by a word of their name: "with data in the name", "which director and VP titles"."""
    words = [word for at, word in enumerate(heard.words) if asked >> at & 1]
    keys = {word.key for word in words}
    by_name = SPELLED & keys
    if not by_name and (PROGRESSION not in topics or keys & OF_ALL_RANKS):
        return []
    telling = [
        word.key for word in words if word.key not in SPELLED | HEADINGS and (by_name or word.key in RANKS)
    ]
    found = [entry for key in telling for entry in entries.with_word(key, topics)]
    return list(dict.fromkeys(found))


def _by_all_words(heard: Heard, entries: Entries, topics: Sequence[str], there: int) -> list[Entry]:
    """The entries whose own names have every telling word in that mask: "is privacy among the steps"."""
    sentences = [topic for topic in topics if topic in SENTENCES]
    keys = {word.key for word in _telling(heard, there)}
    having = [entries.with_word(key, sentences) for key in keys]
    return [entry for entry in having[0] if all(entry in others for others in having)] if having else []


def _telling(heard: Heard, there: int) -> Iterator[Word]:
    """The words in that mask by which an entry may be known."""
    for at, word in enumerate(heard.words):
        said = (there & ~(heard.dropped | heard.background)) >> at & 1
        tells = word.weight > LITTLE and word.value is None and word.key[0] != "{"
        if said and tells and word.key not in FITTING | HEADINGS | LISTING:
            yield word


def _advised(heard: Heard, named: list[Entry], asked: int) -> list[Entry]:
    """Who asks what to do about a gap that they name wants the advice, not the name again."""
    keys = {word.key for at, word in enumerate(heard.words) if asked >> at & 1}
    if not keys & ADVICE or not all(entry.topic == SKILL_GAPS for entry in named):
        return named
    return [entry for entry in named if entry.part != "missing"]


def _heading_words(heard: Heard, decision: Decision, topics: Sequence[str]) -> int:
    """The words that say which list is meant, as a mask: they name none of its entries."""
    own = [match.mask for match in heard.entries if any(entry.topic in topics for entry in match.value)]
    own += [match.mask for match in heard.known if _fits(match.value, topics)]
    mask = 0
    for match in decision.matches:
        if match.value.topic in topics and not any(match.mask & ~one == 0 for one in own):
            mask |= match.literal
    return mask


def _close(heard: Heard, entries: Entries, topics: Sequence[str], cues: int, least: float) -> Iterator[Entry]:
    words = [
        word
        for at, word in enumerate(heard.words)
        if not (cues | heard.dropped) >> at & 1 and word.key[0] != "{" and word.value is None
    ]
    near = {
        number: score for number, score in entries.near(words).items() if entries.all[number].topic in topics
    }
    best = max(near.values(), default=0.0)
    if best >= least:
        alike = [number for number, score in near.items() if score >= ALIKE * best]
        yield from (entries.all[number] for number in alike[:MOST_CLOSE])


def _unlisted(heard: Heard, topics: Sequence[str], cues: int, shared: int) -> Iterator[str]:
    """Names of the world that fit the list, else the telling words that nothing explains.

    A name of an entry elsewhere, all of whose words an entry of the list has too (`shared`), is on it.
    """
    called = named_list(heard, topics)
    if not called and not set(topics) & set(NAMED_LISTS):
        return
    listed = 0
    elsewhere = []
    for match in heard.entries:
        if any(entry.topic in topics for entry in match.value):
            listed |= match.mask
        elif not match.mask & (cues | heard.dropped):
            elsewhere.append(match)
    if called and elsewhere:
        yield from (heard.said(match.start, match.end) for match in elsewhere if match.mask & ~shared)
        return
    fitting = [
        match for match in heard.known if _fits(match.value, topics) and not match.mask & (listed | cues)
    ]
    if fitting:
        yield from (heard.said(match.start, match.end) for match in fitting)
    else:
        loose = _loose(heard, listed | cues, () if called else heard.cues)
        yield from (heard.said(start, end) for start, end in loose if _names_entry(heard, start, topics))


def _names_entry(heard: Heard, start: int, topics: Sequence[str]) -> bool:
    """Whether what begins there names an entry, rather than telling how entries are: "are the gaps easy to
    close" names none, "is juggling a skill" and "a step about juggling" do."""
    before = {word.key for word in heard.words[:start]}
    about = start > 0 and heard.words[start - 1].key in FITTING | {"like"}
    return bool(heard.listed) or about or not any(before & NOUNS.get(topic, frozenset()) for topic in topics)


def _loose(heard: Heard, explained: int, cues: Sequence[Match[Cue]]) -> Iterator[tuple[int, int]]:
    explained |= heard.dropped | heard.background
    for cue in cues:
        explained |= cue.mask
    for mention in heard.mentions:
        explained |= span_mask(mention.start, mention.end)
    start = None
    for at in range(len(heard.words) + 1):
        loose = at < len(heard.words) and not explained >> at & 1 and heard.words[at].weight >= TELLING
        if loose and start is None:
            start = at
        elif not loose and start is not None:
            yield start, at
            start = None


def _any_known(heard: Heard, topics: Sequence[str]) -> bool:
    """Whether some name of the world fits the lists and stands for none of their entries."""
    entries = [match.mask for match in heard.entries]
    return any(
        _fits(match.value, topics) and not any(match.mask & mask for mask in entries) for match in heard.known
    )


def _fits(kinds: Sequence[str], topics: Sequence[str]) -> bool:
    """Whether names of these kinds could be on the lists."""
    return any(KINDS.get(topic) in kinds for topic in topics)
