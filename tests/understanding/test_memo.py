"""What is worked out of a word, kept."""

from __future__ import annotations

import pytest

from bot.understanding import memo
from bot.understanding.memo import Memo


def test_a_word_is_worked_out_once() -> None:
    asked: list[str] = []

    def length(word: str) -> int:
        asked.append(word)
        return len(word)

    lengths = Memo(length)
    assert [lengths["pay"], lengths["salary"], lengths["pay"]] == [3, 6, 3]
    assert asked == ["pay", "salary"]


def test_words_without_end_are_not_kept_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memo, "MOST", 2)
    lengths = Memo(len)
    assert [lengths["a" * count] for count in range(1, 5)] == [1, 2, 3, 4]
    assert len(lengths) == 2
