"""A text as tokens: what the asker typed, made comparable, with the way back to their own words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, NamedTuple

from bot.understanding.contractions import spelled_out
from bot.understanding.markup import said, shown, without_emoji
from bot.understanding.memo import Memo

Kind = Literal["word", "number", "amount", "ordinal"]
Said = tuple[str, Kind, float | None]  # a comparable word, and what it counts as
MOST = 300  # tokens that are read

_PIECE = re.compile(
    r"(?P<marker>(?<![^\s(])\(?(?:\d\d?|[a-hA-H]|i{1,3}|iv|v)\)|^[ \t]*\d\d?\.(?=\s)|\b(?:i\.e|e\.g)\b\.?)"
    r"|(?P<range>(?<=\d) ?- ?(?=\d))"
    r"|(?P<sharp>(?<![^\W_])[cfCF](?:\+\+|#)(?!\w))"
    r"|(?P<number>(?P<sign>[$£€¥][ ]?)?\d[\d,]*(?:\.\d+)?)(?P<unit>[^\W\d_]*)(?P<rest>[^\W_]*)"
    r"|(?P<signed>\b(?:[wW]/[oO]|[bB]/[cC]|[yY]/[nN])\b|\b[nN][oOrR](?:\.(?= ?\d)|(?= \d\b))|#(?=\d)"
    r"|\b(?:[aA]s well as|[aA]long with)\b|\b[wW]/|[$£€]+(?![ ]?\d))"
    r"|(?P<word>[^\W\d_][^\W_]*'?[^\W_]*)"
    r"|(?P<end>[.!?]+(?=[\s\"')\]]|$)|\n)"
    r"|(?P<and>&|(?<=\s)[+/](?=\s)|(?<=[^\W\d_]{4})/(?=[^\W\d_]{4}))"
    r"|(?P<pause>[,;:()\[\]\"]|-(?=[\s-])|--)",
    re.MULTILINE,
)
_LETTERS_ALONE = re.compile(r"[A-Za-z]+(?: [A-Za-z]+)*")
_UNITS = {"k": 1e3, "thousand": 1e3, "grand": 1e3, "m": 1e6, "mil": 1e6, "mn": 1e6, "million": 1e6}
_ORDINAL_TAILS = ("st", "nd", "rd", "th")
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_COUNTS = "one two three four five six seven eight nine ten eleven twelve".split()
_VALUES: dict[str, tuple[Kind, float]] = {
    **{word: ("ordinal", float(at)) for at, word in enumerate(_ORDINALS, 1)},
    **{word: ("word", float(at)) for at, word in enumerate(_COUNTS, 1)},
}
_PLAIN_WORD: tuple[Kind, None] = ("word", None)
_SIGNS = {
    "w/o": "without",
    "w/": "with",
    "b/c": "because",
    "no.": "number",
    "nr.": "number",
    "no": "number",
    "nr": "number",
    "y/n": "yesno",
    "#": "number",
    "as well as": "and",
    "along with": "and",
}
_CURRENCY_SIGNS = "$£€"
_CURRENCIES = frozenset("usd eur gbp dollar dollars euro euros pounds bucks".split())
_ABBREVIATED = frozenset("eg ie vs sr jr mr ms mrs dr approx dept st".split())
_PENSION = "401"  # "401k" is a plan, no amount


class Token(NamedTuple):  # a tuple, as it is made thrice as fast as a frozen dataclass
    """One word. `word` is comparable; `start` and `end` point into `Tokens.text`.

    `value` is what a number, amount or ordinal counts as. `sentence` and `clause` count from 0; `asked` says
    that its sentence ends in a question mark. `typed` is the asker's word where its spelling was changed.
    """

    word: str
    start: int
    end: int
    kind: Kind = "word"
    value: float | None = None
    sentence: int = 0
    clause: int = 0
    asked: bool = False
    typed: str = ""


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text's tokens. `text` is what a person saw of it; `emoji` are the names of the emoji in it."""

    text: str
    items: tuple[Token, ...] = ()
    emoji: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(token.word for token in self.items)

    def said(self, first: int, last: int) -> str:
        """The asker's own words from token `first` up to but not including token `last`."""
        part = self.items[first:last]
        return self.text[part[0].start : part[-1].end] if part else ""

    def with_items(self, items: tuple[Token, ...]) -> Tokens:
        return replace(self, items=items)


def tokenize(text: str) -> Tokens:
    """A text as tokens. Any text is fine, and of any length; time is linear in 2,000 characters at most."""
    plain, emoji = without_emoji(shown(text))
    plain = said(plain)
    return Tokens(plain, _ranged(tuple(_asked(_pieces(plain)))), emoji)


@lru_cache(maxsize=50_000)
def normal(text: str) -> tuple[str, ...]:
    """The comparable words of a text."""
    if len(text) <= MOST and _LETTERS_ALONE.fullmatch(text):
        # nearly all phrases of a library are plain words: a start of the bot reads tens of thousands
        return tuple(part for word in text.lower().split(" ") for part in spelled_out(word))
    return tokenize(text).words


