"""Short forms of everyday English, spelled out."""

from __future__ import annotations

_BARE = {
    "whats": "what is", "whatre": "what are", "wheres": "where is", "whos": "who is", "hows": "how is",
    "whens": "when is", "whys": "why is", "howd": "how did", "thats": "that is", "theres": "there is",
    "heres": "here is", "dont": "do not", "doesnt": "does not", "didnt": "did not", "isnt": "is not",
    "arent": "are not", "wasnt": "was not", "werent": "were not", "cant": "can not", "cannot": "can not",
    "couldnt": "could not", "wouldnt": "would not", "shouldnt": "should not", "wont": "will not",
    "hasnt": "has not", "havent": "have not", "hadnt": "had not", "aint": "is not", "im": "i am",
    "ive": "i have", "youre": "you are", "youve": "you have", "youll": "you will", "theyre": "they are",
    "theyve": "they have", "theyll": "they will", "weve": "we have", "itll": "it will", "itd": "it would",
    "wouldve": "would have", "shouldve": "should have", "couldve": "could have", "lets": "let us",
    "shes": "she is", "hes": "he is", "wots": "what is", "wats": "what is", "wuts": "what is",
    "gonna": "going to", "wanna": "want to", "gotta": "have to", "gimme": "give me", "lemme": "let me",
    "kinda": "kind of", "sorta": "sort of", "dunno": "do not know", "outta": "out of", "lotta": "lot of",
    "tryna": "trying to", "imma": "i am going to", "whatcha": "what are you", "whaddya": "what do you",
    "wot": "what", "wat": "what", "wut": "what", "wht": "what", "u": "you", "ur": "your", "ya": "you",
    "yall": "you all", "pls": "please", "plz": "please", "plss": "please", "thx": "thanks",
    "thnx": "thanks", "tnx": "thanks", "ty": "thanks", "bc": "because", "cuz": "because", "coz": "because",
    "abt": "about", "tho": "though", "thru": "through", "w": "with", "wo": "without", "rn": "right now",
    "idk": "i do not know", "ppl": "people", "smth": "something", "sth": "something", "govt": "government",
    "btw": "by the way", "asap": "soon", "vs": "versus", "tmrw": "tomorrow", "yrs": "years", "yr": "year",
}  # fmt: skip

_QUOTED = {
    "can't": "can not", "won't": "will not", "shan't": "shall not", "ain't": "is not", "let's": "let us",
    "y'all": "you all", "o'clock": "oclock", "d'you": "do you", "ma'am": "madam", "c'mon": "come on",
}  # fmt: skip

# after these an 's is "is"; after any other word it is a possessive
_IS = frozenset(
    "what where who how when why that there here it he she this everything something nothing".split()
)
_TAILS = {"n't": "not", "'re": "are", "'ve": "have", "'ll": "will", "'d": "would", "'m": "am"}
SHORT = frozenset(word for word in _BARE if len(word) > 3)  # without an apostrophe, and no words themselves
_SPELLED = {short: tuple(full.split()) for short, full in (_BARE | _QUOTED).items()}


def spelled_out(word: str) -> tuple[str, ...]:
    """The words that a lower-case word stands for: "what's" for "what" and "is", most for themselves."""
    full = _SPELLED.get(word)
    if full:
        return full
    return _parted(word) if "'" in word else (word,)


def _parted(word: str) -> tuple[str, ...]:
    for tail, full in _TAILS.items():
        base = word.removesuffix(tail)
        if base != word and base:
            return (*spelled_out(base), full)
    base, _, rest = word.partition("'")
    if rest in ("", "s"):
        return (base, "is") if rest and base in _IS else (base,)
    return (base + rest.replace("'", ""),)
