"""Numbers as people write them, each with the meaning that it has for the fact that takes it."""

from __future__ import annotations

import pytest

from lossquiz.errors import UsageError
from lossquiz.selection import recommend
from lossquiz.selection.facts import all_facts, check_value, read_given
from lossquiz.selection.numbers import FORMS, read_number, read_range


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("pos_rate=0.2%", 0.002),
        ("pos_rate=0.2 %", 0.002),
        ("pos_rate=0.2 percent", 0.002),
        ("pos_rate=~0.2%", 0.002),
        ("pos_rate=2e-3", 0.002),
        ("pos_rate=0,002", 0.002),
        ("pos_rate=1 in 500", 0.002),
        ("pos_rate=1/500", 0.002),
        ("pos_rate=3 out of 1,000", 0.003),
        ("pos_rate=1:99", 0.01),
        ("pos_rate=1:9,999", 0.0001),
        ("pos_rate=50:50", 0.5),
        ("quantile=90%", 0.9),
        ("quantile=p90", 0.9),
        ("quantile=P95", 0.95),
        ("quantile=95th", 0.95),
        ("quantile=9/10", 0.9),
        ("fn_cost=5", 5),
        ("fn_cost=5:1", 5),
        ("fn_cost=500:20", 25),
        ("fn_cost=5x", 5),
        ("fn_cost=5 times", 5),
        ("fn_cost=1:4", 0.25),
        ("under_cost=3 to 2", 1.5),
        ("fp_cost=4", 0.25),
        ("over-cost=5:1", 0.2),
        ("n_classes=10k", 10_000),
        ("n_classes=1,000", 1_000),
        ("n_classes=1'000'000", 1_000_000),
        ("n_classes=10 000", 10_000),
        ("n_classes=1_000", 1_000),
        ("n_classes=1e5", 100_000),
        ("n_classes=1.5k", 1_500),
        ("batch_size=2 thousand", 2_000),
    ],
)
def test_a_number_is_read_as_the_fact_means_it(text: str, value: float) -> None:
    assert read_given(text)[1] == value


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("pos_rate=100:1", "pos_rate needs a number above 0 and below 1, got '100:1'; write 0.002, 0.2%"),
        ("pos_rate=20", "got '20'; write 0.002, 0.2%, 1 in 500, or 1:500 for one to 500 of the others"),
        ("pos_rate=1:0", "pos_rate needs a number"),
        ("pos_rate=110%", "pos_rate needs a number"),
        ("pos_rate=rare", "got 'rare'"),
        ("quantile=90", "got '90'; write 0.9, 90% or p90"),
        ("quantile=9:1", "quantile needs a number above 0 and below 1, got '9:1'"),
        ("quantile=p", "got 'p'"),
        ("fn_cost=0", "fn_cost needs a number above 0, got '0'; write 5, 5:1 or 5x"),
        ("fn_cost=5:0", "fn_cost needs a number"),
        ("fn_cost=-5", "fn_cost needs a number"),
        ("n_classes=3:4", "n_classes needs a whole number of at least 2, got '3:4'; write 1000, 1,000 or 10k"),
        ("n_classes=1,00,0", "n_classes needs a whole number"),
        ("n_classes=1,0000", "n_classes needs a whole number"),
        ("n_classes=10%", "n_classes needs a whole number"),
        ("n_classes=" + "9" * 400, "n_classes needs a whole number"),
        ("n_classes=1.2.3", "n_classes needs a whole number"),
        ("imbalance=1:100", 'imbalance does not take "1:100"; a number is said by --given pos_rate=1:100'),
        ("imbalance=0.5%", "a number is said by --given pos_rate=0.5%"),
        (
            "fn_costly=5",
            "fn_costly is a plain yes or no and takes no value, got '5'; a number is said by --given fn_cost=5",
        ),
        ("prediction_interval=90%", "a number is said by --given coverage=90%"),
        ("small_batch=32", "a number is said by --given batch_size=32"),
        ("asymmetric_cost=3:1", "a number is said by --given under_cost=3:1"),
    ],
)
def test_what_cannot_be_meant_is_one_clear_line(text: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_given(text)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_every_number_says_what_it_stands_for() -> None:
    for fact in all_facts().values():
        if fact.number and not fact.number.get("whole"):
            assert fact.number["stands_for"] in FORMS, fact.id


@pytest.mark.parametrize("kind", FORMS)
@pytest.mark.parametrize(
    "text", ["", " ", ":", "/", "%", "k", ".", "-", "1:", ":1", "p", "x", "nan", "inf", "1e", "--1"]
)
def test_what_is_no_number_is_none(kind: str, text: str) -> None:
    assert read_number(text, kind) is None


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("0_1", (0, 1)),
        ("0..10", (0, 10)),
        ("0...10", (0, 10)),
        ("[0, 10]", (0, 10)),
        ("(0; 10)", (0, 10)),
        ("0-10", (0, 10)),
        ("0–10", (0, 10)),
        ("0 to 10", (0, 10)),
        ("0 10", (0, 10)),
        ("-1..1", (-1, 1)),
        ("−1 to −0.5", (-1, -0.5)),
        ("-5--1", (-5, -1)),
        ("0%..100%", (0, 1)),
        ("0_10k", (0, 10_000)),
        ("0.5..2.5", (0.5, 2.5)),
    ],
)
def test_a_range_is_read(text: str, ends: tuple[float, float]) -> None:
    assert read_range(text) == ends


