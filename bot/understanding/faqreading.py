"""FAQ entries beside the guides: which of the two a question is for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.career.library import Library
from bot.career.question import Question
from bot.understanding.spelling import Spelling
from bot.understanding.text import Tokens, normal, tokenize

if TYPE_CHECKING:
    from bot.understanding.faq import FaqClassifier

ANSWER = 0.5  # from this confidence on an entry is answered, see faq.py
OFFER = 0.4  # and from this on offered
FIRM = 0.75  # and from here on where the guides say that they don't hold it
SURE = 0.9  # from here on an entry goes before small talk
NEAR = 0.4  # an entry is near the best one that is this share as likely
BRIEF = 3  # words of a text that may be small talk
BARE = 2  # words that name a thing rather than ask something
MOST = 5
OFFERED = 3

Ranked = tuple[tuple[str, float], ...]


class FaqReader:
    """Reads questions as being for FAQ entries. Needs a library that has some."""

    def __init__(self, library: Library) -> None:
        # numpy comes with it, which a library of guides alone does without
        from bot.understanding.faq import FaqClassifier

        entries = tuple(library.faq.values())
        self._alone = not library.guides
        self._classifier: FaqClassifier = FaqClassifier(entries)
        texts = (text for entry in entries for text in (entry.label, *entry.asks))
        self._spelling = Spelling(word for text in texts for word in normal(text))

    def read(self, text: str) -> FaqReading:
        tokens = self._spelling.mend(tokenize(text))
        return FaqReading(text, tokens, self._classifier.rank(tokens, MOST), self._classifier, self._alone)


class FaqReading:
    """A text as being for the FAQ."""

    def __init__(
        self, text: str, tokens: Tokens, ranked: Ranked, classifier: FaqClassifier, alone: bool
    ) -> None:
        self._text = text
        self._tokens = tokens
        self._ranked = ranked
        self._classifier = classifier
        self._alone = alone
        self.confidence = ranked[0][1] if ranked else 0.0

    @property
    def settles(self) -> bool:
        """Whether nothing else need be considered: there are no guides, and this is no small talk."""
        return self._alone and self.confidence >= ANSWER and len(self._tokens.items) > BRIEF

    def beside(self, guides: Question) -> Question:
        """The likelier of the two: this reading, or the guides' one."""
        if guides.kind == "chat":
            return self.question() if self.confidence >= SURE else guides
        if not self._alone and (guides.outside or guides.other_role):
            return self.question() if self.confidence >= FIRM else guides
        if self._alone or guides.kind != "ask":
            return self._beside_little(guides)
        if self.confidence >= ANSWER and self.confidence > guides.confidence:
            return replace(self.question(), near=(*self._near, *guides.topics)[: MOST - 1])
        return guides

    def question(self) -> Question:
        """The question for the best entry, with the near ones."""
        best = self._ranked[0][0]
        return Question(
            text=self._text,
            kind="ask",
            topics=(best,),
            near=self._near,
            evidence=self._classifier.evidence(self._tokens, best),
            confidence=self.confidence,
        )

    @property
    def _near(self) -> tuple[str, ...]:
        return tuple(id for id, confidence in self._ranked[1:] if confidence >= NEAR * self.confidence)

    def _beside_little(self, guides: Question) -> Question:
        """Where the guides have no answer."""
        vague = len(self._tokens.items) <= BARE and bool(self._near)
        if self.confidence >= ANSWER and not vague:
            return self.question()
        if self.confidence >= OFFER:
            near = (self._ranked[0][0], *self._near)[:OFFERED]
            others = () if self._alone else guides.near
            return replace(
                self.question(), kind="unclear", role=guides.role, topics=(), near=(*near, *others)[:OFFERED]
            )
        if self._alone:
            return Question(text=self._text, kind="unknown", confidence=self.confidence)
        return guides
