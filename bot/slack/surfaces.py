"""What Slack calls for modals and App Home: opened, pressed, sent, and typed into a search."""

from __future__ import annotations

import re
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck

from bot.advisor.conversation import Conversation
from bot.advisor.ownpage import OwnPages
from bot.advisor.selfchecks import SelfChecks
from bot.career.guide import OVERVIEW
from bot.slack import payloads
from bot.slack.answering import Later
from bot.slack.cards import presses
from bot.slack.cards.blocks import option
from bot.slack.cards.forms import View, card_modal, told_modal
from bot.slack.cards.stale import STALE
from bot.slack.forms import OPENED, Forms, Sent, instead, wrong
from bot.slack.homepage import HomePage
from bot.slack.patience import promptly
from bot.slack.payloads import Pressed
from bot.slack.pressing import Pressing
from bot.slack.views import Viewed, ticked, viewed
from bot.slack.welcoming import Welcoming
from bot.slack.windows import Windows

Body = Mapping[str, Any]
Next = Coroutine[Any, Any, None]
CHANGES = frozenset(
    {
        presses.DONE,
        presses.DOING,
        presses.SKIP,
        presses.SNOOZE,
        presses.PAUSE,
        presses.RESUME,
        presses.STOP,
        presses.UNDO,
        presses.FORGET,
    }
)
"""What changes the page that it stands on; everything else is read in a modal."""
UPON = frozenset({presses.TOPIC, presses.ROADMAP})
"""What opens upon a modal, so that closing it leads back; everything else takes the modal's place."""
STORED = frozenset({presses.ROADMAP, presses.EXPORT})
"""What is read from the database first, behind a modal that is open already."""
MOST_FOUND = 20
ANY = re.compile(".*", re.DOTALL)

# Bolt's kind of route, what it matches, the listener; all before those of messages.
ROUTES: tuple[tuple[str, Any, str], ...] = (
    ("event", "app_home_opened", "home_opened"),
    ("view", ANY, "submit"),
    ("options", presses.ROLE, "suggest"),
)


class Surfaces:
    """Whatever is pressed is done before it is acknowledged; what calls Slack goes on `later`."""

    def __init__(
        self,
        conversation: Conversation,
        pressing: Pressing,
        pages: OwnPages,
        checks: SelfChecks,
        forms: Forms,
        home: HomePage,
        windows: Windows,
        welcoming: Welcoming,
        *,
        later: Later,
        now: Callable[[], datetime],
    ) -> None:
        self._conversation = conversation
        self._pressing = pressing
        self._pages = pages
        self._checks = checks
        self._forms = forms
        self._home = home
        self._windows = windows
        self._welcoming = welcoming
        self._later = later
        self._now = now

    async def home_opened(self, body: Body) -> None:
        """App Home or its other tab, the messages, came into view; the first time, we say hello."""
        event = body["event"]
        person = payloads.person_of({**body, "user": event["user"]})
        if event.get("tab") == "home":
            self._home.show(person, viewed(event).hash or None)
        await promptly(self._welcoming.greet(person, str(event.get("channel") or event["user"])))

    async def concerned(self, body: Body) -> bool:
        """Whether a press is on a modal or Home, or opens a form."""
        return "view" in body or payloads.pressed(body).verb in OPENED

    async def press(self, ack: AsyncAck, body: Body) -> None:
        """Something pressed on a modal or Home, or what opens a form."""
        press, on = payloads.pressed(body), viewed(body) if "view" in body else None
        left = self._form(press, on)
        if left is None and on is not None:
            left = await promptly(self._done(press, on, body))
        await ack()
        if left is not None:
            self._later(left)

    async def submit(self, ack: AsyncAck, body: Body) -> None:
        """A form that was sent: its errors, what comes next, or nothing, and it closes."""
        sent = Sent(payloads.person_of(body), viewed(body), str(body.get("trigger_id") or ""))
        await ack(**await promptly(self._forms.sent(sent)))

    async def suggest(self, ack: AsyncAck, body: Body) -> None:
        """A few letters of a role, typed into the search."""
        found = self._conversation.roles_like(str(body.get("value") or ""))[:MOST_FOUND]
        await ack(options=[option(guide.title, guide.slug) for guide in found])

    def apologise(self, body: Body, text: str) -> dict[str, Any]:
        """What went wrong, where the person is looking; returns the answer to Slack."""
        on = viewed(body)
        if body.get("type") == "view_submission":
            return wrong(**{on.first_field: text}) if on.first_field else instead(told_modal(text))
        if on.home:
            self._home.show(payloads.person_of(body))
        self._later(self._windows.show(payloads.pressed(body), on, told_modal(text)))
        return {}

    def _form(self, press: Pressed, on: Viewed | None) -> Next | None:
        """Opening a form comes before any slow work."""
        match press.verb:
            case presses.REMIND:
                return self._windows.show_after(press, on, self._forms.rhythm(press))
            case presses.NOTE:
                return self._windows.show(press, on, self._forms.note(press))
            case presses.SELF_CHECK:
                return self._windows.show(press, on, self._forms.self_check(press.text("r")))
            case presses.BACK if on is not None:
                return self._windows.replace(press, on.id, self._forms.page_back(on))
        return None

    async def _done(self, press: Pressed, on: Viewed, body: Body) -> Next | None:
        """Do what was pressed. What changes Home shows by itself: each change is published."""
        match press.verb:
            case presses.STEPS:
                if boxes := ticked(body):
                    await self._pages.tick(press.person, boxes, self._now(), press.once)
                return None
            case presses.UNCHECK:
                await self._checks.remove(press.person, press.text("r") or None)
                return None
            case presses.ROLE:
                press = replace(press, verb=presses.TOPIC, said={"r": press.chosen, "t": [OVERVIEW]})
            case verb if on.home and verb in STORED:
                return self._windows.show_after(press, on, self._read(press))
        shown = await self._pressing.shown(press)
        if shown is None or (on.home and press.verb in CHANGES):
            return None
        if on.home or press.verb in UPON:
            return self._windows.show_card(press, on, shown)
        return self._windows.replace(press, on.id, card_modal(shown))

    async def _read(self, press: Pressed) -> View:
        shown = await self._pressing.shown(press)
        return card_modal(shown) if shown else told_modal(STALE)
