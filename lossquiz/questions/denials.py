"""Whether a text says the opposite of a point: of what is asked about, and not of what that is contrasted with."""

from __future__ import annotations

import re
from itertools import pairwise

_CONTRAST = re.compile(
    r";|[–—](?! ?\w\b)|(?<=\w\w) - (?=\w\w)|\b(?:whereas|while|but|though|although|however)\b", re.IGNORECASE
)
# Losses that others are contrasted with, each with how it is written in an id.
_OTHERS = {
    r"smooth.?l1": "smooth l1",
    r"\bmse\b|\bl2\b|squared (?:error|loss)|least squares": "mse",
    r"\bmae\b|(?<!smooth )(?<!smooth-)\bl1\b|absolute (?:error|loss)": "mae",
    r"huber": "huber",
    r"log.?cosh": "log cosh",
    r"cross.?entropy|\bb?ce\b|log.?loss": "cross entropy|b?ce",
    r"hinge": "hinge",
    r"\bfocal": "focal",
    r"\bdice\b": "dice",
}
_NAMED = re.compile("|".join(f"({name})" for name in _OTHERS), re.IGNORECASE)
# Words between the name of a loss and what is said of it: "MSE, whose gradient ...", "for MSE the gradient ...".
_OWNED = re.compile(r"(?:'s?|(?: loss)?,? (?:whose|where)(?: the)?) $", re.IGNORECASE)
_IN_ITS_CASE = re.compile(r"(?<!compared )\b(?:for|with|in|under) (?:the )?$", re.IGNORECASE)
_THE = re.compile(r"(?: loss)?,? (?:the |its )?$", re.IGNORECASE)
_BESIDE = re.compile(r"(?:unlike|like|compared (?:to|with)|contrast to|than|versus|vs\.?) (?:the )?$", re.IGNORECASE)
_ITS = re.compile(r"[;–—-]? *(?:its|their)\b", re.IGNORECASE)
_SUBJECT = 30  # characters from the beginning of a clause within which its subject is named
_WRITTEN_OUT = re.compile(r"\b(?:whereas|while|but)\b|;|\$")  # a phrase that says a contrast itself, or the end
_SENTENCES = re.compile(r"(?<=[.!?])(?=\s)")
# What keeps something from happening; after the verbs of the second, only with "from".
_HINDERED = re.compile(
    r"(?<!not )(?<!n't )(?<!never )\b(?:avoid|prevent|stopp?|forbid|rul)(?:s|ed|ing|es)?\b[^.,;]{0,25}$", re.IGNORECASE
)
_KEPT = re.compile(
    r"(?<!not )(?<!n't )(?<!never )\b(?:keep|kept|hold|held|hinder|bar|discourag|protect|shield)\w*\b", re.IGNORECASE
)
_FROM = re.compile(r"\bfrom \w+ing\b", re.IGNORECASE)
_REACH = 40  # characters between such a verb and what it keeps from happening


def denies(phrases: tuple[str, ...], text: str, own: str) -> bool:
    """Tell whether a text has one of some phrases that say the opposite.

    A phrase is not looked for across a contrast; it does not count in a clause about another loss that is contrasted
    with the one asked about, nor where something keeps that from happening.

    Args:
        phrases: Regular expressions.
        text: What was typed, on one line.
        own: The id of the loss that is asked about; "" where it is none in particular.
    """
    clauses = [
        (begin, end, own != "" and contrasted and _of_another(text[begin:end], own))
        for sentence, after in _spans(text, 0, len(text), _SENTENCES)
        for contrasted in [_CONTRAST.search(text, sentence, after) is not None]
        for begin, end in _spans(text, sentence, after, _CONTRAST)
    ]
    for place, (begin, end, _) in enumerate(clauses):
        if place and clauses[place - 1][2] and _ITS.match(text, begin, end):
            clauses[place] = (begin, end, True)
    return any(
        _says(re.compile(phrase, re.IGNORECASE), text, (begin, end), own, beside=beside)
        for phrase in phrases
        for begin, end, beside in ([(0, len(text), False)] if _WRITTEN_OUT.search(phrase) else clauses)
    )


def _spans(text: str, begin: int, end: int, marks: re.Pattern[str]) -> list[tuple[int, int]]:
    """Return the parts of a text between some marks, each from its mark on."""
    places = [begin, *(found.start() for found in marks.finditer(text, begin, end)), end]
    return list(pairwise(places))


def _says(phrase: re.Pattern[str], text: str, clause: tuple[int, int], own: str, *, beside: bool) -> bool:
    begin, end = clause
    at = begin
    while found := phrase.search(text, at, end):
        another = not _NAMED.search(found[0]) and (beside or _of_one_before(text, begin, found.start(), own))
        if not (another or _kept_from_it(text, begin, found)):
            return True
        at = found.start() + 1
    return False


def _of_one_before(text: str, begin: int, at: int, own: str) -> bool:
    """Whether the name of another loss stands right before a place, as that of which something is said there."""
    named = [found for found in _NAMED.finditer(text, begin, at) if not _is_own(found, own)]
    if not own or not named:
        return False
    between = text[named[-1].end() : at]
    case = _IN_ITS_CASE.search(text[begin : named[-1].start()])
    return bool(_OWNED.fullmatch(between) or (case and _THE.fullmatch(between)))


def _is_own(named: re.Match[str], own: str) -> bool:
    written = list(_OTHERS.values())[(named.lastindex or 1) - 1]
    return re.search(rf"\b(?:{written})\b", own.replace("_", " ")) is not None


def _of_another(clause: str, own: str) -> bool:
    """Whether the subject of a clause is another loss."""
    named = next((name for name in _NAMED.finditer(clause) if not _BESIDE.search(clause[: name.start()])), None)
    return named is not None and named.start() <= _SUBJECT and not _is_own(named, own)


def _kept_from_it(text: str, begin: int, found: re.Match[str]) -> bool:
    before = max(begin, found.start() - _REACH)
    if _HINDERED.search(text, before, found.start()):
        return True
    verb = _KEPT.search(text, before, found.start())
    return verb is not None and bool(_FROM.search(text, verb.end(), found.end()))
