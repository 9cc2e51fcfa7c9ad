"""Which commands there are, and how any of them ends."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Sequence
from importlib import import_module

import bot
from bot.errors import CareerError, ConfigError, UsageError

GOOD, PROBLEMS, WRONG_USAGE = 0, 1, 2

# each module adds these commands; only the one that is asked for is imported, so that `ask` starts fast
GROUPS = {
    "running": ("run",),
    "asking": ("ask",),
    "authoring": ("check", "preview"),
    "starting": ("new-role", "schema"),
    "evaluating": ("eval",),
    "operating": ("manifest", "migrate", "doctor", "rotate-key"),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command; the exit status is 0 for good, 1 for problems found, 2 for wrong usage."""
    _speak_utf8()
    try:
        words = sys.argv[1:] if argv is None else argv
        args = parser(_groups(words)).parse_args(words)
        status: int = args.run(args)
        sys.stdout.flush()
    except (UsageError, ConfigError) as error:
        return _refuse(error, WRONG_USAGE)
    except CareerError as error:
        return _refuse(error, PROBLEMS)
    except BrokenPipeError:
        # whoever read our output has seen enough; what is still buffered must not fail at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return GOOD
    except KeyboardInterrupt:
        return 130
    return status


def _groups(words: Sequence[str]) -> Iterable[str]:
    """The group of the command that is asked for; all of them where it is none, for the help."""
    asked = words[0] if words else ""
    return [group for group, names in GROUPS.items() if asked in names] or GROUPS


def parser(groups: Iterable[str]) -> argparse.ArgumentParser:
    """What is understood on the command line, with the commands of these groups."""
    career = argparse.ArgumentParser(
        prog="career",
        description="Career advice from a YAML knowledge base, in Slack and here.",
        epilog="Exit status: 0 good, 1 problems found, 2 wrong usage.",
        allow_abbrev=False,
    )
    career.add_argument("--version", action="version", version=f"%(prog)s {bot.__version__}")
    # with `prog` given, no usage is formatted, and what that imports is left out, unless somebody asks for it
    commands = career.add_subparsers(title="commands", metavar="COMMAND", required=True, prog="career")
    for group in groups:
        import_module(f"bot.cli.{group}").add_commands(commands)
    return career


def _refuse(error: CareerError, status: int) -> int:
    sys.stdout.flush()
    print(error, file=sys.stderr)
    return status


def _speak_utf8() -> None:
    """Names and signs of all languages get through, whatever the terminal is set to."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
