"""Nothing that people write comes alive, in no text of ours, and it still reads as they wrote it."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.playground import check_message, live_marks
from bot.slack.cards.blocks import (
    Message,
    actions,
    bold,
    bullets,
    button,
    context,
    header,
    lines,
    message,
    option,
    preformatted,
    section,
    select,
    words,
)
from bot.slack.escape import clean, cut, escaped, literal, unescaped

NASTY = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "<!channel>",
                "<!here|here>",
                "<@U123>",
                "<https://evil.example|bank>",
                "@here",
                "@everyone",
                "@CHANNEL",
                "https://evil.example/a?b=c",
                "www.evil.com",
                "mailto:a@b.com",
                "&amp;",
                "&lt;!here&gt;",
                "*bold*",
                "_x_",
                "~no~",
                "`code`",
                "```",
                "\u202e",
                "\u2066",
                "👩‍👩‍👧",
                "🏽",
                ":smile:",
                "#general",
                "\x00",
                "\n",
                ">",
                "|",
                "&",
                "<",
            ]
        ),
        st.text(max_size=8),
    ),
    max_size=12,
).map("".join)


def card(text: str) -> Message:
    """A text in every place where a card can hold one."""
    return message(
        text,
        header(text or "-"),
        section(words("You asked: ", text)),
        section(lines(bold(text), text)),
        context(text),
        bullets([text, text]),
        preformatted(text or "-"),
        actions(
            button(text or "-", "press"),
            select("choose", text or "-", [option(text or "-", "1")]),
        ),
    )


@settings(max_examples=5000)
@given(NASTY)
@example("&amp;amp;")
@example("@\u200bhere")
def test_nothing_comes_alive_and_nothing_is_escaped_twice(text: str) -> None:
    payload = card(text).payload()
    assert live_marks(payload) == []
    wrong = [finding for finding in check_message(payload) if finding.kind in ("mention", "link", "escape")]
    assert wrong == []


@given(NASTY)
def test_it_reads_as_it_was_written(text: str) -> None:
    assert unescaped(literal(text)).replace("\u200b", "") == clean(text).replace("\u200b", "")


def test_slacks_three_characters_are_escaped_once_and_back() -> None:
    assert escaped("a < b & c > d") == "a &lt; b &amp; c &gt; d"
    assert unescaped(escaped("&lt; <")) == "&lt; <"


@pytest.mark.parametrize(
    "text", ["Node.js and C++", "snake_case", "CI/CD", "USD 170,000 to 220,000", "e.g. A.I."]
)
def test_plain_words_stay_as_they_are(text: str) -> None:
    assert literal(text) == text


@given(st.text(), st.integers(1, 50))
def test_a_cut_text_fits_and_says_that_it_was_cut(text: str, length: int) -> None:
    short = cut(text, length)
    assert len(short) <= length
    assert short == text or short.endswith("…")


@pytest.mark.parametrize("emoji", ["👩‍👩‍👧", "👍🏽", "é"])
def test_no_emoji_is_cut_in_half(emoji: str) -> None:
    for length in range(1, len(emoji) + 3):
        assert cut("ab" + emoji + "cdef", length + 2).rstrip("…") in (
            "ab",
            "a",
            "ab" + emoji,
            "ab" + emoji + "c",
            "",
        )


@given(NASTY.map(lambda text: text * 700))
def test_long_texts_stay_within_slacks_limits(text: str) -> None:
    assert [finding for finding in check_message(card(text).payload()) if finding.kind == "shape"] == []
    assert len(card(text).text) <= 4000


def test_an_entity_is_never_cut_in_two() -> None:
    block = section(bold("&" * 3000))
    assert not re.search(r"&[a-z]*$", block["text"]["text"].rstrip("…"))
