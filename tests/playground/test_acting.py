"""Being somebody: commands, buttons, modals and the Home."""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import Playground
from bot.playground.choosing import NotThere
from tests.playground.conftest import Bot

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


BUTTONS = {
    "type": "actions",
    "block_id": "row",
    "elements": [
        {"type": "button", "action_id": "done", "text": plain("Done"), "value": "step-1"},
        {
            "type": "static_select",
            "action_id": "day",
            "placeholder": plain("Day"),
            "options": [{"text": plain("Monday"), "value": "0"}, {"text": plain("Friday"), "value": "4"}],
        },
    ],
}
MODAL = {
    "type": "modal",
    "title": plain("Settings"),
    "submit": plain("Save"),
    "blocks": [
        {
            "type": "input",
            "block_id": "when",
            "label": plain("Time"),
            "element": {"type": "timepicker", "action_id": "time", "initial_time": "09:00"},
        },
        {
            "type": "input",
            "block_id": "why",
            "label": plain("Why"),
            "element": {"type": "plain_text_input", "action_id": "reason"},
        },
    ],
}


async def respond(body: Json, answer: Json) -> int:
    async with aiohttp.ClientSession() as session, session.post(body["response_url"], json=answer) as said:
        return said.status


async def test_a_command_shows_its_acknowledgement_to_the_asker_alone(slack: Playground, bot: Bot) -> None:
    bot.answers["slash_commands"] = {"text": "Only for you"}
    shown = await slack.command("ada", "#random", "/career", "skills & <more> @Grace")
    assert shown is not None
    assert shown["only_for"] == "U01ADA"
    assert [m["text"] for m in slack.seen_by("ada", "#random")] == ["Only for you"]
    assert slack.seen_by("grace", "#random") == []
    assert bot.last["text"] == "skills &amp; &lt;more&gt; <@U01GRACE|Grace>"


async def test_an_empty_acknowledgement_shows_nothing_and_in_channel_shows_all(
    slack: Playground, bot: Bot
) -> None:
    assert await slack.command("ada", "#careers", "/career") is None
    bot.answers["slash_commands"] = {"text": "For all", "response_type": "in_channel"}
    await slack.command("ada", "#careers", "/career")
    assert [m["text"] for m in slack.seen_by("grace", "#careers")] == ["For all"]


async def test_a_slow_command_fails_for_the_person_and_is_not_tried_again(
    slack: Playground, bot: Bot
) -> None:
    slack.world.courier.ack_seconds = 0.05
    bot.answers["slash_commands"] = None
    shown = await slack.command("ada", "#careers", "/career")
    assert shown is not None
    assert "operation_timeout" in shown["text"]
    assert len(bot.heard) == 1


async def test_a_response_url_takes_five_posts_and_replaces_the_original(slack: Playground, bot: Bot) -> None:
    bot.answers["slash_commands"] = {"text": "Choose", "blocks": [BUTTONS]}
    shown = await slack.command("ada", "#random", "/career")
    assert shown is not None
    await slack.press("ada", shown, "done")
    body = bot.last
    assert "message" not in body
    assert body["container"]["is_ephemeral"]
    assert body["actions"][0]["value"] == "step-1"
    assert await respond(body, {"text": "Changed", "replace_original": True}) == 200
    assert [m["text"] for m in slack.seen_by("ada", "#random")] == ["Changed"]
    statuses = [await respond(body, {"text": str(n)}) for n in range(5)]
    assert statuses == [200, 200, 200, 200, 404]
    assert len(slack.seen_by("ada", "#random")) == 5


async def test_a_choice_is_told_with_its_option_and_the_state(
    slack: Playground, bot: Bot, client: AsyncWebClient
) -> None:
    await client.chat_postMessage(channel="U01ADA", text="Choose", blocks=[BUTTONS])
    (message,) = slack.seen_by("ada")
    await slack.press("ada", message, "day", "Friday")
    assert bot.last["actions"][0]["selected_option"]["value"] == "4"
    assert bot.last["state"]["values"]["row"]["day"]["selected_option"]["value"] == "4"
    assert bot.last["message"]["ts"] == message["ts"]


