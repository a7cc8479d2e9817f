"""Numbers as they stand in the cells of tables: money, percentages, decimal commas, units, clock times, dates."""

from __future__ import annotations

import contextlib
import datetime as dt
import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

MISSING = {
    *(
        "",
        "na",
        "n/a",
        "n.a.",
        "#n/a",
        "nan",
        "-nan",
        "null",
        "none",
        "nil",
        "nat",
        "missing",
        "?",
        "-",
        "--",
        "—",
        ".",
    ),
    *("<na>", "inf", "-inf", "+inf", "infinity", "-infinity", "#value!", "#div/0!", "#ref!", "#num!", "\\n"),
}
"""Cells that hold nothing, in lower case."""

MOST = 0.98
"""The share of cells that has to be read as numbers for a column to be one of numbers."""

_MOST_BOUNDS = 0.8
_PLAIN_SCALES = {"k", "mio", "mrd", "tsd", "thousand", "million", "billion"}  # which are no units, as m and b are
_SPACES = "\u00a0\u202f\u2009 "
_DASHES = str.maketrans({"−": "-", "–": "-", "\u2011": "-", "’": "'"})
_CURRENCY = (
    r"(?:us\$|r\$|a\$|c\$|hk\$|[$€£¥₹₽₩₺₪฿₫₴]|usd|eur|euros?|gbp|chf|cad|aud|jpy|inr|cny|sek|nok|dkk|pln|brl"
    r"|rs\.?|kr\.?|zł|dollars?)"
)
_SCALES = {
    **dict.fromkeys(("k", "tsd", "thousand"), 1000.0),
    **dict.fromkeys(("m", "mm", "mn", "mio", "mio.", "mil", "million", "millions"), 1000000.0),
    **dict.fromkeys(("b", "bn", "mrd", "mrd.", "billion", "billions"), 1000000000.0),
}
# The sizes of units that people mix in one column, each in the first of its kind.
_UNITS = {
    word: (kind, size)
    for kind, sizes in {
        "kg": {"kg": 1.0, "g": 1e-3, "mg": 1e-6, "t": 1e3, "lb": 0.45359237, "lbs": 0.45359237},
        "m": {"m": 1.0, "cm": 1e-2, "mm": 1e-3, "km": 1e3, "ft": 0.3048, "mi": 1609.344},
        "s": {"s": 1.0, "sec": 1.0, "ms": 1e-3, "min": 60.0, "h": 3600.0, "hr": 3600.0, "hrs": 3600.0},
        "MB": {"mb": 1.0, "kb": 1e-3, "gb": 1e3, "tb": 1e6},
    }.items()
    for word, size in sizes.items()
}
_NUMBER = re.compile(
    r"(?P<bound>[<>≤≥~≈]=?)?\s*(?P<open>\()?(?P<sign>[+-])?\s*(?P<before>" + _CURRENCY + r")?\s*(?P<minus>-)?"
    r"(?P<digits>\d[\d.,'_"
    + _SPACES
    + r"]*|[.,]\d+)(?P<power>e[+-]?\d+)?\s*(?P<after>[^\d\s()][^()]{0,20}?)?\s*(?P<close>\))?",
    re.IGNORECASE,
)
_MONEY = re.compile(rf"(?:[a-z]+\.? ?)?{_CURRENCY}(?<![a-z]rs)", re.IGNORECASE)
_UNIT = re.compile(r"[^\W\d_][\w°µ/²³·^*%. -]*|[°µ'\"′″]\s?[\w/]*")
_GROUPED = re.compile(r"-?[1-9]\d{0,2}(?:\.\d{3})+")
_ORDINALS = {"st", "nd", "rd", "th", "er", "º", "ª"}
_CLOCK = re.compile(
    r"(?P<sign>-)?(?:(?P<days>\d+) days? )?(?P<h>\d{1,3}):(?P<m>[0-5]\d)(?::(?P<s>[0-5]\d(?:\.\d+)?))?"
    r"(?: ?(?P<half>[ap])\.?m\.?)?",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\d{1,4}[-/. ](?:\d{1,2}|[^\W\d]{3,9})[-/., ] ?\d{1,4}(?:[ T]\d{1,2}:\d{2}.*)?|[^\W\d]{3,9} \d{1,2},? \d{4}.*"
)
_DATES = (
    *(
        "%Y-%m-%d",
        "%d/%m/%Y",
        "%m/%d/%Y",
        "%d.%m.%Y",
        "%Y/%m/%d",
        "%d-%m-%Y",
        "%m-%d-%Y",
        "%d/%m/%y",
        "%m/%d/%y",
        "%d.%m.%y",
    ),
    *("%d-%b-%Y", "%d %b %Y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y", "%b %d %Y", "%d-%b-%y"),
)


