"""Being somebody: what people type, press and open is delivered to the bot as Slack does it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.playground import interactions, typed
from bot.playground.calls import admit_view, checked_content
from bot.playground.choosing import NotThere, chosen, elements_of, fill_in, find_element, state_of
from bot.playground.delivery import Ack, Parcel
from bot.playground.messages import Message
from bot.playground.methods_chat import show
from bot.playground.reading import Reading
from bot.playground.records import Refusal
from bot.playground.tickets import ResponseUrl
from bot.playground.views import View
from bot.playground.workspace import Channel, Person, SlackSays

Json = dict[str, Any]

FAILURES = {"timeout": "operation_timeout", "http_error": "http_service_error"}
TROUBLE = "We had some trouble connecting. Try again?"


class Acting(Reading):
    """One workspace's people, and all they can do."""

    async def say(self, person: str, channel: str, text: str, thread_ts: str | None = None) -> Json:
        """Write in a conversation or thread. `@Career Advisor` in the text mentions the bot."""
        who, where = self.team.person(person), self.conversation(person, channel)
        message = Message(
            ts=self._ts(),
            channel=where.id,
            user=who.id,
            text=typed.as_message(self.team, text),
            thread_ts=thread_ts,
            bot_id="B" + who.id[1:] if who.is_bot else None,
        )
        self.team.messages.add(message)
        self.world.bell.ring()
        for event in self._events_of(where, message):
            await self.event(event)
        return self.told(message)

    def _events_of(self, where: Channel, message: Message) -> list[Json]:
        """The events a message causes: one for a DM; in a channel a mention, and the post where granted."""
        told = interactions.message_event(where, message, self.team.id)
        if where.partner:
            return [told] if "message.im" in self.team.subscribed else []
        if self.team.bot_user not in where.members:
            return []
        mentioned = f"<@{self.team.bot_user}>" in message.text
        events = (
            [told | {"type": "app_mention"}] if mentioned and "app_mention" in self.team.subscribed else []
        )
        if "message.channels" in self.team.subscribed and "channels:history" in self.team.scopes:
            events.append(told)
        return events

    async def event(self, event: Json, **outer: object) -> Ack:
        """Deliver any event; `outer` overrides keys of its envelope, such as `event_id`."""
        return await self.world.courier.deliver_event(self.world.event(self.team, event) | outer)

    async def mention(self, person: str, channel: str, text: str, thread_ts: str | None = None) -> Json:
        """Address the bot in a channel."""
        return await self.say(person, channel, f"@{typed.BOT_NAME} {text}", thread_ts)

    async def dm(self, person: str, text: str, thread_ts: str | None = None) -> Json:
        """Write to the bot directly."""
        return await self.say(person, "dm", text, thread_ts)

    async def command(self, person: str, channel: str, command: str, text: str = "") -> Json | None:
        """Use a slash command; returns the message that answers it at once, None where there is none."""
        who, where = self.team.person(person), self.conversation(person, channel)
        words = typed.as_command(self.team, text)
        body = interactions.command_body(self.world, self.team, who, where, command, words)
        ack = await self.world.courier.deliver(Parcel("command", body))
        if not ack.ok:
            failure = FAILURES.get(ack.outcome, "dispatch_failed")
            return self.slackbot(who, where, f"{command} failed with the error “{failure}”")
        if not ack.body or not (ack.body.get("text") or ack.body.get("blocks")):
            return None
        try:
            content = checked_content(self.world, self.team, command, ack.body)
        except SlackSays as says:
            self._refused(command, says)
            return None
        url = ResponseUrl(self.team, who.id, where.id, None, None)
        return self.told(show(self.world, url, content, ack.body))

    def slackbot(self, who: Person, where: Channel, text: str, thread_ts: str | None = None) -> Json:
        """A private word from Slack itself."""
        message = Message(self._ts(), where.id, "USLACKBOT", text, thread_ts=thread_ts, only_for=who.id)
        self.team.messages.add(message)
        self.world.bell.ring()
        return self.told(message)

    async def press(
        self,
        person: str,
        source: Json,
        name: str,
        value: Any = None,
        *,
        block_id: str | None = None,
        entered: Mapping[str, Any] | None = None,
    ) -> Ack:
        """Press or choose something on a message or view, as it stands in `source`.

        name: its action_id or its label. value: what is chosen, by value, text, date or list.
        entered: what else has been filled in on it, by action_id. A link button works too.

        Raises:
            NotThere: nothing of that name, or the message is gone or another person's.
        """
        who = self.team.person(person)
        block, element = find_element(source.get("blocks", []), name, block_id)
        said = chosen(element, value)
        body = interactions.interaction_body(self.world, self.team, who, "block_actions")
        body |= self._place(who, source, element, said, entered or {})
        body["actions"] = [interactions.action(block, element, said)]
        return await self.world.courier.deliver(Parcel("interaction", body))

    def _place(
        self, who: Person, source: Json, element: Json, said: Json, entered: Mapping[str, Any]
    ) -> Json:
        if "ts" not in source:
            view = self._view(who, source)
            view.state |= fill_in(view.content["blocks"], entered) if entered else {}
            for block, there in elements_of(view.content["blocks"]):
                if there.get("action_id") == element["action_id"] and there["type"] not in (
                    "button",
                    "overflow",
                ):
                    view.state.setdefault(block["block_id"], {})[element["action_id"]] = said
            return interactions.on_view(self.team, view)
        message = self.team.messages.find(source["channel"], source["ts"])
        if message is None or message.only_for not in (None, who.id):
            raise NotThere(f"{who.real_name} sees no such message.")
        where = self.team.channels[source["channel"]]
        body = interactions.on_message(self.world, self.team, who, where, message)
        blocks = source["blocks"]
        state = fill_in(blocks, entered) if entered else state_of(blocks)
        for block, there in elements_of(blocks):
            if there is element and element["type"] not in ("button", "overflow"):
                state[block["block_id"]][element["action_id"]] = said
        return body | {"state": {"values": state}}

    async def suggest(self, person: str, source: Json, name: str, text: str) -> list[Json]:
        """Type into a select that asks the bot for its options; returns them."""
        who = self.team.person(person)
        block, element = find_element(source.get("blocks", []), name)
        body = interactions.interaction_body(self.world, self.team, who, "block_suggestion")
        body |= self._place(who, source, element, {"type": "external_select"}, {})
        body |= {"action_id": element["action_id"], "block_id": block["block_id"], "value": text}
        ack = await self.world.courier.deliver(Parcel("interaction", body))
        return list((ack.body or {}).get("options", []))

    async def submit(self, person: str, view: Json, values: Mapping[str, Any] | None = None) -> Json:
        """Send a modal with `values` by action_id or block_id; returns the bot's answer, {} for none.

        A required input left empty is held back with an error at its field, as Slack does it.
        """
        who = self.team.person(person)
        top = self._view(who, view)
        top.state = fill_in(top.content["blocks"], values or {})
        if missing := _left_empty(top):
            top.errors = dict.fromkeys(missing, "Please complete this required field.")
            self.world.bell.ring()
            return {"response_action": "errors", "errors": top.errors}
        body = interactions.interaction_body(self.world, self.team, who, "view_submission")
        body |= {"view": interactions.on_view(self.team, top)["view"], "response_urls": []}
        ack = await self.world.courier.deliver(Parcel("interaction", body))
        answer: Json = ack.body if isinstance(ack.body, dict) else {}
        self._follow(top, ack, answer)
        self.world.bell.ring()
        return answer

    def _follow(self, view: View, ack: Ack, answer: Json) -> None:
        """Do what the bot answered to a submission."""
        what = answer.get("response_action")
        try:
            if not ack.ok:
                view.errors = {"": TROUBLE}
            elif what == "errors":
                view.errors = dict(answer["errors"])
                if set(view.errors) - {b["block_id"] for b in view.content["blocks"] if b["type"] == "input"}:
                    raise SlackSays("errors_without_input_block")
            elif what in ("update", "push"):
                content = admit_view(self.world, self.team, "view_submission", answer["view"])
                if what == "update":
                    view.renew(content)
                else:
                    self.team.views.push(view.person, content)
            elif what == "clear":
                self.team.views.clear(view.person)
            else:
                self.team.views.close(view)
        except SlackSays as says:
            self._refused("view_submission", says)
            view.errors = {"": TROUBLE}

    async def close(self, person: str, view: Json) -> None:
        """Close a modal without sending it."""
        who = self.team.person(person)
        top = self._view(who, view)
        self.team.views.close(top)
        self.world.bell.ring()
        if top.content.get("notify_on_close"):
            body = interactions.interaction_body(self.world, self.team, who, "view_closed")
            body |= {"view": interactions.on_view(self.team, top)["view"], "is_cleared": False}
            await self.world.courier.deliver(Parcel("interaction", body))

    async def open_home(self, person: str, tab: str = "home") -> Ack:
        """Look at the bot's Home, or with `tab="messages"` at one's messages with it."""
        who = self.team.person(person)
        event: Json = {
            "type": "app_home_opened",
            "user": who.id,
            "channel": self.team.dm_of(who.id).id,
            "tab": tab,
            "event_ts": self._ts(),
        }
        if tab == "home" and (home := self.home_of(person)):
            event["view"] = home
        return await self.event(event)

    def _view(self, who: Person, view: Json) -> View:
        found = self.team.views.find(view["id"])
        if found is None or found.person != who.id:
            raise NotThere(f"{who.real_name} has no such view open.")
        return found

    def _ts(self) -> str:
        return self.team.messages.next_ts(self.world.clock.now())

    def _refused(self, carrier: str, says: SlackSays) -> None:
        self.world.records.refused.append(Refusal(self.team.id, carrier, says.error))


def _left_empty(view: View) -> list[str]:
    """The required inputs without a value."""
    empty = []
    for block in view.content["blocks"]:
        if block["type"] == "input" and not block.get("optional"):
            said = view.state[block["block_id"]][block["element"]["action_id"]]
            if not any(value for key, value in said.items() if key != "type"):
                empty.append(block["block_id"])
    return empty
