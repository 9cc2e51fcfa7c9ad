"""A question: what a person asked, as it was understood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["ask", "unclear", "unknown", "chat"]
Chat = Literal["hello", "thanks", "bye", "help", "about"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Which of the asker's words led to which topic."""

    words: str
    topic: str


@dataclass(frozen=True, slots=True)
class Details:
    """What narrows a topic down.

    `levels` are the salary's own level names in the order asked; `amount` is a yearly sum in its currency,
    and `up_to` the upper end where it is a range; `steps` are 1-based numbers; `items` are names from the
    guide's lists, `close` those that were described rather than named, and `unlisted` names that it does not
    hold, in the asker's words; `membership` marks the yes/no form, `compare` a comparison of levels, `count`
    that it is asked how many there are.
    """

    levels: tuple[str, ...] = ()
    amount: int | None = None
    up_to: int | None = None
    steps: tuple[int, ...] = ()
    items: tuple[str, ...] = ()
    close: tuple[str, ...] = ()
    unlisted: tuple[str, ...] = ()
    membership: bool = False
    compare: bool = False
    count: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """`topics` are in the order asked; `near` are other readings, best first; `confidence` is 0 to 1.

    `other_role` is a title that was asked about and has no guide, `outside` a fact that guides don't hold (in
    words for people), `chat` the kind of small talk.
    """

    text: str
    kind: Kind
    role: str | None = None
    other_role: str | None = None
    outside: str | None = None
    chat: Chat = "hello"
    topics: tuple[str, ...] = ()
    details: Details = Details()
    near: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    confidence: float = 0.0
