"""Where a response URL may lead: it comes with a request, so we don't post just anywhere."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit

SLACK_HOOKS = frozenset({"hooks.slack.com", "hooks.slack-gov.com"})
SLACK_APIS = frozenset({"slack.com", "www.slack.com", "slack-gov.com"})


def trusted(url: str, api_url: str) -> bool:
    """Whether an answer may be posted to `url`, for a bot whose Web API is at `api_url`.

    Slack's own hooks over https; with another Web API (a playground, a proxy) that one's host on any port.
    """
    target, api = _split(url), _split(api_url)
    if target is None or api is None:
        return False
    if api.hostname in SLACK_APIS:
        return target.scheme == "https" and target.hostname in SLACK_HOOKS and target.port in (None, 443)
    return target.scheme in ("http", "https") and target.hostname == api.hostname


def _split(url: str) -> SplitResult | None:
    """The parts of a plain URL; None for one with a login, odd characters or a port that is no number."""
    if not url.isascii() or not url.isprintable() or " " in url or "\\" in url:
        return None
    try:
        parts = urlsplit(url)
        plain = "@" not in parts.netloc and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        return None
    return parts if plain else None
