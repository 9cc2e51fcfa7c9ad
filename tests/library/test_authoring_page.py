"""The page for authors is true: its examples are sound, and the bot does say what it says the bot says."""

from __future__ import annotations

import re
from pathlib import Path

from bot.cli.entry import GROUPS, parser
from bot.library.guides import GUIDE
from tests.library.conftest import Folder

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "authoring.md").read_text()


def test_its_examples_are_sound(folder: Folder) -> None:
    guide, faq = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    folder.write("guides/lighthouse-keeper.yaml", guide)
    folder.write("faq/boat.yaml", faq)
    assert folder.said() == []


def test_every_key_of_a_guide_is_in_it() -> None:
    example = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)[0]
    assert [key.name for key in GUIDE.keys if f"\n{key.name}:" not in f"\n{example}"] == []


def test_every_message_that_it_explains_is_one_of_the_readers() -> None:
    said = "".join(file.read_text() for file in sorted((ROOT / "bot" / "library").glob("*.py")))
    explained = re.findall(r"^\| `([^`]+)` \|", PAGE, re.MULTILINE)
    assert len(explained) > 15
    assert [message for message in explained if message not in said] == []


def test_every_command_that_it_names_is_there() -> None:
    usage = parser(GROUPS).format_help()
    named = re.findall(r"(?:^|`)career ([a-z-]+)", PAGE, re.MULTILINE)
    assert len(named) > 5
    assert [command for command in named if f" {command} " not in usage] == []
