"""The shared vocabulary: what the library's authors know of how people talk, beside the topics themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Cues:
    """Patterns that speak for something, by how strongly they do.

    A pattern is words with spaces between: `a|b` either, `word?` or nothing, `..` up to three words of any
    kind, `{slot}` something recognised before (`{role}`, `{title}`, `{level}`, `{amount}`, `{item}`,
    `{number}`), `^` and `$` the borders of a clause.
    """

    sure: tuple[str, ...] = ()
    likely: tuple[str, ...] = ()
    hint: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outside:
    """A fact near a role that no guide holds: what to call it, and how people ask for it."""

    label: str
    cues: Cues


@dataclass(frozen=True, slots=True)
class Occupations:
    """How other occupations are named.

    `names` are whole occupations ("welder"); `heads` need a word before them ("sales *manager*"), `leads`
    need `of` and a field behind them ("*head* of sales"); `plain` are words before a head that name no field.
    """

    names: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """Everything of words.yaml.

    `short` spells out what people shorten; of each group in `same` the first word stands for all; `noise` is
    dropped, `framing` is read and means nothing in a question about a role; `known` are names of the world by
    kind (`company`, `tool`, `sector`), so that an unlisted one is seen to be a name; `scopes` are patterns by
    what they do to the words around them; `small_talk` and `replies` are by kind of chat.
    """

    short: Mapping[str, str] = field(default_factory=dict)
    same: tuple[tuple[str, ...], ...] = ()
    noise: tuple[str, ...] = ()
    framing: tuple[str, ...] = ()
    levels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    occupations: Occupations = Occupations()
    outside: Mapping[str, Outside] = field(default_factory=dict)
    known: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    scopes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    small_talk: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    replies: Mapping[str, str] = field(default_factory=dict)
    default_role: str | None = None
