"""topics.yaml and words.yaml: lines of phrases, lists, groups, and what is wrong with them."""

from __future__ import annotations

from pathlib import Path

from bot.career.words import Words
from bot.library.parsing import parse
from bot.library.problems import At, Problem
from bot.library.vocabulary import TOPICS, WORDS

TOPIC = b"""
pay:
  label: Pay
  cues:
    sure: |
      how much
      # a comment
      salary, wage
    likely: [money, "cash, in hand"]
"""
VOCABULARY = b"""
default_role: keeper
short: {mgr: manager}
same: |
  hire, recruit, employ
  pay, paid
noise: really, just
levels:
  senior: [old hand, veteran]
occupations:
  names: nurse, welder
  heads: manager
outside:
  hours:
    label: working hours
    cues: {sure: [hours]}
replies: {hello: Hello!}
"""


def problems_of(data: bytes) -> list[Problem]:
    sink: list[Problem] = []
    at = At("words.yaml", sink)
    root = parse(data, at).root
    assert root is not None
    WORDS.read(root, at)
    return sink


def test_cues_are_lines_or_lists() -> None:
    at = At("topics.yaml")
    root = parse(TOPIC, at).root
    assert root is not None
    topics = TOPICS.read(root, at)
    assert topics is not None
    cues = topics["pay"].cues
    assert cues.sure == ("how much", "salary", "wage")
    assert cues.likely == ("money", "cash, in hand")
    assert at.sink == []


def test_the_vocabulary_is_read_whole() -> None:
    at = At("words.yaml")
    root = parse(VOCABULARY, at).root
    assert root is not None
    words = WORDS.read(root, at)
    assert isinstance(words, Words)
    assert words.default_role == "keeper"
    assert words.same == (("hire", "recruit", "employ"), ("pay", "paid"))
    assert words.noise == ("really", "just")
    assert words.levels["senior"] == ("old hand", "veteran")
    assert words.occupations.names == ("nurse", "welder")
    assert words.outside["hours"].cues.sure == ("hours",)
    assert words.replies["hello"] == "Hello!"
    assert at.sink == []


def test_what_is_no_group_of_words_is_told_with_its_place() -> None:
    (problem,) = problems_of(b"same: {hire: recruit}\n")
    assert (problem.line, problem.column) == (1, 7)
    assert "lines of words" in problem.what


def test_an_unknown_key_is_told() -> None:
    (problem,) = problems_of(b"nois: really\n")
    assert "noise" in problem.mend


def test_the_shipped_vocabulary_names_every_topic_of_guides() -> None:
    from bot.career.guide import TOPICS as KNOWN
    from bot.library.reading import read_library

    library = read_library(Path(__file__).parents[2] / "knowledge")
    assert set(library.topics) == set(KNOWN)
    assert set(library.words.levels) == {"entry", "mid", "senior"}
    assert all(library.topics[topic].cues.sure for topic in KNOWN)
