"""Whether a text is written in sentences, rather than a list of the right words."""

from __future__ import annotations

import re

# Shorter than this, words, numbers and signs together, nothing is explained: about two clauses.
FEWEST_WORDS = 12
# English has about one of these in three words; a list of terms has next to none.
_LEAST_SHARE = 0.2
# Prepositions hold a list of terms together as well; the words that only a clause needs, or marks that end one, do not.
_LEAST_CLAUSES = 0.12
# Notes have few small words, but say something between two marks; formulas have signs.
_LEAST_SHARE_OF_NOTES = 0.1
_LEAST_WORDS_A_MARK = 3
_LEAST_SIGNS = 2
_LEAST_SHARE_OF_SIGNS = 0.1
_WORDS_OF_CLAUSES = """
a an the it its they them we you i he she that this these those there is are was were be been has have had do does did
can could will would should may might must if when while because since so but then than as not no which who what how
where and or only just
"""
_WORDS_BETWEEN = """
to in on at by for from with into over under up down out per between also each every all any both more most less least
of very too same other one two here
"""
_CLAUSE_WORDS = frozenset(_WORDS_OF_CLAUSES.split())
_JOINING = _CLAUSE_WORDS | frozenset(_WORDS_BETWEEN.split())
_ENDS = re.compile(r"[.;:](?=\s|$)")
_SIGNS = re.compile(r"[-=]>|[→⇒∝≥≤≈]|[<>]=?|(?<![<>=])=+")
_CONTRACTED = re.compile(r"n't$|'(re|ve|ll|d|m)$|^(it|that|there|he|she|what|who|let)'s$")
_NUMBERS = re.compile(r"(?<![\w.])[-−+]?\d+(?:[.,]\d+)*(?![\w.])")
_VERBS = re.compile(
    r"\b(is|are|was|were|be|been|being|isn't|aren't|has|have|had|hasn't|haven't|do|does|did|doesn't|don't|can|can't|cannot|"
    r"could|will|won't|would|should|may|might|must|needn't|"
    r"\w{2,}(?:izes?|ises?|ates?|ifies|ify)|"
    r"(?:mak|giv|tak|us|hav|mov|caus|chang|compar|measur|minimi[sz]|penali[sz]|normali[sz]|clos|los|serv|writ|provid|decreas|"
    r"increas|divid|ignor|improv|describ|scal|averag|ris|vanish|go|weigh|push|reach|match|punish|teach)e?s|"
    r"(?:get|grow|fall|pull|push|count|need|learn|train|treat|want|keep|let|stop|add|sum|hold|work|act|mean|cost|pay|see|say|"
    r"tell|ask|help|hurt|start|end|stay|tend|fit|bound|clip|drop|lift|set|put|turn|show|look|depend|return|receiv|find|"
    r"explain|reward|force|spread|shrink|separat|choos|pick|rank|lead|happen|prevent|become|behave|blow|explode|dominate|"
    r"overflow|underflow|saturate|come|know|give|take|make|use|multipl)(?:s|es|ed|ies)?|"
    r"\w{3,}ed)\b",
    re.IGNORECASE,
)


def is_prose(text: str) -> bool:
    """Tell whether a text has the length, the verb and the small words that sentences have, or the signs of notes."""
    text = text.replace("’", "'")
    words = re.findall(r"[^\W\d_]+(?:'[a-z]+)?", text.lower())
    ends, signs = len(_ENDS.findall(text)), len(_SIGNS.findall(text))
    if not words or len(words) + len(_NUMBERS.findall(text)) + signs < FEWEST_WORDS:
        return False
    if not (_VERBS.search(text) or signs):
        return False
    contracted = sum(bool(_CONTRACTED.search(word)) for word in words)
    joining = (sum(word in _JOINING for word in words) + contracted) / len(words)
    clauses = (sum(word in _CLAUSE_WORDS for word in words) + contracted + ends + signs) / len(words)
    sentences = joining >= _LEAST_SHARE and clauses >= _LEAST_CLAUSES
    notes = joining >= _LEAST_SHARE_OF_NOTES and ends > 1 and len(words) >= _LEAST_WORDS_A_MARK * ends
    formulas = signs >= _LEAST_SIGNS and ends > 0 and signs + ends >= _LEAST_SHARE_OF_SIGNS * len(words)
    return sentences or notes or formulas
