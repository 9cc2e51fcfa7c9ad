"""The file that a new guide begins with."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.library.guides import GUIDE
from bot.library.parsing import parse
from bot.library.problems import At, Problem
from bot.library.reading import read_library
from bot.library.scaffold import new_guide, slug_of
from tests.library.conftest import Folder


def test_a_new_guide_is_sound_as_it_is(folder: Folder) -> None:
    folder.write("guides/harbour-pilot.yaml", new_guide("Harbour Pilot", "harbour-pilot"))
    assert folder.said() == []
    assert read_library(folder.path).guides["harbour-pilot"].title == "Harbour Pilot"


def test_every_key_is_in_it_and_sound_once_uncommented(folder: Folder) -> None:
    text = new_guide("Harbour Pilot", "harbour-pilot")
    keys_and_entries = re.compile(r"^# (?=(?:[a-z_]+:| +(?:- |[a-z_]+:|The person)))", re.MULTILINE)
    folder.write("guides/harbour-pilot.yaml", keys_and_entries.sub("", text))
    assert folder.said() == []
    guide = read_library(folder.path).guides["harbour-pilot"]
    assert all(getattr(guide, key.name) for key in GUIDE.keys)
    assert guide.next_steps[1].closes == ("A Skill",)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Lighthouse Keeper", "lighthouse-keeper"),
        ("  VP, People & Culture (EMEA) ", "vp-people-culture-emea"),
        ("Führungskraft Büro", "fuhrungskraft-buro"),
        ("灯台守", ""),
    ],
)
def test_a_title_makes_a_slug(title: str, slug: str) -> None:
    assert slug_of(title) == slug


@given(st.text(alphabet="aB1 :-[]{}'\"#&*!|>%@`?,\\/äé😀", min_size=1, max_size=20).filter(str.strip))
def test_any_title_comes_back_from_the_file(title: str) -> None:
    title = " ".join(title.split())
    sink: list[Problem] = []
    at = At("guides/keeper.yaml", sink)
    document = parse(new_guide(title, "keeper").encode(), at)
    assert document.root is not None
    guide = GUIDE.read(document.root, at)
    assert guide is not None
    assert guide.title == title
