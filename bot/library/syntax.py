"""What libyaml has to say about a file it can't read, in words for the people who wrote it."""

from __future__ import annotations

import re
from typing import NamedTuple

import yaml

from bot.library.problems import Mark

COLON = re.compile(r"^\s*(?:- )?[A-Za-z_]+:\S")
BULLET = re.compile(r"\s*([*\u2022\u00b7\u2023\u25aa\u2013\u2014])\s")
TEXT_ENTRY = re.compile(r"\s*- (?![A-Za-z_]+:(?:\s|$))\S")
KEY_BELOW = re.compile(r"\s+[a-z_]+:(?:\s|$)")
QUOTES = "put the whole text in double quotes"
MEANT = f"If it is meant, {QUOTES}."


class Saying(NamedTuple):
    """What to say of an error with these words in context and problem; told where it began, if `opened`."""

    context: str
    problem: str
    what: str
    mend: str
    opened: bool = False

    def fits(self, context: str, problem: str) -> bool:
        return self.context in context and self.problem in problem


SAYINGS = (
    Saying(
        "",
        "mapping values are not allowed",
        "A colon is not expected here.",
        f"If it belongs to the text, {QUOTES}; else check that this line is indented like its neighbours.",
    ),
    Saying(
        "",
        "block sequence entries are not allowed",
        "A list entry can't begin here.",
        "Begin each `- entry` on a line of its own, indented like the entry above.",
    ),
    Saying(
        "",
        "mapping keys are not allowed",
        "A text can't begin with `? `.",
        MEANT,
    ),
    Saying(
        "quoted scalar",
        "unexpected end of stream",
        "The quote that opens here is never closed.",
        "Close it with the same kind of quote.",
        opened=True,
    ),
    Saying(
        "quoted scalar",
        "",
        "A backslash means something special in double quotes.",
        "Write it twice, or use single quotes.",
    ),
    Saying(
        "flow sequence",
        "",
        "The list that opens here with `[` is not closed properly.",
        "Put commas between its entries and `]` at its end.",
        opened=True,
    ),
    Saying(
        "flow mapping",
        "",
        "The group that opens here with `{` is not closed properly.",
        "Put commas between its keys and `}` at its end.",
        opened=True,
    ),
    Saying("flow node", "", "Something is missing in this list or group.", "Check its commas and brackets."),
    Saying(
        "block collection",
        "",
        "This line doesn't line up with the entries above.",
        "Begin it with `- `, indented like them.",
    ),
    Saying(
        "block mapping",
        "",
        "This doesn't fit the lines above.",
        f"Indent it like its neighbours; if a quote or bracket belongs to the text, {QUOTES}.",
    ),
    Saying(
        "simple key",
        "",
        "This line is neither `key: value` nor a list entry.",
        "Begin an entry with `- ` (with the space); write a colon and a space after a key.",
        opened=True,
    ),
    Saying(
        "block scalar",
        "",
        "After `|` or `>` the line must end.",
        f"Begin the text on the next line; if the sign belongs to the text, {QUOTES}.",
        opened=True,
    ),
    *(
        Saying(kind, "", "The sign that the text begins with means something special.", MEANT, opened=True)
        for kind in ("alias", "anchor", "tag", "block node")
    ),
)


class Broken(Exception):
    """The file can't be read on from here.

    `opened`: something begins here that has no proper end. `final`: no other part can be read either.
    """

    def __init__(
        self, mark: Mark, what: str, mend: str, *, opened: bool = False, final: bool = False
    ) -> None:
        super().__init__(what)
        self.mark = mark
        self.what = what
        self.mend = mend
        self.opened = opened
        self.final = final


def explain(error: yaml.YAMLError, lines: list[str]) -> Broken:
    """What the parser stumbled over in these lines, and where a person would look for it."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return Broken(
            Mark(), "The file holds characters that YAML doesn't allow.", "Remove them.", final=True
        )
    context, problem = error.context or "", error.problem or ""
    at_fault = _mark(error.problem_mark, lines)
    if "cannot start any token" in problem:
        return _bad_start(at_fault, lines)
    if slip := _slip_nearby(at_fault, problem, lines):
        return slip
    saying = next((saying for saying in SAYINGS if saying.fits(context, problem)), None)
    if saying is None:
        return Broken(at_fault, f"This is not readable as YAML ({problem}).", "Check signs and indentation.")
    if saying.opened and error.context_mark:
        at_fault = _mark(error.context_mark, lines)
    return _other_bullet(at_fault, lines) or Broken(at_fault, saying.what, saying.mend, opened=saying.opened)


def _mark(mark: yaml.Mark, lines: list[str]) -> Mark:
    """A place for people, who know no line after the last."""
    if mark.line < len(lines) or not lines:
        return Mark(mark.line + 1, mark.column + 1)
    return Mark(len(lines), len(lines[-1]) + 1)


def _slip_nearby(mark: Mark, problem: str, lines: list[str]) -> Broken | None:
    """Slips that the parser notices only later, or takes for something else."""
    if found := _other_bullet(mark, lines):
        return found
    if "did not find expected" in problem and _after_a_quote(mark, lines):
        mend = f'To show quotes, {QUOTES} and write those inside it as \\".'
        return Broken(mark, "The text goes on after its closing quote.", mend)
    if "mapping values" in problem or "':'" in problem:
        return _forgotten_space(mark, lines) or _keys_below_a_text(mark, lines)
    return None


def _bad_start(mark: Mark, lines: list[str]) -> Broken:
    line = lines[mark.line - 1] if mark.line <= len(lines) else ""
    sign = line[mark.column - 1 : mark.column]
    if sign == "\t":
        return Broken(mark, "A tab is used to indent.", "Use spaces, two for each level.")
    return Broken(mark, f"A text can't begin with `{sign}`.", MEANT)


def _other_bullet(mark: Mark, lines: list[str]) -> Broken | None:
    """A list from a word processor."""
    found = BULLET.match(lines[mark.line - 1]) if mark.line <= len(lines) else None
    if found is None:
        return None
    place = Mark(mark.line, found.start(1) + 1)
    return Broken(place, f"This entry begins with `{found.group(1)}`.", "Begin it with `- `.")


def _forgotten_space(mark: Mark, lines: list[str]) -> Broken | None:
    """`a:1` reads as one word, and the parser complains a line too late."""
    for number in (mark.line, mark.line - 1):
        if 1 <= number <= len(lines) and COLON.match(lines[number - 1]):
            column = lines[number - 1].index(":") + 1
            return Broken(Mark(number, column), "A space is missing after the colon.", "Write `key: value`.")
    return None


def _after_a_quote(mark: Mark, lines: list[str]) -> bool:
    before = lines[mark.line - 1][: mark.column - 1].rstrip() if mark.line <= len(lines) else ""
    return before[-1:] in ('"', "'") and before.lstrip("- ") != ""


def _keys_below_a_text(mark: Mark, lines: list[str]) -> Broken | None:
    """`- A step`, and below it `closes: ...`: the step's name needs its key too."""
    above = lines[mark.line - 2] if 2 <= mark.line <= len(lines) else ""
    if not (TEXT_ENTRY.match(above) and KEY_BELOW.match(lines[mark.line - 1])):
        return None
    mend = "Begin the entry above with `- name: `, or check how far this line is indented."
    return Broken(mark, "A colon is not expected here.", mend)
