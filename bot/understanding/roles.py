"""Who is meant: the roles of the library, titles that a guide only mentions, and other occupations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.career.guide import PROGRESSION, Guide
from bot.career.library import Library
from bot.understanding.frequency import zipf
from bot.understanding.lexicon import Lexicon, Word
from bot.understanding.patterns import Patterns
from bot.understanding.text import normal

Kind = Literal["role", "title", "other"]
ORDER = {"role": 0, "title": 1, "other": 2}
ENDINGS = ("er", "or", "ist", "ian", "smith", "man", "woman", "wright")
RARE = 0.8  # how telling a word must be to be taken for an occupation by its ending alone
EARNING = frozenset({"earn", "earns", "make", "makes"})
STRANGE = 0.5  # how telling an unknown word must be that earns
FAMILIAR = 4.6  # how common, on the Zipf scale, a word is whose forms in -er are more often no occupations
LONGEST_FIELD = (
    4  # words before or after an occupation that say of what: "site reliability engineering manager"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A role named in a text, from word `start` up to `end`.

    `role`: the library has guides for it, `slugs`. `title`: guides mention it, `name` is its title there.
    `other`: an occupation that the library does not know; `loose` where its beginning was guessed.
    """

    kind: Kind
    start: int
    end: int
    slugs: tuple[str, ...] = ()
    name: str = ""
    loose: bool = False


class Roles:
    """Finds the roles in a text. The cost depends on the text alone, however many titles there are."""

    def __init__(self, library: Library, lexicon: Lexicon, known: frozenset[str]) -> None:
        self._lexicon = lexicon
        self._known = known
        occupations = library.words.occupations
        self._titles: Patterns[str] = Patterns(str)
        self._mentioned: Patterns[str] = Patterns(str)
        self._names: Patterns[None] = Patterns(str)
        for guide in library.guides.values():
            self._learn(guide, lexicon)
        for name in occupations.names:
            for way in _one_or_many(" ".join(lexicon.spelled(normal(name)))):
                self._names.add(way, None)
        self._heads = frozenset(word for name in occupations.heads for word in (name, name + "s"))
        self._leads = frozenset(lexicon.phrase(name) for name in occupations.leads)
        self._plain = frozenset(lexicon.key(word) for name in occupations.plain for word in name.split())

    def _learn(self, guide: Guide, lexicon: Lexicon) -> None:
        for title in (guide.title, *guide.aliases):
            self._titles.add(lexicon.phrase(title), guide.slug)
        for listing in guide.listings(PROGRESSION):
            for item in listing.items:
                for title in (item.name, *item.also):
                    self._mentioned.add(lexicon.phrase(title), item.name)

    def find(self, words: Sequence[Word]) -> tuple[Mention, ...]:
        """The mentions in a text, in order and without overlap."""
        keys = [word.key for word in words]
        plain = [word.word for word in words]
        found = [*self._known_ones(words, keys), *self._others(words, keys, plain)]
        return tuple(_apart(found)) if found else ()

    def _known_ones(self, words: Sequence[Word], keys: Sequence[str]) -> Iterator[Mention]:
        """The library's roles, and the titles that its guides mention."""
        for role in self._titles.phrases(keys):
            yield self._own(role.start, role.end, role.value, words)
        for title in self._mentioned.phrases(keys):
            yield Mention("title", title.start, title.end, name=title.value[0])

    def _others(self, words: Sequence[Word], keys: Sequence[str], plain: Sequence[str]) -> Iterator[Mention]:
        """Occupations that the library does not know."""
        for name in self._names.phrases(plain):
            yield Mention("other", self._field_before(name.start, words), name.end, loose=True)
        for at, word in enumerate(words):
            if word.word in self._heads and (start := self._field_before(at, words)) < at:
                yield Mention("other", start, at + 1, loose=True)
            elif self._sounds_like_one(word):
                yield Mention("other", at, at + 1)
            if word.key == "of":
                yield from self._led(at, words, keys)
            if word.word in EARNING and (start := self._earner(at, words)) < at:
                yield Mention("other", start, at, loose=True)

    def _earner(self, at: int, words: Sequence[Word]) -> int:
        """Where a name begins that nothing here knows: "what does a puppeteer earn"."""
        start = self._field_before(at, words)
        unknown = any(word.word not in self._known and word.weight >= STRANGE for word in words[start:at])
        return start if unknown and start and words[start - 1].key == "do" else at

    def _sounds_like_one(self, word: Word) -> bool:
        """Whether a rare word, unknown here, ends as occupations do: "beekeeper", but not "grander"."""
        one = word.word.removesuffix("s")
        rare = word.kind == "word" and word.weight >= RARE and len(word.word) > 5
        if not rare or not one.endswith(ENDINGS) or word.word in self._known:
            return False
        bases = (one[:-2], one[:-1], one[:-2] + "e")
        return not one.endswith(("er", "or")) or all(zipf(base) < FAMILIAR for base in bases)

    def _own(self, start: int, end: int, slugs: tuple[str, ...], words: Sequence[Word]) -> Mention:
        """A role of the library, unless the next word makes another occupation of it ("MLOps engineer")."""
        follows = words[end].word if end < len(words) else ""
        if follows in self._heads and self._lexicon.key(follows) != "manager":
            return Mention("other", start, end + 1)
        if self._lexicon.key(follows) == "manager" or follows in (
            "management",
            "leader",
            "leaders",
            "leadership",
        ):
            end += 1
        return Mention("role", start, end, slugs)

    def _led(self, of: int, words: Sequence[Word], keys: Sequence[str]) -> Iterator[Mention]:
        """ "Head of sales", "VP of customer success", "chief data officer" by what follows."""
        end = of + 1
        while end < len(words) and end - of <= LONGEST_FIELD and self._tells(end, words):
            end += 1
        if end > of + 1:
            for at in (of - 1, of - 2):
                if at >= 0 and " ".join(keys[at:of]) in self._leads:
                    yield Mention("other", at, end)

    def _field_before(self, at: int, words: Sequence[Word]) -> int:
        start = at
        while start > 0 and at - start < LONGEST_FIELD and self._tells(start - 1, words):
            if words[start - 1].clause != words[at].clause:
                break
            start -= 1
        return start

    def _tells(self, at: int, words: Sequence[Word]) -> bool:
        """Whether a word can name the field of an occupation."""
        word = words[at]
        says_else = word.key in self._plain or word.word in EARNING
        return word.kind == "word" and word.weight > 0 and not says_else

    def named(self, text_words: Sequence[Word], mention: Mention) -> str:
        return mention.name or " ".join(word.word for word in text_words[mention.start : mention.end])


def _one_or_many(name: str) -> tuple[str, ...]:
    return (name, name + "s", name + "es") if not name.endswith("s") else (name,)


def _apart(found: Iterable[Mention]) -> list[Mention]:
    """Mentions without overlap: the longer of two; of two alike the one that is better known.

    A title that a role's name is part of ("Head of MLOps") counts before it.
    """
    taken: list[Mention] = []
    for mention in sorted(found, key=_rank):
        if all(mention.end <= other.start or mention.start >= other.end for other in taken):
            taken.append(mention)
    return sorted(taken, key=lambda mention: mention.start)


def _rank(mention: Mention) -> tuple[bool, int, int, int]:
    return (mention.loose, mention.start - mention.end, ORDER[mention.kind], mention.start)
