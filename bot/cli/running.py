"""`career run`: the bot itself."""

from __future__ import annotations

import argparse

from bot.cli.common import Commands, add_knowledge, environ


def add_commands(commands: Commands[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "run", help="run the bot; without Slack tokens in a local Slack in your browser"
    )
    parser.add_argument("--live", action="store_true", help="refuse to start without Slack tokens")
    part = parser.add_mutually_exclusive_group()
    part.add_argument("--web", action="store_true", help="only listen and answer")
    part.add_argument("--worker", action="store_true", help="only nudge and answer what was left over")
    add_knowledge(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Runs until it is told to stop."""
    from bot.app import run as run_app

    run_app(
        environ(),
        live=args.live,
        web=args.web or not args.worker,
        worker=args.worker or not args.web,
        knowledge=args.knowledge,
    )
    return 0
