"""Numbers as they stand in cells, read as people mean them."""

from __future__ import annotations

import pytest

from lossquiz.selection.written import read_dates, read_numbers


@pytest.mark.parametrize(
    ("cells", "values", "form"),
    [
        (["$250,000", "$1,200.50", "-$99"], [250000, 1200.5, -99], "money"),
        (["1.234,50 €", "12,00 €", "7,5 €"], [1234.5, 12, 7.5], "money"),
        (["5,1 Mio. €", "300 Tsd. €"], [5_100_000, 300_000], "money"),
        (["Rs. 500", "Rs. 1,20,000"], [500, 120_000], "money"),
        (["(1,200)", "500"], [-1200, 500], "plain"),
        (["12k", "3.5k", "1.2M", "900"], [12_000, 3500, 1_200_000, 900], "plain"),
        (["12.3%", "4%", "-0.5%"], [0.123, 0.04, -0.005], "percent"),
        (["1,5", "2,25", "10"], [1.5, 2.25, 10], "plain"),
        (["1,234", "12,345"], [1234, 12345], "plain"),
        (["0,234", "12,345"], [0.234, 12.345], "plain"),
        (["1.234.567", "12"], [1_234_567, 12], "plain"),
        (["1 234,5", "2\u202f000,0"], [1234.5, 2000], "plain"),
        (["1'000.50", "2"], [1000.5, 2], "plain"),
        (["12 kg", "7.5kg"], [12, 7.5], "unit"),
        (["12 kg", "700 g"], [12, 0.7], "unit"),
        (["5 stars", "1 star"], [5, 1], "unit"),
        (["23°C", "−4 °C"], [23, -4], "unit"),
        (["12:30", "23:45"], [12.5, 23.75], "clock"),
        (["1:00 PM", "12:30 am"], [13, 0.5], "clock"),
        (["2 days 03:00:00", "0:30:00"], [51, 0.5], "clock"),
        (["2020-01-05", "2020-02-05"], [0, 31], "date"),
        (["3/14/2021", "1/2/2021"], [71, 0], "date"),
        (["14.3.2021", "2.1.2021"], [71, 0], "date"),
        (["Jan 5, 2020", "Jan 7, 2020"], [0, 2], "date"),
        (["1e-3", "2E5", "NaN"], [0.001, 200_000, None], "plain"),
    ],
)
def test_cells_are_numbers_as_people_mean_them(cells: list[str], values: list[float | None], form: str) -> None:
    found = read_numbers(cells)
    assert found is not None
    assert found.form == form
    assert list(found.values) == pytest.approx(values)


@pytest.mark.parametrize(
    "cells",
    [
        ["1st", "2nd"],
        ["a1", "b2"],
        ["10-20", "20-30"],
        ["<18", ">65"],
        ["1:3", "4:5"],
        ["12 kg", "3 m"],
        ["5 km", "6 litres"],
        ["1,23,4", "5"],
        ["99/99/9999", "1/1/2020"],
        ["x", "y"],
    ],
)
def test_what_is_no_number_is_left_a_word(cells: list[str]) -> None:
    assert read_numbers(cells) is None


def test_cells_that_leave_it_open_are_read_as_the_file_is() -> None:
    assert read_numbers(["1,234", "5,678"], decimal_comma=True).values == (1.234, 5.678)  # type: ignore[union-attr]
    assert read_numbers(["1.234", "5.678"], decimal_comma=True).values == (1234, 5678)  # type: ignore[union-attr]
    assert read_numbers(["1.234", "5.678"]).values == (1.234, 5.678)  # type: ignore[union-attr]


def test_bounds_are_counted() -> None:
    found = read_numbers(["<0.5", "<0.5", "1.2", "3", ">9"])
    assert found is not None
    assert (found.values, found.below, found.above) == ((0.5, 0.5, 1.2, 3, 9), 2, 1)


def test_a_few_cells_that_are_no_numbers_are_gaps() -> None:
    cells = [*map(str, range(99)), "broken"]
    assert read_numbers(cells).values[-1] is None  # type: ignore[union-attr]
    assert read_numbers([*cells, "broken", "broken"]) is None


def test_days_of_dates_in_one_way_of_writing() -> None:
    days = read_dates(["2021-03-01", "2021-02-28", "", "2021-03-01 12:00"])
    assert days[0] - days[1] == 1  # type: ignore[operator]
    assert days[2] is None
    assert days[3] - days[0] == 0.5  # type: ignore[operator]


def test_a_column_that_holds_other_things_is_read_as_far_as_it_goes() -> None:
    assert read_numbers(["$1,200", "x", "y", "$7"], least=0).values == (1200, None, None, 7)  # type: ignore[union-attr]
    assert read_numbers(["1.5", "x", "y"], least=0).values == (1.5, None, None)  # type: ignore[union-attr]
    assert read_numbers(["x", "y"], least=0) is None
