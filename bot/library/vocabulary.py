"""The shared vocabulary: topics.yaml and words.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.career.library import Topic
from bot.career.words import Cues, Occupations, Outside, Words
from bot.library.containers import ListOf, MapOf
from bot.library.nodes import ListNode, Node, TextNode
from bot.library.problems import At
from bot.library.records import Fields, Key, Record
from bot.library.shapes import Schema, Shape, Text


@dataclass(frozen=True, slots=True)
class Phrases:
    """Words and phrases: a list, or a text with one on each line or commas between; `#` begins a remark."""

    def read(self, node: Node, at: At) -> tuple[str, ...] | None:
        if not isinstance(node, TextNode):
            return ListOf(Text(), most=10_000).read(node, at)
        lines = (line for line in node.text.splitlines() if not line.lstrip().startswith("#"))
        phrases = (phrase.strip() for line in lines for phrase in line.split(","))
        return tuple(phrase for phrase in phrases if phrase)

    def schema(self) -> Schema:
        return {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}


@dataclass(frozen=True, slots=True)
class Groups:
    """Groups of words that mean the same: a text with a group on each line, or a list of such lines."""

    def read(self, node: Node, at: At) -> tuple[tuple[str, ...], ...] | None:
        if isinstance(node, ListNode):
            lines = ListOf(Text(), most=10_000).read(node, at) or ()
        elif isinstance(node, TextNode):
            lines = tuple(node.text.splitlines())
        else:
            at.problem(
                node.mark, f"{at.name} should be lines of words.", "Write a group of words on each line."
            )
            return None
        groups = (line.split(",") for line in lines if not line.lstrip().startswith("#"))
        read = (tuple(word.strip() for word in group if word.strip()) for group in groups)
        return tuple(group for group in read if group)

    def schema(self) -> Schema:
        return Phrases().schema()


SURE = Key("sure", Phrases(), "patterns that alone say what a question is about")
LIKELY = Key("likely", Phrases(), "patterns that speak for it")
HINT = Key("hint", Phrases(), "patterns that speak for it a little")


def _cues(fields: Fields) -> Cues:
    return Cues(fields.given(SURE, ()), fields.given(LIKELY, ()), fields.given(HINT, ()))


CUES = Record("Cues", (SURE, LIKELY, HINT), _cues)

LABEL = Key("label", Text(most=75), "what a button that leads to it says", required=True)
ASKS = Key("asks", Phrases(), "how people ask about it")
TOPIC_CUES = Key("cues", CUES, "patterns to know it by")


def _topic(fields: Fields) -> Topic | None:
    label = fields.get(LABEL)
    if label is None:
        return None
    return Topic(fields.name, label, fields.given(ASKS, ()), fields.given(TOPIC_CUES, Cues()))


def _outside(fields: Fields) -> Outside | None:
    label = fields.get(LABEL)
    return None if label is None else Outside(label, fields.given(TOPIC_CUES, Cues()))


NAMES = Key("names", Phrases(), "whole occupations")
HEADS = Key("heads", Phrases(), "occupations that need a word before them")
LEADS = Key("leads", Phrases(), "occupations that need `of` and a field behind them")
PLAIN = Key("plain", Phrases(), "words before an occupation that name no field")


def _occupations(fields: Fields) -> Occupations:
    return Occupations(*(fields.given(key, ()) for key in (NAMES, HEADS, LEADS, PLAIN)))


SHORT = Key("short", MapOf(Text()), "short forms and what they stand for")
SAME = Key("same", Groups(), "words that mean the same; the first stands for all")
NOISE = Key("noise", Phrases(), "words to drop before reading")
FRAMING = Key("framing", Phrases(), "words that mean nothing of their own in a question about a role")
LEVELS = Key("levels", MapOf(Phrases()), "other words for the levels of a salary")
OCCUPATIONS = Key(
    "occupations",
    Record("Occupations", (NAMES, HEADS, LEADS, PLAIN), _occupations),
    "how other occupations are named",
)
OUTSIDE = Key(
    "outside",
    MapOf(Record("A fact that guides don't hold", (LABEL, TOPIC_CUES), _outside)),
    "facts near a role that guides don't hold",
)
KNOWN = Key("known", MapOf(Phrases()), "names of the world: companies, tools, sectors")
SCOPES = Key("scopes", MapOf(Phrases()), "patterns that turn the words around them")
SMALL_TALK = Key("small_talk", MapOf(Phrases()), "greetings, thanks and the like")
REPLIES = Key("replies", MapOf(Text(most=1000)), "what to say to small talk")
DEFAULT_ROLE = Key("default_role", Text(), "the slug of the role that is meant when none is named")


def _words(fields: Fields) -> Words:
    return Words(
        short=fields.given(SHORT, {}),
        same=fields.given(SAME, ()),
        noise=fields.given(NOISE, ()),
        framing=fields.given(FRAMING, ()),
        levels=fields.given(LEVELS, {}),
        occupations=fields.given(OCCUPATIONS, Occupations()),
        outside=fields.given(OUTSIDE, {}),
        known=fields.given(KNOWN, {}),
        scopes=fields.given(SCOPES, {}),
        small_talk=fields.given(SMALL_TALK, {}),
        replies=fields.given(REPLIES, {}),
        default_role=fields.get(DEFAULT_ROLE),
    )


TOPICS: Shape[Mapping[str, Topic]] = MapOf(Record("A topic", (LABEL, ASKS, TOPIC_CUES), _topic))
WORDS: Shape[Words] = Record(
    "words.yaml",
    (
        DEFAULT_ROLE,
        SHORT,
        SAME,
        NOISE,
        FRAMING,
        LEVELS,
        OCCUPATIONS,
        OUTSIDE,
        KNOWN,
        SCOPES,
        SMALL_TALK,
        REPLIES,
    ),
    _words,
)
