"""What the points of explain questions are looked for with: no tick for what a text does not say."""

from __future__ import annotations

import re

import pytest

from lossquiz.questions.bank import load_bank
from lossquiz.questions.kinds.explain import ExplainQuestion

QUESTIONS = [question for question in load_bank().questions.values() if isinstance(question, ExplainQuestion)]

# Each text, and the points (from 0) that it makes.
SAID = {
    "info-nce-explain-batch": (
        "Every other item in the batch acts as a negative and you get harder negatives when there are more of them.",
        {2},
    ),
    "focal-explain-why": (
        (
            "Almost all anchors are easy background and swamp the gradient. (1-p_t)^gamma makes well classified ones"
            " count for almost nothing, so training is about the hard ones."
        ),
        {0, 1},
    ),
}


@pytest.mark.parametrize("name", SAID)
def test_only_what_is_said_is_ticked(name: str) -> None:
    text, made = SAID[name]
    question = next(question for question in QUESTIONS if question.id == name)
    points = question.mark(text).points
    assert {number for number, point in enumerate(points) if point.covered} == made


def test_short_words_are_not_found_in_the_midst_of_others() -> None:
    """`(temperature|t)` finds its t in "get": a word of a letter or two needs its edge."""
    bare = re.compile(r"(?:^|[ }])\((?:[^()\\\[]*\|)?(?:[a-z]|no|it|is|at|of|ce|kl)(?:\|[^()]*)?\)")
    found = [
        (question.id, phrase)
        for question in QUESTIONS
        for point in question.rubric
        for phrase in (*point.any, *point.denied)
        if bare.search(phrase)
    ]
    assert found == []
