"""Short questions lean on what was said before; the memory is bounded."""

from __future__ import annotations

from datetime import timedelta

from bot.career.answer import NoMatch, Reply
from bot.career.memory import Memory
from bot.career.wording import plain
from bot.understanding.reader import Reader
from tests.understanding.conftest import NOW, Talk, topics_of


def test_a_level_narrows_the_salary_just_asked_for(talk: Talk) -> None:
    *_, mid, senior = talk(
        "what's the pay like for this job?", "only the mid one", "no, I meant the senior one"
    )
    assert "170,000 to 220,000" in plain(mid)
    assert "300,000" not in plain(mid)
    assert "220,000 to 300,000" in plain(senior)
    assert "130,000" not in plain(senior)


def test_an_ellipsis_takes_the_topic_along(talk: Talk) -> None:
    _, juniors = talk("how much does an mlops manager make", "and for juniors?")
    assert "130,000 to 170,000" in plain(juniors)
    assert "300,000" not in plain(juniors)


def test_levels_are_walked_up_and_to_the_other_end(talk: Talk) -> None:
    _, above, opposite = talk("mid level mlops manager pay", "and the level above that?", "the opposite end?")
    assert "220,000 to 300,000" in plain(above)
    assert "130,000 to 170,000" in plain(opposite)
    assert "300,000" not in plain(opposite)


def test_a_correction_changes_the_level(talk: Talk) -> None:
    _, answer = talk(
        "what does a senior mlops manager earn?", "sorry, I meant someone who's only just starting"
    )
    assert "130,000 to 170,000" in plain(answer)
    assert "300,000" not in plain(answer)


def test_an_amount_is_held_against_the_level_just_asked_for(talk: Talk) -> None:
    *_, answer = talk("senior mlops manager salary", "so is 260k doable")
    assert isinstance(answer, Reply)
    assert answer.verdict == "yes"


def test_names_run_on_through_a_list(talk: Talk) -> None:
    _, tesla, netflix, sectors = talk(
        "who recruits for this?",
        "what about Tesla?",
        "and Netflix?",
        "ok, and which industries rather than firms?",
    )
    assert isinstance(tesla, Reply)
    assert isinstance(netflix, Reply)
    assert (tesla.verdict, netflix.verdict) == ("unlisted", "yes")
    assert topics_of(sectors) == ["industries"]


def test_steps_are_walked_one_by_one(talk: Talk) -> None:
    _, second, last = talk(
        "what should I do first to get going in this job?", "and after that one?", "what's the very last one?"
    )
    assert "2. Define standard monitoring metrics" in plain(second)
    assert "8. Collect feedback" in plain(last)


def test_a_correction_changes_the_topic(talk: Talk) -> None:
    _, answer = talk("which companies hire for this?", "not those, I meant the industries")
    assert topics_of(answer) == ["industries"]


def test_a_new_topic_is_taken_up(talk: Talk) -> None:
    _, tasks, pay = talk("what is an MLOps manager", "and the tasks?", "and the pay? beginners only")
    assert topics_of(tasks) == ["responsibilities"]
    assert "130,000 to 170,000" in plain(pay)


def test_another_role_in_between_never_gets_this_ones_figures(talk: Talk) -> None:
    _, other, theirs, back = talk(
        "how much do mlops managers make",
        "what about data scientists, whats their salary",
        "and their skills?",
        "ok back to mlops managers, hows the growth outlook",
    )
    assert isinstance(other, NoMatch)
    assert isinstance(theirs, NoMatch)
    assert topics_of(back) == ["demand"]


def test_small_talk_leaves_the_thread_where_it_was(talk: Talk) -> None:
    *_, answer = talk("mlops manager salary", "thanks!", "and for seniors?")
    assert "220,000 to 300,000" in plain(answer)


def test_the_memory_fades_after_half_an_hour(reader: Reader) -> None:
    _, memory = reader.answer("senior mlops manager salary", Memory(), NOW)
    later, _ = reader.answer("and Tesla?", memory, NOW + timedelta(hours=1))
    assert topics_of(later) != ["salary"]


def test_a_question_that_stands_for_itself_is_not_bent_to_the_last_one(talk: Talk) -> None:
    _, weather = talk("mlops manager salary", "whats the weather tomorrow")
    assert isinstance(weather, NoMatch)
