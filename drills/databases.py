"""Fresh databases of both kinds, for as long as the drills run."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.store import migrate_database
from drills.report import Rig
from tests.databases import Postgres


@asynccontextmanager
async def rigged(seed: int) -> AsyncIterator[Rig]:
    """A rig whose databases are gone afterwards. Its PostgreSQL does not wait for the disk: only ours die."""
    with TemporaryDirectory(prefix="career-drills-") as folder:
        postgres = Postgres(Path(folder))
        try:
            await postgres.prepare()
            yield await rig_of(postgres, Path(folder), seed)
        finally:
            postgres.stop()


async def rig_of(postgres: Postgres, folder: Path, seed: int) -> Rig:
    """A rig on a server that runs already. Its databases are copies of one that was migrated."""
    migrated, numbers = folder / "migrated.db", itertools.count(1)
    await migrate_database(f"sqlite:///{migrated}")

    def fresh(kind: str) -> str:
        if kind == "PostgreSQL":
            return postgres.fresh()
        copy = folder / f"career-{next(numbers)}.db"
        shutil.copy(migrated, copy)
        return f"sqlite:///{copy}"

    return Rig(fresh, seed)
