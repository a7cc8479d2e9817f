"""Words that have an order: grades, sizes, degrees of agreement, levels of education, ranges of numbers."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping, Sequence

# Each scale from its lowest to its highest step; words with = between them are one step.
_SCALES = """
- very low = lowest = minimal < low = l < low-medium = medium low = below average < medium = moderate = med = mid =
  middle = average = avg = m = normal < medium-high = medium high = above average < high = h < very high = highest <
  extreme = critical = severe = urgent = immediate
- niedrig = gering < mittel < hoch < sehr hoch
- none = no = absent = healthy = negative < minimal = trace = very mild < mild = light = slight = minor = low <
  moderate = medium = some < moderately severe < severe = serious = major = high < very severe = proliferative =
  critical = extreme < fatal
- strongly disagree = totally disagree = completely disagree < disagree < somewhat disagree = slightly disagree <
  neutral = neither agree nor disagree = neither = undecided = no opinion < somewhat agree = slightly agree < agree
  < strongly agree = totally agree = completely agree
- never = not at all < rarely = seldom = hardly ever = almost never < occasionally = once in a while < sometimes =
  several days < often = frequently = more than half the days < very often = usually = almost always = nearly every
  day < always
- very bad = terrible = awful = horrible < bad < poor = very poor < below average < fair = ok = okay = average =
  normal = acceptable = mediocre < good = typical < very good = above average = gut < great < premium = excellent =
  outstanding = perfect = superb < ideal
- very unsatisfied = very dissatisfied = extremely dissatisfied < unsatisfied = dissatisfied < somewhat dissatisfied
  < neutral = neither < somewhat satisfied < satisfied < very satisfied = extremely satisfied
- very unlikely = extremely unlikely < unlikely < somewhat unlikely < neutral = possible = undecided = maybe <
  somewhat likely < likely = probable < very likely = extremely likely = certain
- not important = not at all important = unimportant < slightly important = somewhat important < moderately
  important = neutral < important < very important < extremely important
- very negative < negative = neg = bearish < somewhat negative < neutral = mixed < somewhat positive < positive =
  pos = bullish < very positive
- xxs < xs = x-small = extra small < s = small < m = medium = med < l = large < xl = x-large = extra large < xxl =
  2xl = xx-large = 2x-large < xxxl = 3xl < 4xl
- tiny < very small < small < medium = medium-sized = mid = average < large = big < very large = huge < enormous =
  giant
- short < medium = average < long = tall
- slow < medium = moderate = normal < fast < very fast
- light < medium = moderate < heavy = dark < very heavy
- cold < cool < mild = lukewarm = warm < hot < very hot
- very easy = trivial < easy = simple < medium = moderate = normal = intermediate < hard = difficult = tough < very
  hard = very difficult = expert
- novice = newbie < beginner = entry = basic = entry-level = entry level < elementary < intermediate = mid = medium
  = mid-level = mid level < upper intermediate < advanced = senior = proficient < expert = master = native =
  principal = lead < executive
- intern = trainee < junior < mid = middle = mid-level < senior < staff = lead < principal < director
- infant = baby < toddler < child = kid < teen = teenager = adolescent < young adult = youth < adult < middle-aged <
  senior = elderly = old
- young < middle = middle-aged = adult < old = elderly = senior
- no = none < partial = some < full = complete = yes
- worse = down = decrease = declined = decreased < same = unchanged = stable = no change = flat < better = up =
  improved = increase = increased
- loss = lose = away = away win < draw = tie < win = home = home win
- bronze < silver < gold < platinum < diamond
- economy < premium economy < business < first
- third = 3rd < second = 2nd < first = 1st
- 1st = first < 2nd = second < 3rd = third < 4th = fourth < 5th = fifth < 6th = sixth < 7th = seventh
- fail = failed < pass = third < pass with merit = second = merit < distinction = first
- lower < lower middle < middle < upper middle < upper
- unacc < acc < good < vgood
- a1 < a2 < b1 < b2 < c1 < c2
- i < ii < iii < iv < v < vi < vii < viii < ix < x
- one < two < three < four < five < six < seven < eight < nine < ten
- benign < borderline = uncertain = likely benign < malignant
- hypotension < normal < elevated = prehypertension < hypertension stage 1 < hypertension stage 2 < hypertensive
  crisis
