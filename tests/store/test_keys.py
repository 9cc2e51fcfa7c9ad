from __future__ import annotations

import stat
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import ConfigError, KeyMissing
from bot.store.keys import Keyring, Sealed, add_secret, file_secrets, key_file, keyring, secrets_of

OLD, NEW = "o" * 32, "n" * 64
TOKEN = "xoxb-1-2-canary"


def test_a_sealed_token_shows_nothing_of_itself() -> None:
    sealed = Keyring(lambda: [OLD]).seal(TOKEN)
    assert "xox" not in sealed.text + sealed.key
    assert "canary" not in sealed.text + sealed.key
    assert OLD not in sealed.text + sealed.key


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=300))
def test_any_token_comes_out_as_it_went_in(token: str) -> None:
    keys = Keyring(lambda: [NEW, OLD])
    assert keys.open(keys.seal(token)) == token


def test_the_newest_key_seals_and_older_ones_still_open() -> None:
    before = Keyring(lambda: [OLD]).seal(TOKEN)
    after = Keyring(lambda: [NEW, OLD])
    assert after.open(before) == TOKEN
    assert after.seal(TOKEN).key == after.newest != before.key


def test_a_key_that_is_gone_is_named_and_never_shown() -> None:
    sealed = Keyring(lambda: [OLD]).seal(TOKEN)
    with pytest.raises(KeyMissing, match=sealed.key) as caught:
        Keyring(lambda: [NEW]).open(sealed)
    assert OLD not in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_damaged_token_is_refused() -> None:
    keys = Keyring(lambda: [OLD])
    with pytest.raises(KeyMissing):
        keys.open(Sealed(keys.newest, "gAAAA"))


def test_a_running_bot_opens_what_a_rotation_sealed() -> None:
    secrets = [OLD]
    running = Keyring(lambda: secrets)
    secrets[:0] = [NEW]
    assert running.open(Keyring(lambda: secrets).seal(TOKEN)) == TOKEN
    assert running.seal(TOKEN).key == running.newest == Keyring(lambda: [NEW]).newest


def test_a_running_bot_seals_with_the_new_key_after_a_rotation() -> None:
    secrets = [OLD]
    running = Keyring(lambda: secrets)
    secrets[:0] = [NEW]
    assert running.seal(TOKEN).key == Keyring(lambda: [NEW]).newest


@pytest.mark.parametrize("words", [f"{NEW},{OLD}", f"{NEW} , {OLD}", f"{NEW}\n{OLD}\n"])
def test_several_secrets_may_be_given_newest_first(words: str) -> None:
    assert secrets_of(words) == (NEW, OLD)


@pytest.mark.parametrize("words", ["", " , ", "short", f"{NEW},short"])
def test_a_secret_that_is_too_short_is_refused_and_not_repeated(words: str) -> None:
    with pytest.raises(ConfigError, match="at least 32 characters") as caught:
        secrets_of(words)
    assert "short" not in str(caught.value)


def test_a_missing_key_file_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "data" / "secret.key"
    (made,) = file_secrets(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file_secrets(file) == (made,)
    assert list(file.parent.iterdir()) == [file]


def test_two_processes_that_start_at_once_use_the_same_key(tmp_path: Path) -> None:
    file = tmp_path / "secret.key"
    seen: list[tuple[str, ...]] = []
    threads = [threading.Thread(target=lambda: seen.append(file_secrets(file))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 8
    assert len(set(seen)) == 1


def test_a_key_file_that_others_can_read_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "secret.key"
    file_secrets(file)
    file.chmod(0o640)
    with pytest.raises(ConfigError, match="chmod 600"):
        file_secrets(file)


def test_an_emptied_key_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "secret.key"
    file.touch(mode=0o600)
    with pytest.raises(ConfigError, match="damaged"):
        file_secrets(file)


def test_a_rotation_keeps_the_key_before_and_drops_older_ones(tmp_path: Path) -> None:
    file = tmp_path / "secret.key"
    (first,) = file_secrets(file)
    add_secret(file)
    second, kept = file_secrets(file)
    assert kept == first
    add_secret(file)
    assert file_secrets(file)[1:] == (second,)
    assert first not in file.read_text()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_file_beside_the_database_holds_the_key_when_none_is_given(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path}/data/career.db"
    sealed = keyring(None, database).seal(TOKEN)
    assert key_file(database) == tmp_path / "data" / "secret.key"
    assert keyring(None, database).open(sealed) == TOKEN


def test_a_key_that_is_given_beats_the_file(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path}/career.db"
    assert keyring(f"{NEW},{OLD}", database).newest == Keyring(lambda: [NEW]).newest
    assert not key_file(database).exists()


def test_a_shared_database_needs_a_key_that_all_processes_are_given() -> None:
    with pytest.raises(ConfigError, match="CAREER_SECRET_KEY is missing"):
        keyring(None, "postgresql://db/career")
    assert keyring(OLD, "postgresql://db/career").newest == Keyring(lambda: [OLD]).newest
