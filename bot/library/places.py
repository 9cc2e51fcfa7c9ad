"""Where the knowledge base is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import bot

TOPICS_FILE = "topics.yaml"
WORDS_FILE = "words.yaml"


def find_knowledge(explicit: Path | None, environ: Mapping[str, str], cwd: Path) -> Path:
    """The folder to read: the one asked for, else KNOWLEDGE_DIR, else ./knowledge, else the shipped one."""
    if explicit is not None:
        return explicit
    if named := environ.get("KNOWLEDGE_DIR", "").strip():
        return Path(named)
    near = cwd / "knowledge"
    return near if near.is_dir() else shipped()


def shipped() -> Path:
    """The knowledge base that comes with the package: in the wheel, or beside it in a source tree."""
    package = Path(bot.__file__).parent
    inside = package / "knowledge"
    return inside if inside.is_dir() else package.parent / "knowledge"