async def test_nobody_presses_what_is_not_there(slack: Playground, bot: Bot, client: AsyncWebClient) -> None:
    await client.chat_postEphemeral(channel="C01CAREERS", user="U01ADA", text="Choose", blocks=[BUTTONS])
    (message,) = slack.seen_by("ada", "#careers")
    with pytest.raises(NotThere, match="done"):
        await slack.press("ada", message, "explode")
    with pytest.raises(NotThere, match="Grace"):
        await slack.press("grace", message, "Done")


async def test_a_trigger_id_works_once_and_three_seconds(
    slack: Playground, bot: Bot, client: AsyncWebClient
) -> None:
    await slack.command("ada", "#careers", "/career")
    trigger = bot.last["trigger_id"]
    await client.views_open(trigger_id=trigger, view=MODAL)
    with pytest.raises(SlackApiError, match="exchanged_trigger_id"):
        await client.views_open(trigger_id=trigger, view=MODAL)
    slack.world.tickets.trigger_seconds = 0.0
    await slack.command("ada", "#careers", "/career")
    with pytest.raises(SlackApiError, match="expired_trigger_id"):
        await client.views_open(trigger_id=bot.last["trigger_id"], view=MODAL)


async def open_modal(slack: Playground, bot: Bot, client: AsyncWebClient) -> Json:
    await slack.command("ada", "#careers", "/career")
    await client.views_open(trigger_id=bot.last["trigger_id"], view=MODAL)
    return slack.views_of("ada")[-1]


async def test_a_modal_is_sent_with_its_values_and_closes(
    slack: Playground, bot: Bot, client: AsyncWebClient
) -> None:
    modal = await open_modal(slack, bot, client)
    assert await slack.submit("ada", modal, {"reason": "because"}) == {}
    values = bot.last["view"]["state"]["values"]
    assert values["when"]["time"] == {"type": "timepicker", "selected_time": "09:00"}
    assert values["why"]["reason"]["value"] == "because"
    assert slack.views_of("ada") == []


async def test_a_required_field_is_held_back_and_the_bots_errors_are_shown(
    slack: Playground, bot: Bot, client: AsyncWebClient
) -> None:
    modal = await open_modal(slack, bot, client)
    heard = len(bot.heard)
    answer = await slack.submit("ada", modal)
    assert list(answer["errors"]) == ["why"]
    assert len(bot.heard) == heard
    bot.answers["interactive"] = {"response_action": "errors", "errors": {"when": "Too early"}}
    await slack.submit("ada", modal, {"reason": "because"})
    assert slack.views_of("ada")[-1]["errors"] == {"when": "Too early"}


async def test_modals_can_be_updated_pushed_and_cleared(
    slack: Playground, bot: Bot, client: AsyncWebClient
) -> None:
    modal = await open_modal(slack, bot, client)
    second = MODAL | {"title": plain("Second")}
    bot.answers["interactive"] = {"response_action": "push", "view": second}
    await slack.submit("ada", modal, {"reason": "x"})
    assert [v["title"]["text"] for v in slack.views_of("ada")] == ["Settings", "Second"]
    bot.answers["interactive"] = {"response_action": "update", "view": MODAL | {"title": plain("Third")}}
    await slack.submit("ada", slack.views_of("ada")[-1], {"reason": "x"})
    assert [v["title"]["text"] for v in slack.views_of("ada")] == ["Settings", "Third"]
    bot.answers["interactive"] = {"response_action": "clear"}
    await slack.submit("ada", slack.views_of("ada")[-1], {"reason": "x"})
    assert slack.views_of("ada") == []


async def test_home_is_published_for_one_person_and_a_stale_hash_is_refused(
    slack: Playground, bot: Bot, client: AsyncWebClient
) -> None:
    await slack.open_home("ada")
    assert bot.last["event"]["tab"] == "home"
    home = {"type": "home", "blocks": [BUTTONS]}
    first = await client.views_publish(user_id="U01ADA", view=home)
    await client.views_publish(user_id="U01ADA", view=home, hash=first["view"]["hash"])
    with pytest.raises(SlackApiError, match="hash_conflict"):
        await client.views_publish(user_id="U01ADA", view=home, hash=first["view"]["hash"])
    shown = slack.home_of("ada")
    assert shown is not None
    await slack.press("ada", shown, "Done")
    assert bot.last["view"]["id"] == shown["id"]
    assert slack.home_of("grace") is None
