from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.config import SLACK_API
from bot.doctor import Finding, examine
from bot.playground.playground import Playground
from bot.store import heartbeats, installations, open_store
from bot.store.installations import Installation
from bot.store.keys import keyring

KNOWLEDGE = Path(__file__).parent.parent / "knowledge"
INSTALLED = datetime(2026, 11, 23, tzinfo=UTC)


def by_name(findings: list[Finding]) -> dict[str, Finding]:
    return {finding.name: finding for finding in findings}


def settings(slack: Playground | None, folder: Path, **more: str) -> dict[str, str]:
    """The environment of a bot in that playground, with nothing of this machine's."""
    api = slack.api_url if slack else SLACK_API
    return {"SLACK_API_URL": api, "DATABASE_URL": f"sqlite:///{folder}/career.db", "PORT": "1", **more}


async def test_a_fresh_checkout_has_nothing_wrong(tmp_path: Path) -> None:
    findings = await examine(settings(None, tmp_path), KNOWLEDGE)
    assert not [finding for finding in findings if finding.wrong]
    assert "the first start makes it" in by_name(findings)["database"].words
    assert not (tmp_path / "career.db").exists()


async def test_a_well_set_up_bot_has_nothing_wrong(tmp_path: Path) -> None:
    async with Playground() as slack:
        given = settings(slack, tmp_path, SLACK_BOT_TOKEN=slack.bot_token, SLACK_APP_TOKEN=slack.app_token)
        async with await open_store(given["DATABASE_URL"]) as store:
            await store.write(lambda c: heartbeats.beat(c, "nudges", datetime.now(UTC)))
        found = await examine(given, KNOWLEDGE)
    assert not [finding for finding in found if finding.wrong]
    assert {"configuration", "knowledge", "time zones", "database", "tick", "bot token", "app token"} <= set(
        by_name(found)
    )
    assert {"scopes", "clock", "running"} <= set(by_name(found))


async def test_half_a_configuration_is_named_and_the_rest_still_looked_at(tmp_path: Path) -> None:
    found = by_name(await examine(settings(None, tmp_path, SLACK_APP_TOKEN="xapp-1"), KNOWLEDGE))
    assert found["configuration"].wrong
    assert "SLACK_BOT_TOKEN" in found["configuration"].words
    assert not found["knowledge"].wrong


async def test_a_mistake_in_a_guide_is_shown_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "guides").mkdir()
    (tmp_path / "guides" / "broken.yaml").write_text("title: A\nsalry: 3\n")
    found = by_name(await examine(settings(None, tmp_path), tmp_path))["knowledge"]
    assert found.wrong
    assert "broken.yaml:2" in found.words
    assert "career check" in found.words


async def test_a_missing_knowledge_folder_is_said(tmp_path: Path) -> None:
    assert by_name(await examine(settings(None, tmp_path), tmp_path / "none"))["knowledge"].wrong


async def test_a_database_of_another_version_is_said_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "career.db").touch()
    found = by_name(await examine(settings(None, tmp_path), KNOWLEDGE))["database"]
    assert found.wrong
    assert "career migrate" in found.words


async def test_a_database_that_is_not_there_is_said_without_its_password(tmp_path: Path) -> None:
    given = settings(None, tmp_path) | {"DATABASE_URL": "postgresql://me:canary@127.0.0.1:1/career"}
    found = by_name(await examine(given, KNOWLEDGE))["database"]
    assert found.wrong
    assert "canary" not in found.words


async def test_a_stopped_tick_is_said(tmp_path: Path) -> None:
    given = settings(None, tmp_path)
    async with await open_store(given["DATABASE_URL"]) as store:
        await store.write(lambda c: heartbeats.beat(c, "nudges", datetime.now(UTC) - timedelta(minutes=30)))
    found = by_name(await examine(given, KNOWLEDGE))["tick"]
    assert found.wrong
    assert "30 min ago" in found.words


async def test_missing_and_needless_scopes_are_named(tmp_path: Path) -> None:
    async with Playground() as slack:
        given = settings(slack, tmp_path, SLACK_BOT_TOKEN=slack.bot_token, SLACK_SIGNING_SECRET="s" * 32)
        slack.team.scopes = {"chat:write"}
        missing = by_name(await examine(given, KNOWLEDGE))["scopes"]
        slack.team.scopes = {
            "commands",
            "app_mentions:read",
            "chat:write",
            "im:history",
            "users:read",
            "files:read",
        }
        needless = by_name(await examine(given, KNOWLEDGE))["scopes"]
    assert missing.wrong
    assert "users:read missing" in missing.words
    assert needless.wrong
    assert needless.words.startswith("files:read not needed")


async def test_a_refused_token_is_said_without_being_shown(tmp_path: Path) -> None:
    async with Playground() as slack:
        given = settings(slack, tmp_path, SLACK_BOT_TOKEN="xoxb-canary", SLACK_APP_TOKEN="xapp-canary")
        found = await examine(given, KNOWLEDGE)
    assert by_name(found)["bot token"].wrong
    assert by_name(found)["app token"].wrong
    assert "canary" not in "".join(map(str, found))


async def test_each_workspaces_token_is_tried(tmp_path: Path) -> None:
    async with Playground() as slack:
        given = settings(
            slack, tmp_path, SLACK_CLIENT_ID="1.2", SLACK_CLIENT_SECRET="c", SLACK_SIGNING_SECRET="s" * 32
        )
        keys = keyring(None, given["DATABASE_URL"])
        async with await open_store(given["DATABASE_URL"]) as store:
            for team, token in ((slack.team.id, slack.bot_token), ("T2", "xoxb-dead")):
                installed = Installation(
                    team=team, app="A", bot="B", bot_user="U", scopes=(), token=token, installed_at=INSTALLED
                )
                await store.write(lambda c, one=installed: installations.save(c, keys, one))  # type: ignore[misc]
        found = by_name(await examine(given, KNOWLEDGE))
        (tmp_path / "secret.key").unlink()
        lost = by_name(await examine(given, KNOWLEDGE))
    assert "2 installed" in found["workspaces"].words
    assert not found[f"token {slack.team.id}"].wrong
    assert found["token T2"].wrong
    assert "put it back" in lost["database"].words


@pytest.mark.parametrize(("late", "wrong"), [(0, False), (-200, False), (300, True), (-300, True)])
def test_a_clock_that_would_cost_us_every_request_is_wrong(late: float, wrong: bool) -> None:
    from bot.doctor import _clock

    assert _clock(late).wrong is wrong
    assert not _clock(None).wrong


def test_a_finding_is_one_line_that_begins_with_how_it_is() -> None:
    assert str(Finding("clock", "+2 s from Slack's")).startswith("ok ")
    assert str(Finding("clock", "an hour off", wrong=True)).startswith("WRONG clock")
