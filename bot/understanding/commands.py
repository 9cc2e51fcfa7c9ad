"""Telling commands from questions. A command is explained to its last word; anything else is a question."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal, Protocol

from rapidfuzz.distance import OSA

from bot.career.command import Command, Name, RhythmChange

MOST_WORDS = 14

# The words that name a command, most telling first: of several in one text the first of this table wins.
NAMES: dict[Name, tuple[str, ...]] = {
    "help": ("help", "usage", "commands", "manual"),
    "forget me": ("forget me", "delete my data", "erase my data", "forget my data", "erase me", "delete me"),
    "forget self-check": tuple(
        f"{verb} {words}"
        for verb in ("forget", "remove", "delete", "erase")
        for words in ("self-check", "my self-check", "self check", "my self check")
    ),
    "privacy": ("privacy", "my data", "data protection"),
    "self-check": ("self-check", "self check", "selfcheck", "skill check", "check my skills", "check myself"),
    "export": ("export",),
    "undo": ("undo", "take that back", "revert"),
    "resume": ("resume", "unpause", "continue"),
    "pause": ("pause",),
    "stop": ("stop", "unsubscribe"),
    "snooze": ("snooze", "postpone"),
    "skip": ("skip",),
    "done": ("done", "finished", "completed"),
    "doing": ("doing", "started", "in progress"),
    "remind": ("remind", "reminder", "reminders", "rhythm"),
    "pace": ("pace",),
    "start": ("start", "begin", "enroll", "enrol"),
    "roadmap": ("roadmap", "plan", "progress", "my steps"),
    "next": ("next",),
    "roles": ("roles", "guides"),
    "home": ("home", "dashboard"),
}
# What may stand beside a command without changing it.
USUAL = frozenset(
    "please pls thanks thank you now the my me a an this that for to of on at in i'm im it all".split()
)
_ABOUT = "reminders reminder nudges nudge messages roadmap these weekly"
_BESIDE: dict[Name, str] = {
    "help": "i need some get",
    "roles": "list show which what available known are there do have",
    "roadmap": "show open see role weekly steps progress",
    "start": "roadmap plan weekly nudges walking role",
    "remind": "set change every each week weeks day time o'clock oclock and reminders nudge nudges messages",
    "stop": f"{_ABOUT} sending reminding nudging everything writing",
    "pause": _ABOUT,
    "resume": _ABOUT,
    "snooze": "days day week weeks until tomorrow reminder nudge step",
    "skip": "step one",
    "done": "step with is i am one mark as",
    "doing": "step with is i am have one mark as",
    "next": "step show one thing whats what's is",
    "pace": "steps step week per set",
    "export": "roadmap plan progress steps",
    "self-check": "skills start run take",
    "forget self-check": "result results kept",
    "home": "open show",
    "undo": "last",
}
BESIDE = {name: USUAL | frozenset(words.split()) for name, words in _BESIDE.items()}
_PHRASES = {name: [phrase.split() for phrase in phrases] for name, phrases in NAMES.items()}
_VOCABULARY = frozenset(word for phrases in _PHRASES.values() for phrase in phrases for word in phrase)
_EACH = re.compile(
    r"remind (?:me )?(?:(?:about|for|of) )?(each|every|one)(?: of them| roadmap| role)?", re.IGNORECASE
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
_WORD = re.compile(r"[^\W_][\w'-]*(?:[:.]\d\d)?(?:am|pm)?", re.UNICODE)
_DONE = re.compile(r"(?:done|finished)(?:\s+(?:with\s+)?(?:step\s+)?(\d{1,3}))?", re.IGNORECASE)
_TIME = re.compile(r"(\d{1,2})(?:[:.h](\d\d))?\s*(am|pm)?", re.IGNORECASE)
# Words that are whole words of questions too: never read as a mistyped command.
_NOT_TYPOS = frozenset(
    "stops steps skill skills role held hello expert resumes being rules smart stars planet".split()
)


class Roles(Protocol):
    """What of the reader is needed here."""

    def roles(self, text: str) -> tuple[str, ...]: ...


def parse(text: str, reader: Roles) -> Command | None:
    """The command that a text is, or None where it is a question. An empty text asks for one's dashboard."""
    plain = " ".join(unicodedata.normalize("NFKC", text).replace("’", "'").split()).strip(" .!?")
    if not plain:
        return Command("home")
    if with_words := _with_words(plain):
        return with_words
    if noted := _noted(plain):
        return noted
    words = [match[0].casefold() for match in _WORD.finditer(plain)]
    if not words or len(words) > MOST_WORDS or plain.endswith("?"):
        return None
    named = list(map(_named, words))
    said = frozenset().union(*named)
    if not said:
        return None
    return next((found for name in NAMES if (found := _as(name, words, named, said, reader))), None)


def _with_words(plain: str) -> Command | None:
    """`compare A B`, `compare A and B`; `share` with a question; `remind each` or `remind one`."""
    if reminded := _EACH.fullmatch(plain):
        return Command("remind", arguments=("one" if reminded[1].casefold() == "one" else "each",))
    first, _, rest = plain.partition(" ")
    if first.casefold() == "share" and rest:
        return Command("share", arguments=(rest,))
    if _near(first.casefold(), "compare") and rest:
        parts = re.split(r"\s+(?:and|with|to|vs\.?|versus|against)\s+|\s*[,/]\s*", rest, maxsplit=1)
        return Command("compare", arguments=tuple(part for part in parts if part))
    return None