@dataclass(frozen=True, slots=True)
class Numbers:
    """A column of numbers.

    Attributes:
        values: The number of each cell, None where it holds none.
        form: How they are written: plain, money, percent, unit, clock, date.
        told: What to say of it, or "".
        unit: The unit or currency, or "".
        below: How many cells say "less than".
        above: How many say "more than".
    """

    values: tuple[float | None, ...]
    form: str = "plain"
    told: str = ""
    unit: str = ""
    below: int = 0
    above: int = 0

    @property
    def known(self) -> list[float]:
        """The numbers without the gaps."""
        return [value for value in self.values if value is not None]


def is_missing(cell: str) -> bool:
    """Tell whether a cell holds nothing."""
    return cell.strip().lower() in MISSING


def read_numbers(cells: Sequence[str], *, decimal_comma: bool = False, least: float = MOST) -> Numbers | None:
    """Read a column of numbers, or return None where fewer cells than a share are numbers.

    Args:
        cells: The cells.
        decimal_comma: Whether `1,234` is one and a bit, where the other cells leave both open.
        least: The share of the cells which hold anything that has to be read.
    """
    told = [None if is_missing(cell) else cell.strip() for cell in cells]
    held = sum(cell is not None for cell in told)
    most, enough = MOST * max(held, 1), max(least * held, 1)
    plain = [None if cell is None else _float(cell) for cell in told]
    if sum(value is not None for value in plain) >= most and not (decimal_comma and _are_grouped(told)):
        return Numbers(tuple(plain))
    found = [read(told, decimal_comma, min(most, enough)) for read in (_written, _clock, _dates)]
    best = max((numbers for numbers in found if numbers), key=lambda numbers: len(numbers.known), default=None)
    # Of a column that holds other things too, the way of reading that leaves least out.
    if best is None or len(best.known) < sum(value is not None for value in plain):
        best = Numbers(tuple(plain))
    return best if len(best.known) >= enough else None


def _are_grouped(cells: Iterable[str | None]) -> bool:
    """Tell whether all cells are whole numbers with dots between the thousands, where that is usual."""
    held = [cell for cell in cells if cell is not None]
    dotted = sum("." in cell for cell in held)
    return dotted > 0 and dotted == sum(_GROUPED.fullmatch(cell) is not None for cell in held)


def _float(text: str) -> float | None:
    with contextlib.suppress(ValueError):
        number = float(text)
        return number if math.isfinite(number) and "_" not in text else None
    return None


# ---- numbers with signs around them