def folded(word: str) -> str:
    """A word without capitals and accents."""
    word = word.casefold()
    if word.isascii():
        return word
    return "".join(char for char in unicodedata.normalize("NFKD", word) if not unicodedata.combining(char))


def _pieces(text: str) -> Iterator[Token | str]:
    """Tokens with sentence and clause, and the marks that end a sentence."""
    sentence = clause = count = 0
    last = ""
    for match in _PIECE.finditer(text):
        kind = match.lastgroup
        if kind in ("pause", "marker"):
            clause += 1
        elif kind == "end":
            if match.group() != "." or last not in _ABBREVIATED:
                yield match.group()
                sentence, clause = sentence + 1, clause + 1
        else:
            start, end = match.span()
            for word, counts, value in _SPELLED[match.group()] if kind == "word" else _signs(match):
                if word == "then":  # "the pay, then the skills"
                    clause += 1
                yield Token(word, start, end, counts, value, sentence, clause)
                last, count = word, count + 1
            if count >= MOST:
                return


def _asked(pieces: Iterator[Token | str]) -> Iterator[Token]:
    """The tokens, those of a sentence that ends in "?" marked."""
    pending: list[Token] = []
    for piece in pieces:
        if isinstance(piece, Token):
            pending.append(piece)
            continue
        yield from (token._replace(asked=True) for token in pending) if "?" in piece else pending
        pending = []
    yield from pending


def _spelled(word: str) -> tuple[Said, ...]:
    """The comparable words that one stands for, with what each counts as."""
    return tuple((word, *counting(word)) for word in spelled_out(_letters(folded(word))))


def counting(word: str) -> tuple[Kind, float | None]:
    """What a comparable word counts as: "third" is an ordinal, 3."""
    return _VALUES.get(word, _PLAIN_WORD)


_SPELLED = Memo(_spelled)


def _signs(match: re.Match[str]) -> tuple[Said, ...]:
    """What is no plain word: numbers, "&", "w/o", the dash of "5-7", "$$$"."""
    if match["number"]:
        return (_number(match),)
    if match.group()[0] in _CURRENCY_SIGNS:
        return (("money", "word", None),)
    word = {"and": "and", "range": "to"}.get(match.lastgroup or "") or folded(match.group())
    return ((_SIGNS.get(word, word), "word", None),)


def _letters(word: str) -> str:
    """A word's letters, digits and apostrophes alone."""
    return word if word.isalnum() or "'" in word else "".join(filter(str.isalnum, word)) or word


def _number(match: re.Match[str]) -> Said:
    digits = match["number"].lstrip("$£€¥ ")
    plain = digits.replace(",", "")
    unit, rest = folded(match["unit"]), match["rest"]
    value = float(plain) if len(plain) < 16 else None
    if value is None or rest or plain == _PENSION:
        return folded(plain + unit + rest), "word", None
    if unit in _UNITS:
        return plain + unit, "amount", value * _UNITS[unit]
    if unit in _ORDINAL_TAILS:
        return plain + unit, "ordinal", value
    if unit:
        return plain + unit, "word", None
    return plain, "amount" if match["sign"] or _grouped(digits) else "number", value


def _grouped(digits: str) -> bool:
    """Whether commas part the digits by thousands."""
    first, *others = digits.partition(".")[0].split(",")
    return bool(others) and len(first) <= 3 and all(len(group) == 3 for group in others)


def _ranged(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Amounts that are written over two tokens: "200 grand", "usd 200", "130-170k"."""
    if not any(token.kind in ("number", "amount") for token in tokens):
        return tokens
    read: list[Token] = []
    for token in tokens:
        before = read[-1] if read else None
        if before and before.kind == "number" and token.word in _UNITS and before.value is not None:
            value = before.value * _UNITS[token.word]
            word = before.word + token.word
            read[-1] = token._replace(word=word, start=before.start, kind="amount", value=value)
        elif before and token.kind == "number" and before.word in _CURRENCIES:
            read.append(token._replace(kind="amount"))
        elif before and before.kind == "number" and token.word in _CURRENCIES:
            read[-1] = before._replace(kind="amount")
            read.append(token)
        else:
            read.append(token)
    return tuple(_widened(read))


def _widened(tokens: list[Token]) -> Iterator[Token]:
    """The first number of a range counts like its second: the 130 of "130-170k" is 130,000."""
    for at, token in enumerate(tokens):
        ahead = tokens[at + 1 : at + 3]
        over = len(ahead) == 2 and ahead[0].word in ("to", "and")
        other = ahead[over] if ahead else token
        close = other.start - token.end <= 5
        if token.kind == "number" and other.kind == "amount" and close and _thousands(token, other):
            yield token._replace(kind="amount", value=(token.value or 0.0) * 1e3)
        else:
            yield token


def _thousands(token: Token, other: Token) -> bool:
    low, high = token.value or 0.0, other.value or 0.0
    return low < 1_000 <= high and 0 < low * 1e3 <= high
