"""Reading Slack's text markup for what would come alive or show wrong.

Rules: docs.slack.dev/messaging/formatting-message-text and the text object's `verbatim`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bot.playground.findings import Finding

Json = dict[str, Any]

_FORM = re.compile(r"<([^<>\n]+)>")
_VALID = re.compile(
    r"(?:@[UW][A-Z0-9]+|#C[A-Z0-9]+|!(?:here|channel|everyone)|!subteam\^S[A-Z0-9]+|!date\^\d+\^[^|]+"
    r"|(?:https?|mailto|tel|slack):[^\s|]+)(?:\|[^|]*)?",
)
_CODE = re.compile(r"```.+?```|`[^`\n]+`", re.DOTALL)
_BARE_MENTION = re.compile(r"(?<![\w@])@(?:here|channel|everyone)\b", re.IGNORECASE)
_BARE_LINK = re.compile(r"(?<![\w/])(?:https?://|www\.)[^\s<>|]+", re.IGNORECASE)
_BARE_CHANNEL = re.compile(r"(?<![\w&#/])#(?=[\w-]*[a-z])[a-z0-9][\w-]+")
_STRAY_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt);)")
_TWICE = re.compile(r"&amp;(?:amp|lt|gt);")
_STRAY_GREATER = re.compile(r"(?<!^)(?<!\n)(?<!>)>")


def check_markup(text: str, path: str, *, parses_bare: bool) -> Iterator[Finding]:
    """Findings in one mrkdwn text; `parses_bare` where Slack itself looks for names and links in it."""
    rest = text
    for form in _FORM.finditer(text):
        if not _VALID.fullmatch(form[1]):
            continue
        rest = rest.replace(form[0], "", 1)
        if form[1].startswith(("!here", "!channel", "!everyone", "!subteam")):
            yield Finding("mention", path, f"{form[0]} pings people")
    if "<" in rest:
        yield Finding("escape", path, "a `<` that is no control form and not escaped")
    if _STRAY_GREATER.search(rest):
        yield Finding("escape", path, "a `>` that is not escaped")
    if _STRAY_AMPERSAND.search(rest):
        yield Finding("escape", path, "a `&` that is not escaped")
    if _TWICE.search(rest):
        yield Finding("escape", path, "escaped twice")
    if parses_bare:
        yield from _check_bare(_CODE.sub("", rest), path)


def _check_bare(text: str, path: str) -> Iterator[Finding]:
    if found := _BARE_MENTION.search(text):
        yield Finding("mention", path, f"{found[0]} pings people without `verbatim`")
    if found := _BARE_LINK.search(text):
        yield Finding("link", path, f"{found[0]} becomes a link without `verbatim`")
    if found := _BARE_CHANNEL.search(text):
        yield Finding("link", path, f"{found[0]} may become a channel link without `verbatim`")


def check_plain(text: str, path: str, *, decoded: bool = True) -> Iterator[Finding]:
    """Findings in text without markup; rich_text shows entities as they are (`decoded=False`)."""
    if _TWICE.search(text):
        yield Finding("escape", path, "escaped twice")
    elif not decoded and re.search(r"&(?:amp|lt|gt);", text):
        yield Finding("escape", path, "rich_text shows an entity as it is written")


def live_marks(payload: Json) -> list[str]:
    """Every mention and link that would be live in a payload, as written: `<@U1>`, `<!here>`, `https://..`."""
    return [mark for text, parses_bare in _texts(payload) for mark in _marks(text, parses_bare)] + [
        f"{part['type']}:{part.get('url') or part.get('user_id') or part.get('range') or ''}"
        for part in _parts(payload)
        if part.get("type") in ("link", "user", "usergroup", "channel", "broadcast")
    ]


def _marks(text: str, parses_bare: bool) -> Iterator[str]:
    for form in _FORM.finditer(text):
        if _VALID.fullmatch(form[1]) and not form[1].startswith("!date"):
            yield form[0]
    rest = _CODE.sub("", _FORM.sub(" ", text))
    yield from (found[0] for found in _BARE_LINK.finditer(rest) if parses_bare)
    if parses_bare:
        yield from (found[0] for found in _BARE_MENTION.finditer(rest))


def _parts(value: Any) -> Iterator[Json]:
    """Every object inside a payload, itself included."""
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _parts(inner)


def _texts(payload: Json) -> Iterator[tuple[str, bool]]:
    """Every text with markup; the top-level one turns links live, yet no names."""
    if isinstance(payload.get("text"), str) and not payload.get("blocks"):
        yield payload["text"], True
    elif isinstance(payload.get("text"), str):
        yield payload["text"], False
    for part in _parts(payload.get("blocks", [])):
        if part.get("type") == "mrkdwn":
            yield str(part.get("text", "")), not part.get("verbatim", False)
