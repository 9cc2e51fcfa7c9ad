"""Taking up changed files while the bot runs: a sound library takes over, a broken one never."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from bot.career.library import Library
from bot.errors import LibraryError
from bot.library.files import find_files
from bot.library.problems import Problem
from bot.library.reading import read_library, survey

Stamps = frozenset[tuple[str, int, int, int]]


@dataclass(frozen=True, slots=True)
class Watch:
    """The last good library of a folder, what keeps a newer one out, and which state of it was seen."""

    folder: Path
    library: Library
    problems: tuple[Problem, ...]
    seen: Stamps
    settling: Stamps


def begin(folder: Path) -> Watch:
    """The library as it is now. Raises LibraryError like `read_library`."""
    stamps = _stamps(folder)
    return Watch(folder, read_library(folder), (), stamps, stamps)


def look(watch: Watch) -> Watch:
    """To be called every few seconds: the same watch if nothing changed, else one with what was read.

    A change is read once the files are the same on two looks, so that a half-written save is left alone.
    """
    stamps = _stamps(watch.folder)
    if stamps == watch.seen:
        return watch if watch.settling == stamps else replace(watch, settling=stamps)
    if stamps != watch.settling:
        return replace(watch, settling=stamps)
    library, problems = _read(watch.folder)
    return replace(watch, library=library or watch.library, problems=problems, seen=stamps)


def _read(folder: Path) -> tuple[Library | None, tuple[Problem, ...]]:
    try:
        found = survey(folder)
    except LibraryError as error:
        return None, (Problem(str(folder), 1, 1, str(error), "Put it back, or start the bot with another."),)
    mistakes = tuple(problem for problem in found.problems if not problem.hint)
    return found.library, mistakes


def _stamps(folder: Path) -> Stamps:
    """What tells one state of the files from another, without reading them."""
    found = find_files(folder, [])
    paths = [*found.guides, *found.faq, *filter(None, (found.topics, found.words))]
    return frozenset(map(_stamp, paths))


def _stamp(path: Path) -> tuple[str, int, int, int]:
    try:
        status = path.stat()
    except OSError:
        return (str(path), 0, 0, 0)
    return (str(path), status.st_mtime_ns, status.st_size, status.st_ino)
