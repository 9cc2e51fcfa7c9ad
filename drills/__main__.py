"""`python -m drills [NAME ...]`: runs the drills and prints their table; exit status 1 if any was missed."""

from __future__ import annotations

import argparse
import asyncio
import sys
import time

from drills import NAMES
from drills.databases import rigged
from drills.report import HEAD, Row, all_good


def arguments(given: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m drills", description="Runs the drills, all or by name.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(NAMES))
    parser.add_argument("--seed", type=int, default=7, help="what chance draws from (7)")
    options = parser.parse_args(given)
    if unknown := set(options.names) - set(NAMES):
        parser.error(f"there is no drill named {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}")
    return options


async def run(names: list[str], seed: int) -> list[Row]:
    """Runs them in turn and prints each row as soon as it is known."""
    rows: list[Row] = []
    say(HEAD)
    async with rigged(seed) as rig:
        for name in names:
            async for row in NAMES[name]()(rig):
                say(str(row))
                rows.append(row)
    return rows


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main(given: list[str]) -> int:
    options = arguments(given)
    began = time.monotonic()
    rows = asyncio.run(run(options.names or list(NAMES), options.seed))
    verdict = "all good" if all_good(rows) else "NOT GOOD"
    say(f"\n{len(rows)} rows in {(time.monotonic() - began) / 60:.0f} minutes: {verdict}.")
    return 0 if all_good(rows) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
