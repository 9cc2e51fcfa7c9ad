"""The `career` command: a thin shell over the floors below, a file for each group of commands."""

from __future__ import annotations

from bot.cli.entry import main

__all__ = ["main"]
