"""What the bot made of something it heard, as data. How it looks is for cards to say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.career.answer import Answer, Choice
from bot.career.comparing import Comparison
from bot.career.guide import Guide
from bot.career.plan import Plan

View = Literal["whole", "next", "rhythm", "change"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A question and its answer. `related` are other topics of the same role, as labelled choices.

    `owner` is who looks after the role's guide, where the answer is none. `several`: there is more than
    one guide, so that an answer has to say which one it is from.
    """

    text: str
    answer: Answer
    related: tuple[Choice, ...] = ()
    guide: Guide | None = None
    owner: str | None = None
    several: bool = False
    own: Literal[False] = False


@dataclass(frozen=True, slots=True)
class Shared:
    """An answer that its asker wants everybody here to see."""

    answered: Answered
    own: Literal[False] = False


@dataclass(frozen=True, slots=True)
class Compared:
    """Two roles side by side."""

    comparison: Comparison
    own: Literal[False] = False


@dataclass(frozen=True, slots=True)
class Listed:
    """The roles that there are guides to."""

    guides: tuple[Guide, ...]
    own: Literal[False] = False


@dataclass(frozen=True, slots=True)
class Helped:
    """How the bot can be used: for who asked, not for a channel."""

    own: Literal[True] = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A person's own roadmap, after `did` (the command's name) to `step` (its number and name)."""

    plan: Plan
    view: View
    did: str | None = None
    step: str | None = None
    own: Literal[True] = True


@dataclass(frozen=True, slots=True)
class Offered:
    """A roadmap that could be started."""

    guide: Guide
    own: Literal[True] = True


@dataclass(frozen=True, slots=True)
class WhichRole:
    """Something about a roadmap was asked, and it is not clear which one: these could be started."""

    guides: tuple[Guide, ...]
    own: Literal[True] = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Dashboard:
    """One's own page: the roadmaps one is on, and the roles there are."""

    plans: tuple[Plan, ...]
    guides: tuple[Guide, ...]
    own: Literal[True] = True


@dataclass(frozen=True, slots=True)
class Exported:
    """One's roadmaps as Markdown; None where there is none yet."""

    page: str | None
    own: Literal[True] = True


@dataclass(frozen=True, slots=True)
class PrivacyShown:
    """What is stored of people, and how to have it erased; `ask` where erasing was asked for."""

    ask: bool = False
    own: Literal[True] = True


@dataclass(frozen=True, slots=True)
class Forgotten:
    """All that was stored of a person is gone."""

    own: Literal[True] = True


@dataclass(frozen=True, slots=True)
class SelfCheckOffered:
    """A self-check over the skills of one of these guides can be started."""

    guides: tuple[Guide, ...]
    own: Literal[True] = True


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence to the person alone."""

    text: str
    own: Literal[True] = True


Heard = (
    Answered
    | Compared
    | Shared
    | Listed
    | Helped
    | Planned
    | Offered
    | WhichRole
    | Dashboard
    | Exported
    | PrivacyShown
    | Forgotten
    | SelfCheckOffered
    | Told
)
