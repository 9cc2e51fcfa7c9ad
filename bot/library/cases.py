"""Question sets: what people may ask and what a good answer holds, for `career eval`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.career.evaluation import Case, Turn
from bot.library.containers import ListOf
from bot.library.files import read_bytes
from bot.library.nodes import Node, TextNode
from bot.library.parsing import parse
from bot.library.problems import At, LibraryProblems, Problem
from bot.library.records import Fields, Key, Record
from bot.library.shapes import OneOf, Schema, Text


@dataclass(frozen=True, slots=True)
class AsWritten:
    """Any text, an empty one too: people send those."""

    def read(self, node: Node, at: At) -> str | None:
        if isinstance(node, TextNode):
            return node.text
        at.problem(node.mark, f"{at.name} should be a text.", "Put what is said in quotes.")
        return None

    def schema(self) -> Schema:
        return {"type": "string"}


STRINGS = ListOf(Text(most=3000), unique=False)
SAY = Key("say", AsWritten(), "what the person says")
EXPECT = Key("expect", OneOf(("answer", "clarify", "no_match", "chat")), "the outcome", required=True)
ROLE = Key("role", Text(), "the role that is meant")
TOPICS = Key("topics", STRINGS, "what the answer must be about")
CONTAINS = Key("contains", STRINGS, "what its text must hold")
LACKS = Key("lacks", STRINGS, "what its text must not hold")
VERDICT = Key("verdict", OneOf(("yes", "no", "unlisted")), "of a yes/no question")


def _turn(fields: Fields) -> Turn | None:
    say, expect = fields.get(SAY), fields.get(EXPECT)
    if expect is None:
        return None
    return Turn(
        say or "",
        expect,
        role=fields.get(ROLE),
        topics=fields.given(TOPICS, ()),
        contains=fields.given(CONTAINS, ()),
        lacks=fields.given(LACKS, ()),
        verdict=fields.get(VERDICT),
    )


TURN = Record("A turn", (SAY, EXPECT, ROLE, TOPICS, CONTAINS, LACKS, VERDICT), _turn, strict=False)
ID = Key("id", Text(), "the case's short name", required=True)
KIND = Key("kind", Text(), "what makes it hard")
TURNS = Key("turns", ListOf(TURN, unique=False), "the conversation", required=True)


def _case(fields: Fields) -> Case | None:
    id, turns = fields.get(ID), fields.get(TURNS)
    return Case(id, fields.given(KIND, "other"), turns) if id and turns else None


CASES = ListOf(Record("A case", (ID, KIND, TURNS), _case, strict=False), most=100_000, unique=False)


def read_cases(path: Path) -> tuple[Case, ...]:
    """The cases of a question set. Raises LibraryProblems with everything that is wrong in it."""
    sink: list[Problem] = []
    at = At(str(path), sink)
    data = read_bytes(path, at)
    document = parse(data, at) if data is not None else None
    cases = CASES.read(document.root, at) if document and document.root else None
    if any(not problem.hint for problem in sink):
        raise LibraryProblems(problem for problem in sink if not problem.hint)
    return cases or ()
