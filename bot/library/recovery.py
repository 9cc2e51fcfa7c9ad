"""Reading on after a slip: what is broken is left out, so that one mistake doesn't hide the next."""

from __future__ import annotations

from bisect import bisect_right

from bot.library.composing import compose
from bot.library.nodes import Node
from bot.library.problems import At
from bot.library.syntax import Broken

EFFORT = 1_000_000  # characters parsed over and over, each try counted as TRY at least
TRY = 50_000


def read_on(text: str, at: At) -> tuple[Node | None, bool]:
    """The nodes of what could be read, and whether that is the whole file."""
    draft = Draft(text)
    effort = EFFORT
    while effort > 0:
        effort -= len(text) + TRY
        try:
            return compose(draft.text, at), draft.whole
        except Broken as broken:
            at.problem(broken.mark, broken.what, broken.mend)
            if broken.final or not draft.leave_out(broken):
                break
    return None, False


class Draft:
    """A file's lines, of which broken ones are blanked; the others keep their numbers."""

    def __init__(self, text: str) -> None:
        self.lines = text.splitlines()
        self.whole = True
        self._starts = _block_starts(self.lines)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def leave_out(self, broken: Broken) -> bool:
        """Blanks what is broken, as little as will do; False if nothing was left of it."""
        line = max(1, min(broken.mark.line, len(self.lines)))
        block = self._block(line)
        spoiled = block if broken.opened or line == block.start else self._with_what_hangs_on(line, block)
        found = any(self.lines[number - 1] for number in spoiled)
        for number in spoiled:
            self.lines[number - 1] = ""
        self.whole = False
        return found

    def _with_what_hangs_on(self, line: int, block: range) -> range:
        """The line and those below it that are indented further: without it they mean something else."""
        end = line + 1
        while end in block and _indent(self.lines[end - 1]) > _indent(self.lines[line - 1]):
            end += 1
        return range(line, end)

    def _block(self, line: int) -> range:
        """The lines of the key or entry around a line."""
        index = bisect_right(self._starts, line)
        begin = self._starts[index - 1] if index else 1
        return range(begin, self._starts[index] if index < len(self._starts) else len(self.lines) + 1)


def _block_starts(lines: list[str]) -> list[int]:
    """The line numbers where the file's keys begin, or its entries if it is a list."""
    starts = [number for number, line in enumerate(lines, 1) if line and line[0] not in " \t#]})"]
    if starts and not lines[starts[0] - 1].startswith("-"):
        starts = [number for number in starts if not lines[number - 1].startswith("-")]
    return starts


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
