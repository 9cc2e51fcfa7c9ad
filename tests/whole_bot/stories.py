"""What stories of weeks share: a roadmap begun, time going by, and what a person was sent when."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from tests.whole_bot.conftest import Lived

Json = dict[str, Any]
BERLIN = ZoneInfo("Europe/Berlin")


async def begun(bot: Lived, rhythm: str = "monday 9:00", person: str = "ada") -> None:
    """A roadmap with its day and hour chosen, and the welcome there."""
    await bot.career("start roadmap", person, channel="dm")
    await bot.slack.until(lambda: marked(bot, person, "starts here"))
    if rhythm:
        await bot.career(f"remind {rhythm}", person, channel="dm")


def marked(bot: Lived, person: str = "ada", words: str = "") -> list[Json]:
    """What was sent unasked, as the person sees it now."""
    posts = {post.ts for post in bot.slack.posts if post.marker}
    return [one for one in bot.slack.seen_by(person, "dm") if one["ts"] in posts and words in one["text"]]


def nudges(bot: Lived, person: str = "ada") -> list[str]:
    """Local days and hours of all nudges so far, the welcome left out."""
    dm = bot.slack.team.dm_of(person).id
    zone = ZoneInfo(bot.slack.team.person(person).zone or "UTC")
    own = [post for post in bot.slack.posts if post.marker and post.channel == dm][1:]
    return [f"{post.at.astimezone(zone):%d %H:%M}" for post in own]


def nudge(bot: Lived, person: str = "ada") -> Json:
    """The newest one."""
    return marked(bot, person)[-1]


async def until(bot: Lived, moment: str) -> None:
    """Time goes by until then, by the clock on Berlin's wall, from one nudge that is due to the next."""
    end = datetime.fromisoformat(moment).replace(tzinfo=BERLIN)
    while bot.slack.clock.now() < end:
        await bot.slack.clock.move_to(min(await bot.app.next_moment() or end, end))
