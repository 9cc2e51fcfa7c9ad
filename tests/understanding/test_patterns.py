"""Patterns over words: alternatives, gaps, slots and borders, all in one tree."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.patterns import Clause, Match, Patterns, kept


def clause(text: str, *borders: int, **slots: tuple[int, int]) -> Clause:
    words = text.split()
    places: dict[int, dict[str, list[int]]] = {}
    for name, (start, end) in slots.items():
        places.setdefault(start, {})["{" + name + "}"] = [end]
    return Clause(words, places, frozenset({0, len(words), *borders}))


def found(pattern: str, place: Clause) -> list[tuple[int, int]]:
    patterns: Patterns[str] = Patterns(str)
    patterns.add(pattern, "it")
    return [(match.start, match.end) for match in patterns.find(place)]


@pytest.mark.parametrize(
    ("pattern", "text", "places"),
    [
        ("what pays", "say what pays best", [(1, 3)]),
        ("who hires|recruits", "who recruits and who hires", [(0, 2), (3, 5)]),
        ("next big? step", "next step or next big step", [(0, 2), (3, 6)]),
        ("what .. do", "what do they do", [(0, 2), (0, 4)]),
        ("what .. do", "what on earth could anybody ever do", []),
        ("^ not", "not that but not this", [(0, 1)]),
        ("first $", "first things first", [(2, 3)]),
        ("pay", "payroll", []),
    ],
)
def test_patterns_find_their_words(pattern: str, text: str, places: list[tuple[int, int]]) -> None:
    assert found(pattern, clause(text)) == places


def test_a_gap_stays_within_its_clause() -> None:
    assert found("who .. hires", clause("who knows and hires", 2)) == []
    assert found("who .. hires", clause("who always gladly hires")) == [(0, 4)]


def test_a_slot_takes_what_was_recognised_there_and_is_not_literal() -> None:
    patterns: Patterns[str] = Patterns(str)
    patterns.add("what {role} do", "duties")
    (match,) = patterns.find(clause("what product people do", role=(1, 3)))
    assert (match.start, match.end, match.mask, match.literal) == (0, 4, 0b1111, 0b1001)


def test_words_are_compared_by_their_keys() -> None:
    patterns: Patterns[str] = Patterns(lambda word: word[:4])
    patterns.add("companies hiring", "employers")
    assert patterns.find(clause("comp hiri"))


def test_the_longest_phrase_wins_at_a_place() -> None:
    patterns: Patterns[str] = Patterns(str)
    patterns.add("data", "short")
    patterns.add("data platform manager", "long")
    match = patterns.longest(["data", "platform", "manager", "pay"], 0)
    assert match is not None
    assert (match.end, match.value) == (3, ("long",))
    assert patterns.longest(["platform"], 0) is None


def test_what_lies_within_a_longer_match_that_says_as_much_is_explained_by_it() -> None:
    short, long, strong = Match(1, 2, 0b10, 1.0), Match(0, 3, 0b111, 1.0), Match(2, 3, 0b100, 3.0)
    assert kept([short, long, strong], lambda weight: weight) == [long, strong]


@given(
    st.lists(st.sampled_from("abcde"), max_size=12),
    st.lists(st.sampled_from("abcde"), min_size=1, max_size=4),
)
def test_plain_patterns_are_found_where_a_plain_search_finds_them(
    text: list[str], pattern: list[str]
) -> None:
    size = len(pattern)
    places = [(at, at + size) for at in range(len(text)) if text[at : at + size] == pattern]
    assert found(" ".join(pattern), Clause(text, {}, frozenset({0, len(text)}))) == places
