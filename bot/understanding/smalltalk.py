"""Greetings, thanks, calls for help: texts that say nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.career.question import Chat
from bot.understanding.lexicon import Lexicon, Word
from bot.understanding.patterns import Patterns

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
