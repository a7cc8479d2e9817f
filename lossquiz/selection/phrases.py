"""Prose as tokens, and phrases that are found in it: in any inflection, with gaps, and unless they are denied."""

from __future__ import annotations

import functools
import itertools
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

Element: TypeAlias = tuple[str, ...]
"""One place of a phrase: the stems of which one has to stand there, after `?` where the place may be empty.

Alone, `..` are up to five words of the same clause, `...` up to eight of the same sentence, and `$` is the end of
a clause."""

Phrase: TypeAlias = tuple[Element, ...]

NUMBER, RANGE, COMMA, STOP = "#", "[]", ",", "."
"""The words of tokens that are no words: a number, a range as `[0, 1]` or `0..1`, the end of a clause, and that of a
sentence."""

ODDS = "#:#"
"""A number in phrases that is said as `1 in 500`, and no other."""

COUNT = "#n"
"""A number in phrases that counts several: a whole one of two or more, and no 0.95 or 30 %."""

MAYBE, GAP, WIDE_GAP, END = "?", "..", "...", "$"
_WIDTHS = {GAP: 5, WIDE_GAP: 8}
_LONGEST_TEXT = 4000
_SHORT = 3

_GROUP = r"[ \u00a0\u2009\u202f'’]"
_GROUPED = rf"[1-9]\d{{0,2}}(?:{_GROUP}\d{{3}})+(?!\d)"
"""A number with its thousands apart, `10 000` or `10'000`."""

_TOKEN = re.compile(
    r"(?P<range>\[\s*[-−+]?\d+(?:\.\d+)?\s*[,;]\s*[-−+]?\d+(?:\.\d+)?\s*\]|[-−+]?\d+(?:\.\d+)?\.\.\.?[-−+]?\d+(?:\.\d+)?)"
    r"|(?P<odds>(?<![^\W_])(?:1|[Oo]ne)\s(?:in|per|out\sof)\s(?:every\s|each\s|a\s|about\s)?"
    rf"(?P<among>(?:{_GROUPED}|\d+(?:[.,]\d{{3}})*)(?:\s?k(?![^\W_]))?|one|two|five|ten|twenty|fifty|hundred|thousand|million)"
    r"(?P<times>\s(?:hundred|thousand|million))?(?![^\W_]|\s?%))"
    r"|(?P<number>[pP]\d\d?(?![^\W_])|(?<![^\W_])[-−+]?"
    rf"(?:{_GROUPED}|\d+)(?:[.,]\d+)*(?:\s?(?::|/)\s?(?:{_GROUPED}|\d+)(?:[.,]\d+)*"
    r"|(?<![^\d.,]0)\s(?:in|out\sof)\s\d+(?:[.,]\d+)*)?"
    r"(?:\s?%|\s?(?:k|m|x|×|th|st|nd|rd|percent|pct|million|thousand)(?![^\W_]))?(?![^\W_]))"
    r"|(?P<word>[^\W_]+(?:['’´`][^\W_]+)*)|(?P<stop>[.;?!\n]+(?=\s|$)|\n|;)|(?P<comma>[,()]|:(?=\s|$)|\s[-–—]\s)|(?P<at>@)"
)
_THOUSANDS_APART = rf"(?<=\d){_GROUP}(?=\d{{3}})"
_KINDS = {"number": NUMBER, "odds": NUMBER, "range": RANGE, "stop": STOP, "comma": COMMA, "at": "@"}
_DROPPED = {"a", "an", "the", "my", "our", "your", "its", "their", "his", "her", "this", "these", "those"}
_COUNTED = {
    word: str(number)
    for number, word in enumerate(
        ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], start=2
    )
} | {"twenty": "20", "fifty": "50", "hundred": "100", "thousand": "1000", "twice": "2"}
_SCALES = {word: int(_COUNTED[word]) for word in ("hundred", "thousand")} | {"million": 1_000_000, "one": 1}