def _noted(plain: str) -> Command | None:
    """`done: I ran the drill` leaves a line of evidence, `done 4: I ran the drill` on that step."""
    said, colon, note = plain.partition(":")
    done = _DONE.fullmatch(said.strip())
    if not colon or not note.strip() or done is None or note[0].isdigit():
        return None
    return Command("done", number=float(done[1]) if done[1] else None, arguments=(note.strip()[:500],))


def _as(
    name: Name, words: list[str], named: list[frozenset[str]], said: frozenset[str], reader: Roles
) -> Command | None:
    """The text as that command, if every word of it is accounted for.

    `named` are the words of commands' names that each word is, `said` all of them.
    """
    phrases = [wanted for wanted in _PHRASES[name] if said.issuperset(wanted)]
    left = _without_name(phrases, words, named)
    if left is None:
        return None
    beside = BESIDE.get(name, USUAL)
    rhythm = None
    if name == "remind":
        rhythm, left = _rhythm(left)
    elif name == "snooze":
        rhythm, left = _until(left)
    number, left = _number(left)
    left = [word for word in left if word not in beside]
    role = None
    if left:
        found = reader.roles(" ".join(left))
        role = found[0] if found and _names_role(name) else None
        if role is None:
            return None
    if name == "snooze":
        number = _days(words, number)
    return Command(name, role, rhythm or None, number)


def _names_role(name: Name) -> bool:
    return name in ("roadmap", "start", "next", "self-check", "stop", "resume", "export", "pace")


def _without_name(
    phrases: list[list[str]], words: list[str], named: list[frozenset[str]]
) -> list[str] | None:
    """The words without those that name the command; None where they don't."""
    for wanted in phrases:
        for start in range(len(words) - len(wanted) + 1):
            window = named[start : start + len(wanted)]
            if all(want in which for which, want in zip(window, wanted, strict=True)):
                return words[:start] + words[start + len(wanted) :]
    return None


@lru_cache(maxsize=4096)  # people's words repeat, and most of them name no command
def _named(word: str) -> frozenset[str]:
    """The words of commands' names that a word is, or may be mistyped for."""
    return frozenset(wanted for wanted in _VOCABULARY if _near(word, wanted))


def _near(word: str, wanted: str) -> bool:
    """The same word, or one mistyped: one slip from five letters on, two from eight."""
    if word == wanted:
        return True
    slips = 2 if len(wanted) >= 8 else 1 if len(wanted) >= 5 else 0
    if not slips or word[:1] != wanted[:1] or word in _NOT_TYPOS:
        return False
    return OSA.distance(word, wanted, score_cutoff=slips) <= slips


def _rhythm(words: list[str]) -> tuple[RhythmChange, list[str]]:
    """Weekday, time and how often, and the words that say none of these."""
    weekday: int | None = None
    clock: tuple[int, int] | None = None
    every: Literal[1, 2] | None = None
    left = []
    for word in words:
        if (day := _weekday(word)) is not None:
            weekday = day
        elif word in ("second", "other", "fortnightly", "biweekly", "2nd") or (
            word in ("two", "2") and {"every", "weeks"} <= set(words)
        ):
            every = 2
        elif word == "weekly":
            every = 1
        elif (time := _time(word)) is not None:
            clock = time
        else:
            left.append(word)
    if every is None and "every" in words and weekday is not None:
        every = 1
    if clock is None and (bare := [word for word in left if word.isdigit() and int(word) < 24]):
        clock = (int(bare[0]), 0)
        left.remove(bare[0])
    hour, minute = clock or (None, 0)
    return RhythmChange(weekday, hour, minute, every), left


def _until(words: list[str]) -> tuple[RhythmChange, list[str]]:
    """The weekday that a snooze lasts to."""
    days = [day for word in words if (day := _weekday(word)) is not None]
    return RhythmChange(days[0] if days else None), [word for word in words if _weekday(word) is None]


def _weekday(word: str) -> int | None:
    base = word.rstrip("s") if word.endswith("days") else word
    for number, day in enumerate(WEEKDAYS):
        if (
            base == day
            or (len(base) >= 3 and base in (day[:3], day[:4]))
            or (len(base) > 5 and _near(base, day))
        ):
            return number
    return None


def _time(word: str) -> tuple[int, int] | None:
    """`9am`, `14:30`, `9.30`; a bare number is no time by itself."""
    if word in ("noon", "midday"):
        return 12, 0
    found = _TIME.fullmatch(word)
    if not found or not (found[2] or found[3]):
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found[3].lower() == "pm" else 0)
    return (hour, minute) if hour < 24 and minute < 60 else None


def _number(words: list[str]) -> tuple[float | None, list[str]]:
    for word in words:
        if word.isdigit() or word in NUMBERS:
            return float(NUMBERS.get(word) or int(word)), [other for other in words if other != word]
    return None, words


def _days(words: list[str], number: float | None) -> float | None:
    """How many days a snooze lasts, where the text says so."""
    if "tomorrow" in words or ("day" in words and number is None):
        return 1
    if any(word.startswith("week") for word in words):
        return 7 * (number or 1)
    return number