- insufficient weight = underweight < normal weight = normal < overweight level i = overweight < overweight level ii
  < obesity type i = obese = obesity < obesity type ii = severely obese < obesity type iii
- not recommended < priority < spec prior
- preschool = kindergarten < primary = 1st-4th = elementary school < 5th-6th < middle school = secondary = 7th-8th =
  lower secondary < 9th < 10th < 11th = some high school < 12th < high school = hs-grad = hs = high school graduate
  = upper secondary < some-college = some college < assoc-voc = vocational < assoc-acdm = associate = associates =
  associate's degree < bachelors = bachelor = bachelor's = undergraduate = bachelor's degree = college = graduation
  = ba = bsc = university < masters = master = master's = graduate = master's degree = postgraduate = msc = ma = mba
  < prof-school = professional < doctorate = phd = ph.d. = doctoral
"""
_FEWEST = 3
_MOST = 30  # more steps than any scale has
_GRADES = re.compile(r"([a-g])([+-]?)")
_CREDIT = re.compile(r"([a-d]+)([+-]?)")
_NUMBERED = re.compile(
    r"(?P<word>[^\W\d][^\d]*?)[\s._-]*(?P<number>\d{1,2})|(?P<first>\d{1,2})(?:\s*|-)(?P<unit>stars?|points?|★|⭐)"
)
_BAND = re.compile(
    r"[$€£]?(?P<low>\d[\d.,]*)(?:k|m|%)?\s*(?:-|–|to|bis|\.\.)\s*[$€£]?(?P<high>\d[\d.,]*)\s*(?P<unit>[^\d\s]?.{0,10})"
)
_OPEN = re.compile(
    r"(?:(?P<less><=?|≤|under|below|less than|up to|unter)|(?P<more>>=?|≥|over|above|more than|über))"
    r"\s*[$€£]?(?P<edge>\d[\d.,]*)\s*.{0,10}"
    r"|[$€£]?(?P<plus>\d[\d.,]*)(?:k|m)?\s*(?:\+|and (?:more|over|above)|or more).{0,8}"
)
_INTERVAL = re.compile(r"[\[(](?P<low>-?[\d.]+|-inf), ?(?P<high>-?[\d.]+|inf)[\])]")
_CALENDAR = tuple(
    tuple(line.split())
    for line in (
        "monday tuesday wednesday thursday friday saturday sunday",
        "january february march april may june july august september october november december",
        "spring summer autumn fall winter",
    )
)


@functools.cache
def _scales() -> tuple[Mapping[str, int], ...]:
    """Return the step of each word, for each scale."""
    return tuple(
        {" ".join(word.split()): place for place, step in enumerate(scale.split("<")) for word in step.split("=")}
        for scale in _SCALES.strip().removeprefix("- ").split("\n- ")
    )


def order_of(words: Iterable[str], *, graded: bool = False) -> list[str]:
    """Return words from the lowest to the highest where they have an order, or nothing.

    Args:
        words: The different words of a column.
        graded: Whether the name of the column says that its words are grades, so that `A`, `B`, `C` are.
    """
    listed = list(words)
    if not _FEWEST <= len(listed) <= _MOST:
        return []
    for rank in (
        _rank_in_scale,
        _rank_of_credit,
        _rank_of_numbered,
        _rank_of_bands,
        _rank_of_letters if graded else _rank_of_signs,
    ):
        ranks = rank([tidy(word) for word in listed])
        if ranks and len(set(ranks)) == len(ranks):
            return [word for _, word in sorted(zip(ranks, listed, strict=True))]
    return []


def is_calendar(words: Iterable[str]) -> bool:
    """Tell whether words are days of the week, months or seasons: they have an order, but no end."""
    listed = [tidy(word) for word in words]
    return len(listed) >= _FEWEST and any(
        all(len(word) >= 3 and any(name.startswith(word.rstrip(".")) for name in names) for word in listed)  # noqa: PLR2004
        for names in _CALENDAR
    )


def tidy(word: str) -> str:
    """Return a word in the spelling of the scales: lower case, single spaces."""
    return " ".join(word.lower().replace("_", " ").split())


def _rank_in_scale(words: Sequence[str]) -> list[float]:
    for ranks in _scales():
        found = [ranks.get(word, ranks.get(_bare(word))) for word in words]
        if None not in found and len(set(found)) == len(found):
            return [float(rank) for rank in found if rank is not None]
    return []


def _bare(word: str) -> str:
    """Return a word without the number or the noun that often goes with a step: `1 - low`, `low risk`, `grade iii`."""
    word = re.sub(r"^\(?\d{1,2}[).:\s-]+", "", word)
    word = re.sub(r"^(?:grade|stage|level|class|type|tier|phase|size|quality|risk)\s+", "", word)
    return re.sub(
        r"\s+(?:risk|priority|quality|level|severity|income|impact|density|intensity|class|school|size|degree|dr|npdr)$",
        "",
        word,
    )


def _rank_of_credit(words: Sequence[str]) -> list[float]:
    """Rank the letters of credit ratings, of which some stand two or three times: `AAA`, `BB+`."""
    matches = [_CREDIT.fullmatch(word) for word in words]
    if not all(matches) or all(len(word) == 1 for word in words):
        return []
    rank = {
        letters: float(place)
        for place, letters in enumerate(("d", "c", "cc", "ccc", "b", "bb", "bbb", "a", "aa", "aaa"))
    }
    ranks = [rank.get(match[1]) for match in matches if match]
    if None in ranks or not any(len(match[1]) > 1 for match in matches if match):
        return []
    signs = [{"+": 0.3, "": 0.0, "-": -0.3}[match[2]] for match in matches if match]
    return [found + sign for found, sign in zip(ranks, signs, strict=True) if found is not None]


def _rank_of_numbered(words: Sequence[str]) -> list[float]:
    """Rank `grade 1`, `Level 2`, `5 stars`: one word for all, with a number."""
    matches = [_NUMBERED.fullmatch(word) for word in words]
    found = [match for match in matches if match]
    heads = {(match["word"] or match["unit"] or "").strip().rstrip("s") for match in found}
    if len(found) < len(words) or len(heads) != 1 or not heads <= _GRADED_WORDS:
        return []
    return [float(match["number"] or match["first"]) for match in found]


_GRADED_WORDS = {
    *("grade", "level", "stage", "tier", "rank", "star", "★", "⭐", "point", "bi-rad", "birads", "t", "f", "severity"),
    *("priority", "p", "risk", "score", "phase", "step", "year", "quartile", "decile", "ef", "lvl", "isup"),
}  # fmt: skip


def _rank_of_bands(words: Sequence[str]) -> list[float]:
    """Rank ranges of numbers: `0-10`, `18 to 25`, `<5`, `65+`, `(0, 10]`."""
    edges = [_edge(word) for word in words]
    bands = sum(_BAND.fullmatch(word) is not None or _INTERVAL.fullmatch(word) is not None for word in words)
    ends = sum(_OPEN.fullmatch(word) is not None for word in words)  # `0`, `1`, `2`, `3+`
    counted = ends and ends + sum(word.isdigit() for word in words) == len(words)
    return [edge for edge in edges if edge is not None] if (bands or counted) and None not in edges else []


def _edge(word: str) -> float | None:
    interval = _INTERVAL.fullmatch(word)
    if interval:
        return float(interval["low"])
    band = _BAND.fullmatch(word)
    if band:
        return _number(band["low"])
    match = _OPEN.fullmatch(word)
    if not match:
        return float(word) if word.isdigit() else None
    edge = _number(match["edge"] or match["plus"])
    return edge - 0.5 if match["less"] else edge + 0.5


def _number(text: str) -> float:
    digits = text.rstrip(".,")
    return float(digits.replace(",", "")) if digits.count(".") <= 1 else float(digits.replace(".", "").replace(",", ""))


def _rank_of_letters(words: Sequence[str]) -> list[float]:
    """Rank school grades, `A` the best, with signs: `B+`."""
    matches = [_GRADES.fullmatch(word) for word in words]
    if not all(matches):
        return []
    return [{"+": 0.3, "": 0.0, "-": -0.3}[match[2]] - ord(match[1]) for match in matches if match]


def _rank_of_signs(words: Sequence[str]) -> list[float]:
    """Rank letters that are grades without being called so: with signs, or with an F and no E."""
    signed = any(len(word) == 2 for word in words)  # noqa: PLR2004 - a letter and a sign
    american = {"a", "b", "c", "d", "f"} == set(words)
    return _rank_of_letters(words) if signed or american else []
