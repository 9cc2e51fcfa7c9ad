"""Pictures of every card, for docs/cards.md and the README: `make screenshots`.

At phone width in light and dark, and two of the whole page for the README.
"""

from __future__ import annotations

import asyncio

from scripts.studio import IMAGES, Json, Studio, open_studio


async def answers(studio: Studio) -> None:
    """What a question brings."""
    overview = await studio.career("mlops manager")
    await studio.message("overview", overview)
    await studio.message("salary", await studio.pressed("ada", overview, "Salary"))
    await studio.message("list", await studio.career("what skills do I need"))
    await studio.message("verdict", await studio.career("does Stripe hire them?"))
    await studio.message("level", await studio.career("what does a senior one earn?"))
    await studio.message("compare", await studio.career("what changes in pay from mid to senior"))
    await studio.message("unclear", await studio.career("senior"))
    await studio.message("no-match", await studio.career("do I need a visa?"))
    await studio.message("help", await studio.career("help"))
    await studio.message("privacy", await studio.career("privacy"))


async def roadmaps(studio: Studio) -> None:
    """A roadmap from its offer to a few weeks on."""
    offer = await studio.career("roadmap", channel="dm")
    await studio.message("offer", offer)
    await studio.press("ada", offer, "Start this roadmap")
    await studio.message("welcome", await studio.newest("ada", "starts here"))
    nudge = await studio.next_nudge("ada")
    await studio.message("nudge", nudge)
    await studio.message("done", await studio.pressed("ada", nudge, "Done"))
    await studio.career("done: Agreed on four metrics with the platform team", channel="dm")
    await studio.message("roadmap", await studio.career("roadmap", channel="dm"))
    await studio.message("rhythm", await studio.career("remind", channel="dm"))
    await studio.message("export", await studio.career("export", channel="dm"))


async def pages(studio: Studio) -> None:
    """App Home and the forms."""
    await studio.slack.open_home("kenji")
    await studio.home("kenji", "Welcome")
    await studio.page("home-new", "kenji")
    home = await studio.home("ada", "2 of 8 done")
    await studio.press("ada", home, "Day and time")
    await studio.modal("ada", "Europe/Berlin")
    await studio.form("day-and-time")
    await studio.slack.close("ada", studio.slack.views_of("ada")[-1])
    await studio.press("ada", home, "note")
    await studio.modal("ada", "What did you do?")
    await studio.form("note")
    await studio.slack.close("ada", studio.slack.views_of("ada")[-1])
    await self_check(studio, home)
    await studio.home("ada", "Your self-check")
    await studio.page("home")


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


async def self_check(studio: Studio, home: Json) -> None:
    await studio.press("ada", home, "self-check")
    view = await studio.modal("ada", "Page 1")
    said = iter(SAID)
    while view["callback_id"] == "self-check":
        fields = [block["block_id"] for block in view["blocks"] if block["type"] == "input"]
        values = {field: {"said": level} for field, level in zip(fields, said, strict=False)}
        if "Page 1" in str(view["blocks"]):
            await studio.form("self-check")
        await studio.slack.submit("ada", view, values)
        view = studio.slack.views_of("ada")[-1]
    await studio.form("self-check-result")
    await studio.slack.submit("ada", view)
    await studio.slack.close("ada", studio.slack.views_of("ada")[-1])


async def for_the_readme(studio: Studio) -> None:
    """A channel's thread, and a direct message with a nudge."""
    slack = studio.slack
    asked = await slack.mention("grace", "careers", "what does a senior MLOps manager earn?")
    await slack.until(lambda: slack.thread("grace", asked)[1:])
    role = await slack.mention("priya", "careers", "MLOps manager")
    await slack.until(lambda: slack.thread("priya", role)[1:])
    await studio.wide("answer", f"?person=priya&channel=careers&thread={role['ts']}", ".thread .message")
    await slack.command("priya", "dm", "/career", "start roadmap")
    await studio.newest("priya", "starts here")
    await studio.pressed("priya", await studio.next_nudge("priya"), "Done")
    await studio.next_nudge("priya")
    await slack.command("priya", "dm", "/career", "roadmap")
    await studio.wide("nudge", "?person=priya&channel=dm", ".message")


async def take() -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    async with open_studio() as studio:
        for scene in (answers, roadmaps, pages, for_the_readme):
            await scene(studio)


if __name__ == "__main__":
    asyncio.run(take())
