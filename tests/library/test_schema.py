"""The schemas for editors say the same as the reader."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.library.records import Record
from bot.library.schema import DRAFT, KINDS, schema, schema_text
from tests.library.conftest import Folder

ROOT = Path(__file__).parents[2]
GUIDES = [
    ROOT / "knowledge" / "guides" / "mlops-manager.yaml",
    ROOT / "tests" / "fixtures" / "harbour" / "guides" / "lighthouse-keeper.yaml",
]


def flaws(value: Any, rules: dict[str, Any], path: str = "") -> list[str]:
    """What a value breaks of the draft-07 rules that our schemas use; an unknown rule is an error."""
    found: list[str] = []
    for rule, asked in rules.items():
        if rule in ("$schema", "title", "description", "format"):
            continue
        if not KEPT[rule](value, asked):
            found.append(f"{path}: {rule}")
    if isinstance(value, dict):
        inner = rules.get("properties", {})
        other = rules.get("additionalProperties", {})
        for key, each in value.items():
            if key in inner or isinstance(other, dict):
                found += flaws(each, inner.get(key, other), f"{path}.{key}")
            elif other is False:
                found.append(f"{path}.{key}: unknown")
    if isinstance(value, list):
        for number, each in enumerate(value, 1):
            found += flaws(each, rules.get("items", {}), f"{path}[{number}]")
    return found


TYPES: dict[str, Any] = {
    "string": str,
    "object": dict,
    "array": list,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
}
KEPT: dict[str, Any] = {
    "type": lambda value, asked: any(
        isinstance(value, TYPES[name]) for name in (asked if isinstance(asked, list) else [asked])
    ),
    "enum": lambda value, asked: value in asked,
    "pattern": lambda value, asked: not isinstance(value, str) or re.search(asked, value),
    "minLength": lambda value, asked: not isinstance(value, str) or len(value) >= asked,
    "maxLength": lambda value, asked: not isinstance(value, str) or len(value) <= asked,
    "minimum": lambda value, asked: value >= asked,
    "maximum": lambda value, asked: value <= asked,
    "maxItems": lambda value, asked: len(value) <= asked,
    "uniqueItems": lambda value, asked: not asked or len({json.dumps(each) for each in value}) == len(value),
    "required": lambda value, asked: not isinstance(value, dict) or set(asked) <= set(value),
    "anyOf": lambda value, asked: any(not flaws(value, rules) for rules in asked),
    "properties": lambda value, asked: True,
    "additionalProperties": lambda value, asked: True,
    "items": lambda value, asked: True,
}


def as_json(text: str) -> Any:
    """YAML as an editor's language server sees it: YAML 1.2 has no dates."""
    return json.loads(json.dumps(yaml.safe_load(text), default=str))


@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_that_is_shipped_is_the_one_of_today(kind: str) -> None:
    shipped = (ROOT / "knowledge" / "schemas" / f"{kind}.json").read_text()
    assert shipped == schema_text(kind), f"mend it: career schema {kind} > knowledge/schemas/{kind}.json"


@pytest.mark.parametrize("file", GUIDES, ids=lambda file: file.stem)
def test_a_sound_guide_keeps_to_the_schema(file: Path) -> None:
    assert flaws(as_json(file.read_text()), schema("guide")) == []


def test_a_sound_faq_keeps_to_the_schema() -> None:
    text = (ROOT / "tests" / "fixtures" / "harbour" / "faq" / "harbour.yaml").read_text()
    assert flaws(as_json(text), schema("faq")) == []


@pytest.mark.parametrize(
    ("text", "flaw"),
    [
        ("title: A\nskils: [x]\n", ".skils: unknown"),
        ("slug: a\n", ": required"),
        ("title: A\nslug: Not A Slug\n", ".slug: pattern"),
        ("title: A\nskills: x\n", ".skills: type"),
        ("title: A\nskills: [x, x]\n", ".skills: uniqueItems"),
        ("title: A\nskills: [{nam: x}]\n", ".skills[1]: anyOf"),
        ("title: A\nsalary: {currency: usd, levels: []}\n", ".salary.currency: pattern"),
        ("title: A\nsalary: {currency: USD, period: fortnight, levels: []}\n", ".salary.period: enum"),
        ("title: A\nreviewed: 1.11.2026\n", ".reviewed: pattern"),
    ],
)
def test_what_the_reader_refuses_the_schema_refuses(folder: Folder, text: str, flaw: str) -> None:
    folder.write("guides/keeper.yaml", text)
    assert folder.survey().library is None
    assert flaw in flaws(as_json(text), schema("guide"))


def test_every_key_is_in_the_schema_with_its_meaning() -> None:
    assert schema("guide")["$schema"] == DRAFT == "http://json-schema.org/draft-07/schema#"
    guide = KINDS["guide"][1]
    assert isinstance(guide, Record)
    described = schema("guide")["properties"]
    assert list(described) == [key.name for key in guide.keys]
    assert all(rules["description"] for rules in described.values())
