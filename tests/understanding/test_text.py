from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.text import Tokens, normal, tokenize

INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u202e"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("What's the pay?", "what is the pay"),
        ("whats the PAY", "what is the pay"),
        ("what’s the “pay”…", "what is the pay"),
        ("I don't, can't and won't", "i do not can not and will not"),
        ("dont gimme all, im gonna read it", "do not give me all i am going to read it"),
        ("the manager's job and the managers' jobs", "the manager job and the managers jobs"),
        ("Nestlé’s résumé", "nestle resume"),
        ("ｆｕｌｌ ｗｉｄｔｈ", "full width"),
        ("C++, C#, k8s and node.js", "c++ c# k8s and node js"),
        ("R&amp;D &amp; skills + pay", "r and d and skills and pay"),
        ("w/o a plan, b/c reasons", "without a plan because reasons"),
        ("<@U1ABC> <#C1|ml-ops> <!channel> <!subteam^S1|@hr> pay", "pay"),
        ("see <https://x.example/a|the guide> or <https://x.example>", "see the guide or"),
        ("@careerbot pay at www.x.example/pay", "pay at"),
        ("`pay` of *seniors* in _banks_", "pay of seniors in banks"),
        (":wave: pay 💰", "pay"),
    ],
)
def test_a_text_becomes_comparable_words(text: str, words: str) -> None:
    assert " ".join(normal(text)) == words


@pytest.mark.parametrize(
    ("text", "word", "kind", "value"),
    [
        ("210k", "210k", "amount", 210_000),
        ("$210,000", "210000", "amount", 210_000),
        ("1.2m", "1.2m", "amount", 1_200_000),
        ("200 grand", "200grand", "amount", 200_000),
        ("usd 180", "180", "amount", 180),
        ("#3", "3", "number", 3),
        ("3rd", "3rd", "ordinal", 3),
        ("third", "third", "ordinal", 3),
        ("three", "three", "word", 3),
        ("401k", "401k", "word", None),
    ],
)
def test_numbers_amounts_and_ordinals_count(text: str, word: str, kind: str, value: float | None) -> None:
    token = tokenize(text).items[-1]
    assert (token.word, token.kind, token.value) == (word, kind, value)


@pytest.mark.parametrize("text", ["130-170k", "between 130 and 170k", "130 to 170k", "$130k–$170k"])
def test_both_ends_of_a_range_are_amounts(text: str) -> None:
    assert [token.value for token in tokenize(text).items if token.kind == "amount"] == [130_000, 170_000]


def test_emoji_are_kept_by_name() -> None:
    assert tokenize("💰 or :eyes:?").emoji == ("eyes", "money_bag")


def test_what_others_said_is_left_out_unless_nothing_else_is_there() -> None:
    assert normal("&gt; what is the pay?\nand the skills? ~employers~ ```x = 1```") == (
        "and",
        "the",
        "skills",
    )
    assert normal("&gt; what is the pay?") == ("what", "is", "the", "pay")


def test_sentences_and_clauses_are_counted_and_questions_marked() -> None:
    tokens = tokenize("Hi all, I am new. What is the pay? Thanks")
    assert [token.sentence for token in tokens.items] == [0, 0, 0, 0, 0, 1, 1, 1, 1, 2]
    assert {token.word for token in tokens.items if token.asked} == {"what", "is", "the", "pay"}
    assert tokens.items[1].clause < tokens.items[2].clause


def test_the_askers_own_words_are_kept() -> None:
    tokens = tokenize("does JPMorgan\u00ad Chase’s team hire?")
    assert tokens.said(1, 3) == "JPMorgan Chase's"
    assert tokens.said(3, 3) == ""


def test_of_a_long_text_the_beginning_and_the_end_are_read() -> None:
    words = normal("what is the pay " + "blah " * 9_000 + "and the skills")
    assert words[:4] == ("what", "is", "the", "pay")
    assert len(words) <= 300


@pytest.mark.parametrize(
    "piece", ["a", "<", "~a", ":a", "\u200b", "é", "`", "1,", "'", "😀", "&amp;", "> \n", "@a."]
)
def test_no_text_makes_it_slow(piece: str) -> None:
    text = piece * (40_000 // len(piece))
    start = perf_counter()
    tokenize(text)
    assert perf_counter() - start < 0.1  # some ms; room for a busy machine


@given(st.text(max_size=200))
def test_any_text_has_tokens_that_point_into_it(text: str) -> None:
    tokens = tokenize(text)
    assert all(token.word and 0 <= token.start < token.end <= len(tokens.text) for token in tokens.items)
    assert tokenize(text) == tokens


@given(
    st.lists(
        st.sampled_from("What's the senior manager's pay, $210k or 3rd step? don't".split()), max_size=9
    ),
    st.data(),
)
def test_capitals_quotes_and_invisible_characters_change_nothing(
    parts: list[str], data: st.DataObject
) -> None:
    text = " ".join(parts)
    hidden = "".join(char + data.draw(st.sampled_from(["", *INVISIBLE])) for char in text)
    curly = text.replace("'", "’")
    for other in (hidden, curly, text.upper(), f"  {text}\t"):
        assert _gist(tokenize(other)) == _gist(tokenize(text))


def _gist(tokens: Tokens) -> list[tuple[object, ...]]:
    return [(t.word, t.kind, t.value, t.sentence, t.clause, t.asked) for t in tokens.items]


@given(st.text(alphabet="abcdeinotuwyABIT \t's.1", max_size=40))
def test_plain_words_are_read_as_any_text_is(text: str) -> None:
    assert normal(text) == tokenize(text).words
