"""Pictures of every card, for docs/cards.md and the README: `make screenshots`.

At phone width in light and dark, and two of the whole page for the README.
"""

from __future__ import annotations

import asyncio

from scripts.shoot import IMAGES, Json, Shoot, open_shoot


async def answers(shoot: Shoot) -> None:
    """What a question brings."""
    overview = await shoot.career("mlops manager")
    await shoot.message("overview", overview)
    await shoot.message("salary", await shoot.pressed("ada", overview, "Salary"))
    await shoot.message("list", await shoot.career("what skills do I need"))
    await shoot.message("verdict", await shoot.career("does Stripe hire them?"))
    await shoot.message("level", await shoot.career("what does a senior one earn?"))
    await shoot.message("compare", await shoot.career("what changes in pay from mid to senior"))
    await shoot.message("unclear", await shoot.career("senior"))
    await shoot.message("no-match", await shoot.career("do I need a visa?"))
    await shoot.message("help", await shoot.career("help"))
    await shoot.message("privacy", await shoot.career("privacy"))


async def roadmaps(shoot: Shoot) -> None:
    """A roadmap from its offer to a few weeks on."""
    offer = await shoot.career("roadmap", channel="dm")
    await shoot.message("offer", offer)
    await shoot.press("ada", offer, "Start this roadmap")
    await shoot.message("welcome", await shoot.newest("ada", "starts here"))
    nudge = await shoot.next_nudge("ada")
    await shoot.message("nudge", nudge)
    await shoot.message("done", await shoot.pressed("ada", nudge, "Done"))
    await shoot.career("done: Agreed on four metrics with the platform team", channel="dm")
    await shoot.message("roadmap", await shoot.career("roadmap", channel="dm"))
    await shoot.message("rhythm", await shoot.career("remind", channel="dm"))
    await shoot.message("export", await shoot.career("export", channel="dm"))


async def pages(shoot: Shoot) -> None:
    """App Home and the forms."""
    await shoot.slack.open_home("kenji")
    await shoot.home("kenji", "Welcome")
    await shoot.page("home-new", "kenji")
    home = await shoot.home("ada", "2 of 8 done")
    await shoot.press("ada", home, "Day and time")
    await shoot.modal("ada", "Europe/Berlin")
    await shoot.form("day-and-time")
    await shoot.slack.close("ada", shoot.slack.views_of("ada")[-1])
    await shoot.press("ada", home, "note")
    await shoot.modal("ada", "What did you do?")
    await shoot.form("note")
    await shoot.slack.close("ada", shoot.slack.views_of("ada")[-1])
    await self_check(shoot, home)
    await shoot.home("ada", "Your self-check")
    await shoot.page("home")


SAID = (
    "know",
    "some",
    "know",
    "know",
    "new",
    "know",
    "some",
    "know",
    "know",
    "new",
    "some",
    "know",
    "know",
    "new",
)


async def self_check(shoot: Shoot, home: Json) -> None:
    await shoot.press("ada", home, "self-check")
    view = await shoot.modal("ada", "Page 1")
    said = iter(SAID)
    while view["callback_id"] == "self-check":
        fields = [block["block_id"] for block in view["blocks"] if block["type"] == "input"]
        values = {field: {"said": level} for field, level in zip(fields, said, strict=False)}
        if "Page 1" in str(view["blocks"]):
            await shoot.form("self-check")
        await shoot.slack.submit("ada", view, values)
        view = shoot.slack.views_of("ada")[-1]
    await shoot.form("self-check-result")
    await shoot.slack.submit("ada", view)
    await shoot.slack.close("ada", shoot.slack.views_of("ada")[-1])


async def for_the_readme(shoot: Shoot) -> None:
    """A channel's thread, and a direct message with a nudge."""
    slack = shoot.slack
    asked = await slack.mention("grace", "careers", "what does a senior MLOps manager earn?")
    await slack.until(lambda: slack.thread("grace", asked)[1:])
    role = await slack.mention("priya", "careers", "MLOps manager")
    await slack.until(lambda: slack.thread("priya", role)[1:])
    await shoot.wide("answer", f"?person=priya&channel=careers&thread={role['ts']}", ".thread .message")
    await slack.command("priya", "dm", "/career", "start roadmap")
    await shoot.newest("priya", "starts here")
    await shoot.pressed("priya", await shoot.next_nudge("priya"), "Done")
    await shoot.next_nudge("priya")
    await slack.command("priya", "dm", "/career", "roadmap")
    await shoot.wide("nudge", "?person=priya&channel=dm", ".message")


async def take() -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    async with open_shoot() as shoot:
        for scene in (answers, roadmaps, pages, for_the_readme):
            await scene(shoot)


if __name__ == "__main__":
    asyncio.run(take())
