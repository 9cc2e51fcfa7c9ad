"""A company's own questions and answers: files with a list of FAQ entries."""

from __future__ import annotations

from bot.career.library import FaqEntry
from bot.library.containers import ListOf
from bot.library.records import Fields, Key, Record
from bot.library.shapes import Prose, Text

ID_TEXT = Text(most=80, like=r"\S+", such_as="`parental-leave`")  # companies bring ids of their own
ID = Key("id", ID_TEXT, "the entry's short name, unlike any other", required=True)
LABEL = Key("label", Text(most=75), "what a button that leads to it says", required=True)
ASKS = Key("asks", ListOf(Text(most=1000), most=2000), "example questions, many if you can", required=True)
ANSWER = Key("answer", Prose(most=12_000), "what to answer", required=True)


def _entry(fields: Fields) -> FaqEntry | None:
    id, label, asks, answer = (fields.get(ID), fields.get(LABEL), fields.get(ASKS), fields.get(ANSWER))
    if id is None or label is None or not asks or answer is None:
        return None
    return FaqEntry(id, label, asks, answer)


FAQ_ENTRY = Record("An FAQ entry", (ID, LABEL, ASKS, ANSWER), _entry)
FAQ = ListOf(FAQ_ENTRY, most=5000)
