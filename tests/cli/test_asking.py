"""`career ask`: one question for a person, one as JSON, and a stream of them for scripts."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import KNOWLEDGE, Career

KEYS = ["id", "outcome", "role", "topics", "choices", "verdict", "confidence", "text"]


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_a_question_is_answered_in_plain_text(career: Career) -> None:
    done = career("ask", "--knowledge", KNOWLEDGE, "what does a senior mlops manager make")
    assert (done.status, done.err) == (0, "")
    assert "USD 220,000 to 300,000" in done.out
    assert "130,000" not in done.out
    assert "170,000" not in done.out


def test_a_question_may_come_as_several_words(career: Career) -> None:
    assert career("ask", "does", "stripe", "hire", "them").out == career("ask", "does stripe hire them").out


def test_json_is_one_object_with_the_agreed_keys(career: Career) -> None:
    done = career("ask", "--json", "does stripe hire them")
    answer = json.loads(done.out)
    assert list(answer) == KEYS
    assert answer["id"] is None
    assert (answer["outcome"], answer["role"], answer["verdict"]) == ("answer", "mlops-manager", "yes")
    assert answer["topics"] == ["employers"]
    assert 0 < answer["confidence"] <= 1
    assert "Stripe" in answer["text"]


def test_what_has_no_guide_is_no_match_and_no_failure(career: Career) -> None:
    done = career("ask", "--json", "what does a nurse earn")
    assert done.status == 0
    answer = json.loads(done.out)
    assert (answer["outcome"], answer["topics"]) == ("no_match", [])


def test_small_talk_is_chat(career: Career) -> None:
    assert json.loads(career("ask", "--json", "thanks!").out)["outcome"] == "chat"


def test_a_bare_title_gives_the_roles_overview(career: Career) -> None:
    answer = json.loads(career("ask", "--json", "Machine Learning Operations Manager").out)
    assert (answer["outcome"], answer["role"], answer["topics"]) == ("answer", "mlops-manager", ["overview"])


def test_why_says_which_words_led_there(career: Career) -> None:
    assert "speaks for salary." in career("ask", "--why", "what is the salary of an mlops manager").out


@pytest.mark.parametrize(
    "question", ["", " ", "?", "\x00", "😀" * 3000, "a" * 50_000, "--json --batch", "\\n\n"]
)
def test_any_text_is_answered(career: Career, question: str) -> None:
    done = career("ask", "--json", "--", question)
    assert (done.status, done.err) == (0, "")
    assert list(json.loads(done.out)) == KEYS


BATCH = [
    {"id": "a1", "thread": "a", "text": "how much does an mlops manager make"},
    {"id": 7, "thread": "b", "text": "which companies hire mlops managers?"},
    {"id": "a2", "thread": "a", "text": "and for seniors?"},
    {"id": None, "text": "and for seniors?"},
    {"thread": "b", "text": "ça va 😀", "extra": "passed over"},
]


def batch_file(tmp_path: Path, *rows: object) -> Path:
    file = tmp_path / "questions.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return file


def test_a_batch_is_answered_in_order_with_the_memory_of_each_thread(career: Career, tmp_path: Path) -> None:
    done = career("ask", "--json", "--batch", batch_file(tmp_path, *BATCH))
    assert (done.status, done.err) == (0, "")
    answers = lines(done.out)
    assert [answer["id"] for answer in answers] == ["a1", 7, "a2", None, None]
    assert all(list(answer) == KEYS for answer in answers)
    assert answers[1]["topics"] == ["employers"]
    assert answers[2]["topics"] == ["salary"]
    assert "USD 220,000 to 300,000" in answers[2]["text"]
    assert "USD 130,000" not in answers[2]["text"]


def test_a_question_without_a_thread_is_a_conversation_of_its_own(career: Career, tmp_path: Path) -> None:
    question = {"text": "what about seniors?"}
    alone = career("ask", "--json", "--batch", batch_file(tmp_path, question))
    after = career("ask", "--json", "--batch", batch_file(tmp_path, {"text": "who hires them"}, question))
    assert lines(after.out)[1] == lines(alone.out)[0]


@pytest.mark.parametrize(
    "bad",
    [
        b"not json",
        b'"a text"',
        b"[1]",
        b'{"id": "x"}',
        b'{"text": 5}',
        b'{"text": "hi", "thread": ["a"]}',
        b'{"text": "\xff"}',
        b"[" * 100_000,
    ],
)
def test_a_bad_line_ends_with_2_and_its_number_after_the_answers_before_it(
    career: Career, tmp_path: Path, bad: bytes
) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_bytes(b'{"id": 1, "text": "hello"}\n\n' + bad + b'\n{"id": 3, "text": "hello"}\n')
    done = career("ask", "--json", "--batch", file)
    assert done.status == 2
    assert [answer["id"] for answer in lines(done.out)] == [1]
    assert done.err.startswith(f"{file}:3: ")
    assert len(done.err.splitlines()) == 1


def test_standard_input_may_hold_the_batch(career: Career, monkeypatch: pytest.MonkeyPatch) -> None:
    given = io.TextIOWrapper(io.BytesIO('\ufeff{"id": 1, "text": "hello"}\r\noops'.encode()))
    monkeypatch.setattr(sys, "stdin", given)
    done = career("ask", "--json", "--batch", "-")
    assert (done.status, len(lines(done.out))) == (2, 1)
    assert done.err == "line 2: this is not JSON.\n"


def test_each_line_is_answered_before_the_next_is_asked(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "bot", "ask", "--json", "--batch", "-"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=tmp_path, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for number in range(3):
            process.stdin.write(json.dumps({"id": number, "text": "hello"}) + "\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == number
        process.stdin.close()
        assert process.wait(timeout=30) == 0


def test_a_reader_that_goes_away_is_no_failure(tmp_path: Path) -> None:
    file = batch_file(tmp_path, *[{"text": "what skills do I need"}] * 200)
    command = f"{sys.executable} -m bot ask --json --batch {file} | head -n 1"
    done = subprocess.run(
        command, shell=True, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
    )
    assert (len(done.stdout.splitlines()), done.stderr) == (1, "")
