"""From what was heard to a question: whose role, which topics, which details, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from bot.career.guide import DEMAND, EMPLOYERS, INDUSTRIES, NEXT_STEPS, OVERVIEW, PROGRESSION, SALARY
from bot.career.library import Library
from bot.career.memory import Memory
from bot.career.question import Chat, Details, Evidence, Question
from bot.understanding.choosing import named_list
from bot.understanding.confidence import ANSWER, OFFER
from bot.understanding.deciding import Decision, decide
from bot.understanding.following import asks_for_title
from bot.understanding.following import topics as followed
from bot.understanding.hearing import Heard, Listener, span_mask
from bot.understanding.items import Entries, Entry
from bot.understanding.membership import is_brief, is_yes_or_no
from bot.understanding.naming import Names, names
from bot.understanding.narrowing import levels_asked
from bot.understanding.roles import Mention
from bot.understanding.smalltalk import SmallTalk
from bot.understanding.stepping import Anchor, steps
from bot.understanding.text import Tokens, tokenize
from bot.understanding.traits import Spans, spans

GUIDES_KEPT = 256
MOST_OFFERED = 3
PAY_ELSEWHERE = "region"  # in words.yaml: pay by place, currency or company
ANCHORS = frozenset("from after here later afterward eventual".split())
TEXTS = frozenset({OVERVIEW, SALARY, DEMAND})  # what is no list
THEIRS = frozenset({"they", "their", "theirs"})


@dataclass(frozen=True, slots=True)
class Hearing:
    """What was heard, of which role, before which memory, and what was decided of it."""

    text: str
    heard: Heard
    slug: str | None
    entries: Entries | None
    memory: Memory
    decision: Decision


class Interpreter:
    """Makes questions of texts, for one library."""

    def __init__(self, library: Library, listener: Listener) -> None:
        self._library = library
        self._listener = listener
        self._small_talk = SmallTalk(library.words.small_talk, listener.lexicon)
        self._entries = lru_cache(maxsize=GUIDES_KEPT)(self._index)

    def _index(self, slug: str) -> Entries:
        return Entries(self._library.guides[slug], self._listener.lexicon)

    def read(self, text: str, memory: Memory) -> Question:
        """What a text asks, given what was said before it."""
        tokens = self._listener.mend(tokenize(text))
        chat = self._small_talk.read(self._listener.lexicon.all_words(tokens.items))
        if chat:
            return Question(text=text, kind="chat", chat=chat, confidence=1.0)
        tokens, courtesy = self._without_courtesies(tokens)
        words, mentions = self._listener.words(tokens)
        named = _named_roles(mentions)
        if len(named) > 1 and memory.role not in named:
            return Question(text=text, kind="unclear", near=named[:MOST_OFFERED])
        slug = self._role(named, memory)
        entries = self._entries(slug) if slug in self._library.guides else None
        heard = self._listener.hear(tokens, words, mentions, entries)
        if not heard.words:
            return Question(text=text, kind="chat", chat="help", confidence=1.0)
        decision = decide(heard)
        if courtesy == "thanks" and _says_nothing(heard, decision):
            return Question(text=text, kind="chat", chat=courtesy, confidence=1.0)
        return self._question(Hearing(text, heard, slug, entries, memory, decision))

    def spans(self, text: str) -> Spans:
        """The sentences and clauses of a text with their traits, for what learns from them."""
        tokens, _ = self._without_courtesies(self._listener.mend(tokenize(text)))
        words, mentions = self._listener.words(tokens)
        slug = self._role(_named_roles(mentions), Memory())
        entries = self._entries(slug) if slug in self._library.guides else None
        return spans(self._listener.hear(tokens, words, mentions, entries))

    def _without_courtesies(self, tokens: Tokens) -> tuple[Tokens, Chat | None]:
        """What is said beside greetings and thanks, and which of these there were."""
        courtesy, polite = self._small_talk.courtesies(self._listener.lexicon.all_words(tokens.items))
        if not polite:
            return tokens, courtesy
        kept = tuple(token for at, token in enumerate(tokens.items) if at not in polite)
        return tokens.with_items(kept), courtesy

    def _role(self, named: tuple[str, ...], memory: Memory) -> str | None:
        """Whose role is meant: the one named (of several, the one talked about), remembered, or usual."""
        if named:
            return memory.role if memory.role in named else named[0]
        return memory.role or self._library.usual_role

    def _question(self, hearing: Hearing) -> Question:
        heard, memory = hearing.heard, hearing.memory
        own = heard.here or _names_role(heard)
        other = _other(heard)
        if other and not own:
            return self._about_other(hearing, other)
        if own and _bare(heard) and not (memory.other_role and memory.topics):
            return Question(
                text=hearing.text, kind="ask", role=hearing.slug, topics=(OVERVIEW,), confidence=0.9
            )
        if memory.other_role and not own and THEIRS & {word.key for word in heard.words}:
            return Question(
                text=hearing.text,
                kind="unknown",
                other_role=memory.other_role,
                topics=hearing.decision.topics,
            )
        return self._about_role(hearing, other)

    def _about_other(self, hearing: Hearing, other: Mention) -> Question:
        """Of a title without a guide only how it relates to the role at hand can be told."""
        name = other.name or hearing.heard.said(other.start, other.end)
        related = _is_relation(hearing, other) or asks_for_title(hearing.heard, hearing.memory)
        if not hearing.slug or not related:
            topics = hearing.decision.topics
            return Question(text=hearing.text, kind="unknown", other_role=name, topics=topics)
        details = self._details(hearing, (PROGRESSION,))
        several = len(details.items) > 1
        return self._ask(hearing, (PROGRESSION,), details if several else _titles(other, name))

    def _about_role(self, hearing: Hearing, other: Mention | None) -> Question:
        heard, decision = hearing.heard, hearing.decision
        going_on = followed(heard, decision, hearing.memory)
        if going_on:
            return self._ask(hearing, going_on, self._details(hearing, going_on))
        if SALARY in decision.topics and _of_an_entry(heard, hearing.memory):
            return self._not_held(hearing, PAY_ELSEWHERE)
        if decision.outside and decision.sure < ANSWER:
            return self._not_held(hearing, decision.outside)
        if hearing.slug is None:
            return self._whose(hearing)
        topics = decision.topics
        one = named_list(heard, topics) if is_yes_or_no(heard) and len(topics) > 1 else None
        if one and not any(topic in TEXTS for topic in topics):
            topics = (one,)
        details = self._details(hearing, topics)
        if decision.sure >= ANSWER:
            if other and PROGRESSION in topics:
                details = _titles(other, other.name or heard.said(other.start, other.end))
            return self._ask(hearing, topics, details)
        return self._unclear(hearing)

    def _not_held(self, hearing: Hearing, fact: str) -> Question:
        known = self._library.words.outside.get(fact)
        label = known.label if known else None
        return Question(text=hearing.text, kind="unknown", role=hearing.slug, outside=label)

    def _whose(self, hearing: Hearing) -> Question:
        """No role is named, remembered or usual: which one is asked back, if the rest makes a question."""
        known = hearing.decision.sure >= ANSWER and bool(self._library.guides)
        near = tuple(islice(self._library.guides, MOST_OFFERED)) if known else ()
        return Question(text=hearing.text, kind="unclear" if known else "unknown", near=near)

    def _unclear(self, hearing: Hearing) -> Question:
        """Too little to answer: what might be meant is offered, if there is anything."""
        own = any(mention.kind == "role" for mention in hearing.heard.mentions)
        near = (*hearing.decision.topics, *hearing.decision.near)
        offered = own or hearing.decision.sure >= OFFER
        guide = self._library.guides.get(hearing.slug or "")
        choices = tuple(dict.fromkeys((*near, *(guide.topics if guide else ()))))
        return Question(
            text=hearing.text,
            kind="unclear" if offered else "unknown",
            role=hearing.slug,
            near=choices[:MOST_OFFERED],
            evidence=_evidence(hearing),
            confidence=hearing.decision.sure,
        )

    def _ask(self, hearing: Hearing, topics: tuple[str, ...], details: Details) -> Question:
        return Question(
            text=hearing.text,
            kind="ask",
            role=hearing.slug,
            topics=topics,
            details=details,
            near=hearing.decision.near,
            evidence=_evidence(hearing),
            confidence=hearing.decision.sure,
        )

    def _details(self, hearing: Hearing, topics: tuple[str, ...]) -> Details:
        heard, memory = hearing.heard, hearing.memory
        found = names(heard, hearing.decision, topics, hearing.entries)
        levels = levels_asked(
            heard,
            tuple(self._library.words.levels),
            memory.details.levels if SALARY in memory.topics else (),
            by_order=topics != hearing.decision.topics,
        )
        sums = [sum for _, _, sum in heard.amounts]
        asked = is_yes_or_no(heard) or (bool(found.entries or found.unlisted) and is_brief(heard))
        return Details(
            levels=levels or (memory.details.levels if sums and SALARY in memory.topics else ()),
            amount=sums[0] if sums and SALARY in topics else None,
            steps=self._steps(hearing, found) if NEXT_STEPS in topics else (),
            items=_item_names(found.entries),
            close=_item_names(found.close),
            unlisted=found.unlisted if asked else (),
            membership=asked,
            compare=len(levels) > 1,
        )

    def _steps(self, hearing: Hearing, found: Names) -> tuple[int, ...]:
        guide = self._library.guides.get(hearing.slug or "")
        if guide is None:
            return ()
        named = list(_anchors(hearing, found))
        before = hearing.memory.details.steps if NEXT_STEPS in hearing.memory.topics else ()
        counted = steps(hearing.heard.words, len(guide.next_steps), named, before)
        return counted or tuple(entry.position + 1 for entry in found.entries if entry.topic == NEXT_STEPS)


def _anchors(hearing: Hearing, found: Names) -> Iterator[Anchor]:
    """The steps that are named, else the one described, and where."""
    heard, entries = hearing.heard, hearing.entries
    whole = False
    for match in heard.entries:
        for entry in match.value:
            if entry.topic == NEXT_STEPS and not match.mask & heard.dropped:
                whole = True
                yield Anchor(entry.position + 1, match.start, match.end)
    if entries and not whole:
        for entry in (*found.entries, *found.close)[:1]:
            if entry.topic == NEXT_STEPS:
                yield Anchor(entry.position + 1, *entries.place(entry, heard.words))


def _of_an_entry(heard: Heard, memory: Memory) -> bool:
    """ "How much does that one pay?", said of an employer, a sector or a title."""
    said = " ".join(word.key for word in heard.words)
    pointed = any(f"{which} one" in said for which in ("that", "this", "last", "first", "second", "third"))
    return pointed and bool({EMPLOYERS, INDUSTRIES, PROGRESSION} & set(memory.topics))


def _named_roles(mentions: Sequence[Mention]) -> tuple[str, ...]:
    """The roles of the library that the first one named may be."""
    return next((mention.slugs for mention in mentions if mention.slugs), ())


def _says_nothing(heard: Heard, decision: Decision) -> bool:
    """Whether what is said beside thanks asks for nothing: "thanks, have to run"."""
    said = heard.levels or heard.entries or heard.mentions or decision.sure >= OFFER
    return not said and not any(word.asked for word in heard.words) and heard.words[0].key != "and"


def _is_relation(hearing: Hearing, other: Mention) -> bool:
    """Whether the way from the role at hand to a title is asked for, not the title's own facts."""
    decision, title = hearing.decision, other.kind == "title"
    if decision.sure < ANSWER or not {PROGRESSION, NEXT_STEPS} & set(decision.topics):
        return False
    answerable = title or decision.topics[0] == PROGRESSION
    if hearing.heard.listed or (answerable and is_yes_or_no(hearing.heard)):
        return True
    if title:
        return decision.topics[0] == PROGRESSION
    return any(word.key in ANCHORS for word in hearing.heard.words)


