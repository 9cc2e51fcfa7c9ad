"""Who said what to whom, read from what Slack sends; all that is not a person's plain message is left out."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.advisor.conversation import Place
from bot.career.person import Person
from bot.slack.payloads import Bot, command, event, mentioned, pressed

BOT = Bot("T1", "UBOT", "BBOT", "xoxb-1")
Json = dict[str, Any]


def told(**event: object) -> Json:
    usual = {"type": "app_mention", "user": "U1", "text": "<@UBOT> hi", "channel": "C1", "ts": "1.0"}
    return {"event_id": "Ev1", "team_id": "T1", "event": usual | event}


def test_a_mention_is_answered_in_a_thread_of_its_own() -> None:
    kept = event(told())
    assert kept is not None
    said = mentioned(kept, BOT)
    assert said.person == Person("T1", "U1")
    assert said.place == Place("C1", "1.0", begins=True)
    assert said.text == "hi"
    assert said.addressed


def test_a_mention_in_a_thread_is_answered_there() -> None:
    kept = event(told(thread_ts="0.5"))
    assert kept is not None
    assert mentioned(kept, BOT).place.thread == "0.5"


def test_only_our_own_mention_is_taken_away() -> None:
    kept = event(told(text="<@UBOT> what does <@U2> earn, <@UBOT>?"))
    assert kept is not None
    assert mentioned(kept, BOT).text == "what does <@U2> earn,  ?"


def test_a_direct_message_is_answered_where_it_stands() -> None:
    kept = event(told(type="message", channel="D1", channel_type="im", text="hi"))
    assert kept is not None
    assert mentioned(kept, BOT).place == Place("D1", None, direct=True)


@pytest.mark.parametrize(
    "odd",
    [
        {"bot_id": "B1"},
        {"bot_profile": {"id": "B1"}},
        {"app_id": "A1"},
        {"hidden": True},
        {"subtype": "message_changed"},
        {"subtype": "message_deleted"},
        {"subtype": "bot_message"},
        {"subtype": "channel_join"},
        {"user": None},
        {"text": "   "},
        {"type": "message", "channel_type": "channel"},
    ],
    ids=str,
)
def test_bots_edits_and_joins_are_never_answered(odd: Json) -> None:
    assert event(told(**odd)) is None


@pytest.mark.parametrize("subtype", ["file_share", "thread_broadcast"])
def test_plain_messages_with_something_on_top_are(subtype: str) -> None:
    assert event(told(subtype=subtype)) is not None


def test_the_workspace_is_the_one_it_was_delivered_for_not_the_authors() -> None:
    body = told(team="T9") | {"team_id": "T9", "authorizations": [{"team_id": "T1"}]}
    kept = event(body)
    assert kept is not None
    assert kept.team == "T1"


def test_the_inbox_keeps_no_more_than_the_answer_needs() -> None:
    kept = event(told(blocks=[{"type": "rich_text"}], client_msg_id="x"))
    assert kept is not None
    assert set(kept.body) == {"user", "text"}


def test_a_command_is_the_askers_own() -> None:
    asked = command({"team_id": "T1", "user_id": "U1", "channel_id": "D1", "text": "help", "trigger_id": "t"})
    assert (asked.person, asked.place.direct, asked.text, asked.once) == (
        Person("T1", "U1"),
        True,
        "help",
        "t",
    )


def press(action: Json, **more: object) -> Json:
    return {
        "team": {"id": "T1"},
        "user": {"id": "U1", "team_id": "T2"},
        "container": {"message_ts": "2.0", "channel_id": "C1", "is_ephemeral": True},
        "channel": {"id": "C1"},
        "trigger_id": "t",
        "response_url": "https://hooks.slack.com/x",
        "actions": [action],
    } | more


def test_a_button_says_what_it_was_given() -> None:
    said = pressed(press({"action_id": "topic:3", "value": '{"r":"mlops-manager","t":["salary"]}'}))
    assert (said.verb, said.text("r"), said.texts("t")) == ("topic", "mlops-manager", ("salary",))
    assert said.person == Person("T1", "U1")
    assert said.alone


def test_the_three_dots_say_which_option_of_which_step() -> None:
    said = pressed(press({"action_id": "more", "selected_option": {"value": "stop|mlops-manager|audit"}}))
    assert (said.verb, said.text("r"), said.text("s")) == ("stop", "mlops-manager", "audit")


def test_a_nudges_marker_is_carried_along() -> None:
    message = {"blocks": [{"block_id": "occ:1"}, {"block_id": "b"}]}
    assert pressed(press({"action_id": "done", "value": "{}"}, message=message)).mark == "occ:1"


@given(st.one_of(st.text(), st.none(), st.sampled_from(["[]", "1", '{"r":1,"t":"x"}', "{", "null"])))
def test_whatever_a_client_sends_as_a_value_is_read_without_harm(value: str | None) -> None:
    said = pressed(press({"action_id": "topic", "value": value}))
    assert isinstance(said.text("r"), str)
    assert isinstance(said.texts("t"), tuple)
