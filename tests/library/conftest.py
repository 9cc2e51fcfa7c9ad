"""A knowledge folder to write files into, and what is read from it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from bot.library.problems import Problem
from bot.library.reading import Survey, survey


class Folder:
    """A knowledge base under construction. Files without topics.yaml and words.yaml use the shipped ones."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, name: str, text: str | bytes) -> Path:
        file = self.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else dedent(text).lstrip("\n").encode())
        return file

    def survey(self) -> Survey:
        return survey(self.path)

    def said(self) -> list[str]:
        """Every problem as `name:line:column: what mend`, the file's folder left out."""
        return [str(problem).replace(f"{self.path}/", "") for problem in self.survey().problems]

    def only(self) -> Problem:
        (problem,) = self.survey().problems
        return problem


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    path = tmp_path / "knowledge"
    path.mkdir()
    return Folder(path)


@pytest.fixture
def problem_of(folder: Folder) -> Callable[[str], Problem]:
    """The one problem of a guide written for it."""

    def read(text: str) -> Problem:
        folder.write("guides/keeper.yaml", text)
        return folder.only()

    return read
