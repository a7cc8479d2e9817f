"""Every number that people read in the bank stands in a table that works it out, to the digits that are printed.

The modules beside it have the tables, one for each family; found.py says what is looked for. To mend a red test here,
work the number out and put it into the table of its family, or mend the text.
"""

from __future__ import annotations

import copy
import math
from typing import Any

import pytest

from worked_numbers.found import VALUES, found, numbers_in, numbers_of_file, pages, unit_of, value_of
from worked_numbers.tables import FACTS, FAMILIES, SUPPOSED, WORKED, accounted_for

NUMBERS = [number for number in found() if not number.given]
OWNERS = sorted({number.owner for number in NUMBERS})


@pytest.mark.parametrize("owner", sorted(WORKED))
def test_a_number_is_printed_as_it_rounds(owner: str) -> None:
    for printed, worked_out in WORKED[owner].items():
        off = abs(worked_out - value_of(printed))
        assert off <= unit_of(printed) / 2 + 1e-9 * abs(worked_out), (printed, worked_out)


@pytest.mark.parametrize("owner", OWNERS)
def test_every_number_of_a_text_stands_in_the_table_of_its_owner(owner: str) -> None:
    known = accounted_for(owner)
    numbers = [number for number in NUMBERS if number.owner == owner and number.printed not in known]
    assert not [f"{number.printed} in {number.field}: {number.around}" for number in numbers]


def test_no_table_has_a_number_that_no_text_says() -> None:
    said = {(number.owner, number.printed) for number in NUMBERS}
    tables = (WORKED, SUPPOSED, FACTS)
    assert {(owner, printed) for table in tables for owner in table for printed in table[owner]} == said


def test_a_number_stands_in_one_table() -> None:
    owners = [owner for family in FAMILIES for owner in family.WORKED]
    assert len(owners) == len(set(owners))
    for owner in OWNERS:
        tables = [*WORKED.get(owner, ()), *SUPPOSED.get(owner, ()), *FACTS.get(owner, ())]
        assert len(tables) == len(set(tables)), owner
    assert all(source for facts in FACTS.values() for source in facts.values())


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("−log 0.731 = 0.3133", ["0.731", "0.3133"]),
        ("p = 0.25, loss −0.375; 1 − 0.36", ["0.25", "−0.375", "0.36"]),
        ("p = 0.3, and 5 of 1,000: a loss of 0.1 or 20", []),
        ("0.05 in place of 0.0002, and exactly 0.00", ["0.05", "0.0002"]),
        ("it costs 122,500, or 12,288.5, not 100.", ["122,500", "12,288.5"]),
        ("36.8 % of them, 15 %, and 100 %", ["36.8 %", "15 %"]),
        ("steps of 5e-8, 2e17 and −4.5e-5, from 1e-7 on", ["5e-8", "2e17", "−4.5e-5"]),
        ("float32, F12, GPT-2, conv2d, x_12, Adam in 2014, arXiv 2305.18290", []),
        ("see https://example.org/12.5 and `eps=0.0125`", []),
        ("2·0.6931 = 1.386, and it ends here: 2.1931.", ["0.6931", "1.386", "2.1931"]),
        ("0.99² = 0.9801, 2.2/2.86, e^0.75 and c_11", ["0.99", "0.9801", "2.2", "2.86", "0.75"]),
        ("(−0.36, 0.48), |−17|", ["−0.36", "0.48", "−17"]),
    ],
)
def test_which_numbers_are_looked_for(text: str, numbers: list[str]) -> None:
    assert [printed for printed, _ in numbers_in(text)] == numbers


@pytest.mark.parametrize(
    ("printed", "value", "unit"),
    [
        ("0.25", 0.25, 0.01),
        ("−1,234", -1234, 1),
        ("36.8 %", 0.368, 0.001),
        ("4.5e-5", 4.5e-5, 1e-6),
        ("2e17", 2e17, 1e17),
    ],
)
def test_what_a_printed_number_says_and_how_finely(printed: str, value: float, unit: float) -> None:
    assert value_of(printed) == pytest.approx(value)
    assert unit_of(printed) == pytest.approx(unit)


def replaced(node: Any, old: str, new: str) -> Any:
    if isinstance(node, dict):
        return {key: replaced(value, old, new) for key, value in node.items()}
    if isinstance(node, list):
        return [replaced(value, old, new) for value in node]
    if isinstance(node, float) and str(node) == old:
        return float(new)
    return node.replace(old, new) if isinstance(node, str) else node


@pytest.mark.parametrize(
    ("old", "new", "owners"),
    [
        ("16.1; it", "16.2; it", {"bce-choose-saturated"}),  # an option
        ("0.3612", "0.3613", {"bce-choose-constant"}),  # why an option is right
        ("1.0397", "1.0396", {"bce-compute-two"}),  # an answer and its explanation
        ("0.6109", "0.6108", {"bce card"}),
        ("1.44 times", "1.45 times", {"bce implement"}),
        ("46.05", "46.06", {"bce case"}),
        ("0.5032", "0.5033", {"bce-debug-sigmoid prompt"}),
    ],
)
def test_a_changed_digit_is_found(old: str, new: str, owners: set[str]) -> None:
    page = replaced(copy.deepcopy(pages()["bce"]), old, new)
    changed = {n.owner for n in numbers_of_file("bce", page) if not n.given and n.printed not in accounted_for(n.owner)}
    assert changed == owners


def test_the_values_that_prompts_give_to_reckon_with_are_right() -> None:
    seen = 0
    for page in pages().values():
        for question in page.get("questions", []):
            for sign, function, number, divisor, printed in VALUES.findall(question.get("prompt", "")):
                argument = value_of(number) / float(divisor or 1)
                value = math.log(argument) if function == "log" else math.sqrt(argument)
                value = -value if sign else value
                assert abs(value - value_of(printed)) <= unit_of(printed) / 2 + 1e-9, (question["id"], printed)
                seen += 1
    assert seen > 100
