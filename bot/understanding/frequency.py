"""How common a word is in English at large.

The list is symspellpy's (82,000 words counted in Google's Ngrams); its code stays unloaded.
"""

from __future__ import annotations

from bisect import bisect_left
from codecs import BOM_UTF8
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

_FILE = "frequency_dictionary_en_82_765.txt"
_TOTAL = 541.8e9  # all counts of the list together
_APPENDED = 67  # contractions at its end, of a made-up count
_BUCKETS = 20  # to one unit of the scale

# Good words of today that the list, made from old books, lacks or counts too low.
_TODAY = {
    6.0: "ok hi hello ai us uk pm",
    5.0: "app apps api apis ui ux sql hr it ceo cto vp usd eur gbp ml llm llms iot html css aws gps pdf usb",
    4.5: "lol thanks congrats youtube facebook linkedin chatgpt slack zoom android iphone wifi onboarding"
    " atm bitcoin crypto startup startups dataset datasets analytics devops website login signup"
    " smartphone covid okay vs",
    4.0: "lmao haha hahaha hmm hm yep nope nah yup yay ugh omg fyi tbh imo imho afaik btw meh asap eta faq"
    " diy layoff layoffs upskill upskilling reskilling freelancer freelancers freelancing sabbatical"
    " teammate teammates roadmap roadmaps kpi kpis okr okrs jd pto wfh ic emea apac gdpr hipaa sre"
    " sres cfo coo cio cmo ciso svp evp frontend backend fullstack chatbot chatbots uber netflix"
    " nvidia airbnb salesforce databricks snowflake ibm nasa paypal venmo spotify tiktok whatsapp"
    " instagram tesla openai ikea huawei lidl aldi costco walmart kubernetes docker terraform pytorch"
    " tensorflow jupyter github gitlab jira python linux postgres numpy pandas hadoop kafka airflow"
    " mlflow gcp azure saas paas cicd qa mba phd gpa cv esg rsu rsus dei nlp barista youtuber podcast"
    " podcaster blogger vlogger influencer gamer esports drone drones selfie emoji emojis",
}


@cache
def frequencies() -> Mapping[str, float]:
    """English words and how common each is on the Zipf scale: 1 once in a hundred million, 7 "the"."""
    listed = _listed()
    known: dict[str, float] = {}
    start = 0
    # commonest first: words of about one count share one number, which is quick to find and small to keep
    for bucket in range(8 * _BUCKETS, _BUCKETS - 1, -1):
        least = 10 ** (bucket / _BUCKETS - 9) * _TOTAL
        end = bisect_left(range(len(listed)), True, lo=start, key=lambda at: _count(listed, at) < least)
        known.update(dict.fromkeys(_words(listed[start:end]), bucket / _BUCKETS))
        start = end
    known.update(dict.fromkeys(_words(listed[start:]), 1.0))
    for value, today in _TODAY.items():
        known.update((word, max(value, known.get(word, 0.0))) for word in today.split())
    return known


def zipf(word: str) -> float:
    """How common a lower-case word is, 1 to 8; 0 for one that is not English."""
    return frequencies().get(word, 0.0)


def _list() -> Path:
    spec = find_spec("symspellpy")
    assert spec is not None, "symspellpy is among the dependencies"
    assert spec.origin is not None
    return Path(spec.origin).with_name(_FILE)


def _listed() -> bytes:
    """The list, a word and its count to a line, commonest first."""
    return _list().read_bytes().removeprefix(BOM_UTF8).rsplit(b"\n", _APPENDED)[0] + b"\n"


def _count(listed: bytes, at: int) -> int:
    """The count on the line that has the byte at a place."""
    start, end = listed.rfind(b"\n", 0, at) + 1, listed.index(b"\n", at)
    return int(listed[start:end].rpartition(b" ")[2])


def _words(lines: bytes) -> list[str]:
    """The words of some lines; without their digits only words are left, which spares half the work."""
    return lines.translate(None, b"0123456789").decode().split()
