from __future__ import annotations

import pytest

from bot.store import Store
from tests.advisor.world import World


@pytest.fixture
def world(store: Store) -> World:
    return World(store)
