from __future__ import annotations

import subprocess
import sys

import pytest

from bot.understanding.frequency import frequencies, zipf


def test_common_words_count_higher_than_rare_ones() -> None:
    assert zipf("the") > zipf("work") > zipf("salary") > zipf("nurse") > zipf("manger") > 0


def test_what_is_not_english_counts_nothing() -> None:
    assert zipf("kuberntes") == 0
    assert zipf("teh") == 0


@pytest.mark.parametrize("word", ["gig", "lol", "thanks", "gonna", "ok", "hi", "devops", "roadmap", "sql"])
def test_informal_and_recent_words_are_words(word: str) -> None:
    assert zipf(word) > 0


def test_every_value_is_on_the_scale() -> None:
    assert all(1 <= value <= 8 for value in frequencies().values())
    assert not any("'" in word for word in frequencies())


def test_the_list_is_read_without_the_package_that_carries_it() -> None:
    code = "import sys, bot.understanding.frequency as f; f.zipf('a'); print('symspellpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
