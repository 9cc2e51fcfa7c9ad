"""`career new-role` and `career schema`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Career


def test_a_new_role_is_written_where_guides_are_kept(career: Career, tmp_path: Path) -> None:
    (tmp_path / "knowledge").mkdir()
    done = career("new-role", "Lighthouse  Keeper")
    assert done.status == 0
    guide = tmp_path / "knowledge" / "guides" / "lighthouse-keeper.yaml"
    assert done.out.startswith("knowledge/guides/lighthouse-keeper.yaml is ready to be filled in.")
    assert "title: Lighthouse Keeper\nslug: lighthouse-keeper\n" in guide.read_text()
    assert career("check").out == "knowledge: 1 guide, 0 FAQ entries, no mistakes.\n"


def test_the_schema_that_its_first_line_names_is_beside_it(career: Career, tmp_path: Path) -> None:
    assert career("new-role", "Pilot", "--knowledge", "mine").status == 0
    guide = tmp_path / "mine" / "guides" / "pilot.yaml"
    named = guide.read_text().splitlines()[0].removeprefix("# yaml-language-server: $schema=")
    assert json.loads((guide.parent / named).read_text())["properties"]["title"]


def test_a_guide_that_is_there_is_never_replaced(career: Career, tmp_path: Path) -> None:
    (tmp_path / "knowledge" / "guides").mkdir(parents=True)
    (tmp_path / "knowledge" / "guides" / "pilot.yaml").write_text("title: Pilot\n")
    done = career("new-role", "Pilot")
    assert (done.status, done.err) == (2, "knowledge/guides/pilot.yaml is already there.\n")
    assert (tmp_path / "knowledge" / "guides" / "pilot.yaml").read_text() == "title: Pilot\n"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("Pilot",), "There is no knowledge folder here yet. Name one: --knowledge knowledge\n"),
        (("灯台守", "--knowledge", "k"), "This title makes no slug; give one: --slug some-name\n"),
        (
            ("Pilot", "--slug", "../x", "--knowledge", "k"),
            "`slug` can't be `../x`. Write it like `mlops-manager`.\n",
        ),
        ((" ", "--slug", "x", "--knowledge", "k"), "`title` is empty. Fill it in, or remove it.\n"),
    ],
)
def test_what_makes_no_guide_is_refused(
    career: Career, tmp_path: Path, args: tuple[str, ...], said: str
) -> None:
    done = career("new-role", *args)
    assert (done.status, done.err) == (2, said)
    assert not list(tmp_path.iterdir())


def test_a_schema_is_printed_as_json(career: Career) -> None:
    assert json.loads(career("schema", "faq").out)["type"] == "array"
    assert career("schema", "menu").status == 2
