"""What several commands share: where the knowledge is, and what it says."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import UsageError

if TYPE_CHECKING:
    from bot.career.library import Library

Commands = argparse._SubParsersAction  # argparse gives its type no public name


def add_knowledge(parser: argparse.ArgumentParser) -> None:
    """`--knowledge DIR`, for every command that reads guides."""
    parser.add_argument(
        "--knowledge",
        metavar="DIR",
        type=Path,
        help="the knowledge base; default: $KNOWLEDGE_DIR, ./knowledge, or the one that comes with it",
    )


def environ() -> dict[str, str]:
    """The environment over the .env file of this folder."""
    from bot.config import with_env_file

    return with_env_file(os.environ, Path())


def knowledge_folder(explicit: Path | None) -> Path:
    """The folder to read. Raises UsageError where there is none."""
    from bot.library.places import find_knowledge

    folder = find_knowledge(explicit, environ(), Path())
    if not folder.is_dir():
        raise UsageError(f"There is no knowledge folder at {folder}.")
    return folder


def load_library(explicit: Path | None) -> Library:
    from bot.library.reading import read_library

    return read_library(knowledge_folder(explicit))
