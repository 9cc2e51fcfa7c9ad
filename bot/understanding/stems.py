"""Word families: manage, manages, managed, managing, manager and managers share a stem.

Light on purpose: a stem is only ever compared with other stems, and two words that mean different things
should keep two. Suffixes go in three rounds: inflection, derivation, the silent e.
"""

from __future__ import annotations

import re
from functools import lru_cache

_IRREGULAR = {
    "does": "do", "did": "do", "done": "do", "has": "have", "had": "have", "having": "have", "paid": "pay",
    "made": "make", "led": "lead", "got": "get", "gotten": "get", "gets": "get", "went": "go", "gone": "go",
    "goes": "go", "sent": "send", "spent": "spend", "lost": "lose", "sold": "sell", "bought": "buy",
    "took": "take", "taken": "take", "gave": "give", "given": "give", "grew": "grow", "grown": "grow",
    "became": "become", "knew": "know", "known": "know", "chose": "choose", "chosen": "choose",
    "wrote": "write", "written": "write", "said": "say", "told": "tell", "taught": "teach", "kept": "keep",
    "left": "leave", "met": "meet", "stole": "steal", "stolen": "steal", "broke": "break", "broken": "break",
    "people": "person", "men": "man", "women": "woman", "children": "child",
    "application": "apply",
}  # fmt: skip
_WHOLE = frozenset(
    "hospitality"
    " news series business always perhaps yes plus gas bus lens during evening morning nothing something"
    " anything everything ceiling hundred need needs speed feed seed indeed wedding other others"
    " aws ios sas kubernetes jenkins devops mlops aiops finops".split()
)
_GROWN = frozenset("implement complement supplement experiment department apartment".split())
_VOWELS = re.compile(r"[aeiouy]+")
_CVC = re.compile(r"(?:^|[^aeiou])[aeiouy][^aeiouwxy]$")
_DERIVING = ("ly", "ness", "ional", "ity", "ion", "ator", "ment", "able", "ible", "er")
_SIBILANT = ("ss", "x", "z", "ch", "sh")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of a lower-case word. Words of up to three letters, with digits or signs stay as they are."""
    if word in _WHOLE or (len(word) < 4 and word not in _IRREGULAR) or not word.isalpha():
        return word
    root = _IRREGULAR.get(word) or _singular(word)
    root = _past(_IRREGULAR.get(root, root))
    return _silent(_derived(root)) if len(root) > 3 else root


def _beats(word: str) -> int:
    """The vowel groups of a word, about its syllables."""
    return len(_VOWELS.findall(word))


def _singular(word: str) -> str:
    if not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-1] if len(word) == 4 else word[:-3] + "y"
    if word.endswith("es") and word[:-2].endswith(_SIBILANT):
        return word[:-2]
    return word[:-1]


def _past(word: str) -> str:
    """Without -ing and -ed: planning plan, hired hire, offering offer."""
    if word.endswith("ied"):
        return word[:-1] if len(word) == 4 else word[:-3] + "y"
    for tail in ("ing", "ed"):
        base = word.removesuffix(tail)
        if base != word and _VOWELS.search(base) and len(base) > 1 and not word.endswith("eed"):
            return _mended(base)
    return word


def _mended(base: str) -> str:
    """A base whose last letter was doubled or whose e was dropped: plann plan, hir hire."""
    if base[-1] == base[-2] and base[-1] not in "aeiou":
        return base if base[-1] == "s" or (base[-1] in "lz" and _beats(base) == 1) else base[:-1]
    long = _beats(base) > 1
    if base.endswith(("rg", "dg", "nc")) or (long and base.endswith(("at", "iz", "us", "iv", "uc", "uar"))):
        return base + "e"
    return base + "e" if not long and (_CVC.search(base) or len(base) == 2) else base


def _derived(word: str) -> str:
    if not word.endswith(_DERIVING) or word in _GROWN:
        return word
    if word.endswith("ly") and len(word) > 5:
        word = word[:-2]
    if word.endswith("ness") and len(word) > 7:
        word = word[:-4]
    if word.endswith("ional") and len(word) > 8:
        word = word[:-2]
    word = _ended(word, "ability", "able")
    word = _ended(word, "ibility", "ible")
    word = _ended(word, "isation", "ize")
    word = _ended(word, "ization", "ize")
    word = _ended(word, "ification", "ify")
    word = _ended(word, "ation", "ate")
    word = _ended(word, "ator", "ate")
    for tail, least in (("ment", 5), ("able", 5), ("ible", 5), ("ion", 6), ("ity", 5)):
        if word.endswith(tail) and len(word) - len(tail) >= least:
            return word[: -len(tail)]
    if word.endswith("er") and len(word) > 6 and not word.endswith("eer"):
        return word[:-2]
    return word


def _ended(word: str, tail: str, other: str) -> str:
    return word[: -len(tail)] + other if word.endswith(tail) and len(word) - len(tail) > 2 else word


def _silent(word: str) -> str:
    """Without a last e that short words need to be themselves, and with the endings that vary made one."""
    if word.endswith("ate") and len(word) > 8:
        word = word[:-3]
    elif word.endswith("e") and not word.endswith("ee"):
        bare = word[:-1]
        word = bare if len(bare) > 3 and (_beats(bare) > 1 or not _CVC.search(bare)) else word
    if word.endswith("is") and len(word) > 6:
        return word[:-1] + "z"
    return word[:-1] if word.endswith("ll") and _beats(word) > 1 else word
