"""Debug questions: the code is shown to people and to programs."""

from __future__ import annotations

from lossquiz.questions.kinds.debug import DebugQuestion
from lossquiz.questions.options import Option

QUESTION = DebugQuestion(
    "d", "Huber loss", "regression", "easy", "huber", "Which?", "return 1", (Option("This", True, "Yes."),), "So.", ()
)


def test_the_code_stands_below_the_words_and_is_no_secret() -> None:
    assert QUESTION.body().code == "return 1"
    assert QUESTION.details() == {"code": "return 1"}
    assert QUESTION.about() == "Huber loss"
