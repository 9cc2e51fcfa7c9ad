"""A knowledge folder -> a frozen Library, or every problem of every file at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from bot.career.guide import Guide
from bot.career.library import FaqEntry, Library, Topic
from bot.career.words import Words
from bot.errors import LibraryError
from bot.library.checks import (
    Written,
    check_default_role,
    check_faq,
    check_names,
    check_questions,
    check_slugs,
)
from bot.library.examples import Example, examples, faq_examples
from bot.library.faq import FAQ
from bot.library.files import find_files, read_bytes
from bot.library.guides import GUIDE
from bot.library.parsing import Document, parse
from bot.library.places import TOPICS_FILE, WORDS_FILE, shipped
from bot.library.problems import At, LibraryProblems, Mark, Problem
from bot.library.shapes import Shape
from bot.library.vocabulary import TOPICS, WORDS

T = TypeVar("T")


class Survey(NamedTuple):
    """What a folder holds: its library unless something is wrong, and every problem and hint, in order."""

    library: Library | None
    problems: tuple[Problem, ...]
    examples: tuple[Example, ...] = ()


class _Files(NamedTuple):
    """All that was read. `own_words` is False where words.yaml is the shipped one."""

    guides: list[Written[Guide]]
    faq: list[Written[tuple[FaqEntry, ...]]]
    topics: Written[Mapping[str, Topic]]
    words: Written[Words]
    own_words: bool


def read_library(folder: Path) -> Library:
    """The library of a folder. Raises LibraryProblems with every mistake, LibraryError without a folder."""
    found = survey(folder)
    if found.library is None:
        raise LibraryProblems(problem for problem in found.problems if not problem.hint)
    return found.library


def survey(folder: Path) -> Survey:
    """Reads everything, whatever is wrong with it. Raises LibraryError if there is no such folder."""
    if not folder.is_dir():
        raise LibraryError(f"There is no knowledge folder at {folder}.")
    sink: list[Problem] = []
    files = _read_all(folder, sink)
    _check_together(files)
    problems = tuple(sorted(set(sink)))
    sound = all(problem.hint for problem in problems)
    asked = [example for guide in files.guides for example in examples(guide)]
    asked += [example for entries in files.faq for example in faq_examples(entries)]
    return Survey(_library(files) if sound else None, problems, tuple(asked))


def _read_all(folder: Path, sink: list[Problem]) -> _Files:
    found = find_files(folder, sink)
    return _Files(
        guides=[_read(path, GUIDE, sink) for path in found.guides],
        faq=[_read(path, FAQ, sink) for path in found.faq],
        topics=_read_own_or_shipped(found.topics, TOPICS_FILE, TOPICS, sink),
        words=_read_own_or_shipped(found.words, WORDS_FILE, WORDS, sink),
        own_words=found.words is not None,
    )


def _read_own_or_shipped(own: Path | None, name: str, shape: Shape[T], sink: list[Problem]) -> Written[T]:
    """Hints on a shipped file are no concern of the people who use it."""
    if own:
        return _read(own, shape, sink)
    ours: list[Problem] = []
    written = _read(shipped() / name, shape, ours)
    sink.extend(problem for problem in ours if not problem.hint)
    return written


def _read(path: Path, shape: Shape[T], sink: list[Problem]) -> Written[T]:
    at = At(str(path), sink)
    data = read_bytes(path, at)
    document = Document(None, whole=False) if data is None else parse(data, at)
    at = At(str(path), sink, whole=document.whole)
    if document.root is None:
        if document.whole:
            at.problem(Mark(), "The file is empty.", "Fill it in, or remove it.")
        return Written(None, None, at)
    return Written(shape.read(document.root, at), document.root, at)


def _check_together(files: _Files) -> None:
    slugs = {guide.slug for guide in _values(files.guides)}
    topics = dict(files.topics.value or {})
    check_slugs(files.guides)
    check_names(files.guides)
    check_faq(files.faq, topics, slugs)
    entries = {entry.id for entries in _values(files.faq) for entry in entries}
    check_questions(files.guides, {*topics, *entries})
    if files.own_words and all(written.value for written in files.guides):
        check_default_role(files.words, slugs)


def _library(files: _Files) -> Library:
    guides = {guide.slug: guide for guide in _values(files.guides)}
    words = files.words.value or Words()
    return Library(
        guides=MappingProxyType(guides),
        topics=files.topics.value or MappingProxyType({}),
        faq=MappingProxyType({entry.id: entry for entries in _values(files.faq) for entry in entries}),
        words=words,
        default_role=words.default_role if words.default_role in guides else None,
    )


def _values(files: Iterable[Written[T]]) -> list[T]:
    return [written.value for written in files if written.value is not None]
