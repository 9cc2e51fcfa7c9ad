"""`career eval`: how well questions are understood, measured on question sets."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from bot.cli.common import Commands, add_knowledge, load_library

if TYPE_CHECKING:
    from bot.career.evaluation import Report


def add_commands(commands: Commands[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser("eval", help="measure understanding on question sets")
    parser.add_argument("files", nargs="+", metavar="FILE", type=Path, help="a question set in YAML")
    parser.add_argument("--json", action="store_true", help="print the figures as one JSON object")
    parser.add_argument(
        "--typos", type=_share, default=0.0, metavar="P", help="mistype this share of the words (0 to 1)"
    )
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="which typos; default: 0")
    parser.add_argument(
        "--min-right", type=_share, metavar="SHARE", help="of the answerable questions, answered right"
    )
    parser.add_argument("--max-wrong", type=_share, metavar="SHARE", help="of all questions, answered wrong")
    parser.add_argument(
        "--min-turned-away", type=_share, metavar="SHARE", help="of the unanswerable ones, not answered"
    )
    add_knowledge(parser)
    parser.set_defaults(run=evaluate)


def evaluate(args: argparse.Namespace) -> int:
    """Prints accuracy by kind and each miss; 1 only where a bound that was given is missed."""
    from bot.career.evaluation import evaluate as run_cases
    from bot.library.cases import read_cases
    from bot.understanding.reader import Reader
    from bot.understanding.typos import scramble

    cases = [case for path in args.files for case in read_cases(path)]
    reader = Reader(load_library(args.knowledge))
    mistype = partial(scramble, rng=Random(args.seed), rate=args.typos) if args.typos else None
    report = run_cases(cases, reader, now=datetime.now(UTC), mistype=mistype)
    if args.json:
        print(json.dumps(report.figures(), ensure_ascii=False))
    else:
        for line in report.lines():
            print(line)
    missed = list(_missed(report, args))
    for line in missed:
        print(line, file=sys.stderr)
    return 1 if missed else 0


def _missed(report: Report, args: argparse.Namespace) -> Iterator[str]:
    """Says which of the bounds that were given the report misses."""
    if args.min_right is not None and report.right_share < args.min_right:
        yield f"Right: {report.right_share:.3f}, at least {args.min_right} was asked for."
    if args.max_wrong is not None and report.wrong_share > args.max_wrong:
        yield f"Wrong: {report.wrong_share:.3f}, at most {args.max_wrong} was asked for."
    if args.min_turned_away is not None and report.turned_away_share < args.min_turned_away:
        yield f"Turned away: {report.turned_away_share:.3f}, at least {args.min_turned_away} was asked for."


def _share(text: str) -> float:
    """A share from 0 to 1; argparse names the option when this refuses one."""
    share = float(text)
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError(f"{text} is not a share from 0 to 1")
    return share
