from __future__ import annotations

import pytest

from bot.errors import ConfigError
from bot.store.engine import database_url


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_postgres_urls_of_all_kinds_use_our_driver(scheme: str) -> None:
    url = database_url(f"{scheme}://ada:secret@db.example:5432/career?sslmode=require")
    assert url.drivername == "postgresql+psycopg"
    assert (url.username, url.password, url.host, url.database) == ("ada", "secret", "db.example", "career")
    assert url.query["sslmode"] == "require"


def test_sqlite_urls_name_a_file() -> None:
    assert database_url("sqlite:///data/career.db").database == "data/career.db"


@pytest.mark.parametrize(
    "written", ["mysql://ada:secret@db/career", "not a url", "sqlite://", "sqlite:///:memory:"]
)
def test_other_databases_are_refused_without_telling_the_password(written: str) -> None:
    with pytest.raises(ConfigError) as refused:
        database_url(written)
    assert "DATABASE_URL" in str(refused.value)
    assert "secret" not in str(refused.value)
