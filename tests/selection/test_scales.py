"""Words that have an order, and words that have none."""

from __future__ import annotations

import pytest

from lossquiz.selection.scales import is_calendar, order_of


@pytest.mark.parametrize(
    "words",
    [
        "low|medium|high",
        "Low|Normal|High|Urgent",
        "low risk|mid risk|high risk",
        "1 - low|2 - medium|3 - high",
        "none|mild|moderate|severe",
        "No DR|Mild|Moderate|Severe|Proliferative DR",
        "Strongly disagree|Disagree|Neutral|Agree|Strongly agree",
        "never|sometimes|often|always",
        "Fair|Good|Very Good|Premium|Ideal",
        "S|M|L|XL",
        "Small|Medium|Large|X-Large",
        "HS-grad|Some-college|Bachelors|Masters|Doctorate",
        "negative|neutral|positive",
        "unacc|acc|good|vgood",
        "Insufficient_Weight|Normal_Weight|Overweight_Level_I|Obesity_Type_I",
        "I|II|III|IV",
        "grade 1|grade 2|grade 10",
        "1 star|2 stars|5 stars",
        "0-10|10-20|20-30|30+",
        "<18|18-25|26-40|>40",
        "$0-10k|$10-20k|$20-50k|$50k+",
        "0|1|2|3+",
        "(0, 10]|(10, 20]|(20, inf]",
        "F|D|C|B|A",
        "C-|B|A+",
        "CCC|B|BB|BBB|AA|AAA",
        "bronze|silver|gold",
    ],
)
def test_words_in_their_order(words: str) -> None:
    listed = words.split("|")
    assert order_of(sorted(listed)) == listed


@pytest.mark.parametrize(
    "words",
    [
        "red|green|blue",
        "cat|dog|bird",
        "A|B|C",
        "A|B|AB|O",
        "type 1|type 2|type 3",
        "yes|no",
        "Mon|Tue|Wed",
        "low|high|red",
    ],
)
def test_words_without_an_order(words: str) -> None:
    assert order_of(words.split("|")) == []


def test_letters_are_grades_where_the_name_says_so() -> None:
    assert order_of("ABC", graded=True) == ["C", "B", "A"]


def test_days_months_and_seasons_go_round() -> None:
    assert is_calendar(["Mon", "Tue", "Wed"])
    assert is_calendar(["January", "may", "Dec"])
    assert is_calendar(["winter", "spring", "summer"])
    assert not is_calendar(["Mon", "Tue", "red"])
