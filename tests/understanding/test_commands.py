"""Commands in any order and with typos; questions that only sound like them stay questions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.career.command import Command, Name, RhythmChange
from bot.understanding.commands import parse


class Roles:
    """A reader that knows one role."""

    def roles(self, text: str) -> tuple[str, ...]:
        return ("mlops-manager",) if text in ("mlops", "mlops-manager", "mlops manager") else ()


def parsed(text: str) -> Command | None:
    return parse(text, Roles())


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("", "home"),
        ("   ", "home"),
        ("help", "help"),
        ("HELP!", "help"),
        ("help me please", "help"),
        ("hepl", None),
        ("commnads", "help"),
        ("roles", "roles"),
        ("list all the roles", "roles"),
        ("which roles are there", "roles"),
        ("roadmap", "roadmap"),
        ("rodmap", "roadmap"),
        ("show my roadmap", "roadmap"),
        ("my progress", "roadmap"),
        ("start", "start"),
        ("start my roadmap", "start"),
        ("next", "next"),
        ("next step", "next"),
        ("done", "done"),
        ("I'm done", "done"),
        ("done with that step", "done"),
        ("skip", "skip"),
        ("skip this step", "skip"),
        ("snooze", "snooze"),
        ("snoooze", "snooze"),
        ("pause", "pause"),
        ("please pause the reminders", "pause"),
        ("resume", "resume"),
        ("stop", "stop"),
        ("stop sending me reminders", "stop"),
        ("unsubscribe", "stop"),
        ("undo", "undo"),
        ("export", "export"),
        ("export my roadmap", "export"),
        ("self-check", "self-check"),
        ("self check", "self-check"),
        ("privacy", "privacy"),
        ("forget me", "forget me"),
        ("please delete my data", "forget me"),
        ("dashboard", "home"),
    ],
)
def test_commands_are_heard_however_they_are_put(text: str, name: Name | None) -> None:
    command = parsed(text)
    assert (command.name if command else None) == name


@pytest.mark.parametrize(
    "text",
    [
        "how do I stop incidents",
        "how do I start",
        "what are the next steps",
        "next steps",
        "skills",
        "what skills do I need",
        "does the role include done and dusted releases",
        "salary",
        "data privacy practices",
        "project planning",
        "can I pause my career",
        "what can I expect to export to production",
        "stop the model from drifting",
        "expert",
        "resumes",
        "is there a roadmap for the role?",
        "mlops manager",
        "start as an intern",
        "how many roles are there in the team",
        "remind me what the salary is",
        "help me understand the salary",
    ],
)
def test_questions_stay_questions(text: str) -> None:
    assert parsed(text) is None


@pytest.mark.parametrize("text", ["roadmap mlops", "mlops roadmap", "show me the mlops manager roadmap"])
def test_words_come_in_any_order(text: str) -> None:
    assert parsed(text) == Command("roadmap", role="mlops-manager")


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("remind friday 14:30", RhythmChange(weekday=4, hour=14, minute=30)),
        ("14:30 remind fri", RhythmChange(weekday=4, hour=14, minute=30)),
        ("remind me on tuesdays at 9am", RhythmChange(weekday=1, hour=9)),
        ("remind me every second monday at 9", RhythmChange(weekday=0, hour=9, every=2)),
        ("remind every week on wendesday", RhythmChange(weekday=2, every=1)),
        ("reminders at noon", RhythmChange(hour=12)),
        ("remind 12am sunday", RhythmChange(weekday=6, hour=0)),
        ("remind at 7.15pm", RhythmChange(hour=19, minute=15)),
        ("change the day and time of my reminders", None),
        ("remind", None),
    ],
)
def test_a_rhythm_is_typed_as_people_say_it(text: str, change: RhythmChange | None) -> None:
    command = parsed(text)
    assert command is not None
    assert command.name == "remind"
    assert command.rhythm == change


@pytest.mark.parametrize("text", ["remind friday 25:00", "remind at 9:75", "remind 13pm"])
def test_a_time_that_no_clock_shows_is_no_command(text: str) -> None:
    command = parsed(text)
    assert command is None or command.rhythm is None or command.rhythm.hour is None


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("snooze", None),
        ("snooze 3 days", 3),
        ("snooze a day", 1),
        ("snooze until tomorrow", 1),
        ("snooze two weeks", 14),
        ("snooze a week", 7),
    ],
)
def test_a_snooze_says_how_long(text: str, days: float | None) -> None:
    assert parsed(text) == Command("snooze", number=days)


def test_a_snooze_may_last_until_a_weekday() -> None:
    assert parsed("snooze until monday") == Command("snooze", rhythm=RhythmChange(weekday=0))


def test_done_may_name_a_step_or_carry_a_note() -> None:
    assert parsed("done 3") == Command("done", number=3)
    assert parsed("mark step 3 as done") == Command("done", number=3)
    assert parsed("done: ran the drill with Kim") == Command("done", arguments=("ran the drill with Kim",))
    assert parsed("done 4: ran the drill") == Command("done", number=4, arguments=("ran the drill",))
    assert parsed("Done with step 2: five metrics") == Command("done", number=2, arguments=("five metrics",))


@pytest.mark.parametrize(
    "text",
    [
        "compare junior and senior",
        "compare junior senior",
        "Compare junior vs senior",
        "comapre junior, senior",
    ],
)
def test_two_things_are_compared(text: str) -> None:
    command = parsed(text)
    assert command is not None
    assert command.name == "compare"
    assert " ".join(command.arguments).split() == ["junior", "senior"]


@given(st.text())
def test_any_text_is_a_command_or_a_question(text: str) -> None:
    command = parsed(text)
    assert command is None or command.name
