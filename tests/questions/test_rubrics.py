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


# Each text, and the point (from 0) of which it says the opposite, or not.
OPPOSITE = [
    ("mae-explain-robust", "Unlike MSE, the gradient grows with the error; that is so for all the points.", 0, True),
    ("mae-explain-robust", "It gives you the conditional median, whereas squared error gives the mean.", 1, False),
    ("mae-explain-robust", "MSE gives the mean, whereas MAE gives you the median of the targets.", 1, False),
    ("mae-explain-robust", "MSE gives you the median of the targets, whereas it gives the mean.", 1, True),
    ("mae-explain-robust", "The gradient grows linearly with the error, and that is so for each of them.", 0, True),
    ("mae-explain-robust", "MSE's gradient grows linearly with the error; here it is the same for each.", 0, False),
    (
        "mae-explain-robust",
        "For MSE the gradient grows linearly with the error; here it is the same for each.",
        0,
        False,
    ),
    ("mae-explain-robust", "Unlike MSE, whose gradient grows with the error, it is the same for each point.", 0, False),
    (
        "mae-explain-robust",
        "Unlike MSE, the gradient grows with the error, so that it is good for all points.",
        0,
        True,
    ),
    (
        "label-smoothing-ce-explain-effects",
        "It keeps the logits from growing without bound, as all can be seen.",
        1,
        False,
    ),
    (
        "label-smoothing-ce-explain-effects",
        "It prevents logits growing without bound, as all can be seen in it.",
        1,
        False,
    ),
    (
        "label-smoothing-ce-explain-effects",
        "It keeps the logits growing without bound, as all can be seen in it.",
        1,
        True,
    ),
    (
        "label-smoothing-ce-explain-effects",
        "It does not stop the logits growing without bound, as can be seen.",
        1,
        True,
    ),
    (
        "ppo-clip-explain-min",
        "With positive advantage no gain beyond 1+eps; with negative, no gain below 1-eps, as it is with the other.",
        1,
        False,
    ),
    (
        "ppo-clip-explain-min",
        "With positive advantage there is no gain below 1-eps, and so it is with all else.",
        1,
        True,
    ),
    (
        "log-cosh-explain-vs-huber",
        "It is smooth whereas Huber has a continuous first derivative – its second derivative jumps at delta.",
        1,
        False,
    ),
    ("log-cosh-explain-vs-huber", "Log-cosh is like Huber in that its second derivative jumps at delta.", 1, True),
    ("huber-explain-why", "It clips the gradient to zero beyond delta, so that outliers cannot dominate.", 0, True),
    ("cross-entropy-explain-gradient", "The gradient is p(1-p)(p-y), so that you should prefer MSE to it.", 4, True),
    ("ctc-explain-blank", "The blank stands for the space between words, and it is learnt as one of them.", 2, True),
]


@pytest.mark.parametrize(("name", "text", "number", "denied"), OPPOSITE)
def test_the_opposite_is_what_is_said_of_the_thing_itself(name: str, text: str, number: int, denied: bool) -> None:
    question = next(question for question in QUESTIONS if question.id == name)
    point = question.mark(text).points[number]
    assert (point.covered, point.denied) == (not denied, denied)


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
