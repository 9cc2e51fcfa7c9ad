from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from bot.advisor import inbox
from bot.advisor.inbox import Event
from bot.store import Store, events, tables
from bot.store.journeys import Connection

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
LATER = NOW + timedelta(minutes=2)
HELLO = Event(id="Ev1", team="T1", kind="message", channel="D1", ts="1.0", body={"text": "hello ✓"})


class Answers:
    """Keeps what was handed to it, and fails as often as it is told to."""

    def __init__(self, failures: int = 0) -> None:
        self.given: list[Event] = []
        self.failures = failures

    async def __call__(self, event: Event) -> None:
        self.given.append(event)
        if len(self.given) <= self.failures:
            raise ConnectionError("Slack is away")


async def test_an_event_is_received_once(store: Store) -> None:
    assert await inbox.receive(store, HELLO, NOW)
    assert not await inbox.receive(store, HELLO, NOW)


async def test_the_same_message_under_another_event_id_was_seen_before(store: Store) -> None:
    await inbox.receive(store, HELLO, NOW)
    assert not await inbox.receive(store, replace(HELLO, id="Ev2", kind="app_mention"), NOW)
    assert await inbox.receive(store, replace(HELLO, id="Ev3", team="T2"), NOW)


async def test_events_that_are_no_messages_are_told_apart_by_their_id_alone(store: Store) -> None:
    opened = Event(id="Ev4", team="T1", kind="app_home_opened", channel="D1")
    assert await inbox.receive(store, opened, NOW)
    assert await inbox.receive(store, replace(opened, id="Ev5"), NOW)


async def test_what_its_receiver_answers_is_not_answered_again(store: Store) -> None:
    await inbox.receive(store, HELLO, NOW)
    assert await inbox.finish(store, HELLO, NOW)
    answers = Answers()
    assert await inbox.inbox_round(store, answers, LATER) == 0
    assert answers.given == []


async def test_what_its_receiver_left_is_answered_when_its_lease_has_run_out(store: Store) -> None:
    await inbox.receive(store, HELLO, NOW)
    answers = Answers()
    assert await inbox.inbox_round(store, answers, NOW + timedelta(seconds=59)) == 0
    assert await inbox.inbox_round(store, answers, LATER) == 1
    assert await inbox.inbox_round(store, answers, LATER + timedelta(hours=1)) == 0
    (given,) = answers.given
    assert (given.id, given.body, given.attempted) == ("Ev1", {"text": "hello ✓"}, False)


async def test_an_attempt_that_was_noted_is_known_to_whoever_takes_over(store: Store) -> None:
    await inbox.receive(store, HELLO, NOW)
    assert await inbox.note_attempt(store, HELLO, NOW)
    answers = Answers()
    await inbox.inbox_round(store, answers, LATER)
    assert answers.given[0].attempted


async def test_whoever_lost_an_event_can_neither_note_nor_finish_it(store: Store) -> None:
    await inbox.receive(store, HELLO, NOW)
    (taken,) = await store.write(
        lambda connection: events.take(connection, LATER, LATER + timedelta(minutes=1), 20)
    )
    assert not await inbox.note_attempt(store, HELLO, LATER)
    assert not await inbox.finish(store, HELLO, LATER)
    assert await inbox.finish(store, taken, LATER)


async def test_a_failed_answer_is_tried_again_but_not_for_ever(store: Store) -> None:
    await inbox.receive(store, HELLO, NOW)
    answers = Answers(failures=100)
    for minute in range(2, 60, 2):
        await inbox.inbox_round(store, answers, NOW + timedelta(minutes=minute))
    assert len(answers.given) == inbox.TRIES


async def test_one_event_that_fails_keeps_no_other_waiting(store: Store) -> None:
    for number in range(5):
        await inbox.receive(store, replace(HELLO, id=f"Ev{number}", ts=f"{number}.0"), NOW)
    answers = Answers(failures=1)
    assert await inbox.inbox_round(store, answers, LATER) == 5
    assert await inbox.inbox_round(store, answers, LATER + timedelta(minutes=2)) == 1


async def test_answered_events_keep_no_body(store: Store) -> None:
    await inbox.receive(store, HELLO, NOW)
    await inbox.finish(store, HELLO, NOW)

    async def bodies(connection: Connection) -> list[bytes | None]:
        return list((await connection.execute(select(tables.inbox.c.body))).scalars())

    assert await store.read(bodies) == [None]
