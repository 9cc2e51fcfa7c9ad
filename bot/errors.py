"""What can go wrong, as one tree. A class's docstring is its message when none is given."""

from __future__ import annotations


class CareerError(Exception):
    """Something went wrong."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or type(self).__doc__ or "")


class ConfigError(CareerError):
    """The configuration can't be used."""


class KeyMissing(ConfigError):
    """A stored token was sealed with a key that is not at hand: put it back behind the newest one."""


class LibraryError(CareerError):
    """The knowledge base has mistakes."""


class UsageError(CareerError):
    """That command was not understood."""


class StoreUnavailable(CareerError):
    """The database can't be reached right now. Please try again in a minute."""


class SchemaMissing(ConfigError):
    """The database is not at this version's tables yet: run `career migrate` first."""


class SchemaTooNew(ConfigError):
    """The database was made by a newer version of Career Advisor. Run that version, or restore a backup."""


class NoSteps(CareerError):
    """This guide has no next steps to walk through."""


class NoRoadmap(CareerError):
    """There is no roadmap of yours yet. `/career roadmap` starts one."""


class NothingToUndo(CareerError):
    """There is nothing to undo."""
