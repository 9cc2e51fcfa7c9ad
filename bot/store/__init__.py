"""What we remember: the only floor with SQL."""

from __future__ import annotations

from bot.store.opening import Store, migrate_database, open_store

__all__ = ["Store", "migrate_database", "open_store"]
