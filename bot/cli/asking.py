"""`career ask`: a question from the command line, or a stream of them."""

from __future__ import annotations

import argparse
import gc
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import IO, TYPE_CHECKING, Any

from bot.career.answer import Answer, Chat, Clarify, NoMatch, Reply
from bot.career.memory import Memory
from bot.career.wording import plain
from bot.cli.common import Commands, add_knowledge, load_library
from bot.errors import UsageError

if TYPE_CHECKING:
    from bot.understanding.reader import Reader

OUTCOMES = {Reply: "answer", Clarify: "clarify", NoMatch: "no_match", Chat: "chat"}


def add_commands(commands: Commands[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser("ask", help="answer a question from the knowledge base")
    parser.add_argument("question", nargs="*", metavar="QUESTION", help="the question, or a role's title")
    parser.add_argument("--json", action="store_true", help="answer as one JSON object")
    parser.add_argument(
        "--batch",
        metavar="FILE",
        help='with --json: answer JSON Lines {"id", "thread", "text"} of a file, or of standard input (-)',
    )
    parser.add_argument("--why", action="store_true", help="also say which words led to the answer")
    add_knowledge(parser)
    parser.set_defaults(run=ask)


def ask(args: argparse.Namespace) -> int:
    """Answers; the exit status is 0 whatever the outcome."""
    question = " ".join(args.question)
    if args.batch is not None:
        if not args.json or question:
            raise UsageError("--batch goes with --json, and takes the questions from its file.")
        _answer_lines(_reader(args), args.batch)
        return 0
    if not args.question:
        raise UsageError('Ask something: career ask "what does an MLOps manager do"')
    answer, _ = _ask(_reader(args), question, None)
    if args.json:
        print(json.dumps(as_json(None, answer), ensure_ascii=False))
    else:
        _print(answer, args.why)
    return 0


def as_json(id: object, answer: Answer) -> dict[str, Any]:
    """An answer as scripts get it."""
    choices = answer.choices if isinstance(answer, Reply | Clarify) else ()
    return {
        "id": id,
        "outcome": OUTCOMES[type(answer)],
        "role": None if isinstance(answer, Chat) else answer.role,
        "topics": [section.topic for section in answer.sections] if isinstance(answer, Reply) else [],
        "choices": [choice.id for choice in choices][:5],
        "verdict": answer.verdict if isinstance(answer, Reply) else None,
        "confidence": round(answer.confidence, 3),
        "text": plain(answer),
    }


def _print(answer: Answer, why: bool) -> None:
    print(plain(answer))
    if why:
        for evidence in answer.evidence if isinstance(answer, Reply | Clarify) else ():
            print(f'Why: "{evidence.words}" speaks for {evidence.topic}.')
        print(f"Confidence: {answer.confidence:.2f}.")


def _reader(args: argparse.Namespace) -> Reader:
    gc.disable()  # all that is read and compiled stays: sweeping it for garbage takes a tenth of the time
    try:
        from bot.understanding.reader import Reader

        return Reader(load_library(args.knowledge))
    finally:
        gc.freeze()  # nor is it swept while questions are answered
        gc.enable()


def _ask(reader: Reader, text: str, memory: Memory | None) -> tuple[Answer, Memory]:
    return reader.answer(text, memory or Memory(), datetime.now(UTC))


@dataclass(frozen=True, slots=True)
class _Line:
    id: object
    thread: object
    text: str


def _answer_lines(reader: Reader, name: str) -> None:
    """Answers each line as it comes, so that whoever writes the lines can wait for each answer."""
    memories: dict[object, Memory] = {}
    with _opened(name) as lines:
        for number, raw in enumerate(lines, 1):
            if not raw.strip():
                continue
            line = _line(raw, f"{name}:{number}" if name != "-" else f"line {number}")
            answer, memory = _ask(reader, line.text, memories.get(line.thread))
            if line.thread is not None:
                memories[line.thread] = memory
            print(json.dumps(as_json(line.id, answer), ensure_ascii=False), flush=True)


def _line(raw: bytes, where: str) -> _Line:
    try:
        given = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{where}: this is not JSON.") from error
    if not isinstance(given, dict) or not isinstance(given.get("text"), str):
        raise UsageError(f'{where}: this should be an object with a "text".')
    thread = given.get("thread")
    if not isinstance(thread, str | int | float | None):
        raise UsageError(f'{where}: "thread" should be a text.')
    return _Line(given.get("id"), thread, given["text"])


@contextmanager
def _opened(name: str) -> Iterator[IO[bytes]]:
    if name == "-":
        yield sys.stdin.buffer
        return
    try:
        file = open(name, "rb")  # noqa: SIM115 (an OSError of the reader must not be taken for one of opening)
    except OSError as error:
        raise UsageError(f"{name} can't be read: {error.strerror}.") from error
    with file:
        yield file
