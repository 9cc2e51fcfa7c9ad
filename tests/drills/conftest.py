"""A rig for samples of the drills."""

from __future__ import annotations

from pathlib import Path

import pytest

from drills.databases import rig_of
from drills.report import Rig
from tests.databases import Postgres


@pytest.fixture
async def rig(postgres: Postgres, tmp_path: Path) -> Rig:
    return await rig_of(postgres, tmp_path, seed=7)
