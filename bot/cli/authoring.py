"""For the people who write guides: `career check` and `career preview`."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.common import Commands, add_knowledge, knowledge_folder, load_library
from bot.errors import UsageError

if TYPE_CHECKING:
    from bot.career.library import Library
    from bot.library.problems import Problem
    from bot.library.reading import Survey
    from bot.understanding.reader import Reader


def add_commands(commands: Commands[argparse.ArgumentParser]) -> None:
    check_parser = commands.add_parser("check", help="list every mistake in a knowledge base")
    check_parser.add_argument("folder", nargs="?", metavar="DIR", type=Path, help="default: as for ask")
    check_parser.set_defaults(run=check)
    preview_parser = commands.add_parser("preview", help="show every answer that a guide gives")
    preview_parser.add_argument("role", nargs="?", metavar="ROLE", help="a title or slug; default: all")
    add_knowledge(preview_parser)
    preview_parser.set_defaults(run=preview)


def check(args: argparse.Namespace) -> int:
    """Lists every mistake and hint, the example questions that go astray too; 1 where there are mistakes."""
    from bot.library.reading import survey

    folder = knowledge_folder(args.folder)
    found = survey(folder)
    problems = [*found.problems, *_astray(found)]
    for problem in sorted(problems):
        print(problem)
    mistakes = sum(not problem.hint for problem in problems)
    print(_summary(folder, found.library, mistakes, len(problems) - mistakes))
    return 1 if mistakes else 0


def _astray(found: Survey) -> list[Problem]:
    if found.library is None or not found.examples:
        return []
    from bot.library.examples import try_examples
    from bot.understanding.reader import Reader

    return list(try_examples(found.examples, Reader(found.library), datetime.now(UTC)))


def _summary(folder: Path, library: Library | None, mistakes: int, hints: int) -> str:
    said = [_count(mistakes, "mistake") if mistakes else "no mistakes"]
    if hints:
        said.append(_count(hints, "hint"))
    if library:
        said = [_count(len(library.guides), "guide"), _count(len(library.faq), "FAQ entry"), *said]
    return f"{folder}: {', '.join(said)}."


def _count(number: int, noun: str) -> str:
    if number == 1:
        return f"1 {noun}"
    return f"{number} {noun.removesuffix('y')}ies" if noun.endswith("y") else f"{number} {noun}s"


def preview(args: argparse.Namespace) -> int:
    """Prints, topic by topic, what people are answered."""
    from bot.career.wording import plain
    from bot.understanding.reader import Reader

    library = load_library(args.knowledge)
    reader = Reader(library)
    for slug in _chosen(library, reader, args.role):
        guide = library.guides[slug]
        print(f"# {guide.title} ({slug})\n")
        for topic in guide.topics:
            print(f"## {library.label(topic)}\n\n{plain(reader.about(topic, slug))}\n")
    return 0


def _chosen(library: Library, reader: Reader, role: str | None) -> list[str]:
    if role is None:
        return list(library.guides)
    found = [role] if role in library.guides else list(reader.roles(role))[:1]
    if not found:
        known = ", ".join(library.guides) or "none yet"
        raise UsageError(f"There is no guide for {role}. Guides: {known}.")
    return found
