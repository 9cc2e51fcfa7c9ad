"""A person, as one workspace knows them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Person:
    """Someone in a workspace. The same user id in another team is another person."""

    team: str
    user: str
