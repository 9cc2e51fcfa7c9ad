"""From a folder to a frozen library."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import date
from pathlib import Path

import pytest

from bot.career.guide import Band, Item, Source, Step
from bot.errors import LibraryError
from bot.library.places import find_knowledge, shipped
from bot.library.reading import read_library
from tests.library.conftest import Folder

WHOLE = """
title: Lighthouse Keeper
slug: keeper
aliases: [Wickie]
overview: |
  Keeps the light.

  Watches the sea.
responsibilities: [Keep the lamp lit]
skills:
  - Patience
  - {name: Knots, also: [rope work]}
progression: {leads_to: [Harbour Pilot], transitions: [Harbour Master]}
skill_gaps: {missing: [Radio], suggestions: [Take the radio course.]}
salary:
  currency: EUR
  period: month
  region: Brittany
  as_of: May 2026
  levels: [{level: entry, low: 2000, high: 2000}]
demand: {trend: Falling, detail: Lamps are automatic now.}
employers: [The coast]
industries: [Shipping]
next_steps:
  - Spend a night on a rock
  - {name: Learn Morse, also: [morse code], closes: [radio, Knots], first_action: Tap SOS on the table.}
sources:
  - Old Jacob
  - {name: The almanac, date: 2026, url: "https://example.com/almanac", note: for the coast}
owner: U012345
reviewed: 2026-11-01
review_every: 6 months
questions: {salary: [what does a keeper earn]}
"""


def test_every_key_of_a_guide_is_read(folder: Folder) -> None:
    folder.write("guides/lights/whole.yaml", WHOLE)
    assert folder.said() == []
    guide = read_library(folder.path).guides["keeper"]
    assert guide.title == "Lighthouse Keeper"
    assert guide.aliases == ("Wickie",)
    assert guide.overview == "Keeps the light.\n\nWatches the sea."
    assert guide.skills == (Item("Patience"), Item("Knots", ("rope work",)))
    assert guide.progression.transitions == (Item("Harbour Master"),)
    assert guide.skill_gaps.suggestions == (Item("Take the radio course."),)
    assert guide.salary is not None
    assert guide.salary.bands == (Band("entry", 2000, 2000),)
    assert (guide.salary.period, guide.salary.region, guide.salary.as_of) == ("month", "Brittany", "May 2026")
    assert guide.next_steps == (
        Step("Spend a night on a rock"),
        Step("Learn Morse", ("morse code",), ("radio", "Knots"), "Tap SOS on the table."),
    )
    assert guide.sources == (
        Source("Old Jacob"),
        Source("The almanac", "2026", "https://example.com/almanac", "for the coast"),
    )
    assert (guide.owner, guide.reviewed, guide.review_every) == ("U012345", date(2026, 11, 1), "6 months")
    assert guide.questions == {"salary": ("what does a keeper earn",)}


def test_a_title_alone_is_a_guide(folder: Folder) -> None:
    folder.write("guides/harbour-pilot.yaml", "title: Harbour Pilot\n")
    guide = read_library(folder.path).guides["harbour-pilot"]
    assert guide.topics == ()
    assert guide.salary is None


def test_a_file_name_that_makes_no_slug_is_told(folder: Folder) -> None:
    folder.write("guides/Harbour Pilot.yaml", "title: Harbour Pilot\n")
    assert folder.said() == [
        "guides/Harbour Pilot.yaml:1:1: `slug` can't be `Harbour Pilot`. Write it like `mlops-manager`."
    ]


def test_a_library_of_faq_entries_alone_is_one(folder: Folder) -> None:
    folder.write("faq/own.yaml", "- {id: payday, label: Payday, asks: [when is payday], answer: The 25th.}\n")
    library = read_library(folder.path)
    assert not library.guides
    assert library.faq["payday"].asks == ("when is payday",)
    assert library.topics["salary"].label == "Salary"


def test_an_empty_folder_has_the_shipped_topics_and_words(folder: Folder) -> None:
    library, theirs = read_library(folder.path), read_library(shipped())
    assert (library.guides, library.faq) == ({}, {})
    assert library.topics == theirs.topics
    assert library.words.short == theirs.words.short


def test_a_folder_that_is_not_there_is_told_by_name(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="There is no knowledge folder at "):
        read_library(tmp_path / "nowhere")


def test_nothing_in_a_library_can_be_changed(folder: Folder) -> None:
    folder.write("guides/keeper.yaml", WHOLE)
    library = read_library(folder.path)
    with pytest.raises(TypeError):
        library.guides["other"] = library.guides["keeper"]  # type: ignore[index]
    with pytest.raises(TypeError):
        library.guides["keeper"].questions["salary"] = ()  # type: ignore[index]
    with pytest.raises(FrozenInstanceError):
        library.guides["keeper"].title = "Other"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("explicit", "environ", "near", "found"),
    [
        ("mine", {"KNOWLEDGE_DIR": "theirs"}, True, "mine"),
        (None, {"KNOWLEDGE_DIR": "theirs"}, True, "theirs"),
        (None, {"KNOWLEDGE_DIR": " "}, True, "near"),
        (None, {}, True, "near"),
        (None, {}, False, "shipped"),
    ],
)
def test_the_knowledge_is_where_it_was_said_else_near_else_shipped(
    tmp_path: Path, explicit: str | None, environ: dict[str, str], near: bool, found: str
) -> None:
    if near:
        (tmp_path / "knowledge").mkdir()
    places = {"near": tmp_path / "knowledge", "shipped": shipped()}
    folder = find_knowledge(Path(explicit) if explicit else None, environ, tmp_path)
    assert folder == places.get(found, Path(found))


def test_the_shipped_knowledge_is_there() -> None:
    assert (shipped() / "topics.yaml").is_file()
    assert (shipped() / "guides" / "mlops-manager.yaml").is_file()
