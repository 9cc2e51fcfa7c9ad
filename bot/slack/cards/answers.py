"""Answers to questions: the answer first, then a quiet line on where it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bot.advisor.heard import Answered
from bot.career.answer import Chat, Choice, Clarify, NoMatch, Part, Reply, Section
from bot.career.guide import OVERVIEW
from bot.career.wording import band_line
from bot.career.wording import plain as wording
from bot.slack.cards import presses
from bot.slack.cards.blocks import (
    Block,
    Element,
    Message,
    actions,
    bold,
    bullets,
    button,
    context,
    lines,
    message,
    preformatted,
    rows,
    section,
    value,
    words,
)
from bot.slack.cards.opinions import reasons
from bot.slack.cards.overview import overview_card
from bot.slack.cards.salary import salary_table
from bot.slack.escape import cut

SHORT = 8  # a list up to here is shown whole
FIRST = 5
MOST_WORDS = 60
LONGEST_SAID = 300  # of a question, kept in a button's value


def answer_card(
    heard: Answered,
    *,
    whole: bool = False,
    private: bool = False,
    thanks: str = "",
    about: Mapping[str, object] | None = None,
) -> Message:
    """Any answer.

    `whole`: lists in full length. `private`: only the asker sees it, so it can be shared. `thanks`: for an
    opinion or for sharing, in place of the buttons that asked for it; `about`: reasons may be given too.
    """
    answer = heard.answer
    match answer:
        case Reply() if heard.guide and [part.topic for part in answer.sections] == [OVERVIEW]:
            return overview_card(answer, heard.guide, heard.related, private=private)
        case Reply():
            return _reply(heard, answer, _below(heard, answer, private, thanks, about), whole=whole)
        case Clarify():
            return choices_card(answer.text, answer.choices, answer.role, said=heard.text)
        case NoMatch():
            return _no_match(heard, answer)
        case Chat():
            return message(wording(answer), section(words(answer.text)))


def _reply(heard: Answered, reply: Reply, below: Sequence[Block], *, whole: bool) -> Message:
    long = not whole and any(_is_long(part) for one in reply.sections for part in one.parts)
    body = [block for one in reply.sections for block in _section(one, whole=whole)]
    return message(
        said_plainly(reply),
        *body,
        actions(_show_all(heard, reply) if long else None, *_related(heard)),
        context(quiet) if (quiet := quiet_line(reply, several=heard.several)) else None,
        *below,
    )


def _below(
    heard: Answered, reply: Reply, private: bool, thanks: str, about: Mapping[str, object] | None
) -> list[Block]:
    """What is asked of the reader, or the thanks for it."""
    if thanks:
        asked = reasons(about) if about else None
        return [context(thanks), *([asked] if asked else [])]
    row = actions(*_opinions(heard, reply), _share(heard, reply) if private else None)
    return [row] if row else []


def shared_card(heard: Answered, name: str) -> Message:
    """A clean copy for a channel, whole and without buttons, with who shared it."""
    assert isinstance(heard.answer, Reply)
    by = f"{name or 'Somebody'} shared this from the guide to {heard.answer.title}"
    body = [block for one in heard.answer.sections for block in _section(one, whole=True)]
    return message(f"{by}\n{said_plainly(heard.answer)}", context(by), *body)


def _section(one: Section, *, whole: bool) -> Iterator[Block]:
    bands = one.salary.bands if one.salary else ()
    alone = band_line(bands[0], one.salary) if one.salary and len(bands) == 1 else None
    yield section(lines(bold(one.label), one.lead, alone))
    if one.salary and not alone:
        yield preformatted(salary_table(one.salary))
    for part in one.parts:
        if part.heading:
            yield section(bold(part.heading))
        items = part.items if whole or not _is_long(part) else part.items[:FIRST]
        yield bullets(items, numbered=part.numbered, first=part.first)
    if one.note:
        yield context(one.note)


def _is_long(part: Part) -> bool:
    return len(part.items) > SHORT


def _show_all(heard: Answered, reply: Reply) -> Element:
    count = sum(len(part.items) for one in reply.sections for part in one.parts)
    return button(f"Show all {count}", presses.ALL, value(**_which(heard, reply)))


def said_plainly(reply: Reply) -> str:
    """The whole answer in words, with what it is about first where it has no sentence of its own."""
    about = ", ".join(one.label for one in reply.sections)
    heading = [] if reply.sections[0].lead else [f"{about} · {reply.title}"]
    return "\n".join([*heading, wording(reply)])


def _topics(reply: Reply) -> list[str]:
    return [one.topic for one in reply.sections]


def _related(heard: Answered) -> tuple[Element, ...]:
    assert isinstance(heard.answer, Reply)
    return topic_buttons(heard.related, heard.answer.role)


def topic_buttons(topics: Sequence[Choice], role: str | None) -> tuple[Element, ...]:
    return tuple(
        button(topic.label, presses.action(presses.TOPIC, number), value(r=role, t=[topic.id]))
        for number, topic in enumerate(topics)
    )


def quiet_line(reply: Reply, *, several: bool) -> str:
    """Which words led here, of which role where that is a question, and the source."""
    noted = any(one.note for one in reply.sections)
    source = f"source: {'; '.join(reply.sources)}" if reply.sources else "" if noted else "no source named"
    return " · ".join(part for part in (_matched(reply), reply.title if several else "", source) if part)


def _matched(reply: Reply) -> str:
    """The words that led to each topic; one of several that led to the same."""
    labels = {one.topic: one.label for one in reply.sections}
    first = {one.topic: one.words for one in reversed(reply.evidence) if one.topic in labels}
    led = [f"“{cut(first[topic], MOST_WORDS)}” → {labels[topic]}" for topic in labels if topic in first]
    return "Matched " + ", ".join(led[:3]) if led else ""


def _which(heard: Answered, reply: Reply) -> dict[str, object]:
    """What a button needs to bring the same answer back."""
    return {"r": reply.role, "t": _topics(reply), "w": heard.text[:LONGEST_SAID]}


def _opinions(heard: Answered, reply: Reply) -> tuple[Element, ...]:
    """Only for an answer to words of a person's: who pressed a topic knows what they get."""
    if not heard.text:
        return ()
    about = value(**_which(heard, reply), n=[choice.id for choice in reply.choices[1:4]])
    return (
        button("Helpful", presses.HELPFUL, about),
        button("Not helpful", presses.UNHELPFUL, about),
        button("Not this?", presses.WRONG, about, aloud="Not this? I meant something else"),
    )


