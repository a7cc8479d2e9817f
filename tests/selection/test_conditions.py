from __future__ import annotations

import pytest

from lossquiz.selection.conditions import all_hold, holds, names_of, parse_condition


@pytest.mark.parametrize(
    ("text", "facts", "expected"),
    [
        ("outliers", {"outliers": True}, True),
        ("outliers", {"outliers": "gross"}, True),
        ("outliers", {}, False),
        ("outliers", {"outliers": False}, False),
        ("outliers=gross", {"outliers": True}, False),
        ("outliers=gross", {"outliers": "gross"}, True),
        ("outliers!=gross", {"outliers": True}, True),
        ("outliers!=gross", {}, False),
        ("quantile=0.9", {"quantile": 0.9}, True),
        ("quantile>0.5", {"quantile": 0.5}, False),
        ("quantile>=0.5", {"quantile": 0.5}, True),
        ("n_classes<=5", {"n_classes": 5}, True),
        ("n_classes<5", {"n_classes": "many"}, False),
        ("outliers|heavy_tails", {"heavy_tails": True}, True),
    ],
)
def test_a_condition_reads_the_facts(text: str, facts: dict[str, object], expected: bool) -> None:
    assert holds(parse_condition(text), facts) is expected  # type: ignore[arg-type]


def test_no_conditions_always_hold() -> None:
    assert all_hold([], {})


def test_names_are_those_of_all_alternatives() -> None:
    assert names_of([parse_condition("a|b=c"), parse_condition("d>1")]) == {"a", "b", "d"}


@pytest.mark.parametrize("text", ["", "a=", "A", "a|", "a b", "=x"])
def test_what_is_not_a_condition_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a condition"):
        parse_condition(text)
