"""`career manifest`, `migrate`, `doctor` and `rotate-key`: what an operator does by hand."""

from __future__ import annotations

import argparse
import asyncio
import json

from bot.cli.common import Commands, add_knowledge, environ


def add_commands(commands: Commands[argparse.ArgumentParser]) -> None:
    described = commands.add_parser("manifest", help="print the app manifest to paste into Slack")
    described.add_argument(
        "--url", metavar="URL", help="where Slack reaches the bot by HTTP; without it, for Socket Mode"
    )
    described.set_defaults(run=manifest)

    migrated = commands.add_parser("migrate", help="bring the database to this version's tables")
    migrated.set_defaults(run=migrate)

    examined = commands.add_parser("doctor", help="look for what is wrong, and say what to do about it")
    add_knowledge(examined)
    examined.set_defaults(run=doctor)

    rotated = commands.add_parser("rotate-key", help="seal every stored token with a new key")
    rotated.set_defaults(run=rotate_key)


def manifest(args: argparse.Namespace) -> int:
    """Prints JSON, which Slack takes as it is."""
    from bot.slack.manifest import manifest as described

    print(json.dumps(described(args.url), indent=2))
    return 0


def migrate(args: argparse.Namespace) -> int:
    """Migrates the database that DATABASE_URL names; safe to run by several machines at once."""
    from bot.config import SQLITE_FILE, read_config
    from bot.store import migrate_database

    revision = asyncio.run(migrate_database(read_config(environ()).database_url or SQLITE_FILE))
    print(f"The database is at revision {revision}.")
    return 0


def doctor(args: argparse.Namespace) -> int:
    """Prints a line for each thing it looked at; 1 where any of them is wrong."""
    from bot.doctor import examine

    findings = asyncio.run(examine(environ(), args.knowledge))
    for finding in findings:
        print(finding)
    return 1 if any(finding.wrong for finding in findings) else 0


def rotate_key(args: argparse.Namespace) -> int:
    """With a key file: makes a new key. With CAREER_SECRET_KEY: takes the first of the keys in it."""
    from bot.config import SQLITE_FILE, read_config

    config = read_config(environ())
    turned = asyncio.run(_rotate(config.database_url or SQLITE_FILE, config.secret_key))
    print(f"{turned} tokens are sealed with the new key.")
    return 0


async def _rotate(database: str, given: str | None) -> int:
    from bot.store import installations, open_store
    from bot.store.keys import add_secret, key_file, keyring

    async with await open_store(database) as store:
        if not given:
            # whatever an earlier rotation left behind first: the next one drops the key it hangs on
            present = keyring(given, database)
            await store.write(lambda c: installations.reseal(c, present))
            await asyncio.to_thread(add_secret, key_file(database))
        newest = keyring(given, database)
        return await store.write(lambda c: installations.reseal(c, newest))
