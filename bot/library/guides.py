"""One guide file: its keys, and how they become a frozen Guide. The schema is made from the same tables."""

from __future__ import annotations

from pathlib import PurePath
from types import MappingProxyType

from bot.career.guide import Guide, Progression, SkillGaps
from bot.library import sections
from bot.library.containers import ListOf, MapOf
from bot.library.items import CLOSES, ITEMS, STEPS
from bot.library.nodes import ListNode, MapNode, Node, TextNode, is_empty
from bot.library.records import Fields, Key, Record
from bot.library.shapes import Day, Prose, Text

SLUG_TEXT = Text(most=80, like="[a-z0-9]+(?:-[a-z0-9]+)*", such_as="`mlops-manager`")
EVERY = Text(like="[1-9][0-9]{0,2} (?:day|week|month|year)s?", such_as="`6 months`")

TITLE = Key("title", Text(most=150), "the role's title, as people say it", required=True)
SLUG = Key("slug", SLUG_TEXT, "the role's short name in commands; default: the file's name")
ALIASES = Key("aliases", ListOf(Text(), most=500), "other titles that mean this role")
OVERVIEW = Key("overview", Prose(), "what the role is, in a few sentences")
RESPONSIBILITIES = Key("responsibilities", ITEMS, "what people in this role do")
SKILLS = Key("skills", ITEMS, "the skills that matter for success")
PROGRESSION = Key("progression", sections.PROGRESSION, "where the role leads")
SKILL_GAPS = Key("skill_gaps", sections.SKILL_GAPS, "what people often lack, and how to close it")
SALARY = Key("salary", sections.SALARY, "what the role pays")
DEMAND = Key("demand", sections.DEMAND, "how sought-after the role is")
EMPLOYERS = Key("employers", ITEMS, "companies that hire for it")
INDUSTRIES = Key("industries", ITEMS, "sectors that need it")
NEXT_STEPS = Key("next_steps", STEPS, "the roadmap, step by step")
SOURCES = Key("sources", ListOf(sections.SOURCE), "where the facts come from")
OWNER = Key("owner", Text(), "who keeps the guide: a Slack user id or an address")
REVIEWED = Key("reviewed", Day(), "when it was last checked, like 2026-11-01")
REVIEW_EVERY = Key("review_every", EVERY, "how often it should be checked, like 6 months")
QUESTIONS = Key(
    "questions", MapOf(ListOf(Text(most=1000), most=500)), "example questions by topic, run as tests"
)


def _guide(fields: Fields) -> Guide | None:
    title, slug = fields.get(TITLE), _slug(fields)
    _check_closes(fields)
    if title is None or slug is None:
        return None
    return Guide(
        slug=slug,
        title=title,
        aliases=fields.given(ALIASES, ()),
        overview=fields.get(OVERVIEW),
        responsibilities=fields.given(RESPONSIBILITIES, ()),
        skills=fields.given(SKILLS, ()),
        progression=fields.given(PROGRESSION, Progression()),
        skill_gaps=fields.given(SKILL_GAPS, SkillGaps()),
        salary=fields.get(SALARY),
        demand=fields.get(DEMAND),
        employers=fields.given(EMPLOYERS, ()),
        industries=fields.given(INDUSTRIES, ()),
        next_steps=fields.given(NEXT_STEPS, ()),
        sources=fields.given(SOURCES, ()),
        owner=fields.get(OWNER),
        reviewed=fields.get(REVIEWED),
        review_every=fields.get(REVIEW_EVERY),
        questions=fields.given(QUESTIONS, MappingProxyType({})),
    )


GUIDE = Record(
    "A guide",
    (
        TITLE,
        SLUG,
        ALIASES,
        OVERVIEW,
        RESPONSIBILITIES,
        SKILLS,
        PROGRESSION,
        SKILL_GAPS,
        SALARY,
        DEMAND,
        EMPLOYERS,
        INDUSTRIES,
        NEXT_STEPS,
        SOURCES,
        OWNER,
        REVIEWED,
        REVIEW_EVERY,
        QUESTIONS,
    ),
    _guide,
)


def _slug(fields: Fields) -> str | None:
    """The slug as given, else the file's name."""
    given = fields.node.get(SLUG.name)
    if given is not None and not is_empty(given):
        return fields.get(SLUG)
    name = PurePath(fields.at.file).stem
    return SLUG_TEXT.read(TextNode(fields.node.mark, name), fields.at.key(SLUG.name))


def _check_closes(fields: Fields) -> None:
    """A step may close only skills that the guide lists, so that nobody works towards a misspelt one."""
    listed = {*fields.given(SKILLS, ()), *fields.given(SKILL_GAPS, SkillGaps()).missing}
    names = {item.name.casefold() for item in listed}
    for number, step in enumerate(_entries(fields.node.get(NEXT_STEPS.name)), 1):
        closes = step.get(CLOSES.name) if isinstance(step, MapNode) else None
        for skill in _entries(closes):
            if isinstance(skill, TextNode) and skill.text.strip().casefold() not in {"", *names}:
                what = f"`next_steps[{number}].closes` names `{skill.text}`, which this guide doesn't list."
                fields.at.problem(skill.mark, what, "Use a name from `skills` or `skill_gaps.missing`.")


def _entries(node: Node | None) -> tuple[Node, ...]:
    return node.entries if isinstance(node, ListNode) else ()
