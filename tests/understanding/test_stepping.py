"""Which steps are meant, by number and order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.career.words import Words
from bot.understanding.lexicon import Lexicon
from bot.understanding.stepping import beside, steps
from bot.understanding.stepsymbols import Anchor
from bot.understanding.text import tokenize

LEXICON = Lexicon(Words(same=(("last", "final"),)))
COUNT = 8


def counted(text: str, named: dict[str, int] | None = None, before: tuple[int, ...] = ()) -> tuple[int, ...]:
    """`named`: a word of the text for each step that is named in it."""
    words = LEXICON.words(tokenize(text).items)
    places = {word.word: at for at, word in enumerate(words)}
    anchors = [Anchor(number, places[word], places[word] + 1) for word, number in (named or {}).items()]
    return steps(words, COUNT, anchors, before)


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
        ("no. 7 in the next steps", (7,)),
        ("the last but one", (7,)),
        ("the penultimate step", (7,)),
        ("which step is third from the end", (6,)),
        ("the first pair of steps", (1, 2)),
        ("the middle two of the eight steps", (4, 5)),
        ("5-7 from the next steps", (5, 6, 7)),
        ("steps from 4 on", (4, 5, 6, 7, 8)),
        ("what sits between 3 and 5", (4,)),
        ("everything that comes after step 6", (7, 8)),
        ("whatever goes before the fourth step", (1, 2, 3)),
        ("just the opening move", (1,)),
        ("what rounds the list off", (8,)),
        ("I finished step four, what now", (5,)),
        ("I've finished 1 to 3 of the next steps. What's number 4?", (4,)),
        ("pull up no. 7 from the steps", (7,)),
        ("just 4 and 5 of the steps", (4, 5)),
        ("every next step but the first", (2, 3, 4, 5, 6, 7, 8)),
        ("all the steps except no. 4", (1, 2, 3, 5, 6, 7, 8)),
        ("steps 1 to 4 except 2", (1, 3, 4)),
        ("I've done all but the last step, what is left", (8,)),
        ("the second, fifth and eighth step", (2, 5, 8)),
        ("the first and the last step", (1, 8)),
        ("step three plus the one right after it", (3, 4)),
        ("not the first step, the one after it", (2,)),
        ("not step 5, step 6", (6,)),
        ("two steps further than the third", (5,)),
        ("four of the steps are ticked off, which one's up", (5,)),
        ("seven of the eight steps are behind me, what remains", (8,)),
        ("I've got the first two steps behind me. what was number three again?", (3,)),
        ("I'm halfway through the steps, what's next", (5,)),
        ("the two in the middle of the steps", (4, 5)),
        ("steps no 5 plz", (5,)),
        ("the step that's third from the bottom", (6,)),
        ("the one it all starts with", (1,)),
    ],
)
def test_steps_are_counted(text: str, numbers: tuple[int, ...]) -> None:
    assert counted(text) == numbers


def test_the_one_after_another_is_the_next() -> None:
    assert counted("and after that one?", before=(1,)) == (2,)
    assert counted("the one before it", before=(3,)) == (2,)
    assert counted("what comes after the playbook", {"playbook": 4}) == (5,)
    assert counted("in your steps, what comes straight after the drill", {"drill": 4}) == (5,)
    assert counted("and the next?", before=(8,)) == (8,)
    assert counted("and 6?", before=(5,)) == (6,)
    assert counted("the rest of them", before=(1, 2)) == (3, 4, 5, 6, 7, 8)


def test_steps_that_are_done_lead_to_the_next() -> None:
    assert counted("we did the audit and settled the metrics, what now", {"audit": 1, "metrics": 2}) == (3,)


def test_of_two_that_are_named_the_first_is_told_or_both() -> None:
    both = {"costs": 5, "playbook": 4}
    assert counted("which comes first, costs or the playbook", both) == (4,)
    assert counted("are costs before or after the playbook", both) == (4, 5)


def test_levels_stand_in_a_row_too() -> None:
    def level(text: str, before: tuple[int, ...] = ()) -> tuple[int, ...]:
        words = LEXICON.words(tokenize(text).items)
        named = [Anchor(3, at, at + 1) for at, word in enumerate(words) if word.word == "senior"]
        return beside(words, 3, named, before)

    assert level("the one right below senior") == (2,)
    assert level("one rung up", before=(1,)) == (2,)
    assert level("the second of the three levels") == (2,)
    assert level("senior") == ()


SAYING = st.lists(
    st.sampled_from("after before step 3 2 last first two next from on to and done all rest or".split()),
    max_size=12,
)


@given(st.text(max_size=80) | SAYING.map(" ".join), st.lists(st.integers(1, COUNT), max_size=2))
def test_any_words_can_be_counted(text: str, before: list[int]) -> None:
    assert all(number >= 1 for number in counted(text, before=tuple(before)))
