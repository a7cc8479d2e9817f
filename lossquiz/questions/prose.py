"""Whether a text is written in sentences, rather than a list of the right words."""

from __future__ import annotations

import re

# Shorter than this, nothing is explained: about two clauses.
FEWEST_WORDS = 15
# English has about one of these in three words; a list of terms has next to none.
_LEAST_SHARE = 0.2
_SMALL_WORDS = """
a an the and or but so of to in on at by for from with as than then that this these those it its they them we
you i he she is are was were be been if when where while because since which who what how not no only just
also each every all any both more most less least very too same other one two there here into over under up
down out per between does do did has have had can could will would should may might must
"""
_JOINING = frozenset(_SMALL_WORDS.split())
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
    """Tell whether a text has the length, the small words and a verb that sentences have."""
    words = re.findall(r"[^\W\d_]+(?:'[a-z]+)?", text.lower().replace("’", "'"))
    if len(words) < FEWEST_WORDS or not _VERBS.search(text.replace("’", "'")):
        return False
    return sum(word in _JOINING for word in words) >= _LEAST_SHARE * len(words)
