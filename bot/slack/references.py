"""A reference for each thing that Slack asks of us: what a person is told, and every log line bears."""

from __future__ import annotations

import random
from collections.abc import Mapping
from contextvars import ContextVar

_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # no characters that are easily misread
_current: ContextVar[str] = ContextVar("reference", default="")


def new_reference() -> str:
    """A reference for the request at hand and all that it sets going."""
    reference = "".join(random.choices(_ALPHABET, k=8))
    _current.set(reference)
    return reference


def current() -> str:
    """The reference of the request at hand, empty outside of any."""
    return _current.get()


def log_fields() -> Mapping[str, str]:
    """What log lines are to bear now."""
    return {"reference": current()} if current() else {}
