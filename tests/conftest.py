"""What all tests share: repeatable property tests, and real databases."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

from tests.canaries import no_secret_in_any_database, no_secret_in_any_log
from tests.databases import database, postgres, store

__all__ = ["database", "no_secret_in_any_database", "no_secret_in_any_log", "postgres", "store"]

settings.register_profile(
    "repeatable",
    derandomize=True,
    deadline=None,  # these machines are shared: a slow moment is no failure
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("repeatable")
