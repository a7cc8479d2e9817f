"""The numbers that people read in the bank and the catalogue, and whether a text was given them or has worked them out.

A number is looked for when it has two significant digits (1.4, 17, 122,500, 36.8 %) or two decimals (0.05) or more, or
a power of ten behind it (5e-8, but not 1e-7), and whatever it is as an answer. A year, the number of a paper and
what is part of a name (float32, F1, c_11) are none. Given to a question is what stands in its prompt, its inputs or its
code; to a case its inputs, and to a card, a task and a case the defaults and the code of the loss.

A prompt gives data. But a decimal of three significant digits or more that is not among the inputs is looked for, as it
is a result (a loss stops at 0.5032), except for values to reckon with (log 4 = 1.3863), see `VALUES`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

ROOT = Path(__file__).parent.parent.parent
# What is not read as text: names, code and its inputs, patterns, answers of candidates, and where things are from.
UNREAD = frozenset(
    re.findall(
        r"\w+",
        """aliases arguments defines difficulty dtype form id idea kind loss misconception name near needed
        reference sampler shape version code context example expression latex mend snippet torch equivalent_mutants
        dimensions forbidden fresh given input_slack inputs memory parameters rtol tolerance any not fixtures salad
        frequency links source sources prompt""",
    )
)
UNREAD_OF_ENTRIES = UNREAD | {"formula", "options"}
GIVING = frozenset(re.findall(r"\w+", "code context expression formula given mend parameters prompt snippet torch"))
NUMBER = re.compile(
    r"""(?:(?:(?<=[\s(=:;,\["|/·])|^)[−-])?  # a sign, and no operator
        (?<![\w.,])(?<![A-Za-z]/)\d+(?:,\d{3})*(?:\.\d+)?(?:e[-+]?\d+)?  # the digits
        (?![^\W⁰¹²³⁴⁵⁶⁷⁸⁹]|[.,]\d)(?P<percent>\s?%)?""",
    re.VERBOSE,
)
# What a prompt gives to reckon with: log 4 = 1.3863, √0.5 = 0.7071.
VALUES = re.compile(
    r"(?<![\w·/^−])(−?)(?<![\w·/^])(log|√)[ (]?(\d[\d,.]*\d|\d)(?:/(\d+))?\)? = (−?\d[\d,.]*\d)(?![\w%·/^]| [·/])"
)
NO_RESULT = re.compile(r"https?://\S+|`[^`]*`|\b\d{4}\.\d{5}\b|(?<![\d.,])(?:19|20)\d\d(?![\d.,]*\d)")


class Found(NamedTuple):
    """One number where it stands: whose text it is, in which field, as printed, and the text around it."""

    owner: str
    field: str
    printed: str
    given: bool
    around: str


def value_of(printed: str) -> float:
    """Return what a printed number says; 36.8 % is 0.368."""
    number = float(printed.rstrip(" %").replace(",", "").replace("−", "-"))
    return number / 100 if printed.endswith("%") else number


def unit_of(printed: str) -> float:
    """Return what its last digit counts."""
    digits, _, power = printed.rstrip(" %").replace(",", "").partition("e")
    places = len(digits.partition(".")[2]) - int(power or 0) + 2 * printed.endswith("%")
    return float(10.0**-places)


def numbers_in(text: str) -> Iterator[tuple[str, int]]:
    """Yield the numbers of a text that are not trivial, as they are printed but for the sign, and where they begin."""
    text = NO_RESULT.sub(lambda match: " " * len(match.group()), text)
    for match in NUMBER.finditer(text):
        printed = match.group().replace("-", "−", 1) if match.group().startswith("-") else match.group()
        printed = f"{printed.rstrip(' %')} %" if match["percent"] else printed
        if not _trivial(printed):
            yield printed, match.start()


def _trivial(printed: str) -> bool:
    digits, _, power = printed.strip("−% ").partition("e")
    value = float(digits.replace(",", ""))
    if power or value == 0:
        return value in {0, 1}
    return significant_digits(printed) < 2 and len(digits.partition(".")[2]) < 2


def significant_digits(printed: str) -> int:
    digits = printed.strip("−% ").replace(",", "").partition("e")[0]
    significant = digits.replace(".", "").lstrip("0")
    return len(significant if "." in digits else significant.rstrip("0"))


def numbers_of(owner: str, node: Any, unread: frozenset[str], given: set[float]) -> Iterator[Found]:
    for field, text in _texts(node):
        if field[-1:] == ("answer",):
            yield Found(owner, "answer", f"{float(text):.12g}".replace("-", "−"), given=False, around=text)
        elif unread.isdisjoint(field):
            for printed, start in numbers_in(text):
                known = any(abs(abs(value_of(printed.rstrip(" %"))) - value) < 1e-12 * value for value in given)
                yield Found(owner, ".".join(field), printed, known, text[max(0, start - 40) : start + 40])


def _texts(node: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _texts(value, (*path, str(key)))
    elif isinstance(node, list):
        for value in node:
            yield from _texts(value, path)
    elif isinstance(node, (str, int, float)) and not isinstance(node, bool):
        yield path, str(node)


def _given(node: Any) -> set[float]:
    texts = (text for field, text in _texts(node) if not GIVING.isdisjoint(field))
    numbers = (number for text in texts for number in re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?(?:e[-+]?\d+)?", text))
    return {value_of(number) for number in numbers}


def numbers_of_file(name: str, page: dict[str, Any]) -> Iterator[Found]:
    """Yield the numbers of a question file: its card, what is to be written, its cases, and its questions."""
    if "card" in page:
        task = page["implement"]
        defaults = _given({"parameters": task.get("parameters", {})})
        yield from numbers_of(f"{name} card", page["card"], UNREAD, _given(page["card"]) | defaults)
        rest = {key: value for key, value in task.items() if key != "cases"}
        yield from numbers_of(f"{name} implement", rest, UNREAD, _given(rest))
        for case in (case for cases in task["cases"].values() for case in cases):
            yield from numbers_of(f"{name} case", case, UNREAD, _given(case) | defaults)
    for question in page.get("questions", []):
        yield from numbers_of(question["id"], question, UNREAD, _given(question))
        prompt, data = VALUES.sub("", question.get("prompt", "")), {**question, "prompt": ""}
        for number in numbers_of(f"{question['id']} prompt", prompt, UNREAD, _given(data)):
            if "." in number.printed and significant_digits(number.printed) > 2:
                yield number


@cache
def pages() -> dict[str, dict[str, Any]]:
    return {file.stem: yaml.safe_load(file.read_text("utf-8")) for file in sorted(ROOT.glob("questions/*/*.yaml"))}


@cache
def found() -> tuple[Found, ...]:
    """Return the numbers of all texts of the bank and of the catalogue."""
    numbers = [number for name, page in pages().items() for number in numbers_of_file(name, page)]
    for file in sorted(ROOT.glob("lossquiz/losses/data/families/*.yaml")):
        for name, entry in yaml.safe_load(file.read_text("utf-8")).items():
            numbers += numbers_of(f"{name} catalogue", entry, UNREAD_OF_ENTRIES, _given(entry))
    return tuple(numbers)