def _titles(other: Mention, name: str) -> Details:
    if other.kind == "title":
        return Details(items=(other.name,), membership=True)
    return Details(unlisted=(name,), membership=True)


def _names_role(heard: Heard) -> bool:
    """Whether a role of the library is named, and not only to rule it out."""
    return any(
        one.kind == "role" and not span_mask(one.start, one.end) & heard.dropped for one in heard.mentions
    )


def _other(heard: Heard) -> Mention | None:
    """The title without a guide that is asked about, as opposed to what somebody is or was."""
    turned = heard.background | heard.dropped
    for mention in heard.mentions:
        if mention.kind != "role" and not span_mask(mention.start, mention.end) & turned:
            return mention
    return None


def _item_names(entries: tuple[Entry, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(entry.item.name for entry in entries))


def _bare(heard: Heard) -> bool:
    """Nothing but the role's name."""
    return all(word.key == "{role}" for word in heard.words)


def _evidence(hearing: Hearing) -> tuple[Evidence, ...]:
    """The words that led to the topics, those that say most first."""
    heard, decision = hearing.heard, hearing.decision
    found = [
        Evidence(heard.said(match.start, match.end), match.value.topic)
        for match in sorted(decision.matches, key=lambda match: -match.value.weight)
        if match.value.topic in (*decision.topics, *decision.near)
    ]
    return tuple(dict.fromkeys(found))[:5]