def _written(cells: Sequence[str | None], decimal_comma: bool, wanted: float) -> Numbers | None:
    found = [None if cell is None else _NUMBER.fullmatch(cell.translate(_DASHES)) for cell in cells]
    matches = [match for match in found if match and bool(match["open"]) == bool(match["close"])]
    bounded = sum(match["bound"] is not None for match in matches)
    if len(matches) < wanted or bounded > _MOST_BOUNDS * len(matches):  # `<18` and `>65` alone are classes
        return None
    decimal = _decimal_sign([match["digits"].strip(_SPACES) for match in matches], decimal_comma)
    after = Counter(_tail(match) for match in matches)
    money = any(match["before"] or _MONEY.fullmatch(_tail(match)) for match in matches)
    size_of = _sizes(after, money=money)
    if size_of is None:
        return None
    values: list[float | None] = []
    for match in found:
        number = _digits(match["digits"], match["power"], decimal) if match else None
        size = size_of(_tail(match)) if match else None
        if match is None or number is None or size is None:
            values.append(None)
            continue
        negative = bool(match["open"] or "-" in {match["sign"], match["minus"]})
        # Divided, for 0.2 · 0.01 is not the float nearest to 0.002.
        scaled = number / round(1 / size) if 0 < size < 1 and (1 / size).is_integer() else number * size
        values.append(-scaled if negative else scaled)
    if sum(value is not None for value in values) < wanted:
        return None
    bounds = Counter(match["bound"][0] for match in matches if match["bound"])
    form, unit = _form(after, matches, money=money)
    shown = [cell for cell, match in zip(cells, found, strict=True) if cell and match]
    sample = next((cell for cell in shown if _float(cell) is None), shown[0])
    told = _told(form, unit, decimal, " ".join(sample.split()))
    return Numbers(tuple(values), form, told, unit, bounds["<"] + bounds["≤"], bounds[">"] + bounds["≥"])


def _tail(match: re.Match[str]) -> str:
    return (match["after"] or "").strip().lower().rstrip(".") if match["after"] != "%" else "%"


def _decimal_sign(digits: Iterable[str], decimal_comma: bool) -> str:
    """Return which sign stands before the decimals, as all cells of a column together tell."""
    commas = dots = groups_of_commas = groups_of_dots = 0
    for text in digits:
        comma, dot = text.rfind(","), text.rfind(".")
        if comma >= 0 and dot >= 0:
            return "," if comma > dot else "."
        if comma >= 0:
            commas += 1
            if text.count(",") > 1:
                return "."
            groups_of_commas += re.fullmatch(r"[1-9]\d{0,2},\d{3}", text) is not None
        if dot >= 0:
            dots += 1
            if text.count(".") > 1:
                return ","
            groups_of_dots += re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", text) is not None
    if commas:
        grouped = groups_of_commas == commas
        return "," if not grouped or (decimal_comma and not dots) else "."
    return "," if dots and groups_of_dots == dots and decimal_comma else "."


def _digits(text: str, power: str | None, decimal: str) -> float | None:
    thousands = "." if decimal == "," else ","
    whole, _, rest = text.strip(_SPACES).rpartition(decimal) if decimal in text else (text.strip(_SPACES), "", "")
    parts = re.split(rf"[{re.escape(thousands)}'_{_SPACES}]", whole)
    if len(parts) > 1 and not (1 <= len(parts[0]) <= 3 and all(len(part) in {2, 3} for part in parts[1:])):  # noqa: PLR2004
        return None
    return _float(f"{''.join(parts) or '0'}.{rest or '0'}{power or ''}") if rest.isdigit() or not rest else None


def _sizes(after: Counter[str], *, money: bool) -> Callable[[str], float | None] | None:
    """Return what each tail of a number multiplies it by, or None where the tails do not go together."""
    tails = {tail for tail in after if tail}
    scaled = {tail for tail in tails if _scale_of(tail) is not None}
    if tails in ({"%"}, {"percent"}, {"pct"}):
        return lambda tail: 0.01 if tail else (None if after[""] < after[next(iter(tails))] else 1.0)
    if tails and scaled == tails and (money or len(tails) > 1 or tails <= _PLAIN_SCALES):
        return lambda tail: _scale_of(tail) if tail else 1.0
    if len(tails) > 1:
        units = {tail: _UNITS.get(tail) for tail in tails}
        if all(units.values()) and len({unit[0] for unit in units.values() if unit}) == 1:
            return lambda tail: unit[1] if (unit := _UNITS.get(tail)) else None
    most = max(after, key=after.__getitem__)
    alike = {tail for tail in tails if tail.rstrip("s") == most.rstrip("s")}
    if most and (not _UNIT.fullmatch(most) or most in _ORDINALS):
        return None
    return lambda tail: 1.0 if not tail or tail in alike else None


