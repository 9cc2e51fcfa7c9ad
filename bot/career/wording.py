"""An answer as plain text: the whole of it, for those who see no blocks, and for scripts."""

from __future__ import annotations

from collections.abc import Iterator

from bot.career.answer import Answer, Chat, Clarify, NoMatch, Part, Reply, Section
from bot.career.guide import Band, Salary


def plain(answer: Answer) -> str:
    """The complete text of an answer, with nothing left to a button."""
    match answer:
        case Reply():
            several = len(answer.sections) > 1
            return "\n\n".join("\n".join(_section(part, headed=several)) for part in answer.sections)
        case Clarify():
            return "\n".join([answer.text, *(f"- {choice.label}" for choice in answer.choices)])
        case NoMatch() | Chat():
            return answer.text


def _section(section: Section, headed: bool) -> Iterator[str]:
    if headed:
        yield f"{section.label}:"
    if section.lead:
        yield section.lead
    if section.salary:
        bullet = "- " if len(section.salary.bands) > 1 else ""
        yield from (f"{bullet}{band_line(band, section.salary)}" for band in section.salary.bands)
    for part in section.parts:
        yield from _part(part)
    if section.note:
        yield section.note


def _part(part: Part) -> Iterator[str]:
    if part.heading:
        yield f"{part.heading}:"
    for number, item in enumerate(part.items, part.first):
        yield f"{number}. {item}" if part.numbered else f"- {item}"


def amount(sum: int, currency: str) -> str:
    return f"{currency} {sum:,}"


def amounts(band: Band, currency: str) -> str:
    """USD 170,000 to 220,000"""
    return f"{currency} {band.low:,} to {band.high:,}"


def band_line(band: Band, salary: Salary) -> str:
    return f"{level_name(band.level)}: {amounts(band, salary.currency)} a {salary.period}"


def level_name(level: str) -> str:
    """A level's name for people: "Mid level"."""
    words = level.replace("_", " ").replace("-", " ")
    return words[:1].upper() + words[1:] + ("" if "level" in words.casefold() else " level")


def listed(words: tuple[str, ...] | list[str], joint: str = "and") -> str:
    """Words in a row: "a", "a and b", "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {joint} {words[-1]}"