# All of these are stems.
_ABOUT = frozenset({"mayb", "perhap", "possibly"})
_HEDGING = frozenset(
    {
        "mostly",
        "usually",
        "normally",
        "typically",
        "generally",
        "often",
        "sometim",
        "rarely",
        *_ABOUT,
    }
)
_DENYING = frozenset(
    {"no", "not", "without", "never", "non", "neither", "nor", "cannot", "cant", "isnt", "arent", "wasnt", "werent"}
    | {"dont", "doesnt", "didnt", "hasnt", "havent", "wont", "hardly", "barely", "instead", "rather", "lack", "except"}
    | {"exclud", "unlik", "avoid", "ignor"}
)
_DENIED_AFTER = frozenset(
    {"no", "not", "non", "never", "absent", "isnt", "arent", "wasnt", "werent", "dont", "doesnt", "didnt", "remov"}
    | {"exclud", "clean", "gon", "drop", "unlik", "irrelevant", "unimportant", "fre", "filter"}
)
_BARRIERS = frozenset(
    {"but", "becaus", "sinc", "with", "when", "although", "though", "however", "despit", "wher", "whil", "if"}
    | {"which", "that", "who", "only", "just", "hav", "has", "enough", "so"}
)
_ACHIEVED = frozenset(
    {"match", "met", "satisfi", "satisfy", "respect", "fulfil", "fulfill", "learn", "learnt", "fit", "captur"}
    | {"reproduc", "reach", "handl", "caught", "recover", "resolv"}
)
"""What is there although it is not achieved: an initial condition that is never matched."""
_CARRIERS = frozenset({"be", "is", "are", "was", "wer", "been", "has", "hav", "do", "doe", "did", "they", "it", "ther"})
_LESS = frozenset({"less", "cheaper", "harmless"})
_DOUBTING = {"mayb", "perhap", "possibly", "whether", "if", "unsur", "unclear", "remov", "drop", "filter"}
_BACK, _AFTER = 4, 4
_SPELLINGS = [(f"is{end}", f"iz{end}", 7) for end in ("e", "ed", "er", "ing", "ation")] + [
    (f"our{end}", f"or{end}", 6) for end in ("", "ed", "ing")
]
_WHOLE = {name: word for word in ("rating", "finding", "note") for name in (word, f"{word}s")} | {"setting": "setting"}
"""Words that would have the stem of another."""

_SCARCE = {"few", "little"}
"""Words that say hardly any, unless an article stands before them: `few outliers`, `a few outliers`."""

_LISTING = {"or", "nor"}
_NOT_DENYING = {"only", "just", "sure"}

_LEADING = (
    r"(?:\b(?:a|an|few|some|many|several|lots of|plenty of|very|extremely|highly|only|about|roughly|around)\s+)"
    r"(?:[^\W\d_]+\s+){0,2}$"
)


TOLD = 4.0
"""The points of a task for a phrase that says it; its own name counts for more, and a hint for less."""


UNLESS = "unless"
"""The kind of an entry in whose words those of its fact mean something else: `cosine similarity score`."""

OUTRIGHT = "outright"
"""The kind of an entry that names the sort of classes, whatever else is said of classes: `multi-label`."""


class Entry(NamedTuple):
    """A phrase with what it says.

    Attributes:
        phrase: Its places.
        kind: `task`, `outright`, `fact`, `metric`, `loss` or `unless`.
        id: What it names.
        value: The fact's value, as text; "" for a plain yes or for the number in the phrase.
        tasks: Where it says so; () for everywhere.
        points: How much it speaks for its task, or for each of its tasks.
        least: The least number in the phrase with which it does, or of two the least ratio of the second to the first.
        rest: Whether the number is that of the others: a share of the rest, or a ratio the other way round.
        clear: Whether a metric's name means nothing else, so that no other word has to say that it judges.
        bare: Whether a metric's name is a word of prose, and one only right behind what says that it judges.
    """

    phrase: Phrase
    kind: str
    id: str
    value: str = ""
    tasks: tuple[str, ...] = ()
    points: float = 0.0
    least: float = -math.inf
    rest: bool = False
    clear: bool = True
    bare: bool = False


class Token(NamedTuple):
    """A word by its stem, a number, or the end of a clause or of a sentence, and where it stands in the text."""

    word: str
    start: int
    end: int
    text: str


def tokens_of(text: str) -> list[Token]:
    """Return the tokens of a text; of a very long one, those of its beginning."""
    found: list[Token] = []
    article = None
    for match in _TOKEN.finditer(text[:_LONGEST_TEXT]):
        kind, raw = str(match.lastgroup), match[0]
        if kind == "word" and raw.lower() in _DROPPED:
            article = match
            continue
        before, article = article, None
        if before and raw.lower() in _SCARCE:
            found.append(Token(stem(raw), before.start(), match.end(), f"{before[0]} {raw}"))
            continue
        counted = _counted(kind, raw, match)
        word = _KINDS.get(kind) or (NUMBER if counted else stem(raw))
        found.append(Token(word, match.start(), match.end(), counted or raw))
    return found


def _counted(kind: str, raw: str, match: re.Match[str]) -> str | None:
    """Return in digits what is a number in words, or None."""
    if kind == "odds":
        among = match["among"].lower()
        times = _SCALES[match["times"].strip().lower()] if match["times"] else 1
        counted = _SCALES.get(among, 0) or int(_COUNTED.get(among) or 0)
        return f"1 in {counted * times}" if counted else f"1 in {among}{match['times'] or ''}"
    if kind == "number" and raw.lower().endswith("pct"):
        return f"{raw[:-3].strip()}%"
    if kind == "number" and raw.lower().endswith("percent"):
        return f"{raw[:-7].strip()}%"
    if kind == "number" and re.search(_THOUSANDS_APART, raw):
        return re.sub(_THOUSANDS_APART, "", raw)
    return _COUNTED.get(raw.lower()) if kind == "word" else None


