"""Files that change while the bot runs."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from bot.errors import LibraryError
from bot.library.watching import Watch, begin, look
from tests.library.conftest import Folder


def settled(watch: Watch) -> Watch:
    """What two looks make of it."""
    return look(look(watch))


def test_a_changed_guide_is_taken_up_once_its_file_has_settled(folder: Folder) -> None:
    folder.write("guides/keeper.yaml", "title: Keeper\n")
    watch = begin(folder.path)
    folder.write("guides/keeper.yaml", "title: Lighthouse Keeper\n")
    once = look(watch)
    assert once.library.guides["keeper"].title == "Keeper"
    assert look(once).library.guides["keeper"].title == "Lighthouse Keeper"


def test_nothing_is_read_while_nothing_changes(folder: Folder) -> None:
    folder.write("guides/keeper.yaml", "title: Keeper\n")
    watch = begin(folder.path)
    assert look(watch) is watch


def test_a_file_that_is_still_being_written_is_left_alone(folder: Folder) -> None:
    folder.write("guides/keeper.yaml", "title: Keeper\n")
    watch = begin(folder.path)
    for text in ("title: [", "title: [half", "title: Pilot\n"):
        folder.write("guides/keeper.yaml", text)
        watch = look(watch)
        assert (watch.library.guides["keeper"].title, watch.problems) == ("Keeper", ())
    assert look(watch).library.guides["keeper"].title == "Pilot"


def test_the_last_good_library_serves_while_a_file_is_broken(folder: Folder) -> None:
    folder.write("guides/keeper.yaml", "title: Keeper\n")
    watch = begin(folder.path)
    good = watch.library
    folder.write("guides/keeper.yaml", "title: Keeper\nskils: [Knots]\n")
    watch = settled(watch)
    assert watch.library is good
    assert [(problem.line, problem.column) for problem in watch.problems] == [(2, 1)]
    assert look(watch) is watch
    folder.write("guides/keeper.yaml", "title: Keeper\nskills: [Knots]\n")
    watch = settled(watch)
    assert watch.problems == ()
    assert watch.library.guides["keeper"].holds("skills")


def test_a_file_that_changes_in_place_within_its_size_is_noticed(folder: Folder) -> None:
    file = folder.write("guides/keeper.yaml", "title: Keeper\n")
    watch = begin(folder.path)
    file.write_text("title: Warder\n")
    os.utime(file, ns=(0, 1))
    assert settled(watch).library.guides["keeper"].title == "Warder"


def test_guides_come_and_go(folder: Folder) -> None:
    folder.write("guides/keeper.yaml", "title: Keeper\n")
    watch = begin(folder.path)
    folder.write("guides/deep/pilot.yaml", "title: Pilot\n")
    (folder.path / "guides" / "keeper.yaml").unlink()
    assert set(settled(watch).library.guides) == {"pilot"}


def test_a_folder_that_vanishes_leaves_its_library_and_says_so(folder: Folder) -> None:
    folder.write("guides/keeper.yaml", "title: Keeper\n")
    watch = begin(folder.path)
    shutil.rmtree(folder.path)
    watch = settled(watch)
    assert watch.library.guides["keeper"].title == "Keeper"
    assert "There is no knowledge folder" in str(watch.problems[0])


def test_watching_begins_with_a_sound_library_only(folder: Folder, tmp_path: Path) -> None:
    folder.write("guides/keeper.yaml", "titel: Keeper\n")
    with pytest.raises(LibraryError):
        begin(folder.path)
    with pytest.raises(LibraryError):
        begin(tmp_path / "nowhere")
