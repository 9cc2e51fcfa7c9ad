"""The forms: what each shows when it is opened, and what comes of sending it."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.advisor.roadmaps import Roadmaps
from bot.advisor.selfchecks import SelfChecks
from bot.career.command import RhythmChange
from bot.career.guide import Guide
from bot.career.person import Person
from bot.career.selfcheck import LEVELS, SelfCheck, pages
from bot.slack.cards import presses, selfcheck, settings
from bot.slack.cards.forms import LONGEST_NOTE, View, card_modal, told_modal
from bot.slack.cards.help import which_role_card
from bot.slack.payloads import Pressed
from bot.slack.views import Viewed

Json = dict[str, Any]
CLOSE: Mapping[str, Any] = {}  # an empty answer closes the modal
NO_SKILLS = "This guide lists no skills to check."
CHANGED = "The guide's skills have changed meanwhile. Please start the self-check again."
GONE = "That step is no longer in the guide."
KEPT = "Kept. You find the result on my Home page, where only you see it."
_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")


@dataclass(frozen=True, slots=True)
class Sent:
    """A form that a person sent; `once` names the click."""

    person: Person
    view: Viewed
    once: str


class Forms:
    """`now` is people's time."""

    def __init__(self, roadmaps: Roadmaps, checks: SelfChecks, *, now: Callable[[], datetime]) -> None:
        self._roadmaps = roadmaps
        self._checks = checks
        self._now = now
        self._table: dict[str, Callable[[Sent], Awaitable[Mapping[str, Any]]]] = {
            settings.RHYTHM: self._set_rhythm,
            settings.NOTE: self._keep_note,
            selfcheck.PAGE: self._turn_page,
            selfcheck.RESULT: self._keep_result,
        }

    async def rhythm(self, press: Pressed) -> View:
        """When the bot writes, as it is now."""
        plan = await self._roadmaps.plan(press.person, self._now(), press.text("r") or None)
        if plan is None:
            return card_modal(which_role_card(tuple(self._guides().values())))
        return settings.rhythm_view(plan)

    def note(self, press: Pressed) -> View:
        """A line on a step."""
        guide = self._guides().get(press.text("r"))
        step = guide.step(press.text("s")) if guide else None
        if guide is None or step is None:
            return told_modal(GONE)
        number = guide.next_steps.index(step) + 1
        return settings.note_view(guide.slug, number, step, press.text("w"))

    def self_check(self, slug: str | None) -> View:
        """The first page of skills."""
        guide = self._guides().get(slug or self._roadmaps.library.usual_role or "")
        return selfcheck.page_view(guide) if guide and guide.skills else told_modal(NO_SKILLS)

    def page_back(self, view: Viewed) -> View:
        """The page before this one, with what was said on both."""
        guide, said = self._said(view)
        return (
            selfcheck.page_view(guide, max(view.number("p") - 1, 0), said) if guide else told_modal(CHANGED)
        )

    async def sent(self, sent: Sent) -> Mapping[str, Any]:
        """What Slack is to do with a form that was sent: show errors at its fields, something else, or close.

        Raises:
            StoreUnavailable: nothing was kept.
        """
        handle = self._table.get(sent.view.callback)
        return await handle(sent) if handle else CLOSE

    async def _set_rhythm(self, sent: Sent) -> Mapping[str, Any]:
        change = rhythm_change(sent.view.said)
        if isinstance(change, dict):
            return wrong(**change)
        now = self._now()
        plan = await self._roadmaps.plan(sent.person, now, sent.view.text("r") or None)
        if plan is None:
            return wrong(**{settings.DAY: "You have no roadmap any more, so there is nothing to plan."})
        chosen = change.applied(plan.rhythm)
        plan = await self._roadmaps.set_rhythm(sent.person, chosen, now, once=sent.once)
        return instead(settings.saved_view(plan))

    async def _keep_note(self, sent: Sent) -> Mapping[str, Any]:
        slug, key = sent.view.text("r"), sent.view.text("s")
        note = " ".join(sent.view.said.get(settings.LINE, "").split())
        if len(note) > LONGEST_NOTE:
            return wrong(**{settings.LINE: f"At most {LONGEST_NOTE} characters, please."})
        if not note and not sent.view.kept.get("w"):
            return CLOSE
        guide = self._guides().get(slug)
        if guide is None or guide.step(key) is None:
            return wrong(**{settings.LINE: GONE})
        await self._roadmaps.mark(sent.person, slug, key, "done", self._now(), note, once=sent.once)
        return CLOSE

    async def _turn_page(self, sent: Sent) -> Mapping[str, Any]:
        guide, said = self._said(sent.view)
        if guide is None:
            return instead(told_modal(CHANGED))
        number = sent.view.number("p") + 1
        if number < len(pages([skill.name for skill in guide.skills])):
            return instead(selfcheck.page_view(guide, number, said))
        if not any(said) and (first := sent.view.first_field):
            return wrong(**{first: "Rate at least one skill, or press Cancel."})
        return instead(selfcheck.result_view(guide, said))

    async def _keep_result(self, sent: Sent) -> Mapping[str, Any]:
        guide, said = self._said(sent.view)
        if guide is None:
            return instead(told_modal(CHANGED))
        check = SelfCheck(guide.slug, selfcheck.levels_of(guide, said), self._now())
        await self._checks.keep(sent.person, check)
        return instead(told_modal(KEPT, selfcheck.TITLE))

    def _said(self, view: Viewed) -> tuple[Guide | None, selfcheck.Said]:
        """The guide and what was said of its skills, on earlier pages and on this one."""
        guide = self._guides().get(view.text("r"))
        if guide is None or not guide.skills or view.number("n") != len(guide.skills):
            return None, ()
        before = (*selfcheck.read(view.text("a")), *[None] * len(guide.skills))
        return guide, tuple(
            next((level for level in LEVELS if level == view.said.get(selfcheck.skill_field(place))), earlier)
            for place, earlier in enumerate(before[: len(guide.skills)])
        )

    def _guides(self) -> Mapping[str, Guide]:
        return self._roadmaps.library.guides


def rhythm_change(said: Mapping[str, str]) -> RhythmChange | dict[str, str]:
    """What the form says, or what is wrong at which field."""
    day, at, every = (said.get(name, "") for name in (settings.DAY, settings.TIME, settings.EVERY))
    time = _TIME.fullmatch(at)
    mistakes = {}
    if day not in tuple("0123456"):
        mistakes[settings.DAY] = "Choose a day."
    if time is None:
        mistakes[settings.TIME] = "Choose a time, such as 09:00."
    if mistakes or time is None:
        return mistakes
    return RhythmChange(int(day), int(time[1]), int(time[2]), 2 if every == "2" else 1)


def wrong(**mistakes: str) -> Json:
    """Errors at fields, by their names."""
    return {"response_action": "errors", "errors": mistakes}


def instead(view: View) -> Json:
    """Another view in the place of the one that was sent."""
    return {"response_action": "update", "view": view}


OPENED = frozenset({presses.REMIND, presses.NOTE, presses.SELF_CHECK})
"""What opens a form, wherever it is pressed."""
