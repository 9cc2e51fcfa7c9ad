"""Whatever happens to a guide's file, reading it ends in a library or in problems with a place."""

from __future__ import annotations

import json
import random
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from bot.career.guide import TOPICS
from bot.library.guides import GUIDE
from bot.library.nodes import TextNode
from bot.library.parsing import parse
from bot.library.problems import At, Mark, Problem
from bot.library.reading import survey
from tests.library.conftest import Folder

GUIDE_FILE = Path(__file__).parents[2] / "knowledge" / "guides" / "mlops-manager.yaml"
LETTERS = "aB1 :-[]{}'\"#&*!|>%@`?,\\/äé😀 "
SIGNS = [
    ":",
    "-",
    "[",
    "]",
    "{",
    "}",
    "'",
    '"',
    "#",
    "&",
    "*",
    "!",
    "|",
    ">",
    "%",
    "@",
    "`",
    "?",
    ",",
    "\t",
    "\x00",
]
BYTES = [
    b"\xff",
    b"\xef\xbb\xbf",
    b"\r",
    b"\xe2\x80\xa8",
    b"\x85",
    b"\n\n---\n",
    b"<<: *a",
    b"!!python/object:x ",
]


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The file after one to six slips of an editor's hand."""
    for _ in range(chance.randint(1, 6)):
        lines = data.split(b"\n")
        at, place = chance.randrange(len(lines)), chance.randrange(len(data) + 1)
        slip = chance.randrange(8)
        if slip == 0:
            del lines[at]
        elif slip == 1:
            lines.insert(at, lines[chance.randrange(len(lines))])
        elif slip == 2:
            lines[at] = b" " * chance.randint(0, 6) + lines[at].lstrip()
        elif slip == 3:
            lines[at] = lines[at][: chance.randrange(len(lines[at]) + 1)]
        elif slip == 4:
            chance.shuffle(lines)
        if slip < 5:
            data = b"\n".join(lines) or b" "
        else:
            new = chance.choice([chance.choice(SIGNS).encode(), chance.choice(BYTES), b""])
            data = data[:place] + new + data[place + chance.randint(0, 3) :] or b" "
    return data


def test_500_mutations_of_the_real_guide_end_in_a_library_or_in_problems(folder: Folder) -> None:
    original = GUIDE_FILE.read_bytes()
    folder.write("topics.yaml", "".join(f"{topic}: {{label: {topic}}}\n" for topic in TOPICS))
    folder.write("words.yaml", "noise: please\n")
    refused = 0
    for seed in range(500):
        data = mutated(original, random.Random(seed))
        file = folder.write("guides/mlops-manager.yaml", data)
        found = survey(folder.path)
        refused += found.library is None
        assert all(sensible(problem, file, data) for problem in found.problems), (seed, found.problems)
        assert (found.library is None) == any(not problem.hint for problem in found.problems), seed
    assert refused > 300


def sensible(problem: Problem, file: Path, data: bytes) -> bool:
    """It points into the file, and both of its sentences are finished."""
    lines = data.decode("utf-8-sig", "replace").splitlines() or [""]
    inside = 1 <= problem.line <= len(lines) + 1 and problem.column >= 1
    return problem.file == str(file) and inside and problem.what[-1] == "." and problem.mend[-1] in ".?)"


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    sink: list[Problem] = []
    document = parse(data, At("x.yaml", sink))
    assert document.whole or any(not problem.hint for problem in sink)


@given(st.text(alphabet=st.sampled_from("ab:-[]{}'\"#&*!|>%@ \n\t,?0<"), max_size=60))
def test_any_signs_are_read_as_a_guide_or_refused(text: str) -> None:
    sink: list[Problem] = []
    at = At("keeper.yaml", sink)
    document = parse(text.encode(), at)
    guide = GUIDE.read(document.root, at) if document.root else None
    assert guide is None or guide.title
    assert guide is not None or document.root is None or sink


@given(st.lists(st.text(alphabet=LETTERS, min_size=1, max_size=20), min_size=1, max_size=5))
def test_texts_in_quotes_come_back_as_written(texts: list[str]) -> None:
    written = json.dumps({"title": "Keeper", "skills": texts}, ensure_ascii=False)
    at = At("keeper.yaml")
    guide = GUIDE.read(parse(written.encode(), at).root or TextNode(Mark(), ""), at)
    assert guide is not None
    once: dict[str, str] = {}
    for text in texts:
        if spaced := " ".join(text.split()):
            once.setdefault(spaced.casefold(), spaced)
    assert [item.name for item in guide.skills] == list(once.values())
