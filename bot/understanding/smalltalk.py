"""Greetings, thanks, calls for help: texts that say nothing else, and what is polite in those that do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from bot.career.question import Chat
from bot.understanding.lexicon import Lexicon, Word
from bot.understanding.patterns import Patterns

THANKS = frozenset({"thank", "thanks", "appreciat", "cheer", "oblig"})
ORDER: tuple[Chat, ...] = ("help", "about", "bye", "thanks", "hello")


class SmallTalk:
    def __init__(self, phrases: Mapping[str, Sequence[str]], lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._phrases: Patterns[Chat] = Patterns(str)
        for kind in ORDER:
            for phrase in phrases.get(kind, ()):
                self._phrases.add(" ".join(lexicon.keys(phrase)), kind)

    def read(self, words: Sequence[Word]) -> Chat | None:
        """The kind of small talk that a text is, if it is nothing but small talk."""
        keys = [word.key for word in words]
        kinds: set[Chat] = set()
        at = 0
        while at < len(keys):
            match = self._phrases.longest(keys, at)
            if match:
                kinds.update(match.value)
                at = match.end
            elif self._lexicon.is_noise(words[at].word):
                at += 1
            else:
                return None
        return next((kind for kind in ORDER if kind in kinds), None)

    def courtesies(self, words: Sequence[Word]) -> tuple[Chat | None, frozenset[int]]:
        """The greetings and thanks of a text that says more: their kind, and which of its tokens they are.

        A clause of its own counts, and thanks that a clause begins with ("thanks for the list, and ...").
        """
        found: set[int] = set()
        kinds: set[Chat] = set()
        for _, group in groupby(words, key=lambda word: word.clause):
            clause = list(group)
            kind, end = self.read(clause), len(clause)
            if kind is None:
                match = self._phrases.longest([word.key for word in clause], 0)
                if match and THANKS & {word.key for word in clause[: match.end]}:
                    kind, end = "thanks", match.end
                elif THANKS & {word.key for word in clause}:
                    kinds.add("thanks")
            if kind in ("hello", "thanks") and not clause[-1].asked:  # "it is one of them, no?"
                said = [word.key for word in clause[:end]]
                if len(said) > 1 or THANKS & set(said):  # "ok" and "no" thank for nothing
                    kinds.add(kind)
                found.update(word.at for word in clause[:end])
        return next((kind for kind in ORDER if kind in kinds), None), frozenset(found)
