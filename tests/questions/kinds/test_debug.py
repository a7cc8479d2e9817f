"""Debug questions: the code is shown to people and to programs."""

from __future__ import annotations

from pathlib import Path

import pytest

from lossquiz.errors import BankError
from lossquiz.questions.bank import load_bank
from lossquiz.questions.kinds.debug import DebugQuestion
from lossquiz.questions.options import Option

QUESTION = DebugQuestion(
    "d", "Huber loss", "regression", "easy", "huber", "Which?", "return 1", (Option("This", True, "Yes."),), "So.", ()
)


def test_the_code_stands_below_the_words_and_is_no_secret() -> None:
    assert QUESTION.body().code == "return 1"
    assert QUESTION.details() == {"code": "return 1"}
    assert QUESTION.about() == "Huber loss"


def test_what_is_to_be_mended_is_the_code() -> None:
    assert QUESTION.broken() == "return 1\n"


FILE = """\
card: {when: [a], when_not: [b]}
implement:
  difficulty: easy
  defines: mae_loss
  reference: lossquiz.losses.regression.mae_loss
  convention: c
  inputs: {pred: {sampler: normal, shape: "*", gradient: true}, target: {sampler: normal, shape: "*"}}
  cases: {worked: [{given: {pred: 1.0, target: 0.0}}]}
  hints: ["One.", "Two."]
  misconceptions:
    - {id: summed, says: "It is summed.", code: "def mae_loss(pred, target):\\n return (pred - target).abs().sum()"}
    - {id: squared, says: "It is squared.", code: "def mae_loss(pred, target):\\n return (pred - target).pow(2).mean()"}
questions:
  - id: mae-debug
    kind: debug
    difficulty: easy
    misconception: summed
    distractors: %s
    %s
    explanation: "Sum."
"""
GIVEN = "[{misconception: squared, why: abs() stands there.}, It is negative., {text: It is halved., why: By what?}]"


def loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, distractors: str, context: str = "") -> DebugQuestion:
    monkeypatch.setenv("LOSSQUIZ_HOME", str(tmp_path / "home"))
    (tmp_path / "regression").mkdir(parents=True)
    (tmp_path / "regression" / "mae.yaml").write_text(FILE % (distractors, context), encoding="utf-8")
    question = load_bank(root=tmp_path).questions["mae-debug"]
    assert isinstance(question, DebugQuestion)
    return question


def test_a_wrong_answer_may_be_another_misconception_with_what_speaks_against_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = loaded(tmp_path, monkeypatch, GIVEN, 'context: "def train(batches):\\n    pass"')
    assert [(option.text, option.why) for option in question.options] == [
        ("It is summed.", ""),
        ("It is squared.", "abs() stands there."),
        ("It is negative.", "The code does not do that."),
        ("It is halved.", "By what?"),
    ]
    assert question.code.endswith(".abs().sum()\n\n\ndef train(batches):\n    pass")
    assert question.mark("It is summed.").feedback == ()
    wrong = question.mark("It is squared.").feedback
    assert (wrong[0], len(wrong)) == ("abs() stands there.", 2)


def test_the_mend_changes_the_code_and_not_what_uses_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    more = 'mend: [{wrong: sum(), right: mean()}]\n    context: "total = sum()"'
    question = loaded(tmp_path, monkeypatch, GIVEN, more)
    assert question.broken().endswith(".abs().sum()\n\n\ntotal = sum()\n")
    assert question.mended().endswith(".abs().mean()\n\n\ntotal = sum()\n")
    assert loaded(tmp_path / "other", monkeypatch, GIVEN).mended() == ""


def test_what_another_mistake_would_read_does_not_tell_the_mend(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`pow(2).mean()` is another mistake, and shows what is due in place of `sum()`."""
    others = "[{misconception: squared}, It is negative.]"
    plain = loaded(tmp_path, monkeypatch, others).options[1].why
    assert plain == "The code does not do that. It would read:\n return (pred - target).pow(2).mean()"
    mended = loaded(tmp_path / "mended", monkeypatch, others, "mend: [{wrong: sum(), right: mean()}]").options[1].why
    assert mended == "The code does not do that."


@pytest.mark.parametrize(
    ("distractors", "context", "told"),
    [
        ("[{misconception: sqared}, a]", "", "squared"),
        ("[{misconception: summed}, a]", "", "stands twice"),
        ("[{why: no text}, a]", "", "text"),
        (GIVEN, 'context: "def ("', "not valid Python"),
        (GIVEN, "mend: [{wrong: max(), right: mean()}]", r"mend\[0\].wrong: this does not stand in"),
    ],
)
def test_what_cannot_be_an_answer_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, distractors: str, context: str, told: str
) -> None:
    with pytest.raises(BankError, match=told):
        loaded(tmp_path, monkeypatch, distractors, context)
