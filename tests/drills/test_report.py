from __future__ import annotations

import pytest

from drills.__main__ import arguments
from drills.report import Row, all_good, missed


def test_a_row_is_good_only_without_losses_doubles_and_misses() -> None:
    assert Row(what="a", runs="1").good
    assert not Row(what="a", runs="1", lost=1).good
    assert not Row(what="a", runs="1", doubled=1).good
    assert not Row(what="a", runs="1", missed=("ratio",)).good


def test_no_rows_at_all_are_not_good() -> None:
    assert not all_good([])


def test_a_row_names_what_it_missed() -> None:
    row = Row(what="a", runs="1", figures="2 s", seed=7, missed=missed(all_closed=False, in_time=True))
    assert str(row) == "| a | 1 | 0 | 0 | 2 s; **MISSED: all closed** | 7 |"


def test_a_drill_that_does_not_exist_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        arguments(["kills", "thunder"])
    assert "there is no drill named thunder" in capsys.readouterr().err
