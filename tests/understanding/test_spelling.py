from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.frequency import frequencies
from bot.understanding.spelling import Spelling
from bot.understanding.text import tokenize
from bot.understanding.typos import scramble

KNOWN = frozenset(
    "a how what the is do does first step steps skill skills salary range pay lead leads major"
    " company companies responsibilities kubernetes amazon mlops manager managers job market"
    " hire hires hiring duties roadmap machine learning outlook demand next common gaps prune".split()
)
SPELLING = Spelling(KNOWN)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hwo", "how"), ("waht", "what"), ("mjaor", "major"), ("respnsabilities", "responsibilities"),
        ("kuberntes", "kubernetes"), ("amazn", "amazon"), ("frist", "first"), ("stpe", "step"),
        ("leed", "lead"),
        ("comapnies", "companies"), ("mahcine", "machine"), ("learnign", "learning"), ("demnad", "demand"),
        ("slary", "salary"), ("skillls", "skills"), ("hiiiire", "hire"), ("mangers", "managers"),
    ],
)  # fmt: skip
def test_a_mistyped_word_becomes_the_librarys(typed: str, meant: str) -> None:
    assert SPELLING.repair(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"), [("teh", "the"), ("becuase", "because"), ("tomorow", "tomorrow")]
)
def test_a_mistyped_word_that_the_library_lacks_becomes_a_common_one(typed: str, meant: str) -> None:
    assert Spelling(["salary"]).repair(typed) == meant


@pytest.mark.parametrize(
    "word", "nurse purse stops leads roll dose form baker gap ikea nasa k8s sre zq".split()
)
def test_a_good_word_stays(word: str) -> None:
    assert SPELLING.repair(word) == word


@given(st.sampled_from(sorted(word for word, zipf in frequencies().items() if zipf > 3.4)))
def test_no_common_english_word_is_ever_changed(word: str) -> None:
    assert SPELLING.repair(word) == word


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ml ops pay", "mlops pay"),
        ("ML-Ops pay", "mlops pay"),
        ("road map", "roadmap"),
        ("kuber netes", "kubernetes"),
        ("respon sibilities", "responsibilities"),
        ("jobmarket", "job market"),
        ("salaryrange mlopsmanager", "salary range mlops manager"),
        ("howmuch", "how much"),
        ("salarrange mlopsmangaer", "salary range mlops manager"),
        ("thtas waht", "that is what"),
        ("a head of the pack", "a head of the pack"),
    ],
)
def test_words_are_joined_and_parted(text: str, words: str) -> None:
    assert " ".join(SPELLING.mend(tokenize(text)).words) == words


def test_both_parts_stay_where_the_library_knows_them_apart() -> None:
    spelling = Spelling([*KNOWN, "ml", "ops"])
    assert spelling.mend(tokenize("ml ops")).words == ("ml", "ops")


def test_what_was_typed_is_kept_beside_the_repair() -> None:
    tokens = SPELLING.mend(tokenize("Slary at Amazn"))
    assert [(token.word, token.typed) for token in tokens.items] == [
        ("salary", "slary"),
        ("at", ""),
        ("amazon", "amazn"),
    ]
    assert tokens.said(0, 3) == "Slary at Amazn"


@given(st.sampled_from(sorted(word for word in KNOWN if len(word) > 4)), st.randoms(use_true_random=False))
def test_one_slip_in_a_long_word_is_repaired_to_something_near(word: str, rng: Random) -> None:
    typed = scramble(word, rng, rate=1.0)
    meant = SPELLING.repair(typed)
    assert meant == typed or meant in KNOWN or meant in frequencies()
    if typed not in frequencies():
        assert meant in KNOWN or meant in frequencies()


@given(st.text(max_size=120))
def test_any_text_can_be_mended_and_mending_settles(text: str) -> None:
    tokens = SPELLING.mend(tokenize(text))
    assert all(token.word for token in tokens.items)
    assert [(t.start, t.end) for t in tokens.items] == sorted((t.start, t.end) for t in tokens.items)


def test_the_same_seed_makes_the_same_typos() -> None:
    text = "what are the responsibilities of a machine learning manager"
    once, twice = scramble(text, Random(7)), scramble(text, Random(7))
    assert once == twice != text
    assert scramble(text, Random(7), rate=0.0) == text
    assert scramble("a pay of it", Random(7), rate=1.0) == "a pay of it"
