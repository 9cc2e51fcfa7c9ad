"""The manifest against the rules of Slack's manifest schema, version 2 (slackapi/manifest-schema)."""

from __future__ import annotations

import re
from typing import Any

import pytest

from bot.errors import UsageError
from bot.slack.manifest import EVENTS, SCOPES, manifest

URL = "https://career.example.com"

# Every key that Slack allows here, with what it asks of the value: a type, a length in characters
# (for lists: in entries) or a pattern. A key that is not listed is refused, as Slack does.
A_URL = re.compile(r"https?://.{1,2990}")
RULES: dict[str, Any] = {
    "_metadata": {"major_version": int, "minor_version": int},
    "display_information": {
        "name": (1, 35),
        "description": (1, 140),
        "long_description": (175, 4000),
        "background_color": re.compile(r"#[0-9a-fA-F]{3}([0-9a-fA-F]{3})?"),
    },
    "features": {
        "app_home": {
            "home_tab_enabled": bool,
            "messages_tab_enabled": bool,
            "messages_tab_read_only_enabled": bool,
        },
        "bot_user": {"display_name": (1, 80), "always_online": bool},
        "slash_commands": [
            {
                "command": re.compile(r"/\S{1,31}"),
                "url": A_URL,
                "description": (1, 2000),
                "usage_hint": (1, 1000),
                "should_escape": bool,
            }
        ],
    },
    "oauth_config": {"redirect_urls": [(1, 2500)], "scopes": {"bot": [(1, 50)]}},
    "settings": {
        "event_subscriptions": {"request_url": A_URL, "bot_events": [(1, 50)]},
        "interactivity": {"is_enabled": bool, "request_url": A_URL},
        "org_deploy_enabled": bool,
        "socket_mode_enabled": bool,
        "token_rotation_enabled": bool,
    },
}


def broken(value: Any, rule: Any, where: str = "") -> list[str]:
    """The places of a manifest that break a rule."""
    if isinstance(rule, dict):
        unknown = [f"{where}/{key}" for key in value if key not in rule]
        return unknown + [
            place
            for key, inner in rule.items()
            if key in value
            for place in broken(value[key], inner, f"{where}/{key}")
        ]
    if isinstance(rule, list):
        return [
            place
            for number, entry in enumerate(value)
            for place in broken(entry, rule[0], f"{where}/{number}")
        ]
    return [] if fits(value, rule) else [where]


def fits(value: Any, rule: Any) -> bool:
    if isinstance(rule, tuple):
        return isinstance(value, str) and rule[0] <= len(value) <= rule[1]
    if isinstance(rule, re.Pattern):
        return isinstance(value, str) and rule.fullmatch(value) is not None
    return type(value) is rule


@pytest.mark.parametrize("url", [None, URL])
def test_the_manifest_keeps_every_rule_of_slacks_schema(url: str | None) -> None:
    assert broken(manifest(url), RULES) == []


def test_a_wrong_manifest_would_be_noticed() -> None:
    wrong = {**manifest(URL), "display_information": {"name": "x" * 36, "colour": "#fff"}}
    assert broken(wrong, RULES) == ["/display_information/colour", "/display_information/name"]


def test_only_the_five_scopes_are_asked_for() -> None:
    assert set(manifest()["oauth_config"]["scopes"]["bot"]) == {
        "commands",
        "app_mentions:read",
        "chat:write",
        "im:history",
        "users:read",
    }
    assert tuple(sorted(SCOPES)) == SCOPES


def test_the_events_are_those_that_the_bot_lives_by() -> None:
    settings = manifest()["settings"]
    assert settings["event_subscriptions"]["bot_events"] == list(EVENTS)
    assert "message.channels" not in EVENTS


def test_people_can_write_direct_messages_and_open_the_home_tab() -> None:
    home = manifest()["features"]["app_home"]
    assert home == {
        "home_tab_enabled": True,
        "messages_tab_enabled": True,
        "messages_tab_read_only_enabled": False,
    }


def test_socket_mode_needs_no_address() -> None:
    described = manifest()
    assert described["settings"]["socket_mode_enabled"] is True
    assert "http" not in str({key: described[key] for key in ("features", "oauth_config", "settings")})


def test_with_an_address_slack_calls_us_there() -> None:
    described = manifest(URL + "/")
    assert described["settings"]["socket_mode_enabled"] is False
    assert described["settings"]["event_subscriptions"]["request_url"] == f"{URL}/slack/events"
    assert described["settings"]["interactivity"]["request_url"] == f"{URL}/slack/events"
    assert described["features"]["slash_commands"][0]["url"] == f"{URL}/slack/events"
    assert described["oauth_config"]["redirect_urls"] == [f"{URL}/slack/oauth_redirect"]


@pytest.mark.parametrize(
    "url", ["http://career.example.com", "career.example.com", "https://", f"{URL}/slack/events"]
)
def test_an_address_that_slack_would_refuse_is_refused_here(url: str) -> None:
    with pytest.raises(UsageError, match=r"https://career\.example\.com"):
        manifest(url)