@pytest.mark.parametrize("text", ["", "10", "a_b", "0..", "..1", "1..2..3", "[0]", "0 1 2"])
def test_what_is_no_range_is_none(text: str) -> None:
    assert read_range(text) is None


@pytest.mark.parametrize(
    ("text", "value"), [("0_1", "0_1"), ("[0, 1]", "0_1"), ("0..10", "0_10"), ("-1:1", "-1_1"), ("0..2.5", "0_2.5")]
)
def test_bounds_are_kept_in_one_spelling(text: str, value: str) -> None:
    assert read_given(f"bounded_target={text}")[1] == value


def test_bounds_may_be_numbers_in_python() -> None:
    assert check_value(all_facts()["bounded_target"], (0, 10)) == "0_10"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("bounded_target", "bounded_target needs a value: 0_1, or another range such as 0..10"),
        ("bounded_target=10", "bounded_target needs a range of numbers such as 0_1 or 0..10, got '10'"),
        ("bounded_target=10..0", "bounded_target needs a range from low to high, got '10..0'"),
        ("bounded_target=1..1", "needs a range from low to high"),
        ("bounded_target=0..1e999", "needs a range from low to high"),
    ],
)
def test_bounds_that_are_none_are_told(text: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_given(text)
    assert message in str(caught.value)


def test_other_bounds_than_0_and_1_are_answered_with_how_to_rescale() -> None:
    unit, grade = (recommend("regression", dict([read_given(f"bounded_target={text}")])) for text in ("0_1", "0..10"))
    assert [choice.loss for choice in unit.choices] == [choice.loss for choice in grade.choices]
    told = {warned.id: warned.text for warned in grade.warnings}
    assert "(target − low) / (high − low)" in told["regression.other_bounds"]
    assert "regression.other_bounds" not in {warned.id for warned in unit.warnings}
    for choice in grade.choices[:3]:
        assert choice.loss in {"beta_nll_unit", "bce_with_logits", "bce"}
        assert "(target − low) / (high − low)" in " ".join(choice.code.replace("#", "").split()), choice.loss
    assert all("low" not in choice.code for choice in unit.choices)


@pytest.mark.parametrize(
    ("task", "facts", "loss", "code"),
    [
        ("regression", "coverage=80%", "quantile", "quantiles=((1 - 0.8) / 2, (1 + 0.8) / 2)"),
        ("binary", "fn_cost=5:1", "weighted_bce", "pos_weight=torch.tensor(5 / 1)"),
        ("binary", "fp_cost=4", "weighted_bce", "pos_weight=torch.tensor(0.25 / 1)"),
        ("regression", "under_cost=3", "quantile", "q=3 / (3 + 1)"),
        ("forecasting", "over_cost=4", "quantile", "q=0.25 / (0.25 + 1)"),
    ],
)
def test_a_ratio_of_costs_is_in_the_code(task: str, facts: str, loss: str, code: str) -> None:
    first = recommend(task, dict([read_given(facts)])).choices[0]
    assert first.loss == loss
    assert code in first.code


@pytest.mark.parametrize(
    ("task", "facts", "message"),
    [
        ("binary", {"fn_cost": 5, "fp_cost": 2}, "fn_cost is given twice, as .*0.5"),
        ("regression", {"under_cost": 5, "over_cost": 2}, "under_cost is given twice"),
        ("regression", {"under_cost": 5, "asymmetric_cost": "over_costly"}, "too low costs more"),
        ("regression", {"over_cost": 5, "asymmetric_cost": "under_costly"}, "too high costs more"),
        ("binary", {"fn_cost": 5, "fp_costly": True}, "contradict each other"),
    ],
)
def test_costs_that_contradict_each_other_are_refused(task: str, facts: dict[str, object], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        recommend(task, facts)  # type: ignore[arg-type]
