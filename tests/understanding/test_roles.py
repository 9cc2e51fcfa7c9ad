"""Who is meant: roles of the library, titles it mentions, and occupations it never heard of."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.career.answer import Clarify, NoMatch, Reply
from bot.career.guide import Guide, Item, Progression
from bot.career.library import Library
from bot.career.memory import Memory
from bot.understanding.reader import Reader

NOW = datetime(2026, 11, 2, tzinfo=UTC)


def mentioned(reader: Reader, text: str) -> list[str]:
    """The kinds of roles that a text names, in order."""
    listener = reader._listener
    return [
        mention.kind
        for mention in listener.words(listener.lexicon.all_words(listener.mend(_tokens(text)).items))[1]
    ]


def _tokens(text: str):  # type: ignore[no-untyped-def]
    from bot.understanding.text import tokenize

    return tokenize(text)


@pytest.mark.parametrize(
    "text",
    [
        "MLOps manager",
        "ml ops mgr",
        "machine learning operations managers",
        "mlopsmanager",
        "ML Ops lead",
        "running ML ops",
    ],
)
def test_a_role_is_known_by_all_its_names(reader: Reader, text: str) -> None:
    assert mentioned(reader, text) == ["role"]


@pytest.mark.parametrize("text", ["Head of MLOps", "the VP of Engineering", "a data platform manager"])
def test_titles_that_a_guide_mentions_are_known(reader: Reader, text: str) -> None:
    assert mentioned(reader, text) == ["title"]


@pytest.mark.parametrize(
    "text",
    [
        "a nurse",
        "pastry chefs",
        "beekeeper",
        "the mlops engineer",
        "product managers",
        "chief data officer",
        "head of customer success",
        "locksmiths",
        "sales director",
    ],
)
def test_other_occupations_are_seen_even_where_they_are_on_no_list(reader: Reader, text: str) -> None:
    assert mentioned(reader, text) == ["other"]


@pytest.mark.parametrize(
    "text", ["these managers", "what a good manager does", "a better offer", "the weather"]
)
def test_what_names_no_field_is_no_occupation(reader: Reader, text: str) -> None:
    assert mentioned(reader, text) == []


@pytest.fixture(scope="module")
def harbour(library: Library) -> Reader:
    """Two guides that share an alias, and no usual role."""
    keeper = Guide(
        slug="lighthouse-keeper",
        title="Lighthouse Keeper",
        aliases=("watcher",),
        overview="Keeps the light.",
        skills=(Item("Patience"),),
        progression=Progression(leads_to=(Item("Harbour Master"),)),
    )
    guard = Guide(
        slug="night-guard",
        title="Night Guard",
        aliases=("watcher",),
        overview="Watches at night.",
        skills=(Item("Attention"),),
    )
    guides = {guide.slug: guide for guide in (keeper, guard)}
    return Reader(Library(guides=guides, topics=library.topics, words=library.words))


def test_a_title_of_several_roles_is_asked_back(harbour: Reader) -> None:
    answer, _ = harbour.answer("what skills does a watcher need", Memory(), NOW)
    assert isinstance(answer, Clarify)
    assert [choice.id for choice in answer.choices] == ["lighthouse-keeper", "night-guard"]


def test_without_a_usual_role_the_bot_asks_whose(harbour: Reader) -> None:
    answer, _ = harbour.answer("which skills are needed", Memory(), NOW)
    assert isinstance(answer, Clarify)
    assert [choice.label for choice in answer.choices] == ["Lighthouse Keeper", "Night Guard"]


def test_a_role_stays_until_another_is_named(harbour: Reader) -> None:
    first, memory = harbour.answer("what is a lighthouse keeper", Memory(), NOW)
    second, memory = harbour.answer("and the skills?", memory, NOW)
    third, _ = harbour.answer("and for a night guard?", memory, NOW)
    assert [getattr(answer, "role", None) for answer in (first, second, third)] == [
        "lighthouse-keeper",
        "lighthouse-keeper",
        "night-guard",
    ]
    assert isinstance(third, Reply)
    assert [section.topic for section in third.sections] == ["skills"]


def test_what_a_thin_guide_lacks_is_said_plainly(harbour: Reader) -> None:
    answer, _ = harbour.answer("what does a lighthouse keeper earn", Memory(), NOW)
    assert isinstance(answer, NoMatch)
    assert "doesn't say" in answer.text


def test_the_roles_in_a_text_are_told_for_commands(harbour: Reader) -> None:
    assert harbour.roles("roadmap for a night guard") == ("night-guard",)
    assert harbour.roles("night-guard") == ("night-guard",)
    assert harbour.roles("watcher") == ("lighthouse-keeper", "night-guard")
    assert harbour.roles("nothing of that kind") == ()


def test_a_library_without_guides_has_no_role_to_ask_for(library: Library) -> None:
    empty = Reader(Library(guides={}, topics=library.topics, words=library.words))
    answer, _ = empty.answer("what does an mlops manager earn", Memory(), NOW)
    assert isinstance(answer, NoMatch)
