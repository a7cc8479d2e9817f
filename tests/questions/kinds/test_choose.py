"""Choose questions: what may be said above one."""

from __future__ import annotations

from lossquiz.questions.kinds.choose import ChooseQuestion
from lossquiz.questions.options import Option

QUESTION = ChooseQuestion(
    "c", "Huber loss", "regression", "easy", "", "Which?", (Option("This", True, "Yes."),), "So.", (), ()
)


def test_the_title_of_the_loss_does_not_stand_above_the_question_which_loss_to_choose() -> None:
    assert QUESTION.about() == "regression"
