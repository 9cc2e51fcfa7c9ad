"""What only shows when all files are seen together: names claimed twice, and names that mean nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Generic, NamedTuple, TypeVar

from bot.career.guide import TOPICS, Guide
from bot.career.library import FaqEntry, Topic
from bot.career.words import Words
from bot.library.guides import ALIASES, QUESTIONS, SLUG, TITLE
from bot.library.nodes import ListNode, MapNode, Node, TextNode
from bot.library.problems import At, Mark

T = TypeVar("T")
DEFAULT_ROLE = "default_role"


class Written(NamedTuple, Generic[T]):
    """What one file says, beside its nodes, for what is to be said of them later."""

    value: T | None
    root: Node | None
    at: At


def check_slugs(guides: list[Written[Guide]]) -> None:
    """Two guides can't have one slug."""
    owners: dict[str, Written[Guide]] = {}
    for written in guides:
        if written.value is None:
            continue
        slug = written.value.slug
        first = owners.setdefault(slug, written)
        if first is not written:
            what = f"The slug `{slug}` is taken by {first.at.file}."
            written.at.problem(_mark(written, SLUG.name), what, "Give this guide a `slug` of its own.")


def check_names(guides: list[Written[Guide]]) -> None:
    """Two roles can't have one title. An alias may lead to two: people are then asked which they mean."""
    owners: dict[str, Written[Guide]] = {}
    for name, written, mark in _names(guides, titles=True):
        owner = owners.setdefault(_plain(name), written)
        if owner is not written:
            what = f"`{name}` is already the title of {owner.at.file}."
            written.at.problem(mark, what, "Say in the title what is different.")
    for name, written, mark in _names(guides, titles=False):
        owner = owners.setdefault(_plain(name), written)
        if owner is not written:
            what = f"`{name}` already means the role of {owner.at.file}."
            mend = "Keep it in one of the two guides, or people will be asked which they mean."
            written.at.hint(mark, what, mend)


def check_faq(faq: list[Written[tuple[FaqEntry, ...]]], topics: dict[str, Topic], slugs: set[str]) -> None:
    """An FAQ entry's id must be unlike any topic, role or other entry."""
    owners: dict[str, str] = dict.fromkeys((*TOPICS, *topics), "a topic") | dict.fromkeys(slugs, "a role")
    for written in faq:
        for entry in written.value or ():
            if owner := owners.get(entry.id):
                what = f"The id `{entry.id}` is already {owner}."
                written.at.problem(_mark_of_id(written.root, entry.id), what, "Choose another id.")
            owners[entry.id] = f"an entry of {written.at.file}"


def check_questions(guides: list[Written[Guide]], known: set[str]) -> None:
    """Example questions stand under a topic or an FAQ entry."""
    for written in guides:
        asked = written.root.get(QUESTIONS.name) if isinstance(written.root, MapNode) else None
        for key, _ in asked.pairs if isinstance(asked, MapNode) else ():
            if key.text not in known:
                what = f"`{key.text}` under `{QUESTIONS.name}` is neither a topic nor an FAQ entry."
                written.at.problem(key.mark, what, f"Topics are: {', '.join(TOPICS)}.")


def check_default_role(words: Written[Words], slugs: set[str]) -> None:
    """The role meant when none is named must have a guide."""
    role = words.value.default_role if words.value else None
    if role and role not in slugs:
        what = f"`{DEFAULT_ROLE}` is `{role}`, and no guide has that slug."
        words.at.problem(_mark(words, DEFAULT_ROLE), what, "Name a guide's slug, or remove the line.")


def _names(guides: list[Written[Guide]], titles: bool) -> Iterator[tuple[str, Written[Guide], Mark]]:
    for written in guides:
        if written.value is None:
            continue
        if titles:
            yield written.value.title, written, _mark(written, TITLE.name)
            continue
        listed = written.root.get(ALIASES.name) if isinstance(written.root, MapNode) else None
        for alias in listed.entries if isinstance(listed, ListNode) else ():
            if isinstance(alias, TextNode) and not alias.empty:
                yield alias.text, written, alias.mark


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", " ", name.casefold()).strip()


def _mark(written: Written[T], key: str) -> Mark:
    node = written.root.get(key) if isinstance(written.root, MapNode) else None
    return node.mark if node else Mark()


def _mark_of_id(root: Node | None, id: str) -> Mark:
    """Where the last entry with this id stands: of two in one file, the second is the one too many."""
    marks = [Mark()]
    for entry in root.entries if isinstance(root, ListNode) else ():
        name = entry.get("id") if isinstance(entry, MapNode) else None
        if isinstance(name, TextNode) and name.text.strip() == id:
            marks.append(name.mark)
    return marks[-1]
