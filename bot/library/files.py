"""The files of a knowledge folder: which are read, and which were probably meant to be."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bot.library.parsing import BYTES
from bot.library.places import TOPICS_FILE, WORDS_FILE
from bot.library.problems import At, Mark, Problem

GUIDES = "guides"
FAQ = "faq"


class Found(NamedTuple):
    """The files of one folder, each kind in the order of its paths."""

    guides: tuple[Path, ...]
    faq: tuple[Path, ...]
    topics: Path | None
    words: Path | None


def find_files(folder: Path, sink: list[Problem]) -> Found:
    """All files that are read. A YAML file that nothing reads gets a hint."""
    found = Found(
        guides=tuple(_yaml_files(folder / GUIDES, "**/*.yaml")),
        faq=tuple(_yaml_files(folder / FAQ, "*.yaml")),
        topics=_optional(folder / TOPICS_FILE),
        words=_optional(folder / WORDS_FILE),
    )
    read = {*found.guides, *found.faq, found.topics, found.words}
    for pattern in ("**/*.yaml", "**/*.yml"):
        for path in _yaml_files(folder, pattern):
            if path not in read:
                mend = f"Files are {GUIDES}/**/*.yaml, {FAQ}/*.yaml, {TOPICS_FILE} and {WORDS_FILE}."
                At(str(path), sink).hint(Mark(), "Nothing reads this file.", mend)
    return found


def read_bytes(path: Path, at: At) -> bytes | None:
    """A file's content, one byte more than is allowed at the most."""
    try:
        with path.open("rb") as file:
            return file.read(BYTES + 1)
    except OSError as error:
        at.problem(Mark(), f"The file can't be read ({error.strerror}).", "Check its place and rights.")
        return None


def _optional(path: Path) -> Path | None:
    return path if path.is_file() else None


def _yaml_files(folder: Path, pattern: str) -> Iterator[Path]:
    """Files by pattern, in order, without hidden ones: editors and mounted volumes keep copies there."""
    for path in sorted(folder.glob(pattern)):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and (path.is_file() or path.is_symlink()):
            yield path
