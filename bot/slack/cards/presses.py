"""What can be pressed: the name of each button, as cards write it and listeners hear it."""

from __future__ import annotations

from typing import Final

# answers
TOPIC: Final = "topic"  # role, topic: show that topic
ALL: Final = "all"  # role, topics: the same answer with its whole lists
WRONG: Final = "wrong"  # "Not this?": offer other readings
CHOOSE: Final = "choose"  # id, was, words: one of the readings offered
NONE: Final = "none"  # "None of these"
SHARE: Final = "share"  # a clean copy for the channel
HELPFUL: Final = "helpful"
UNHELPFUL: Final = "unhelpful"
REASON: Final = "reason"
TELL_OWNER: Final = "owner"
# roadmaps
ROADMAP: Final = "roadmap"
START: Final = "start"
DONE: Final = "done"
SKIP: Final = "skip"
DOING: Final = "doing"
SNOOZE: Final = "snooze"
MORE: Final = "more"  # the three dots: its options are named like buttons
PAUSE: Final = "pause"
RESUME: Final = "resume"
STOP: Final = "stop"
UNDO: Final = "undo"
REMIND: Final = "remind"
DAY: Final = "day"
TIME: Final = "time"
EVERY: Final = "every"
NOTE: Final = "note"  # role, step, note: a line of evidence on what was done
STEPS: Final = "steps"  # boxes to tick, on Home
# the rest
HELP: Final = "help"
COMMANDS: Final = "commands"
ROLES: Final = "roles"
SELF_CHECK: Final = "self-check"
BACK: Final = "back"  # a page back in the self-check
UNCHECK: Final = "uncheck"  # forget a self-check that was kept
ROLE: Final = "role"  # a role found by typing
EXPORT: Final = "export"
PRIVACY: Final = "privacy"
HOME: Final = "home"
FORGET: Final = "forget"
LINK: Final = "link"


def action(verb: str, number: int | None = None) -> str:
    """An action id: unique in its block where several buttons do alike."""
    return verb if number is None else f"{verb}:{number}"


def verb_of(action_id: str) -> str:
    return action_id.partition(":")[0]
