"""A target as a person sees it: its numbers or words, without what is missing and what is only written otherwise."""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from lossquiz.errors import InputError
from lossquiz.lookup import quote
from lossquiz.selection.distribution import Summary, summarise
from lossquiz.selection.scales import order_of, tidy
from lossquiz.selection.written import Numbers, is_missing, read_numbers

YES = {
    *[
        "1",
        "1.0",
        "true",
        "yes",
        "y",
        "t",
        "positive",
        "pos",
        "on",
        "si",
        "sí",
        "oui",
        "ja",
        "sim",
        "da",
        "wahr",
        "vrai",
        "x",
        "✓",
    ]
}
NO = {
    *[
        "0",
        "0.0",
        "false",
        "no",
        "n",
        "f",
        "negative",
        "neg",
        "off",
        "non",
        "nein",
        "não",
        "nao",
        "niet",
        "falsch",
        "faux",
        "✗",
    ]
}
_FEW = 5
_CODED = 0.005
_HUGE = 1e20  # what programs fill gaps of measurements with
_SPELLED_AS_MISSING = {"none", "nil", "missing", "na"}


@dataclass(frozen=True, slots=True)
class Target:
    """A column to predict.

    Attributes:
        name: Its name, or "".
        cells: Its cells, row by row: None for what is missing, one spelling for what is one class.
        numbers: Its numbers, row by row, if it is a column of numbers.
        values: Its numbers, without the gaps.
        summary: What they look like, or None.
        notes: What was missing, and what was taken for one.
    """

    name: str
    cells: tuple[str | None, ...]
    numbers: Numbers | None
    values: tuple[float, ...]
    summary: Summary | None
    notes: tuple[str, ...]

    @property
    def known(self) -> list[str]:
        """The cells that hold something."""
        return [cell for cell in self.cells if cell is not None]


def look_at(name: str, cells: Sequence[str], *, decimal_comma: bool = False) -> Target:
    """Read a column.

    Raises:
        InputError: Nothing can be learnt from it: all is missing, or the same.
    """
    held = _held(cells)
    known = [cell for cell in held if cell is not None]
    if not known:
        raise InputError("every value of the target is missing")
    notes: list[str] = []
    missing = len(held) - len(known)
    if missing:
        share = f"{missing:,} targets missing ({missing / len(held):.1%})"
        notes.append(f"{share}: left out here, and to be left out of the loss")
    numbers = read_numbers(["" if cell is None else cell for cell in held], decimal_comma=decimal_comma)
    if numbers is None:
        held, told = _one_spelling(held)
        notes += told
    else:
        notes += _told_of(numbers, held)
        numbers, told = _without_codes(numbers)
        notes += told
        held = tuple(None if value is None else cell for cell, value in zip(held, numbers.values, strict=True))
    different = {cell for cell in held if cell is not None} if numbers is None else set(numbers.known)
    if len(different) == 1:
        only = next(iter(different))
        shown = f"{only:g}" if isinstance(only, float) else " ".join(str(only).split())[:40]
        raise InputError(f"the target is constant ({shown}): there is nothing to learn")
    values = tuple(numbers.known) if numbers else ()
    return Target(name, held, numbers, values, summarise(values) if values else None, tuple(notes))


def _held(cells: Sequence[str]) -> tuple[str | None, ...]:
    """Return cells without the missing ones; `none` is a word where the others are degrees of something."""
    stripped = [cell.strip() for cell in cells]
    held = tuple(None if is_missing(cell) else cell for cell in stripped)
    spelled = {
        cell for cell, kept in zip(stripped, held, strict=True) if kept is None and cell.lower() in _SPELLED_AS_MISSING
    }
    words = {cell for cell in held if cell is not None}
    if len(spelled) == 1 and len(words) < 20 and order_of([*words, *spelled]):  # noqa: PLR2004 - more than any scale has
        return tuple(cell if cell in spelled else kept for cell, kept in zip(stripped, held, strict=True))
    return held


def _one_spelling(held: Sequence[str | None]) -> tuple[tuple[str | None, ...], list[str]]:
    """Return words in one spelling each: where some differ by case and spaces only, or all say yes or no."""
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for cell in held:
        if cell is not None:
            spellings[tidy(cell)][cell] += 1
    if len(spellings) > 2 and spellings.keys() <= YES | NO:  # noqa: PLR2004 - as many as yes and no
        told = f"{len(spellings)} ways to write yes and no are taken as two classes: {', '.join(sorted(spellings))}"
        return tuple(None if cell is None else "yes" if tidy(cell) in YES else "no" for cell in held), [told]
    several = {word: ways for word, ways in spellings.items() if len(ways) > 1}
    if not several or len(spellings) < 2 or len(spellings) > sum(map(len, spellings.values())) * 0.95:  # noqa: PLR2004
        return tuple(held), []
    best = {word: ways.most_common(1)[0][0] for word, ways in spellings.items()}
    shown = " and ".join(quote(way) for way in sorted(next(iter(several.values())))[:_FEW])
    told = f"spellings that differ by case or spaces are one class: {shown}"
    return tuple(None if cell is None else best[tidy(cell)] for cell in held), [told]


def _told_of(numbers: Numbers, held: Sequence[str | None]) -> list[str]:
    strange = [cell for cell, value in zip(held, numbers.values, strict=True) if cell is not None and value is None]
    notes = [numbers.told] if numbers.told else []
    if strange:
        notes.append(
            f"{len(strange):,} cells are no numbers, such as {quote(' '.join(strange[0].split())[:30])}: left out"
        )
    return notes


# ---- numbers that stand for a missing value


def _without_codes(numbers: Numbers) -> tuple[Numbers, list[str]]:
    notes: list[str] = []
    values = numbers.values
    while len(notes) < _FEW:
        known = [value for value in values if value is not None]
        found = _code_in(known)
        if found is None:
            break
        share = known.count(found) / len(known)
        notes.append(f"{found:g} in {share:.1%} of the rows stands apart, a missing value's code? Left out")
        values = tuple(None if value == found else value for value in values)
    return dataclasses.replace(numbers, values=values), notes


def _code_in(known: Sequence[float]) -> float | None:
    """Return a number that stands for a missing value: often there, at an end, far from the others or alone below 0."""
    counts = Counter(known)
    if len(counts) <= _FEW:
        return None
    ordered = sorted(counts)
    for code, nearest, farthest in ((ordered[0], ordered[1], ordered[-1]), (ordered[-1], ordered[-2], ordered[0])):
        often = counts[code] >= max(2, _CODED * len(known))
        wide = abs(farthest - nearest) or 1.0
        apart = abs(code - nearest)
        only_negative = code < 0 <= nearest and code.is_integer() and (code == -1 or counts[code] > len(known) / 50)
        if often and only_negative and (code != -1 or counts[code] < len(known) / 2):
            return code
        if often and _looks_like_code(code) and apart > wide and counts[code] < 0.9 * len(known):
            return code
    return None


def _looks_like_code(value: float) -> bool:
    digits = f"{abs(value):.15g}".replace(".", "")
    repeated = len(digits) > 1 and (set(digits) in ({"9"}, {"8"}) or digits.startswith(("999", "888")))
    return repeated or abs(value) >= _HUGE
