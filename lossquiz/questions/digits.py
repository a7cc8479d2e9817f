"""How people write the digits of a number: other scripts, fractions as one sign, powers, and marks between digits.

What has one reading is rewritten as Python writes it; what has two is asked.
"""

from __future__ import annotations

import math
import re
import unicodedata
from fractions import Fraction

_SAME = {
    **dict.fromkeys("×·⋅∙∗•", "*"),
    **dict.fromkeys("÷⁄∕", "/"),
    **dict.fromkeys("’ʼ′`´", "'"),
    **dict.fromkeys("≃≅≐≒∼～", "≈"),
    "−": "-",
    "π": "pi",
    "٫": ".",
    "٬": "'",
    "…": "...",
}
_RAISED = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ᐟ", "0123456789+-()/", strict=True))
_LOWERED = dict(zip("₀₁₂₃₄₅₆₇₈₉", "0123456789", strict=True))
_POWER = re.compile(f"[{''.join(_RAISED)}]+")
_BASE = re.compile(f"(?<=log)[{''.join(_LOWERED)}]+")
# Digits, and marks between them; a point or a comma may also come first.
_WRITTEN = re.compile(r"(?<![\w.,'])[.,]?\d+(?:[.,'_]\d+|(?<=\d) (?=\d{3}(?!\d))\d{3})*\.?(?:e[+-]?\d+)?")
_MIXED = re.compile(r"(?<![\w.,'/^*)])(\d+) +(\d+) */ *(\d+)(?![\w.,'^])")
_INDIAN = re.compile(r"[1-9]\d?(?:,\d\d)+,\d{3}")


TOO_LARGE = "that is too large to be a number"


class NumberError(ValueError):
    """Text that is no number; the message says why, for the one who typed it."""


def in_ascii(text: str) -> str:
    """Return text in lower case with the signs and digits of all scripts as ASCII has them, where one is meant."""
    body = _POWER.sub(lambda found: f"^({''.join(map(_RAISED.__getitem__, found[0]))})", text)
    body = _BASE.sub(lambda found: "".join(map(_LOWERED.__getitem__, found[0])), body.lower())
    body = "".join(map(_sign, body))
    return _fractions(" ".join(body.split()))


def _sign(char: str) -> str:
    """Return what a character stands for; one that has a number of its own is left as it is."""
    if char in _SAME:
        return _SAME[char]
    category = unicodedata.category(char)
    if category == "Nd":
        return str(unicodedata.decimal(char))
    if category == "Cf":  # marks of direction and width, which come with what is pasted
        return ""
    if category in {"No", "Pd"}:
        return char
    return unicodedata.normalize("NFKC", char)


def _fractions(body: str) -> str:
    """Write fractions that are one sign out, with the whole number before them: `2½` is `(2+1/2)`."""
    parts = []
    for char in body:
        value = Fraction(unicodedata.numeric(char)).limit_denominator(16) if _is_fraction(char) else None
        parts.append(char if value is None else f"\0{value}\0")
    written = re.sub(r"(?<![\w.,'])(\d+) ?\0([^\0]+)\0", r"(\1+\2)", "".join(parts))
    written = re.sub(r"(?<![\w.,')])\0([^\0]+)\0", r"(\1)", written)
    return written.replace("\0", "?")  # after digits that are no whole number: it cannot be read


def _is_fraction(char: str) -> bool:
    return unicodedata.decomposition(char).startswith("<fraction>")


def dashes(body: str) -> str:
    """Return text with one kind of minus sign.

    Raises:
        NumberError: A dash stands between two numbers as in a range, the lesser first.
    """
    found = re.fullmatch(r"(\d+(?:[.,]\d+)?)[-–—‒―](\d+(?:[.,]\d+)?)", body)
    if found and float(found[1].replace(",", ".")) < float(found[2].replace(",", ".")):
        raise NumberError(f'"{body}" looks like a range; type one number, or a difference with spaces around its "-"')
    return "".join("-" if unicodedata.category(char) == "Pd" else char for char in body)


def plain_numbers(body: str) -> str:
    """Return text in which every number is written as Python does.

    Raises:
        NumberError: One has several readings, or none.
    """
    return _WRITTEN.sub(lambda found: _number(found[0]), _MIXED.sub(_mixed, body))


def _mixed(found: re.Match[str]) -> str:
    whole, above, below = found.groups()
    if int(above) < int(below):
        return f"({whole}+{above}/{below})"
    return found[0]


def _number(written: str) -> str:
    digits, exponent = re.fullmatch(r"(.*?)(e[+-]?\d+)?", written).groups("")  # type: ignore[union-attr]  # always fits
    value = float(f"{_decimal(digits)}{exponent}")
    if math.isinf(value):
        raise NumberError(TOO_LARGE)
    return repr(value)


def _decimal(written: str) -> str:
    """Return digits without the marks that group them, and with a point before the decimals."""
    body = written.rstrip(".")
    marks = sorted({char for char in body if not char.isdigit()}, key=body.rfind)
    if not marks:
        return body
    last = marks[-1]
    if marks == [","]:
        return _with_commas(body)
    if marks == ["."] and body.count(".") == 1:
        return body
    if last in ".," and body.count(last) == 1:
        whole, _, decimals = body.rpartition(last)
        return f"{_grouped(whole, marks[:-1], written)}.{decimals}"
    return _grouped(body, marks, written)


def _with_commas(body: str) -> str:
    """Read digits with commas alone, which group them or come before the decimals."""
    if _INDIAN.fullmatch(body):
        return body.replace(",", "")
    if body.count(",") > 1:
        return _grouped(body, [","], body)
    whole, _, decimals = body.partition(",")
    if len(decimals) == 3 and re.fullmatch(r"[1-9]\d{0,2}", whole):  # noqa: PLR2004 - thousands come in threes
        raise NumberError(f"{body} can be read as {whole}.{decimals} or as {whole}{decimals}; type the one you mean")
    return f"{whole}.{decimals}"


def _grouped(body: str, marks: list[str], written: str) -> str:
    """Take the marks out of digits that one kind of mark groups in threes."""
    if len(marks) != 1 or not re.fullmatch(rf"[1-9]\d{{0,2}}(?:{re.escape(marks[0])}\d{{3}})+", body):
        raise NumberError(f'"{written}" is no number, or several; type one, such as 1234.5')
    return body.replace(marks[0], "")
