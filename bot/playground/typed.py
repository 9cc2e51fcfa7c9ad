"""What people type, as Slack hands it on: escaped, with mentions, channels and links marked up."""

from __future__ import annotations

import re

from bot.playground.workspace import Team

BOT_NAME = "Career Advisor"
_LINK = re.compile(r"https?://[^\s<>|]+")


def escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def as_message(team: Team, text: str) -> str:
    """A message's text: `@Career Advisor` becomes a mention, a URL a link, all else is escaped."""
    return _LINK.sub(lambda link: f"<{link[0]}>", _named(team, escape(text), with_names=False))


def as_command(team: Team, text: str) -> str:
    """A command's text: mentions carry names there, links stay as they are typed."""
    return _named(team, escape(text), with_names=True)


def _named(team: Team, text: str, *, with_names: bool) -> str:
    names = {BOT_NAME: team.bot_user}
    for person in team.people.values():
        names |= {person.real_name: person.id, person.real_name.split()[0]: person.id, person.name: person.id}
    wanted = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    ids = {name.casefold(): person for name, person in names.items()}

    def mention(found: re.Match[str]) -> str:
        person = ids[found[1].casefold()]
        return f"<@{person}|{found[1]}>" if with_names else f"<@{person}>"

    text = re.sub(rf"(?<![\w@])@({wanted})\b", mention, text, flags=re.IGNORECASE)
    for channel in team.channels.values():
        if channel.name:
            text = re.sub(rf"(?<![\w#&])#{channel.name}\b", f"<#{channel.id}|{channel.name}>", text)
    return text
