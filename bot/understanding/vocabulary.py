"""All words that a library uses, as people would type them: what a typing mistake may have meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.career.guide import TOPICS, Guide
from bot.career.library import Library
from bot.understanding.text import normal


def known_words(library: Library) -> frozenset[str]:
    """The comparable words of guides, FAQ entries and shared vocabulary; those of cues are the topics'."""
    return frozenset(word for text in _texts(library) for word in normal(text) if not word[0].isdigit())


def telling_words(library: Library) -> frozenset[str]:
    """The words that questions turn on: those of titles, and cues that alone say what is asked."""
    titles = (title for guide in library.guides.values() for title in (guide.title, *guide.aliases))
    cues = (cue for topic in library.topics.values() for cue in topic.cues.sure if cue.isalpha())
    return frozenset(word for text in (*titles, *cues) for word in normal(text) if len(word) > 2)


def _texts(library: Library) -> Iterator[str]:
    for guide in library.guides.values():
        yield from _of_guide(guide)
    for topic in library.topics.values():
        yield from (topic.label, *topic.asks)
    for entry in library.faq.values():
        yield from (entry.label, *entry.asks)
    words = library.words
    yield from words.short
    yield from words.short.values()
    for group in (*words.same, words.noise, words.framing, *words.levels.values(), *words.known.values()):
        yield from group
    for phrases in words.small_talk.values():
        yield from phrases
    occupations = words.occupations
    yield from (*occupations.names, *occupations.heads, *occupations.leads, *occupations.plain)


def _of_guide(guide: Guide) -> Iterable[str]:
    yield from (guide.title, *guide.aliases)
    for topic in TOPICS:
        for listing in guide.listings(topic):
            for item in listing.items:
                yield from (item.name, *item.also)
