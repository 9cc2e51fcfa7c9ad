"""`make bench`: how well and how fast questions are understood, beside other ways, into docs/benchmarks.md.

python -m bench.understanding [--questions FILE ...] [--intents FILE] [--knowledge DIR] [--out FILE]
"""

from __future__ import annotations

import argparse
import gc
import os
import platform
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from resource import RUSAGE_CHILDREN, getrusage
from subprocess import run
from time import process_time

from bench.matchers import MOST, Phrases, others
from bench.measure import Asked, Matcher, measure
from bench.ours import NOW, CareerAdvisor, company
from bench.sets import Intents, first_turns, label, phrases, read_intents, taught
from bench.tables import Row, table
from bot.career.evaluation import Case, evaluate
from bot.career.library import Library
from bot.career.memory import Memory
from bot.library.cases import read_cases
from bot.library.reading import read_library
from bot.understanding.typos import scramble

SEEDS = (1, 2, 3)
LONG = 40_000  # characters of the long question
PREFACE = """
- **right**: the share of the answerable questions whose topic comes out first. For Career Advisor only an
  answer counts: choices offered do not.
- **AUROC**: how well the confidence tells questions that can be answered from those that can't; .5 is
  chance.
- **kept at 90 % turned away**: right, and above the bar that turns away nine of ten that can't be answered.
- **ms**: processor time of a question, so that what else the machine does is left out.
- **times ours**: the median time of a question as a multiple of Career Advisor's, which includes making the
  answer.
"""
TYPOS = "Mistyped: one random edit in each word of more than three letters with probability .3, three seeds."
TURNS = "| | turns | right of the answerable | wrong of all | turned away of the unanswerable |"
ASKS = "how much does a senior earn"


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of the page, shown as they come."""

    lines: list[str] = field(default_factory=list)

    def add(self, *lines: str) -> None:
        self.lines.extend(lines)
        sys.stdout.write("\n".join(lines) + "\n")
        sys.stdout.flush()


def main() -> None:
    args = _arguments()
    page = Page()
    library = read_library(args.knowledge)
    ours = CareerAdvisor(library)
    gc.freeze()  # as the bot does once it runs
    page.add("# Benchmarks", "", *_preface())
    sets = {path.stem: read_cases(path) for path in args.questions}
    if sets:
        _guides(page, library, ours, sets)
        _whole(page, ours, sets)
    _speed(page, ours, args.knowledge)
    if args.intents:
        _faq(page, read_intents(args.intents))
    args.out.parent.mkdir(parents=True, exist_ok=True)
    args.out.write_text("\n".join(page.lines) + "\n", encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.understanding")
    default = sorted(Path("tests/questions").glob("aside/*.yaml"))
    parser.add_argument("--questions", nargs="*", type=Path, default=default, help="question sets in YAML")
    parser.add_argument("--intents", type=Path, help="a public set of FAQ examples in JSON")
    parser.add_argument("--knowledge", type=Path, default=Path("knowledge"))
    parser.add_argument("--out", type=Path, default=Path("docs/benchmarks.md"))
    return parser.parse_args()


def _preface() -> Iterator[str]:
    machine = f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}"
    yield f"Made by `make bench`, all in one run: {machine}."
    yield ""
    yield from PREFACE.strip().splitlines()


def _guides(page: Page, library: Library, ours: Matcher, sets: dict[str, tuple[Case, ...]]) -> None:
    """Opening questions about the shipped guide."""
    listed = [*phrases(library), *taught(Path("tests/questions"))]
    asked = {name: first_turns(cases) for name, cases in sets.items()}
    page.add("", "## Questions about a guide", "")
    page.add(
        "Opening questions of the sets that were kept aside: nothing was learned from them. The others",
        f"search {len(listed):,} phrases: our patterns as a plain list, and the questions on one topic that",
        f"ours has learned from; the regression learns from {MOST:,} of them.",
    )
    names = list(asked)
    for first, second in [(names[at], names[min(at + 1, len(names) - 1)]) for at in range(0, len(names), 2)]:
        page.add("", *table(first, second, _rows(ours, listed, asked[first], asked[second])))


def _whole(page: Page, ours: CareerAdvisor, sets: dict[str, tuple[Case, ...]]) -> None:
    """All turns, as `career eval` judges them, without and with typing mistakes."""
    page.add(
        "", "## Whole conversations", "", "As `career eval` judges them: facts, details and verdicts too.", ""
    )
    page.add(TURNS, "|---|---|---|---|---|")
    for name, cases in sets.items():
        plain = evaluate(cases, ours.reader, now=NOW)
        page.add(
            _line(name, len(plain.judged), plain.right_share, plain.wrong_share, plain.turned_away_share)
        )
        mistyped = [_mistyped(cases, ours, seed) for seed in SEEDS]
        mean = [sum(values) / len(SEEDS) for values in zip(*mistyped, strict=True)]
        page.add(_line(f"{name}, mistyped", len(plain.judged), *mean))
    page.add("", TYPOS)


def _mistyped(cases: Sequence[Case], ours: CareerAdvisor, seed: int) -> tuple[float, float, float]:
    rng = Random(seed)
    report = evaluate(cases, ours.reader, now=NOW, mistype=lambda text: scramble(text, rng))
    return report.right_share, report.wrong_share, report.turned_away_share


def _line(name: str, turns: int, *shares: float) -> str:
    return f"| {name} | {turns} | {' | '.join(f'{share:.3f}'.removeprefix('0') for share in shares)} |"


def _speed(page: Page, ours: CareerAdvisor, knowledge: Path) -> None:
    long = (f"{ASKS} and " * LONG)[:LONG]
    start = process_time()
    ours.reader.answer(long, Memory(), NOW)
    took = (process_time() - start) * 1e3
    command = [sys.executable, "-m", "bot", "ask", "--knowledge", str(knowledge), ASKS]
    start = _children()
    run(command, check=True, capture_output=True)  # noqa: S603
    cold = _children() - start
    page.add("", "## Extremes", "")
    page.add(f"- A question of {LONG:,} characters: {took:.1f} ms.")
    page.add(f"- A cold `career ask`, Python's own start included: {cold:.2f} s.")


def _children() -> float:
    """The processor time of all processes that were started from here, in seconds."""
    used = getrusage(RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _faq(page: Page, intents: Intents) -> None:
    """A company's own FAQ, read from a file and learned from its example questions."""
    listed = [(id, text) for id, asks in intents.library.items() for text in (label(id), *asks)]
    start = process_time()
    ours = CareerAdvisor(company(intents.library))
    took = process_time() - start
    examples = sum(map(len, intents.library.values()))
    page.add("", "## FAQ entries", "")
    page.add(
        f"BANKING77, a public set (Casanueva et al. 2020, CC BY 4.0): {len(intents.library)} entries and",
        f"{examples} examples, loaded in {took:.1f} s. {len(intents.clean):,} questions, some of them",
        "from elsewhere; mistyped as above. Sentence embeddings are tried where their package is installed.",
        "",
    )
    page.add(*table("as asked", "mistyped", _rows(ours, listed, intents.clean, intents.mistyped)))


def _rows(ours: Matcher, listed: Phrases, first: list[Asked], second: list[Asked]) -> list[Row]:
    return [
        (matcher.name, measure(matcher, first), measure(matcher, second))
        for matcher in (ours, *others(listed))
    ]


if __name__ == "__main__":
    main()