def _share(heard: Answered, reply: Reply) -> Element:
    return button("Share in channel", presses.SHARE, value(**_which(heard, reply)))


def choices_card(
    text: str, choices: Sequence[Choice], role: str | None, *, said: str = "", was: str = ""
) -> Message:
    """ "Did you mean": at most three, and a way out. `said`: the question; `was`: the topic it is not."""
    buttons = [
        button(
            choice.label,
            presses.action(presses.CHOOSE, number),
            value(r=role, i=choice.id, w=said[:LONGEST_SAID], x=was),
        )
        for number, choice in enumerate(choices[:3])
    ]
    none = button("None of these", presses.NONE, value(r=role, w=said[:LONGEST_SAID]))
    listed = ", ".join(choice.label for choice in choices[:3])
    return message(f"{text}\n{listed}", section(words(text)), actions(*buttons, none))


def _no_match(heard: Answered, answer: NoMatch) -> Message:
    tell = tell_owner(answer.role, heard.text) if heard.owner and heard.text else None
    return message(
        wording(answer),
        section(words(answer.text)),
        *rows([*topic_buttons(answer.holds, answer.role), *([tell] if tell else [])]),
    )


def tell_owner(role: str | None, said: str) -> Element:
    return button("Tell the guide's owner", presses.TELL_OWNER, value(r=role, w=said[:LONGEST_SAID]))
