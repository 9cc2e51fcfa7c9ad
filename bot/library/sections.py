"""The parts of a guide that are more than a list: pay, progression, skill gaps, demand, sources."""

from __future__ import annotations

from bot.career.guide import Band, Demand, Progression, Salary, SkillGaps, Source
from bot.library.containers import Either, ListOf
from bot.library.items import ITEMS
from bot.library.records import Fields, Key, Record
from bot.library.shapes import OneOf, Prose, Shape, Short, Text, WholeNumber

LEVEL = Key("level", Text(most=60), "the level's name, like entry, mid, senior", required=True)
LOW = Key("low", WholeNumber(), "the lowest pay of the level", required=True)
HIGH = Key("high", WholeNumber(), "the highest pay of the level", required=True)


def _band(fields: Fields) -> Band | None:
    level, low, high = fields.get(LEVEL), fields.get(LOW), fields.get(HIGH)
    if level is None or low is None or high is None:
        return None
    if high < low:
        what = f"`{fields.at.path}.high` is lower than `low` ({high} and {low})."
        fields.at.problem(fields.mark(HIGH), what, "Swap the two, or mend the wrong one.")
        return None
    return Band(level, low, high)


CURRENCY = Key("currency", Text(like="[A-Z]{3}", such_as="`USD`"), "three letters, like USD", required=True)
PERIOD = Key("period", OneOf(("year", "month", "week", "day", "hour")), "what the pay is for; default: year")
REGION = Key("region", Text(), "where the figures hold")
AS_OF = Key("as_of", Text(most=60), "when the figures were gathered")
LEVELS = Key("levels", ListOf(Record("A level", (LEVEL, LOW, HIGH), _band)), "pay by level", required=True)


def _salary(fields: Fields) -> Salary | None:
    bands, currency = fields.get(LEVELS), fields.get(CURRENCY)
    if not bands or currency is None:
        return None
    period = fields.given(PERIOD, "year")
    return Salary(bands, currency, period, region=fields.get(REGION), as_of=fields.get(AS_OF))


SALARY = Record("`salary`", (CURRENCY, PERIOD, REGION, AS_OF, LEVELS), _salary)

LEADS_TO = Key("leads_to", ITEMS, "roles that this one leads to")
TRANSITIONS = Key("transitions", ITEMS, "roles further on that people move to")


def _progression(fields: Fields) -> Progression:
    return Progression(fields.given(LEADS_TO, ()), fields.given(TRANSITIONS, ()))


PROGRESSION = Record("`progression`", (LEADS_TO, TRANSITIONS), _progression)

MISSING = Key("missing", ITEMS, "skills that people often lack")
SUGGESTIONS = Key("suggestions", ITEMS, "how to close such gaps")


def _gaps(fields: Fields) -> SkillGaps:
    return SkillGaps(fields.given(MISSING, ()), fields.given(SUGGESTIONS, ()))


SKILL_GAPS = Record("`skill_gaps`", (MISSING, SUGGESTIONS), _gaps)

TREND = Key("trend", Text(), "in a few words, like Strong growth", required=True)
DETAIL = Key("detail", Prose(), "why")


def _demand(fields: Fields) -> Demand | None:
    trend = fields.get(TREND)
    return None if trend is None else Demand(trend, fields.get(DETAIL))


DEMAND = Record("`demand`", (TREND, DETAIL), _demand)

URL = Text(most=2000, like=r"https?://\S+", such_as="`https://example.com/page`")
SOURCE_NAME = Key("name", Text(), "who says so", required=True)
SOURCE_DATE = Key("date", Text(most=60), "when")
SOURCE_URL = Key("url", URL, "where to read it")
SOURCE_NOTE = Key("note", Text(), "what to know about it")


def _source(fields: Fields) -> Source | None:
    name = fields.get(SOURCE_NAME)
    if name is None:
        return None
    return Source(name, fields.get(SOURCE_DATE), fields.get(SOURCE_URL), fields.get(SOURCE_NOTE))


SOURCE: Shape[Source] = Either(
    Short(Text(), Source),
    Record("A source", (SOURCE_NAME, SOURCE_DATE, SOURCE_URL, SOURCE_NOTE), _source),
)
