"""A text about steps as symbols.

`#3` is a number, `@3` an ordinal, `=3` a step that is named; a few words for order stand for themselves
(`after`, `before`, `last`, ...), all others are a dot.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.understanding.lexicon import Word

MOST = 80  # words that are read, the last ones: the time that rules take grows with the cube of them
_SYMBOLS = {
    "after": "after follow follows following subsequent past once beyond above higher successor",
    "before": "before previous prior preceding precedes earlier back below beneath under lower predecessor",
    "up": "up",
    "down": "down",
    "next": "next now today",
    "left": "left remaining remains remain",
    "more": "more another again further",
    "except": "except excluding minus bar barring besides",
    "not": "not",
    "and": "and plus",
    "last": "last final ultimate closing concluding",
    "all": "everything all whatever anything every",
    "rest": "rest remainder others",
    "done": "done finished completed did ran built agreed settled sorted wrapped ticked audited mapped"
    " standardised standardized drilled",
    "step": "step number task item action thing one part level band tier bracket",
    "steps": "steps tasks items actions things ones parts levels bands tiers brackets",
    "end": "end bottom tail",
    "odd": "odd uneven",
    "even": "even",
    "through": "through thru",
    "where": "where whereabouts position",
    "on": "on onward onwards forward",
    "#2": "couple pair",
    "#3": "few",
    "time": "time times day days week weeks month months quarter quarters year years job place name off"
    " monday friday",
    **{
        word: word
        for word in (
            "but or other to until from between of middle half top penultimate antepenultimate |"
        ).split()
    },
}
_SYMBOL = {word: symbol for symbol, words in _SYMBOLS.items() for word in words.split()}
_PHRASES = (
    (r"(?:opening|open) move|kicks? off|very first|earliest|first off|(?<!on )top of", "@1"),
    (
        r"which (?:step|one) (?:\S+ ){0,4}?(?:start|begin) with|the step (?:\S+ ){0,4}?(?:start|begin) with",
        "@1",
    ),
    (r"(?:round|close|wrap|finish)(?:e?s)? (?:\S+ ){0,6}?(?:off|out|up)(?!\S)", "last"),
    (r"(?:end|finish|close)(?:e?s)? (?:with|on)", "last"),
    (r"(?:step|one|it|list|steps) (?:\S+ ){0,3}?(?:starts?|begins?|opens?) with", "@1"),
    (r"next (?=steps|ones)", ""),
    (r"up to(?: and including)?", "until"),
    (r"(?:back|@2|latter|last|bottom|other) half", "last half"),
    (r"(?:first|front|top) half|@1 half", "@1 half"),
    (r"(?:lead|leads|leading) up to|in front of|ahead of", "before"),
    (r"behind (?:me|us|you)|under (?:my|our|your) belt|out of way", "done"),
    (r"half ?way (?:through|thru|into|down|along)", "half done"),
    (r"(?:other than|apart from|aside from|leave out|leaving out)", "except"),
    (r"last but (?:#1|one)|next to last", "penultimate"),
)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A step that words name: its number, and the words from `start` up to `end` that do so."""

    number: int
    start: int
    end: int


def anchors_from(named: Sequence[Anchor], place: int) -> list[Anchor]:
    """Those named in the words from a place on, counted from there."""
    moved = (replace(one, start=one.start - place, end=one.end - place) for one in named)
    return [one for one in moved if one.start >= 0]


def symbols(words: Sequence[Word], named: Sequence[Anchor]) -> str:
    """The last words of a text as symbols; `named` are the steps that they name."""
    left_out = max(0, len(words) - MOST)
    if left_out:
        words = words[left_out:]
        named = anchors_from(named, left_out)
    written: list[str] = []
    at = 0
    for anchor in sorted(named, key=lambda one: one.start):
        if anchor.start >= at:
            written += map(_written, words[at : anchor.start], (None, *words)[at : anchor.start])
            written.append(f"={anchor.number}")
            at = anchor.end
    text = " ".join([*written, *map(_written, words[at:], (None, *words)[at:])])
    for phrase, symbol in _PHRASES:
        text = re.sub(rf"(?<!\S)(?:{phrase})(?!\S)", symbol, text)
    return " ".join(one if one[0] in "#@=" else _SYMBOL.get(one, "·") for one in text.split())


def _written(word: Word, behind: Word | None) -> str:
    """Its number, else the word; "one" counts only where it is the name of a step. `|` begins a sentence."""
    number = _number(word)
    labelled = behind and behind.word in ("step", "number") and behind.clause == word.clause
    border = "| " if behind and behind.sentence != word.sentence else ""
    if number is None or (word.word == "one" and not labelled):
        return border + word.word
    return f"{border}{'@' if word.kind == 'ordinal' else '#'}{number}"


def _number(word: Word) -> int | None:
    if word.value is None or word.kind == "amount" or not 0 < word.value <= 50 or word.value % 1:
        return None
    return int(word.value)
