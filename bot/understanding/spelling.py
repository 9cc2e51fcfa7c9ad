"""Typing mistakes, repaired towards what the library knows. A good English word is never made another.

Words with one letter left out are indexed, so that no repair passes over the vocabulary.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from bot.understanding.contractions import spelled_out
from bot.understanding.frequency import frequencies
from bot.understanding.slips import COMMON, english_near, likelihood, shortened
from bot.understanding.text import Token, Tokens, counting

_LONGEST = 30  # letters of a word that is looked at
_LONG = 8  # letters from which two mistakes are repaired
_RARE = 3.4  # how common a good word may be and still be a slip of a far more common one
_OWN = 2.4  # how much more likely the library's own words are meant
_TURNED_ON = 2.0  # and the words that questions turn on
_MIDDLING = 6  # letters from which two mistakes are repaired towards these
_RUN = re.compile(r"(.)\1{2,}")
_SMALL = frozenset(
    "a an and are as at be by can do for from how i in is it me my no not of on or so the to up us we".split()
)


@dataclass(frozen=True, slots=True)
class _Index:
    """Words by what is left of them without one letter, the longer ones also by their ends."""

    without: defaultdict[str, list[str]]
    ends: defaultdict[str, list[str]]

    def add(self, word: str) -> None:
        for shorter in shortened(word):
            self.without[shorter].append(word)
        if len(word) >= _LONG - 2:
            self.ends[word[:3] + "-"].append(word)
            self.ends["-" + word[-3:]].append(word)


class Spelling:
    """What a mistyped word was meant to be.

    `known` are all comparable words of the library, `telling` those that questions turn on: titles, and words
    that alone say what is asked. Results are remembered, as people mistype alike.
    """

    def __init__(self, known: Iterable[str], telling: Iterable[str] = ()) -> None:
        self._telling = frozenset(telling)
        self._known = frozenset(known) | self._telling
        self._repaired: dict[str, str] = {}

    def knows(self, word: str) -> bool:
        """Whether the word is one of the library's."""
        return word in self._known

    def repair(self, word: str) -> str:
        """The word that was meant; the word itself where it is a good one or nothing is near."""
        if word in self._known or not word.isalpha() or not 3 <= len(word) <= _LONGEST:
            return word
        found = self._repaired.get(word)
        if found is None:
            if len(self._repaired) > 20_000:
                self._repaired.clear()
            found = self._repaired[word] = self._meant(word)
        return found

    def mend(self, tokens: Tokens) -> Tokens:
        """The tokens with spelling repaired, words wrongly parted joined and wrongly joined ones parted."""
        if all(map(self._known.__contains__, tokens.words)):
            return tokens
        return tokens.with_items(tuple(self._mended(self._joined(tokens.items))))

    @cached_property
    def _index(self) -> _Index:
        """Made when the first word needs a repair: a start without one is quicker."""
        index = _Index(defaultdict(list), defaultdict(list))
        for word in sorted(self._known):
            if word.isalpha() and 3 < len(word) <= _LONGEST:
                index.add(word)
        return index

    def _meant(self, word: str) -> str:
        english = frequencies()
        if word in english:
            return self._slipped(word)
        short = _RUN.sub(r"\1\1", word)
        for plain in (short, _RUN.sub(r"\1", word)):
            if plain != word and (plain in self._known or plain in english):
                return plain
        near = set(self._own(short))
        if not any(meant[0] == short[0] and meant[-1] == short[-1] for meant in near):
            near.update(english_near(short))
        if near and (any(self._fits(short, meant) for meant in near) or not self._badly(short)):
            return max(sorted(near), key=lambda meant: self._likeness(short, meant))
        return self._farther(short) or self._badly(short) or word

    def _fits(self, word: str, meant: str) -> bool:
        """Whether a word is likely meant: one of the library's, or one that begins alike."""
        return meant in self._known or meant[0] == word[0]

    def _own(self, word: str) -> Iterator[str]:
        """The library's words at one edit's distance."""
        if len(word) == 3:
            yield from (meant for meant in self._index.without.get(word, ()) if word[0] == meant[0])
            return
        found = {word} if word in self._known else set()
        found.update(self._index.without.get(word, ()))
        for shorter in shortened(word):
            if len(shorter) > 3 and shorter in self._known:
                found.add(shorter)
            found.update(self._index.without.get(shorter, ()))
        yield from (meant for meant in found if meant != word and _is_within(word, meant, 1))

    def _slipped(self, word: str) -> str:
        """What a rare word was meant to be where it lost or swapped letters of another: manger, manager."""
        rarity = frequencies()[word]
        if rarity > _RARE:
            return word
        near = (meant for meant in self._own(word) if self._lost(word, meant, rarity))
        return max(sorted(near), key=lambda meant: self._likeness(word, meant), default=word)

    def _lost(self, word: str, meant: str, rarity: float) -> bool:
        """Whether a rare word is another, far more common one with a letter left out or two swapped."""
        common = frequencies().get(meant, 0.0)
        slip = len(meant) > len(word) or sorted(meant) == sorted(word)
        ends = word[-1] == meant[-1] and (word[0] == meant[0] or rarity < 2)
        return slip and ends and (not common or (len(word) > 4 and common >= rarity + 1.9))

    def _farther(self, word: str) -> str:
        """The library's word at two edits' distance from a long one, or nothing."""
        if len(word) < _LONG:
            return ""
        near = {*self._index.ends.get(word[:3] + "-", ()), *self._index.ends.get("-" + word[-3:], ())}
        near = {meant for meant in near if _is_within(word, meant, 2)}
        return max(sorted(near), key=lambda meant: self._likeness(word, meant), default="")

    def _badly(self, word: str) -> str:
        """The telling word at two edits' distance, or nothing: "dutyys" are duties."""
        if len(word) < _MIDDLING:
            return ""
        near = (meant for meant in self._telling if abs(len(meant) - len(word)) <= 2 and len(meant) > 4)
        found = (meant for meant in near if meant[0] == word[0] and _is_within(word, meant, 2))
        return max(sorted(found), key=lambda meant: self._likeness(word, meant), default="")

    def _likeness(self, word: str, meant: str) -> float:
        """How likely the one was typed for the other: common words, same ends, usual slips."""
        common = frequencies().get(meant, 0.0)
        common = max(common, 3.0) + _OWN if meant in self._known else common
        common += _TURNED_ON * (meant in self._telling)
        return common + (word[0] == meant[0]) * 1.5 + (word[-1] == meant[-1]) * 0.7 + likelihood(word, meant)

    def _joined(self, items: tuple[Token, ...]) -> Iterator[Token]:
        """Words that were wrongly parted, as one: "kuber netes"."""
        waiting: Token | None = None
        for token in items:
            if waiting and self._belong(waiting, token):
                word = waiting.word + token.word
                typed = f"{waiting.word} {token.word}"
                waiting = waiting._replace(word=word, end=token.end, typed=typed)
                continue
            if waiting:
                yield waiting
            waiting = token
        if waiting:
            yield waiting

    def _belong(self, first: Token, second: Token) -> bool:
        whole = first.word + second.word
        if whole in self._known:
            parts = (first.word, second.word)
            return not all(map(self._known.__contains__, parts)) and not any(map(_SMALL.__contains__, parts))
        english = frequencies()
        if len(whole) < 7 or whole not in english or first.kind != "word" or second.kind != "word":
            return False
        return english[whole] >= COMMON and not (self._good(first.word) and self._good(second.word))

    def _good(self, word: str) -> bool:
        return word in self._known or word in frequencies() or len(word) == 1

    def _mended(self, items: Iterable[Token]) -> Iterator[Token]:
        for token in items:
            if token.kind != "word" or token.word in self._known:
                yield token
                continue
            meant = self.repair(token.word)
            parts = spelled_out(meant) if meant != token.word else self._parted(meant)
            yield from (_mended(token, part) for part in parts) if parts else (token,)

    def _parted(self, word: str) -> tuple[str, ...]:
        """The two or three words that were typed as one, at least one of them the library's; or none."""
        if not 6 <= len(word) <= _LONGEST or word in frequencies() or not word.isalpha():
            return ()
        return self._well_parted(word) or self._badly_parted(word)

    def _badly_parted(self, word: str) -> tuple[str, ...]:
        """Two of the library's words that were typed as one, and one of them mistyped."""
        for at in range(4, len(word) - 3):
            left, right = word[:at], word[at:]
            if left in self._known and (meant := self.repair(right)) in self._known:
                return left, meant
            if right in self._known and (meant := self.repair(left)) in self._known:
                return meant, right
        return ()

    def _well_parted(self, word: str) -> tuple[str, ...]:
        best: list[tuple[float, tuple[str, ...]]] = [(0.0, ())]
        for end in range(1, len(word) + 1):
            found: tuple[float, tuple[str, ...]] = (1e9, ())
            for start in range(max(0, end - 16), end):
                cost, parts = best[start]
                part = word[start:end]
                if cost < 1e9 and len(parts) < 3 and self._stands_alone(part):
                    found = min(found, (cost + 9 - frequencies().get(part, 3.0), (*parts, part)))
            best.append(found)
        parts = best[-1][1]
        return parts if any(part in self._known and len(part) > 2 for part in parts) else ()

    def _stands_alone(self, part: str) -> bool:
        if len(part) < 3:
            return part in _SMALL or (part in self._known and len(part) == 2)
        return part in self._known or frequencies().get(part, 0.0) >= 4.8


def _mended(token: Token, word: str) -> Token:
    kind, value = counting(word)
    return token._replace(word=word, kind=kind, value=value, typed=token.typed or token.word)


def _is_within(word: str, meant: str, edits: int) -> bool:
    """Whether so many edits at most make the one word the other."""
    from rapidfuzz.distance import OSA  # a start for a question without a mistake does without it

    return OSA.distance(word, meant, score_cutoff=edits) <= edits