def _scale_of(tail: str) -> float | None:
    """Return how much a word such as `k` or `Mio. €` multiplies, 1 for a currency alone."""
    bare = re.sub(_CURRENCY, "", tail, flags=re.IGNORECASE).strip(" .")
    if not bare and tail:
        return 1.0
    return _SCALES.get(bare)


def _form(after: Counter[str], matches: Sequence[re.Match[str]], *, money: bool) -> tuple[str, str]:
    if money:
        sign = next((match["before"] or match["after"] for match in matches if match["before"] or match["after"]), "")
        return "money", sign.strip()
    tails = Counter({tail: count for tail, count in after.items() if tail})
    if not tails:
        return "plain", ""
    most = max(tails, key=tails.__getitem__)
    if most in {"%", "percent", "pct"}:
        return "percent", "%"
    scaled = all(_scale_of(tail) is not None for tail in tails)
    if scaled and (len(tails) > 1 or tails.keys() <= _PLAIN_SCALES):
        return "plain", ""
    known = _UNITS.get(most)
    return "unit", known[0] if known and len(tails) > 1 else most


def _told(form: str, unit: str, decimal: str, sample: str) -> str:
    if form == "money":
        return f"money, as in “{sample}”"
    if form == "percent":
        return f"percentages, as in “{sample}”, read as shares"
    parts = ["with decimal commas"] * (decimal == ",") + [f"in {unit}"] * (form == "unit")
    return f"numbers {' and '.join(parts)}".rstrip() + f", as in “{sample}”"


# ---- clock times and dates


def _clock(cells: Sequence[str | None], _: bool, wanted: float) -> Numbers | None:
    found = [None if cell is None else _CLOCK.fullmatch(cell) for cell in cells]
    if sum(match is not None for match in found) < wanted:
        return None
    values = tuple(None if match is None else _hours(match) for match in found)
    sample = next(cell for cell, match in zip(cells, found, strict=True) if match)
    return Numbers(values, "clock", f"times, as in “{sample}”, read in hours", "h")


def _hours(match: re.Match[str]) -> float:
    hours = int(match["h"])
    if match["half"]:
        hours = hours % 12 + (12 if match["half"].lower() == "p" else 0)
    total = 24 * int(match["days"] or 0) + hours + int(match["m"]) / 60 + float(match["s"] or 0) / 3600
    return -total if match["sign"] else total


def _dates(cells: Sequence[str | None], _: bool, wanted: float) -> Numbers | None:
    if sum(cell is not None and _DATE.fullmatch(cell) is not None for cell in cells) < wanted:
        return None
    days = read_dates(["" if cell is None else cell for cell in cells])
    if sum(day is not None for day in days) < wanted:
        return None
    first = min(day for day in days if day is not None)
    start = dt.date.fromordinal(int(first))
    values = tuple(None if day is None else day - int(first) for day in days)
    return Numbers(values, "date", f"dates, read as days since {start}", "days")


def read_dates(cells: Sequence[str]) -> list[float | None]:
    """Return the day of each cell, counted from the year 1, by the way of writing that reads most of them."""
    best: list[float | None] = [_iso(cell) for cell in cells]
    held = sum(bool(cell) for cell in cells)
    for form in _DATES:
        if sum(day is not None for day in best) >= MOST * max(held, 1):
            break
        if any(_day(cell, form) is not None for cell in cells[:50]):
            other = [_day(cell, form) for cell in cells]
            best = max(best, other, key=lambda days: sum(day is not None for day in days))
    return best


def _iso(cell: str) -> float | None:
    with contextlib.suppress(ValueError):
        moment = dt.datetime.fromisoformat(cell.strip().replace("Z", "+00:00"))
        return moment.toordinal() + (moment.hour + moment.minute / 60 + moment.second / 3600) / 24
    return None


def _day(cell: str, form: str) -> float | None:
    text, clock = cell.strip(), 0.0
    first, _, rest = text.rpartition(" ")
    match = _CLOCK.fullmatch(rest)
    if first and match:
        text, clock = first, _hours(match) / 24
    with contextlib.suppress(ValueError):
        return dt.datetime.strptime(text, form).toordinal() + clock  # noqa: DTZ007 - a day has no zone here
    return None
