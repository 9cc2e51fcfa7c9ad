"""Sealing tokens, so that a copy of the database alone opens no workspace."""

from __future__ import annotations

import base64
import os
import re
import secrets
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.errors import ConfigError, KeyMissing
from bot.store.engine import database_url

SHORTEST = 32


@dataclass(frozen=True, slots=True)
class Sealed:
    """A token as it is stored: which key sealed it, and what that made of it."""

    key: str
    text: str


class Keyring:
    """Seals with the newest secret and opens with any. `load` hands out the secrets, newest first.

    Secrets are read again before sealing, and where one is not known yet: a rotation needs no restart.
    """

    def __init__(self, load: Callable[[], Sequence[str]]) -> None:
        self._load = load
        self._secrets: tuple[str, ...] = ()
        self._read_again()

    def _read_again(self) -> None:
        secrets = tuple(self._load())
        if secrets != self._secrets:
            self._secrets = secrets
            self._ids = tuple(_derive(secret, b"career key id").hex()[:8] for secret in secrets)
            self._fernet = MultiFernet([_fernet(secret) for secret in secrets])

    @property
    def newest(self) -> str:
        return self._ids[0]

    def seal(self, token: str) -> Sealed:
        self._read_again()
        return Sealed(self.newest, self._fernet.encrypt(token.encode()).decode("ascii"))

    def open(self, sealed: Sealed) -> str:
        """The token; raises KeyMissing, which names the key that is not at hand."""
        if sealed.key not in self._ids:
            self._read_again()
        try:
            return self._fernet.decrypt(sealed.text.encode()).decode()
        except InvalidToken:
            raise KeyMissing(f"{KeyMissing.__doc__} Its id is {sealed.key}.") from None


def keyring(given: str | None, database: str) -> Keyring:
    """The keys for a database: those in CAREER_SECRET_KEY, else those in a file beside an SQLite database.

    Raises ConfigError where neither can be, or the keys are no good.
    """
    if given:
        return Keyring(lambda: secrets_of(given))
    file = key_file(database)
    return Keyring(lambda: file_secrets(file))


def key_file(database: str) -> Path:
    """The key file of an SQLite database; raises ConfigError where a file can't be what all share."""
    url = database_url(database)
    if url.get_backend_name() != "sqlite" or url.database in (None, "", ":memory:"):
        raise ConfigError(
            "CAREER_SECRET_KEY is missing: every process needs the same key to read tokens. "
            "Make one with `openssl rand -hex 32`."
        )
    return Path(str(url.database)).expanduser().with_name("secret.key")


def secrets_of(words: str) -> tuple[str, ...]:
    """The secrets in CAREER_SECRET_KEY, newest first: one, or several with commas or spaces between."""
    found = tuple(filter(None, re.split(r"[,\s]+", words)))
    if not found or any(len(secret) < SHORTEST for secret in found):
        raise ConfigError(
            f"CAREER_SECRET_KEY needs at least {SHORTEST} characters a key: try `openssl rand -hex 32`."
        )
    return found


def file_secrets(file: Path) -> tuple[str, ...]:
    """The secrets in a key file, newest first; a missing file is made, readable by its owner alone."""
    try:
        return _read(file)
    except FileNotFoundError:
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh = _write_beside(file, (secrets.token_hex(32),))
        with suppress(FileExistsError):  # another process was first: its key counts
            os.link(fresh, file)
        fresh.unlink()
        return _read(file)


def add_secret(file: Path) -> None:
    """Puts a new secret on top of a key file. The one before stays until the next time, older ones go."""
    before = file_secrets(file)
    _write_beside(file, (secrets.token_hex(32), before[0])).replace(file)


def _read(file: Path) -> tuple[str, ...]:
    if file.stat().st_mode & 0o077:
        raise ConfigError(f"Others can read the key file {file}: run `chmod 600 {file}`.")
    found = tuple(file.read_text(encoding="ascii").split())
    if not found or any(len(secret) < SHORTEST for secret in found):
        raise ConfigError(f"The key file {file} is damaged: restore it from a backup.")
    return found


def _write_beside(file: Path, lines: Sequence[str]) -> Path:
    """A new file in the same folder, whole on the disk, that nobody else could read at any moment."""
    fresh = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as stream:
        stream.write("".join(f"{line}\n" for line in lines))
        stream.flush()
        os.fsync(stream.fileno())
    return fresh


def _fernet(secret: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(_derive(secret, b"career token key")))


def _derive(secret: str, purpose: bytes) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=purpose).derive(secret.encode())
