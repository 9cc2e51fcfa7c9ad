"""What is wrong in the files of a knowledge base, in words for the people who write them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from bot.errors import LibraryError


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake: where it is (line and column from 1), what is wrong and how to mend it.

    A `hint` looks wrong but may be meant: it is shown and stops nothing.
    """

    file: str
    line: int
    column: int
    what: str
    mend: str
    hint: bool = False

    def __str__(self) -> str:
        kind = "hint: " if self.hint else ""
        return f"{self.file}:{self.line}:{self.column}: {kind}{self.what} {self.mend}"


class LibraryProblems(LibraryError):
    """The knowledge base has mistakes."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


class Mark(NamedTuple):
    """A place in a file; line and column from 1."""

    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class At:
    """Where reading stands (the file, and the path of keys as its author sees it) and where problems go."""

    file: str
    sink: list[Problem] = field(default_factory=list)
    path: str = ""
    whole: bool = True  # False where broken parts were left out, so that keys may only seem to be missing

    def key(self, name: str) -> At:
        return At(self.file, self.sink, f"{self.path}.{name}" if self.path else name, self.whole)

    def entry(self, number: int) -> At:
        """The entry of a list, counted from 1 as people do."""
        return At(self.file, self.sink, f"{self.path}[{number}]", self.whole)

    def problem(self, mark: Mark, what: str, mend: str) -> None:
        self.sink.append(Problem(self.file, mark.line, mark.column, what, mend))

    def hint(self, mark: Mark, what: str, mend: str) -> None:
        self.sink.append(Problem(self.file, mark.line, mark.column, what, mend, hint=True))

    @property
    def name(self) -> str:
        """The path for a sentence's start."""
        return f"`{self.path}`" if self.path else "The file"