@functools.cache
def stem(word: str) -> str:
    """Return a word as its spellings and endings are compared: `labelled`, `labels` and `Labeling` are one."""
    word = word.casefold().replace("’", "'")
    if word in _WHOLE:
        return _WHOLE[word]
    if not word.isascii():
        import unicodedata  # few need it

        word = "".join(letter for letter in unicodedata.normalize("NFKD", word) if letter.isalnum())
    else:
        word = word.removesuffix("'s").replace("'", "").replace("`", "")
    if len(word) <= _SHORT or any(letter.isdigit() for letter in word):
        return word
    if word.endswith("ies") and len(word) > _SHORT + 1:
        word = word[:-3] + "y"
    elif word.endswith(("xes", "ches", "shes", "sses")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for british, american, least in _SPELLINGS:
        if word.endswith(british) and len(word) >= least:
            word = word.removesuffix(british) + american
            break
    ending = next((ending for ending in ("ing", "ed", "e") if word.endswith(ending)), "")
    if not ending or len(word) - len(ending) < _SHORT:
        return word
    word = word.removesuffix(ending)
    is_doubled = ending != "e" and word[-1] == word[-2] != "s"
    return word[:-1] if is_doubled else word


def read_phrase(text: str) -> Phrase:
    """Return a phrase as it is written: `(many|most) .. zeros?`.

    Words stand for all of their endings, `a|b` for either, `word?` for one that may be missing, `#` for a number, `..`
    for a few words of the same clause and `...` for some of the same sentence.

    Raises:
        ValueError: It begins or ends with a place that may be empty, or names no word.
    """
    elements: list[Element] = []
    for part in text.replace(")?", "?").replace("(", " ").replace(")", " ").split():
        if part in _WIDTHS:
            elements.append((part,))
            continue
        maybe = (MAYBE,) if part.endswith("?") else ()
        words = [_place(one) for one in part.removesuffix("?").split("|") if one not in _DROPPED]
        if words:
            elements.append((*maybe, *words))
    if not elements or any(element[0] in {MAYBE, *_WIDTHS} for element in (elements[0], elements[-1])):
        raise ValueError(f'"{text}" has to begin and to end with a word that is there')
    return tuple(elements)


def _place(word: str) -> str:
    """Return what a token has to be; a number stands for itself, `#` for any."""
    return word if word in {NUMBER, COUNT, ODDS, RANGE, "@", COMMA, END} else _COUNTED.get(word, stem(word))


def phrase_of(name: str) -> Phrase:
    """Return the phrase that a name with underscores stands for; `_at_k` is a cut-off: `@ 10`."""
    at = name.endswith("_at_k")
    words = [(stem(word),) for word in name.removesuffix("_at_k").split("_") if word not in _DROPPED]
    return (*words, ("@", "at"), (NUMBER,)) if at else tuple(words)


def end_of(phrase: Phrase, tokens: Sequence[Token], place: int) -> int:
    """Return where a phrase that begins at a place ends, one beyond its last token, or -1 where it does not begin."""
    return _end(phrase, 0, tokens, place)


def _end(phrase: Phrase, at: int, tokens: Sequence[Token], place: int) -> int:
    if at == len(phrase):
        return place
    element = phrase[at]
    if element[0] in _WIDTHS:
        barriers = {COMMA, STOP} if element[0] == GAP else {STOP}
        for wide in range(_WIDTHS[element[0]] + 1):
            end = _end(phrase, at + 1, tokens, place + wide)
            if end >= 0:
                return end
            if place + wide >= len(tokens) or tokens[place + wide].word in barriers:
                return -1
        return -1
    if place < len(tokens) and _fits(tokens[place], element):
        end = _end(phrase, at + 1, tokens, place + 1)
        if end >= 0:
            return end
    is_empty = element[0] == MAYBE or (element[0] == END and _is_at_end(tokens, place))
    return _end(phrase, at + 1, tokens, place) if is_empty else -1


def _is_at_end(tokens: Sequence[Token], place: int) -> bool:
    return place == len(tokens) or tokens[place].word in {COMMA, STOP}


def _fits(token: Token, element: Element) -> bool:
    return any(name in element for name in names_of(token))


def names_of(token: Token) -> Iterable[str]:
    """Return what a token may be called in a phrase, each once: its word, and a number all that it may stand for."""
    if token.word != NUMBER:
        return (token.word,)
    odds = (ODDS,) if token.text.startswith("1 in ") else ()
    several = (COUNT,) if token.text.isdecimal() and int(token.text) > 1 else ()
    return dict.fromkeys((NUMBER, token.text.lower(), *odds, *several))


def is_denied(phrase: Phrase, tokens: Sequence[Token], start: int, end: int) -> bool:
    """Tell whether a phrase, found from one token up to another, is denied or doubted.

    `no outliers`, `outliers were removed`, `whether there are outliers`.
    """
    own = {word for element in phrase for word in element}
    within = any(
        token.word in _DENYING | _HEDGING | _LESS and token.word not in own and not _is_about(tokens, place)
        for place, token in enumerate(tokens[start:end], start)
    )
    within = within or (end < len(tokens) and tokens[end].word in _LESS)
    before = itertools.takewhile(
        lambda place: tokens[place].word not in {COMMA, STOP}, range(start - 1, max(-1, start - 1 - _BACK), -1)
    )
    if _is_scarce(tokens, start) and not any(token.word in _CARRIERS for token in tokens[start:end]):
        return True
    doubted = any(tokens[place].word in _DOUBTING and not _is_about(tokens, place) for place in before)
    return within or doubted or is_denied_before(tokens, start, end) or _denied_after(tokens, end)


def _is_scarce(tokens: Sequence[Token], start: int) -> bool:
    """Tell whether hardly any is said to be of what begins there: `few outliers`, not `a few` and not `some few`."""
    before = [token.text.lower() for token in tokens[:start][-2:]]
    return bool(before) and before[-1] in _SCARCE and before[0] != "some"


def _is_about(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether a word that hedges says how exact a number is: `maybe 20% of the labels are wrong`."""
    following = tokens[place + 1].word if place + 1 < len(tokens) else ""
    return tokens[place].word in _ABOUT and following == NUMBER


def is_denied_before(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Tell whether what stands there is denied by the words before it: `no outliers`."""
    if start and tokens[start - 1].text.lower() in {"0", "zero"}:
        return True
    listed = any(token.word in _LISTING for token in tokens[max(0, start - 1) : end + 3])
    for place in range(start - 1, max(-1, start - 1 - _BACK - 3 * listed), -1):
        word = tokens[place].word
        if word in _DENYING:
            following = tokens[place + 1].word if place + 1 < len(tokens) else ""
            return not (following in _NOT_DENYING and place + 1 < start)
        if word == STOP or (word == COMMA and not listed):
            return False
        if word in _BARRIERS and not (place and tokens[place - 1].word in _DENYING):
            return False
    return False


def _denied_after(tokens: Sequence[Token], end: int) -> bool:
    carried = True
    for place, token in enumerate(tokens[end : end + _AFTER], end + 1):
        if token.word in _DENIED_AFTER:
            failed = token.word in _DENYING and place < len(tokens) and tokens[place].word in _ACHIEVED
            return carried and not failed
        if token.text != ":" and (token.word in {COMMA, STOP} or token.word in _BARRIERS - _CARRIERS):
            return False
        # The rest of a name may stand between: calibrated (probabilities) are not needed.
        carried = token.word in _CARRIERS or token.text == ":"
    return False


def quoted(text: str, tokens: Sequence[Token], start: int, end: int) -> str:
    """Return what was read, as it was written, with the words before it that say how much of it there is."""
    first, last = tokens[start].start, tokens[end - 1].end
    leading = re.search(_LEADING, text[max(0, first - 40) : first], re.IGNORECASE)
    if leading:
        first -= len(leading[0])
    shown = " ".join(text[first:last].split())
    printed = "".join(letter for letter in shown if letter.isprintable())
    return f"'{printed}'"


def corrected(tokens: Sequence[Token], known: Mapping[str, object]) -> list[Token]:
    """Return the tokens with long words that nothing knows taken for a known one that is a slip of a finger away."""
    return [
        token._replace(word=_known_spelling(token.word, known)) if _is_strange(token, known) else token
        for token in tokens
    ]


_LONG = 6
_VERSION = r"v?\d+[a-z]?$"


def _is_strange(token: Token, known: Mapping[str, object]) -> bool:
    return token.word not in known and (len(token.word) >= _LONG or not token.word.isalpha())


def _known_spelling(word: str, known: Mapping[str, object]) -> str:
    if not word.isalpha():  # a version: yolov8
        return next((name for name in (re.sub(_VERSION, "", word),) if name in known), word)
    letters = "abcdefghijklmnopqrstuvwxyz"
    splits = [(word[:place], word[place:]) for place in range(1, len(word) + 1)]
    swapped = (left + right[1] + right[0] + right[2:] for left, right in splits if len(right) > 1)
    less = (left + right[1:] for left, right in splits if right)
    more = (left + letter + right for left, right in splits for letter in letters)
    other = (left + letter + right[1:] for left, right in splits if right for letter in letters)
    for spellings in (swapped, less, more, other):
        found = {one for one in spellings if one in known and len(one) >= _LONG}
        if len(found) == 1:
            return found.pop()
    return word
