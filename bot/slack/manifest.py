"""The app manifest that an operator pastes into Slack, so that nothing is clicked together by hand."""

from __future__ import annotations

from typing import Any

from bot.errors import UsageError

# The least that works. `commands`: /career. `app_mentions:read`: questions in channels. `chat:write`: answers
# and nudges. `im:history`: questions in direct messages, and reading back our own nudge before one is sent
# twice. `users:read`: a person's time zone.
SCOPES = ("app_mentions:read", "chat:write", "commands", "im:history", "users:read")

# What an operator may add by hand; the bot uses them where they were granted and does without them otherwise.
# `dnd:read`: a nudge waits until somebody's do-not-disturb is over. `files:write`: an export comes as a file.
OPTIONAL_SCOPES = ("dnd:read", "files:write")

EVENTS = ("app_home_opened", "app_mention", "app_uninstalled", "message.im", "tokens_revoked")

NAME = "Career Advisor"
DESCRIPTION = "Answers career questions from your company's guides, and walks you through a roadmap"
LONG_DESCRIPTION = (
    "Ask what a role does, what it pays, which skills it needs and where it leads: in a channel, in a direct "
    "message or with /career. Every answer comes from guides that your own people write and review, and "
    "what they don't hold is said plainly. Start a roadmap and get a small step a week as a direct message, "
    "on the day and at the hour you choose. Pause, snooze or stop it with one click."
)


def manifest(url: str | None = None) -> dict[str, Any]:
    """The manifest as data: for Socket Mode, or for a bot that Slack reaches at `url` (https, no path).

    Follows Slack's manifest schema, version 2; see docs.slack.dev/reference/app-manifest.
    """
    base = _base(url) if url else None
    return {
        "_metadata": {"major_version": 2},
        "display_information": {
            "name": NAME,
            "description": DESCRIPTION,
            "long_description": LONG_DESCRIPTION,
            "background_color": "#1d4f5c",
        },
        "features": _features(base),
        "oauth_config": _oauth(base),
        "settings": _settings(base),
    }


def _base(url: str) -> str:
    base = url.rstrip("/")
    if not base.startswith("https://") or base.count("/") != 2 or len(base) <= len("https://"):
        raise UsageError(f"Slack needs an address like https://career.example.com, not {url}")
    return base


def _features(base: str | None) -> dict[str, Any]:
    return {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,  # read-only, and nobody could ask in a direct message
        },
        "bot_user": {"display_name": NAME, "always_online": True},
        "slash_commands": [
            {
                "command": "/career",
                "description": "Ask about a role, or work through its roadmap",
                "usage_hint": "[a question, a role, roadmap, remind, help]",
                "should_escape": True,
                **_events_url(base, "url"),
            }
        ],
    }


def _oauth(base: str | None) -> dict[str, Any]:
    redirect = {"redirect_urls": [f"{base}/slack/oauth_redirect"]} if base else {}
    return {**redirect, "scopes": {"bot": list(SCOPES)}}


def _settings(base: str | None) -> dict[str, Any]:
    return {
        "event_subscriptions": {**_events_url(base), "bot_events": list(EVENTS)},
        "interactivity": {"is_enabled": True, **_events_url(base)},
        "org_deploy_enabled": False,
        "socket_mode_enabled": base is None,
        "token_rotation_enabled": False,  # can never be turned off again
    }


def _events_url(base: str | None, key: str = "request_url") -> dict[str, str]:
    return {key: f"{base}/slack/events"} if base else {}
