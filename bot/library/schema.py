"""JSON Schemas (draft-07) for guides and FAQ files, so that an editor helps while they are written."""

from __future__ import annotations

import json
from collections.abc import Mapping

from bot.library.faq import FAQ
from bot.library.guides import GUIDE
from bot.library.shapes import Schema, Shape

DRAFT = "http://json-schema.org/draft-07/schema#"
KINDS: Mapping[str, tuple[str, Shape[object]]] = {
    "guide": ("A guide: all that is known of one role", GUIDE),
    "faq": ("Questions and answers", FAQ),
}


def schema(kind: str) -> Schema:
    """The schema of `guide` or `faq` files, made from the tables that read them."""
    title, shape = KINDS[kind]
    return {"$schema": DRAFT, "title": title, **shape.schema()}


def schema_text(kind: str) -> str:
    """The schema as the text of a file."""
    return json.dumps(schema(kind), indent=2, ensure_ascii=False) + "\n"
