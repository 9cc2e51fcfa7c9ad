"""Other people's words, made safe to show: nothing of them pings anybody, links anywhere or hides itself."""

from __future__ import annotations

import re

# Slack's three, in this order: https://docs.slack.dev/messaging/formatting-message-text
_ENTITIES = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"))
# Control characters but newline and tab; what turns the reading direction round; halves of characters.
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_BREAK = "\u200b"  # zero-width space: reads the same, yet ends a word for Slack
# Slack makes these live even without angle brackets where a text is not `verbatim`.
_PING = re.compile(r"@(?=here\b|channel\b|everyone\b)", re.IGNORECASE)
_CHANNEL = re.compile(r"(?<![\w&])#(?=[\w-])")
_SCHEME = re.compile(r":(?=//)|(?<=mailto):|(?<=\btel):", re.IGNORECASE)
# A host typed bare becomes a link too; only endings that are no names of things, so "Node.js" stays whole.
_HOST = re.compile(
    r"(?<=www)\.|(?<=[\w-])\.(?=(?:com|org|net|io|dev|co|ai|app|edu|gov|info|ru|cn|de|uk|xyz)\b)",
    re.IGNORECASE,
)
# What would turn into bold, italics, strike or code; an underline only at a word's edge.
_MARKS = re.compile(r"[*~`]|(?<!\w)_|_(?!\w)")
# Letters that look like an entity: shown as they are typed, and never taken for something escaped twice.
_ENTITY = re.compile(r"&(?=(?:amp|lt|gt);)")
_HARMLESS = re.compile(r"[A-Za-z0-9 ,;'()/?!-]*")  # most of what guides say; nothing above can be in it


def clean(text: str) -> str:
    """Without characters that hide or reorder: for plain_text and rich_text, which parse nothing."""
    return _ENTITY.sub("&" + _BREAK, _HIDDEN.sub("", text))


def literal(text: str) -> str:
    """For mrkdwn and the top-level text: reads as it was written, with nothing live in it."""
    if _HARMLESS.fullmatch(text):
        return text
    text = clean(text)
    for live in (_PING, _CHANNEL, _SCHEME, _HOST, _MARKS):
        text = live.sub(rf"\g<0>{_BREAK}", text)
    return escaped(text)


def escaped(text: str) -> str:
    """Slack's own three characters as entities. Once only: twice would show."""
    for character, entity in _ENTITIES:
        text = text.replace(character, entity)
    return text


def unescaped(text: str) -> str:
    """What a person typed, from what Slack made of it; the other way round than `escaped`."""
    for character, entity in reversed(_ENTITIES):
        text = text.replace(entity, character)
    return text


def cut(text: str, length: int) -> str:
    """The text within so many characters, with an ellipsis where some are missing.

    Cut before escaping: an entity must not be cut in two. Leaves no half of a joined emoji behind.
    """
    if len(text) <= length:
        return text
    kept = text[: max(length - 1, 0)]
    while kept and (
        kept[-1] in "\u200d\ufe0f" or text[len(kept)] in "\u200d\ufe0f" or _joins(text[len(kept)])
    ):
        kept = kept[:-1]
    return kept.rstrip() + "…"


def _joins(character: str) -> bool:
    """Whether a character belongs to the one before it: combining marks and skin tones."""
    return "\u0300" <= character <= "\u036f" or "\U0001f3fb" <= character <= "\U0001f3ff"
