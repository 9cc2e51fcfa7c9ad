"""From what the bot made of something to the message that says it."""

from __future__ import annotations

from bot.advisor.heard import (
    Answered,
    Compared,
    Dashboard,
    Exported,
    Forgotten,
    Heard,
    Helped,
    Listed,
    Offered,
    Planned,
    PrivacyShown,
    SelfCheckOffered,
    Shared,
    Told,
    WhichRole,
)
from bot.slack.cards.answers import answer_card
from bot.slack.cards.blocks import Message
from bot.slack.cards.comparison import comparison_card
from bot.slack.cards.help import (
    dashboard_card,
    export_card,
    help_card,
    privacy_card,
    roles_card,
    told_card,
    which_role_card,
)
from bot.slack.cards.news import news_of
from bot.slack.cards.roadmap import change_card, next_card, no_steps, offer_card, rhythm_card, roadmap_card
from bot.slack.cards.selfcheck import self_check_card

FORGOTTEN = "Done: everything I stored of you is erased, and I won't write to you again."


def render(heard: Heard, *, private: bool = False, home: str = "") -> Message:
    """The card of anything heard; `private`: only the asker will see it; `home`: a link to their page."""
    match heard:
        case Answered():
            return answer_card(heard, private=private)
        case Shared():
            return answer_card(heard.answered)
        case Compared():
            return comparison_card(heard.comparison)
        case Planned():
            return _planned(heard)
        case Offered():
            return offer_card(heard.guide) if heard.guide.next_steps else no_steps(heard.guide.title)
        case WhichRole():
            return which_role_card(heard.guides)
        case Listed():
            return roles_card(heard.guides)
        case Helped():
            return help_card()
        case Dashboard():
            return dashboard_card(heard, home)
        case Exported():
            return export_card(heard)
        case PrivacyShown():
            return privacy_card(ask=heard.ask)
        case Forgotten():
            return told_card(FORGOTTEN)
        case SelfCheckOffered():
            return self_check_card(heard.guides)
        case Told():
            return told_card(heard.text)


def _planned(heard: Planned) -> Message:
    news = news_of(heard)
    match heard.view:
        case "whole":
            return roadmap_card(heard.plan, news)
        case "next":
            return next_card(heard.plan, news)
        case "rhythm":
            return rhythm_card(heard.plan, news)
        case "change":
            return change_card(heard.plan, news or "Nothing changed.")
