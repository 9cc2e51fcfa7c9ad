"""Which steps are meant, by number and order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.career.words import Words
from bot.understanding.lexicon import Lexicon
from bot.understanding.stepping import steps
from bot.understanding.text import tokenize

LEXICON = Lexicon(Words(same=(("last", "final"),)))
COUNT = 8


def counted(text: str, named: tuple[int, ...] = (), before: tuple[int, ...] = ()) -> tuple[int, ...]:
    return steps(LEXICON.words(tokenize(text).items), COUNT, named, before)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("step 3", (3,)),
        ("step number four", (4,)),
        ("the second step", (2,)),
        ("the 2nd one", (2,)),
        ("the final step", (8,)),
        ("the second last step", (7,)),
        ("first two steps", (1, 2)),
        ("the last 3 steps", (6, 7, 8)),
        ("steps 2 to 4", (2, 3, 4)),
        ("steps 2 and 5", (2, 5)),
        ("all 8 steps", ()),
        ("step 11", (11,)),
        ("the first time I heard of it", ()),
        ("every three months", ()),
        ("what are the steps", ()),
    ],
)
def test_steps_are_counted(text: str, numbers: tuple[int, ...]) -> None:
    assert counted(text) == numbers


def test_the_one_after_another_is_the_next() -> None:
    assert counted("and after that one?", before=(1,)) == (2,)
    assert counted("the one before it", before=(3,)) == (2,)
    assert counted("what comes after the playbook", named=(4,)) == (5,)
    assert counted("and the next?", before=(8,)) == (8,)


@given(st.text(max_size=80), st.lists(st.integers(1, COUNT), max_size=2))
def test_any_words_can_be_counted(text: str, before: list[int]) -> None:
    assert all(number >= 1 for number in counted(text, before=tuple(before)))
