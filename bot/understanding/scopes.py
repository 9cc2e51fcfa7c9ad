"""Words that turn others: what is ruled out ("not the salary"), what somebody is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from bot.understanding.lexicon import Lexicon
from bot.understanding.patterns import Clause, Match, Patterns

DROP = "drop"
KEEP = "keep"
BACKGROUND = "background"
LISTED = "listed"
ASKING = frozenset({"what", "which", "who", "how", "where", "why"})  # where something is asked again


class Scopes:
    def __init__(self, scopes: Mapping[str, Sequence[str]], lexicon: Lexicon) -> None:
        self._patterns: Patterns[str] = Patterns(lexicon.key)
        for kind in (DROP, KEEP, BACKGROUND, LISTED):
            for pattern in scopes.get(kind, ()):
                plain = lexicon.plain(pattern)
                if len(plain.split()) == len(
                    pattern.split()
                ):  # without its noise words it would say too much
                    self._patterns.add(plain, kind)

    def find(self, clause: Clause) -> list[Match[str]]:
        return self._patterns.find(clause)


def dropped(matches: Iterable[Match[str]], clause: Clause) -> int:
    """The words that are ruled out, as a mask: from the words that do so to the end of their clause."""
    matches = list(matches)
    kept = [match for match in matches if match.value == KEEP]
    mask = 0
    for match in matches:
        if match.value != DROP or any(match.mask & keep.mask for keep in kept):
            continue
        end = match.end
        if end not in clause.borders:
            end += 1  # "not what people lack" rules the question out too
        while end < len(clause.keys) and end not in clause.borders and clause.keys[end] not in ASKING:
            end += 1
        end = min(end, len(clause.keys))
        mask |= (1 << end) - (1 << match.start)
    return mask
