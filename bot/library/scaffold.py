"""A new guide to fill in: every key is there, explained and commented out but the title."""

from __future__ import annotations

import json
import re
import unicodedata

MODELINE = "# yaml-language-server: $schema=../schemas/guide.json"

BODY = """
# Fill in what you know and remove the "# " before it; all keys but the title are optional.
# A question about what is left out is answered "this guide doesn't say".
# `career check` lists every mistake; `career preview` shows what people will be answered.

# Other titles that mean this role:
# aliases:
#   - Another Title
#   - A Short Title

# What the role is, in a few sentences:
# overview: >-
#   The person in this role ...

# In a list, begin each entry with "- ". Where people use other words for an entry, add them under `also`;
# they help to understand questions and are never shown.
# responsibilities:
#   - Do this
#   - Do that

# skills:
#   - A Skill
#   - {name: Another Skill, also: [what people call it, its short name]}

# Where the role leads next, and further on:
# progression:
#   leads_to:
#     - The Next Role
#   transitions:
#     - A Role Further On

# What people often lack, and how they can learn it:
# skill_gaps:
#   missing:
#     - A Rare Skill
#   suggestions:
#     - Take part in something that teaches it.

# Numbers in digits alone: 30000, not 30,000. `period` is year, month, week, day or hour.
# salary:
#   currency: USD
#   period: year
#   region: where the figures hold
#   as_of: when they were gathered
#   levels:
#     - {level: entry, low: 30000, high: 40000}
#     - {level: mid, low: 40000, high: 50000}
#     - {level: senior, low: 50000, high: 60000}

# demand:
#   trend: Strong growth
#   detail: Why it is so.

# employers:
#   - A Company

# industries:
#   - A Sector

# The roadmap that people walk through step by step. `closes` names skills from the lists above;
# `first_action` is a start that takes some fifteen minutes.
# next_steps:
#   - The first step
#   - name: The second step
#     also: [what people call it]
#     closes: [A Skill]
#     first_action: Write down three places where it could begin.

# Where the facts come from:
# sources:
#   - {name: Who says so, date: May 2026, url: "https://example.com", note: what to know about it}

# Who keeps this guide (a Slack user id or an address), when it was last checked, and how often it should be:
# owner: you@example.com
# reviewed: 2026-11-01
# review_every: 6 months

# Questions that must find their topic; `career check` asks them:
# questions:
#   salary:
#     - what does this role pay
"""


def new_guide(title: str, slug: str) -> str:
    """The text of a new guide file."""
    return f"{MODELINE}\ntitle: {_plain_or_quoted(title)}\nslug: {slug}\n{BODY}"


def slug_of(title: str) -> str:
    """A slug for a title, empty where it has no Latin letters or digits."""
    latin = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", latin.casefold()).strip("-")[:80].strip("-")


def _plain_or_quoted(title: str) -> str:
    simple = re.fullmatch(r"[A-Za-z][\w ()/,-]*", title) is not None
    return title if simple else json.dumps(title, ensure_ascii=False)
