from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.errors import KeyMissing
from bot.store import gates, installations, states
from bot.store.installations import Installation
from bot.store.keys import Keyring
from bot.store.opening import Store, open_store

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
KEYS = Keyring(lambda: ["k" * 32])
TOKEN = "xoxb-canary-1"


@pytest.fixture
async def file_store(tmp_path: Path) -> AsyncIterator[Store]:
    """A store whose bytes on the disk can be looked at."""
    async with await open_store(f"sqlite:///{tmp_path}/career.db") as opened:
        yield opened


def kept(folder: Path) -> bytes:
    """Every byte that the database left on the disk."""
    return b"".join(file.read_bytes() for file in folder.iterdir())


def acme(team: str = "T1", token: str = TOKEN) -> Installation:
    return Installation(
        team=team,
        app="A1",
        bot="B1",
        bot_user="U1",
        scopes=("chat:write", "commands"),
        token=token,
        installed_at=NOW,
    )


async def test_an_installation_comes_back_as_it_was_saved(store: Store) -> None:
    await store.write(lambda c: installations.save(c, KEYS, acme()))
    assert await store.read(lambda c: installations.find(c, KEYS, "T1")) == acme()
    assert await store.read(lambda c: installations.find(c, KEYS, "T2")) is None


async def test_the_database_holds_no_token(file_store: Store, tmp_path: Path) -> None:
    await file_store.write(lambda c: installations.save(c, KEYS, acme()))
    await file_store.close()
    assert b"xox" not in kept(tmp_path)


async def test_a_token_is_not_in_what_is_printed_of_an_installation() -> None:
    assert "xox" not in repr(acme())


async def test_a_second_installation_takes_the_place_of_the_first(store: Store) -> None:
    await store.write(lambda c: installations.save(c, KEYS, acme()))
    await store.write(lambda c: installations.save(c, KEYS, acme(token="xoxb-canary-2")))
    found = await store.read(lambda c: installations.find(c, KEYS, "T1"))
    assert found is not None
    assert found.token == "xoxb-canary-2"
    assert await store.read(installations.count) == 1


async def test_installing_again_lets_nudges_go_out_again(store: Store) -> None:
    await store.write(lambda c: gates.silence(c, "T1", "token_revoked", NOW))
    await store.write(lambda c: gates.silence(c, "T2", "token_revoked", NOW))
    await store.write(lambda c: installations.save(c, KEYS, acme()))
    assert await store.read(gates.silenced) == 1


async def test_each_workspace_has_its_own(store: Store) -> None:
    await store.write(lambda c: installations.save(c, KEYS, acme("T2", "xoxb-T2")))
    await store.write(lambda c: installations.save(c, KEYS, acme("T1")))
    assert await store.read(installations.teams) == ("T1", "T2")
    await store.write(lambda c: installations.remove(c, "T1"))
    assert await store.read(installations.teams) == ("T2",)
    found = await store.read(lambda c: installations.find(c, KEYS, "T2"))
    assert found is not None
    assert found.token == "xoxb-T2"


async def test_a_rotation_seals_every_token_with_the_new_key(store: Store) -> None:
    await store.write(lambda c: installations.save(c, KEYS, acme()))
    both = Keyring(lambda: ["n" * 32, "k" * 32])
    await store.write(lambda c: installations.save(c, both, acme("T2")))
    assert await store.write(lambda c: installations.reseal(c, both)) == 1
    assert await store.write(lambda c: installations.reseal(c, both)) == 0
    new = Keyring(lambda: ["n" * 32])
    assert await store.read(lambda c: installations.find(c, new, "T1")) == acme()
    with pytest.raises(KeyMissing):
        await store.read(lambda c: installations.find(c, KEYS, "T1"))


async def test_a_rotation_without_the_old_key_changes_nothing(store: Store) -> None:
    await store.write(lambda c: installations.save(c, KEYS, acme()))
    stranger = Keyring(lambda: ["n" * 32])
    with pytest.raises(KeyMissing):
        await store.write(lambda c: installations.reseal(c, stranger))
    assert await store.read(lambda c: installations.find(c, KEYS, "T1")) == acme()


async def test_a_state_is_good_once(store: Store) -> None:
    state = await store.write(lambda c: states.issue(c, NOW))
    assert await store.write(lambda c: states.consume(c, state, NOW + timedelta(minutes=9)))
    assert not await store.write(lambda c: states.consume(c, state, NOW + timedelta(minutes=9)))


async def test_a_state_is_good_for_ten_minutes(store: Store) -> None:
    state = await store.write(lambda c: states.issue(c, NOW))
    assert not await store.write(lambda c: states.consume(c, state, NOW + states.SPAN))


@pytest.mark.parametrize("state", ["", "x", "ü\ud800", "'; --", "x" * 100_000])
async def test_a_state_that_was_never_handed_out_is_not_good(store: Store, state: str) -> None:
    await store.write(lambda c: states.issue(c, NOW))
    assert not await store.write(lambda c: states.consume(c, state, NOW))


async def test_no_two_states_are_alike_and_none_is_kept_in_clear(file_store: Store, tmp_path: Path) -> None:
    issued = {await file_store.write(lambda c: states.issue(c, NOW)) for _ in range(50)}
    assert len(issued) == 50
    await file_store.close()
    assert not any(state.encode() in kept(tmp_path) for state in issued)
