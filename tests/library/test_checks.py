"""What only shows when all files are seen together."""

from __future__ import annotations

from bot.library.reading import read_library
from tests.library.conftest import Folder

ENTRY = "- {id: payday, label: Payday, asks: [when is payday], answer: The 25th.}\n"


def test_two_guides_with_one_slug(folder: Folder) -> None:
    folder.write("guides/a.yaml", "title: A\nslug: keeper\n")
    folder.write("guides/b.yaml", "title: B\nslug: keeper\n")
    folder.write("guides/deep/keeper.yaml", "title: C\n")
    said = folder.said()
    assert said[0].startswith("guides/b.yaml:2:7: The slug `keeper` is taken by ")
    assert said[1].startswith("guides/deep/keeper.yaml:1:1: The slug `keeper` is taken by ")
    assert len(said) == 2


def test_an_alias_that_two_guides_claim_gets_a_hint(folder: Folder) -> None:
    folder.write("guides/a.yaml", "title: A\naliases: [Head Keeper]\n")
    folder.write("guides/b.yaml", "title: B\naliases: [Chief, head-keeper]\n")
    assert [line.split(" the role")[0] for line in folder.said()] == [
        "guides/b.yaml:2:18: hint: `head-keeper` already means"
    ]


def test_an_alias_that_is_another_guides_title_gets_a_hint(folder: Folder) -> None:
    folder.write("guides/a.yaml", "title: A\naliases: [Harbour Pilot]\n")
    folder.write("guides/b.yaml", "title: Harbour Pilot\n")
    assert (folder.only().line, folder.only().hint) == (2, True)
    assert folder.only().file.endswith("a.yaml")


def test_two_guides_with_one_title(folder: Folder) -> None:
    folder.write("guides/a.yaml", "title: Head Keeper\n")
    folder.write("guides/b.yaml", "slug: b\ntitle: Head-keeper\n")
    assert folder.said() == [
        "guides/b.yaml:2:8: `Head-keeper` is already the title of guides/a.yaml. "
        "Say in the title what is different."
    ]


def test_an_alias_may_repeat_its_own_guides_title(folder: Folder) -> None:
    folder.write("guides/a.yaml", "title: Head Keeper\naliases: [head keeper]\n")
    assert folder.said() == []


def test_an_faq_id_must_be_unlike_topics_roles_and_other_entries(folder: Folder) -> None:
    folder.write("guides/payday.yaml", "title: Payday Clerk\n")
    folder.write("faq/a.yaml", ENTRY + ENTRY.replace("payday,", "salary,"))
    folder.write("faq/b.yaml", ENTRY.replace("payday,", "leave,"))
    folder.write("faq/c.yaml", ENTRY.replace("payday,", "leave,"))
    said = [line.replace(str(folder.path), "") for line in folder.said()]
    assert said == [
        "faq/a.yaml:1:8: The id `payday` is already a role. Choose another id.",
        "faq/a.yaml:2:8: The id `salary` is already a topic. Choose another id.",
        "faq/c.yaml:1:8: The id `leave` is already an entry of faq/b.yaml. Choose another id.",
    ]


def test_an_faq_id_twice_in_one_file(folder: Folder) -> None:
    folder.write("faq/a.yaml", ENTRY + ENTRY)
    assert folder.said() == [
        "faq/a.yaml:2:3: `payday` is listed twice, first on line 1. Remove one of the two."
    ]


def test_a_default_role_must_have_a_guide(folder: Folder) -> None:
    folder.write("guides/a.yaml", "title: A\n")
    folder.write("words.yaml", "default_role: b\n")
    assert folder.said() == [
        "words.yaml:1:15: `default_role` is `b`, and no guide has that slug. "
        "Name a guide's slug, or remove the line."
    ]


def test_a_default_role_is_not_called_missing_while_its_guide_is_broken(folder: Folder) -> None:
    folder.write("guides/a.yaml", "titel A\n")
    folder.write("words.yaml", "default_role: a\n")
    assert [line.split(":")[0] for line in folder.said()] == ["guides/a.yaml"]


def test_the_shipped_default_role_is_passed_over_where_its_guide_is_missing(folder: Folder) -> None:
    folder.write("guides/a.yaml", "title: A\n")
    folder.write("guides/b.yaml", "title: B\n")
    assert read_library(folder.path).usual_role is None


def test_an_own_default_role_is_the_usual_one(folder: Folder) -> None:
    folder.write("guides/a.yaml", "title: A\n")
    folder.write("guides/b.yaml", "title: B\n")
    folder.write("words.yaml", "default_role: b\n")
    assert read_library(folder.path).usual_role == "b"


def test_example_questions_may_stand_under_an_faq_entry(folder: Folder) -> None:
    folder.write(
        "guides/a.yaml", "title: A\nquestions: {payday: [when is payday], salary: [what is the pay]}\n"
    )
    folder.write("faq/a.yaml", ENTRY)
    assert folder.said() == []
