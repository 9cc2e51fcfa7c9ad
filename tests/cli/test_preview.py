"""`career preview`: every answer of a guide, before anyone asks."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import KNOWLEDGE, Career

HARBOUR = Path(__file__).parents[1] / "fixtures" / "harbour"


def test_every_topic_of_a_guide_is_shown(career: Career) -> None:
    done = career("preview", "--knowledge", HARBOUR)
    assert done.status == 0
    assert done.out.startswith("# Lighthouse Keeper (lighthouse-keeper)\n")
    assert done.out.count("\n## ") == 10
    for fact in (
        "dusk to dawn",
        "Rope Work",
        "EUR 24,000 to 30,000",
        "Slow decline",
        "Port Selwyn",
        "radio exam",
    ):
        assert fact in done.out


@pytest.mark.parametrize("role", ["mlops-manager", "MLOps Manager", "machine learning ops manager"])
def test_a_role_may_be_named_by_slug_or_title(career: Career, role: str) -> None:
    assert career("preview", "--knowledge", KNOWLEDGE, role).out.startswith(
        "# Machine Learning Operations Manager (mlops-manager)\n"
    )


def test_a_role_without_a_guide_is_told_with_those_that_have_one(career: Career) -> None:
    done = career("preview", "--knowledge", HARBOUR, "astronaut")
    assert (done.status, done.out) == (2, "")
    assert done.err == "There is no guide for astronaut. Guides: lighthouse-keeper.\n"


def test_the_examples_of_a_guide_find_their_topics(career: Career) -> None:
    done = career("check", HARBOUR)
    assert done.out == f"{HARBOUR}: 1 guide, 2 FAQ entries, no mistakes.\n"


def test_an_example_that_goes_astray_is_told_where_it_stands(career: Career, tmp_path: Path) -> None:
    (tmp_path / "knowledge" / "guides").mkdir(parents=True)
    (tmp_path / "knowledge" / "guides" / "pilot.yaml").write_text(
        "title: Pilot\nskills: [Radio]\nemployers: [A]\nquestions:\n  employers: [which skills do I need]\n"
    )
    done = career("check")
    assert done.status == 1
    assert done.out.splitlines()[0] == (
        'knowledge/guides/pilot.yaml:5:15: "which skills do I need" should find `employers`, but it finds '
        "`skills`. Put the question in other words, or move it to what it finds."
    )


def test_an_example_that_two_faq_entries_claim_gets_a_hint(career: Career, tmp_path: Path) -> None:
    (tmp_path / "knowledge" / "faq").mkdir(parents=True)
    (tmp_path / "knowledge" / "faq" / "own.yaml").write_text(
        "- id: boat\n  label: Boat\n  answer: On Mondays.\n"
        "  asks: [when does the boat come, which days does the boat sail, boat timetable]\n"
        "- id: tea\n  label: Tea\n  answer: At four.\n"
        "  asks: [when is tea, who makes the tea, when does the boat come]\n"
    )
    done = career("check")
    assert done.status == 0
    assert ': hint: "when does the boat come" should find `' in done.out.splitlines()[0]
