"""Installations: which workspaces have the app, and the token of each, sealed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store import gates
from bot.store.keys import Keyring, Sealed
from bot.store.tables import installations
from bot.store.upserting import upsert


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """What a workspace granted: who the bot is there, and its token."""

    team: str
    app: str
    bot: str
    bot_user: str
    scopes: tuple[str, ...]
    token: str = field(repr=False)
    installed_at: datetime


async def save(connection: AsyncConnection, keys: Keyring, installation: Installation) -> None:
    """Keeps an installation in place of an earlier one, and lets nudges go to that workspace again."""
    sealed = keys.seal(installation.token)
    row = {
        "team": installation.team,
        "app": installation.app,
        "bot": installation.bot,
        "bot_user": installation.bot_user,
        "scopes": ",".join(installation.scopes),
        "token": sealed.text,
        "key": sealed.key,
        "installed_at": installation.installed_at,
    }
    await upsert(connection, installations, [row])
    await gates.hear_again(connection, installation.team)


async def find(connection: AsyncConnection, keys: Keyring, team: str) -> Installation | None:
    """The installation of a workspace; KeyMissing where its token can't be opened."""
    chosen = select(installations).where(installations.c.team == team)
    row = (await connection.execute(chosen)).one_or_none()
    return None if row is None else _installation(row, keys)


async def teams(connection: AsyncConnection) -> tuple[str, ...]:
    """The workspaces that have the app, in the order of their ids."""
    found = await connection.execute(select(installations.c.team).order_by(installations.c.team))
    return tuple(found.scalars())


async def count(connection: AsyncConnection) -> int:
    """How many workspaces have the app."""
    return int(await connection.scalar(select(func.count()).select_from(installations)) or 0)


async def remove(connection: AsyncConnection, team: str) -> None:
    """Forgets a workspace's token, and nothing else of it."""
    await connection.execute(delete(installations).where(installations.c.team == team))


async def reseal(connection: AsyncConnection, keys: Keyring) -> int:
    """Seals every token anew that an older key sealed; returns how many those were."""
    chosen = select(installations).where(installations.c.key != keys.newest).with_for_update()
    old = (await connection.execute(chosen)).all()
    for row in old:
        sealed = keys.seal(keys.open(Sealed(row.key, row.token)))
        changed = update(installations).where(installations.c.team == row.team)
        await connection.execute(changed.values(token=sealed.text, key=sealed.key))
    return len(old)


def _installation(row: Row[Any], keys: Keyring) -> Installation:
    return Installation(
        team=row.team,
        app=row.app,
        bot=row.bot,
        bot_user=row.bot_user,
        scopes=tuple(filter(None, row.scopes.split(","))),
        token=keys.open(Sealed(row.key, row.token)),
        installed_at=row.installed_at,
    )
