"""Files made to exhaust a reader are refused at once, in little memory, and with a plain message."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

LETTERS = "abcdefghij"
LAUGHS = 'a: &a ["lol","lol","lol","lol","lol","lol","lol","lol","lol"]\n' + "".join(
    f"{this}: &{this} [{','.join(['*' + last] * 9)}]\n" for last, this in pairwise(LETTERS)
)
GROUPS = "a: &a {k: v}\n" + "".join(
    f"{this}: &{this} {{{', '.join(f'k{n}: *{last}' for n in range(9))}}}\n"
    for last, this in pairwise(LETTERS)
)

BOMBS = {
    "billion laughs": LAUGHS,
    "groups of groups": GROUPS,
    "merged groups": "a: &a {k: v}\n" + "b: {<<: [" + ",".join(["*a"] * 100_000) + "]}\n",
    "deep lists": "title: " + "[" * 400_000,
    "deep groups": "{a: " * 200_000,
    "deep blocks": "\n".join(" " * n + "a:" for n in range(1300)),
    "many entries": "skills:\n" + "- x\n" * 240_000,
    "many keys": "".join(f"k{n}: v\n" for n in range(90_000)),
    "many broken blocks": "a: b: c\n" * 120_000,
    "many anchors": "".join(f"k{n}: &a{n} v\n" for n in range(60_000)),
    "a long text": "title: " + "x" * 990_000,
    "a long quoted text": 'title: "' + "x\n" * 490_000,
    "a long key": "x" * 990_000,
    "many quotes": "title: " + "'" * 990_000,
    "many comments": "# x\n" * 240_000,
    "many documents": "---\n" * 240_000,
    "a big file": "title: A\n# " + "x" * 3_000_000,
    "itself": "title: &a [*a, *a]\n",
    "tags": "- !!python/object/apply:os.system ['touch /tmp/pwned']\n" * 10_000,
}

REFUSE = """
import resource, sys, time
from pathlib import Path
from bot.library.reading import survey
before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
problems = survey(Path(sys.argv[1])).problems
spent, grown = time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
print(spent, grown / 1024, len(problems), max(len(str(p)) for p in problems if not p.hint))
"""


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_in_under_a_second_and_100_megabytes(name: str, tmp_path: Path) -> None:
    guides = tmp_path / "guides"
    guides.mkdir()
    (guides / "bomb.yaml").write_text(BOMBS[name])
    done = subprocess.run(
        [sys.executable, "-c", REFUSE, str(tmp_path)], capture_output=True, text=True, check=True, timeout=60
    )
    seconds, megabytes, problems, longest = map(float, done.stdout.split())
    assert seconds < 1
    assert megabytes < 100
    assert problems >= 1
    assert longest < 2000
