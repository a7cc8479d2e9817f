"""Numbers as people write them: `0.2%`, `1:100`, `1 in 500`, `10k`, `1,000`, `p90`, and ranges such as `0..10`."""

from __future__ import annotations

import contextlib
import re

FORMS = {
    "share": "write 0.002, 0.2%, 1 in 500, or 1:500 for one to 500 of the others",
    "level": "write 0.9, 90% or p90",
    "ratio": "write 5, 5:1 or 5x",
    "count": "write 1000, 1,000 or 10k",
}
"""What a number can stand for, with the ways to write it: a share of a whole, the level of a quantile, how many times
one thing is another, a count."""

_SCALES = {"": 1, "k": 1_000, "thousand": 1_000, "m": 1_000_000, "million": 1_000_000, "%": 0.01, "percent": 0.01}
_LONGEST = 80
_FLOAT = set("+-.0123456789")
_NUMBER = r"(?P<digits>[+-]?[\d.,_' ]*\d\.?)(?P<power>e[+-]?\d+)? ?(?P<scale>k|thousand|m|million|%|percent)?"
_GROUPED = r"[+-]?[1-9]\d{0,2}([,_' ])\d{3}(\1\d{3})*(\.\d*)?"
_PLAIN = r"[+-]?(\d+\.?\d*|\.\d+)"
_DECIMAL_COMMA = r"[+-]?(0,\d+|\d+,\d{1,2})"
_OF = r"(?P<part>.+?) ?(?P<how>:|/| to | in | out of | of | per | against )(?P<rest>.+)"
_LEVEL = r"p(?P<first>[\d.]+)|(?P<second>[\d.]+)(?:th|st|nd|rd)(?: percentile)?"
_TIMES = r"(?P<before>[\d.,]+) ?(?:x|×|times)|(?:x|×)(?P<after>[\d.,]+)"
_BOUND = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?(?:%|k|m)?"
_RANGE = rf"[\[(]? ?({_BOUND}) ?(?:_|\.\.\.?|…|to|-|:|;|,| ) ?({_BOUND}) ?[\])]?"


def read_number(text: str, kind: str) -> float | None:
    """Return the number that a text stands for, or None where it stands for none.

    Args:
        text: What was written.
        kind: What the number is, one of `FORMS`; it decides what `1:4` means, and whether `p90` means anything.
    """
    words = _tidy(text[:_LONGEST])
    if words[:1] in {"~", "≈"}:
        words = words[1:].lstrip()
    found = _magnitude(words)
    if found is not None:
        return found
    if kind == "level" and (match := re.fullmatch(_LEVEL, words)):
        return _divided(_magnitude(match["first"] or match["second"]), 100)
    if kind == "ratio" and (match := re.fullmatch(_TIMES, words)):
        return _magnitude(match["before"] or match["after"])
    return _of(words, kind)


def read_range(text: str) -> tuple[float, float] | None:
    """Return the two ends of a range, `0..10`, `0_10`, `[0, 10]` or `0 to 10`, or None where it is none."""
    match = re.fullmatch(_RANGE, _tidy(text[:_LONGEST]))
    if match is None:
        return None
    percent = "%" in text
    low, high = (_magnitude(end.rstrip("%") + "%" * percent) for end in match.groups())
    return None if low is None or high is None else (low, high)


def _tidy(text: str) -> str:
    for dash in "−–—‐‑":
        text = text.replace(dash, "-")
    return " ".join(text.lower().split())


def _magnitude(text: str) -> float | None:
    with contextlib.suppress(ValueError):
        # As most are written; the expressions below take longer to compile than all else here.
        return float(text) if set(text) <= _FLOAT else _written_otherwise(text)
    return None


def _written_otherwise(text: str) -> float | None:
    match = re.fullmatch(_NUMBER, text)
    if match is None:
        return None
    digits = match["digits"]
    if re.fullmatch(_GROUPED, digits):
        digits = re.sub(r"[,_' ]", "", digits)
    elif re.fullmatch(_DECIMAL_COMMA, digits):
        digits = digits.replace(",", ".")
    elif not re.fullmatch(_PLAIN, digits):
        return None
    number, scale = float(digits + (match["power"] or "")), _SCALES[match["scale"] or ""]
    # Divided, for 0.2 · 0.01 is not the float nearest to 0.002.
    return number / 100 if scale < 1 else number * scale


def _of(text: str, kind: str) -> float | None:
    match = re.fullmatch(_OF, text)
    part, rest = (_magnitude(match["part"]), _magnitude(match["rest"])) if match else (None, None)
    if match is None or part is None or rest is None or min(part, rest) < 0 or kind == "count":
        return None
    if kind == "ratio":
        return _divided(part, rest)
    if match["how"].strip() not in {":", "to", "against"}:
        return _divided(part, rest)
    # One to 500: which side is which is plain only where the share comes first and is the smaller.
    return _divided(part, part + rest) if kind == "share" and part <= rest else None


def _divided(part: float | None, whole: float) -> float | None:
    return part / whole if part is not None and whole else None
