"""Every card of every guide keeps Slack's limits, and its text says all that its blocks do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.advisor.answers import Answers
from bot.advisor.heard import (
    Compared,
    Dashboard,
    Exported,
    Forgotten,
    Heard,
    Helped,
    Listed,
    Offered,
    Planned,
    PrivacyShown,
    SelfCheckOffered,
    Told,
    WhichRole,
)
from bot.career.comparing import compare
from bot.career.guide import Band, Guide, Item, Salary, Step
from bot.career.library import Library
from bot.career.nudge import Nudge, Postponed
from bot.career.person import Person
from bot.career.plan import Plan, PlanStep
from bot.career.rhythm import Rhythm
from bot.career.roadmap import Progress
from bot.library.reading import read_library
from bot.playground import check_message, live_marks
from bot.slack.cards.answers import answer_card, choices_card, shared_card
from bot.slack.cards.blocks import Message
from bot.slack.cards.help import welcome_card
from bot.slack.cards.news import news_of
from bot.slack.cards.nudge import OPENINGS, nudge_card
from bot.slack.cards.opinions import owner_card, thanks_card
from bot.slack.cards.rendering import render
from bot.slack.cards.roadmap import bar
from bot.slack.cards.salary import bar as pay_bar
from bot.slack.cards.salary import salary_table
from bot.slack.cards.stale import stale_card
from bot.understanding.reader import Reader

ROOT = Path(__file__).parents[3]
FOLDERS = (ROOT / "knowledge", ROOT / "tests" / "fixtures" / "harbour")
NOW = datetime(2026, 12, 2, 10, tzinfo=UTC)
ADA = Person("T1", "U1")
NASTY = "<!channel> *Big* @here & <https://evil.example|Co> `x`"


def nasty_library() -> Library:
    """A guide whose every text is as long and as wild as an author can make it."""
    many = tuple(Item(f"{NASTY} {number} " + "x" * 200) for number in range(40))
    guide = Guide(
        slug="nasty",
        title=f"Chief {NASTY} Officer " + "y" * 100,
        overview=(NASTY + ". ") * 100,
        responsibilities=many,
        skills=many,
        salary=Salary(tuple(Band(f"level {n}", n * 1000, n * 2000 + 1) for n in range(9)), "USD", "year"),
        next_steps=tuple(Step(f"{NASTY} step {n} " + "z" * 60, first_action=NASTY * 3) for n in range(12)),
        owner="U1",
    )
    base = read_library(FOLDERS[0])
    return replace(base, guides={"nasty": guide}, default_role=None)


@pytest.fixture(scope="module", params=["shipped", "made up", "nasty"])
def library(request: pytest.FixtureRequest) -> Library:
    if request.param == "nasty":
        return nasty_library()
    return read_library(FOLDERS[0 if request.param == "shipped" else 1])


def plan_of(guide: Guide, done: int = 0, **more: object) -> Plan:
    steps = tuple(
        PlanStep(key=step.key, name=step.name, number=number, state="done" if number <= done else "open")
        for number, step in enumerate(guide.next_steps, 1)
    )
    plan = Plan(
        person=ADA,
        slug=guide.slug,
        title=guide.title,
        steps=steps,
        at_hand=next((step for step in steps if step.state == "open"), None),
        progress=Progress(done, 0, len(steps)),
        rhythm=Rhythm(zone="Europe/Berlin"),
        next_at=NOW,
        state="on",
        undo="done",
        undo_id=7,
        leads_to=tuple(item.name for item in guide.progression.leads_to),
    )
    return replace(plan, **more)  # type: ignore[arg-type]


def heard_of(library: Library) -> Iterator[Heard]:
    guides = tuple(library.guides.values())
    yield from (Helped(), Listed(guides), WhichRole(guides), Told(NASTY), Forgotten(), Exported(None))
    yield from (PrivacyShown(), PrivacyShown(ask=True), Exported("# Plan\n" + NASTY * 300))
    yield SelfCheckOffered(guides)
    yield from (Listed(()), Listed(guides * 40), WhichRole(()), Dashboard(plans=(), guides=guides))
    for guide in guides:
        yield from (Offered(guide), SelfCheckOffered((guide,)), Compared(compare(guide, guide)))
        if not guide.next_steps:
            continue
        half, whole = plan_of(guide, 1), plan_of(guide, len(guide.next_steps), at_hand=None)
        yield Dashboard(plans=(half, whole), guides=guides)
        for did in (
            "start",
            "done",
            "skip",
            "doing",
            "snooze",
            "pause",
            "resume",
            "stop",
            "undo",
            "gone",
            None,
        ):
            for view in ("whole", "next", "rhythm", "change"):
                yield Planned(plan=half, view=view, did=did, step="1. One")
        for state in ("paused", "stopped", "finished"):
            resting = replace(half, state=state, next_at=None)
            yield from (
                Planned(plan=resting, view="whole"),
                Planned(plan=resting, view="change", did="pause"),
            )
        yield Planned(plan=replace(whole, celebrate=True, state="finished"), view="change", did="done")


def answers_of(library: Library) -> Iterator[Message]:
    answers = Answers(Reader(library), library)
    for guide in library.guides.values():
        for topic in guide.topics:
            answered = answers.about(guide.slug, (topic,))
            assert answered is not None
            for whole in (False, True):
                yield answer_card(answered, whole=whole, private=True)
            yield answer_card(answered, thanks="Thanks.", about={"r": guide.slug})
            yield shared_card(answered, NASTY)
        everything = answers.about(guide.slug, guide.topics)
        assert everything is not None
        yield answer_card(everything)
        yield answer_card(answers.beyond(NASTY, guide.slug))
        yield choices_card(NASTY, answers.readings(guide.slug, ()), guide.slug, said=NASTY * 90, was="salary")
    for text in ("salary", "and", "hello", "thanks", NASTY, "does Acme hire"):
        yield render(answers.ask(text, NOW))


def nudges_of(library: Library) -> Iterator[Message]:
    for guide in library.guides.values():
        for number, step in enumerate(guide.next_steps, 1):
            for kind in ("nudge", "snooze", "welcome", "farewell"):
                yield nudge_card(
                    Nudge(
                        person=ADA,
                        occurrence="o",
                        kind=kind,
                        slug=guide.slug,
                        title=guide.title,
                        step=step,
                        number=number,
                        progress=Progress(0, 0, 8),
                        wording=number,
                        postponed=Postponed("holiday", date(2026, 12, 1), NASTY),
                        slowed=True,
                        done_around=date(2027, 3, 1),
                    )
                )


def cards_of(library: Library) -> Iterator[Message]:
    yield from (render(heard) for heard in heard_of(library))
    yield from answers_of(library)
    yield from nudges_of(library)
    yield from (welcome_card(), stale_card(), thanks_card(NASTY, {"r": "x"}), owner_card(NASTY, NASTY))


def test_every_card_passes_the_block_checker_and_nothing_in_it_is_live(library: Library) -> None:
    for card in cards_of(library):
        payload = card.payload()
        assert check_message(payload) == [], card.text[:100]
        assert live_marks(payload) == []


def test_no_card_passes_on_an_empty_text(library: Library) -> None:
    assert all(card.text.strip() for card in cards_of(library))


def test_the_text_of_a_long_list_is_complete_though_its_blocks_show_five(library: Library) -> None:
    answers = Answers(Reader(library), library)
    for guide in library.guides.values():
        if not 8 < len(guide.skills) < 20:
            continue
        answered = answers.about(guide.slug, ("skills",))
        assert answered is not None
        assert all(item.name in answer_card(answered).text for item in guide.skills)


def test_a_bar_has_a_cell_for_each_step_and_the_words_say_the_same() -> None:
    guide = read_library(FOLDERS[0]).guides["mlops-manager"]
    assert bar(plan_of(guide, 3)) == "▰▰▰▱▱▱▱▱"


def test_bands_lie_on_one_scale_and_read_without_their_bars() -> None:
    bands = (Band("entry", 130_000, 170_000), Band("senior", 220_000, 300_000))
    assert salary_table(Salary(bands, "USD")).splitlines() == [
        "Entry   USD 130,000 to 170,000",
        "        ·········██·········",
        "Senior  USD 220,000 to 300,000",
        "        ···············█████",
    ]
    assert len(pay_bar(Band("x", 1, 2), 300_000)) == 20


def test_wording_rotates_and_never_blames() -> None:
    assert len(set(OPENINGS)) == len(OPENINGS) >= 5
    said = " ".join(OPENINGS).casefold()
    assert not any(word in said for word in ("late", "overdue", "missed", "still", "should", "forgot"))


def test_a_second_press_reads_like_the_first() -> None:
    guide = read_library(FOLDERS[0]).guides["mlops-manager"]
    once = Planned(plan=plan_of(guide, 1), view="change", did="done", step="1. One")
    twice = replace(once, plan=replace(once.plan, changed=False))
    assert news_of(once) == news_of(twice)
