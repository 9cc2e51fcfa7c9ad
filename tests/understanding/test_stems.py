from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.stems import stem

FAMILIES = """
manage manager managers managing managed management manages
skill skills skilled
hire hires hired hiring
responsible responsibility responsibilities
require requires required requirement requirements
company companies
salary salaries
generate generated generating generation
operate operating operation operations operational operator
organise organize organisation organization organizing
plan plans planning planned
progress progression progressing progressed
transition transitions transitioning
qualify qualified qualification qualifications
develop developer development developing
recruit recruiter recruiters recruiting recruitment
employ employer employers employed employment
lead leads leading led
transfer transfers transferring transferred
cancel cancelled canceled cancelling cancels
implement implementation implementing implements
verify verifying verified verification
apply applying applied applications
senior seniority
quick quickly
year yearly years
replied replies reply
""".strip().splitlines()

STRANGERS = [
    ("salary", "sale"),
    ("earn", "early"),
    ("general", "generate"),
    ("note", "not"),
    ("plane", "plan"),
    ("rate", "rat"),
    ("later", "late"),
    ("even", "evening"),
    ("new", "news"),
    ("employee", "employer"),
    ("policy", "police"),
    ("career", "care"),
    ("offer", "off"),
    ("number", "numb"),
    ("step", "stop"),
]


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_shares_a_stem(family: str) -> None:
    assert len({stem(word) for word in family.split()}) == 1


@pytest.mark.parametrize(("word", "other"), STRANGERS)
def test_strangers_keep_two_stems(word: str, other: str) -> None:
    assert stem(word) != stem(other)


@pytest.mark.parametrize("word", ["k8s", "c++", "aws", "401k", "sql", "devops"])
def test_short_forms_and_signs_stay_as_they_are(word: str) -> None:
    assert stem(word) == word


@given(st.text(max_size=40))
def test_any_word_has_a_stem_that_is_no_longer(word: str) -> None:
    assert len(stem(word)) <= len(word) + 1
    assert bool(stem(word)) == bool(word)
