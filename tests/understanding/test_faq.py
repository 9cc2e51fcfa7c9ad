from __future__ import annotations

from random import Random
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.career.library import FaqEntry
from bot.understanding.faq import ANSWER, OFFER, FaqClassifier
from bot.understanding.spelling import Spelling
from bot.understanding.text import Tokens, normal, tokenize
from bot.understanding.typos import scramble

ASKS = {
    "vacation": (
        "how many vacation days do I get",
        "can I carry over unused holidays",
        "how do I request time off",
        "when may I take my annual leave",
        "do vacation days expire",
    ),
    "expenses": (
        "how do I get my travel costs back",
        "where do I hand in receipts",
        "what can I expense on a business trip",
        "how long does a refund of expenses take",
        "is a taxi reimbursed",
    ),
    "laptop": (
        "my laptop is broken, who helps",
        "can I get a new computer",
        "how do I order a second monitor",
        "which laptops can I choose from",
        "the screen of my notebook is cracked",
    ),
    "parking": (
        "where can I park my car",
        "is there a parking space for visitors",
        "do I need a badge for the garage",
        "how much is parking at the office",
        "can I charge an electric car",
    ),
    "training": (
        "is there a budget for conferences",
        "which courses can I take",
        "who pays for my certification",
        "can I learn a language at work",
        "how do I sign up for a training",
    ),
    "sick": (
        "I am sick, whom do I tell",
        "when do I need a doctor's note",
        "what if my child is ill",
        "how do I report sick leave",
        "am I paid while I am ill",
    ),
}
LABELS = {id: id.capitalize() for id in ASKS}
ENTRIES = tuple(FaqEntry(id, LABELS[id], asks, "Ask the desk.") for id, asks in ASKS.items())

ASKED = [
    ("how do I hand in a taxi receipt", "expenses"),
    ("are the costs of my trip refunded", "expenses"),
    ("what happens to holidays that I did not use", "vacation"),
    ("I want to request a vacation day", "vacation"),
    ("need a replacement for a broken monitor", "laptop"),
    ("my computer screen cracked", "laptop"),
    ("where do visitors park", "parking"),
    ("charging my car in the garage", "parking"),
    ("is my language course paid", "training"),
    ("whom do I tell that my kid is ill", "sick"),
    ("do I have to bring a note from the doctor", "sick"),
]
ELSEWHERE = [
    "who won the football game last night",
    "translate good morning into Japanese",
    "play some jazz music",
    "how tall is the Eiffel tower",
    "what is the weather like tomorrow",
    "set an alarm for seven",
    "tell me a joke about cats",
    "which planet is the biggest",
]


@pytest.fixture(scope="module")
def classifier() -> FaqClassifier:
    return FaqClassifier(ENTRIES)


SPELLING = Spelling(word for entry in ENTRIES for text in (entry.label, *entry.asks) for word in normal(text))


def heard(text: str) -> Tokens:
    return SPELLING.mend(tokenize(text))


@pytest.mark.parametrize(("text", "id"), ASKED)
def test_a_question_in_other_words_finds_its_entry(classifier: FaqClassifier, text: str, id: str) -> None:
    best, confidence = classifier.rank(heard(text))[0]
    assert best == id
    assert confidence >= OFFER


def test_nearly_all_of_them_are_sure_enough_to_answer(classifier: FaqClassifier) -> None:
    assert sum(classifier.rank(heard(text))[0][1] >= ANSWER for text, _ in ASKED) >= len(ASKED) - 1


@pytest.mark.parametrize("text", ELSEWHERE)
def test_a_question_from_elsewhere_is_not_answered(classifier: FaqClassifier, text: str) -> None:
    assert classifier.rank(heard(text))[0][1] < ANSWER


def test_most_questions_are_found_through_typing_mistakes(classifier: FaqClassifier) -> None:
    rng = Random(11)
    found = [classifier.rank(heard(scramble(text, rng)))[0][0] == id for text, id in ASKED * 10]
    assert sum(found) >= 0.9 * len(found)


def test_confidences_fall_and_stay_between_nothing_and_one(classifier: FaqClassifier) -> None:
    ranked = classifier.rank(heard("how do I get a new laptop"), most=6)
    confidences = [confidence for _, confidence in ranked]
    assert confidences == sorted(confidences, reverse=True)
    assert 0 <= confidences[-1] <= confidences[0] <= 1
    assert {id for id, _ in ranked} == set(ASKS)
    assert 0 < OFFER < ANSWER < 1


def test_the_words_that_told_are_named_as_they_were_typed(classifier: FaqClassifier) -> None:
    evidence = classifier.evidence(heard("hey, how is the PARKNG"), "parking")
    assert [(one.words, one.topic) for one in evidence] == [("PARKNG", "parking")]


def test_a_library_of_one_entry_knows_what_is_not_its_own() -> None:
    only = FaqClassifier(ENTRIES[:1])
    assert only.rank(heard("can I carry over vacation days"))[0][1] >= ANSWER
    assert only.rank(heard("who won the football game"))[0][1] < ANSWER


def test_an_entry_with_many_examples_does_not_crowd_out_the_others() -> None:
    things = "pens paper tea ink mugs lamps desks chairs soap towels".split()
    many = FaqEntry("many", "Orders", tuple(f"where do I order the {thing}" for thing in things), "")
    few = FaqEntry("few", "Toner", ("where is the toner kept",), "")
    assert FaqClassifier((many, few)).rank(heard("where is the printer toner"))[0][0] == "few"


def test_nothing_said_finds_nothing(classifier: FaqClassifier) -> None:
    assert classifier.rank(tokenize("?!")) == ()


def test_the_same_library_always_reads_the_same(classifier: FaqClassifier) -> None:
    again = FaqClassifier(ENTRIES)
    assert [again.rank(heard(text)) for text, _ in ASKED] == [
        classifier.rank(heard(text)) for text, _ in ASKED
    ]


@given(st.text(max_size=300))
@settings(max_examples=200)
def test_any_text_can_be_ranked(text: str) -> None:
    ranked = READY.rank(heard(text), most=3)
    assert all(id in ASKS and 0 <= confidence <= 1 for id, confidence in ranked)


READY = FaqClassifier(ENTRIES)


def test_a_hundred_and_fifty_entries_are_learned_in_seconds() -> None:
    rng = Random(3)
    words = [
        f"{one}{other}"
        for one in ("tri", "plo", "gra", "ven", "stu", "ke")
        for other in ("ba", "mo", "ri", "le")
    ]
    entries = [
        FaqEntry(str(at), f"entry {at}", tuple(" ".join(rng.choices(words, k=8)) for _ in range(10)), "")
        for at in range(150)
    ]
    start = perf_counter()
    big = FaqClassifier(entries)
    assert perf_counter() - start < 20  # about one; room for a busy machine
    assert big.rank(tokenize(entries[7].asks[3]))[0][0] == "7"
