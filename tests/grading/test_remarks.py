"""What is said of a submission beside its checks."""

from __future__ import annotations

import pytest

from lossquiz.grading.intake.names import near_names, not_found
from lossquiz.grading.remarks import failure_text, first_cause, warnings_of
from lossquiz.grading.sandbox.both.names import folded
from lossquiz.grading.sandbox.both.outcomes import LoadFailure, Raised, Remark

LACKING = Remark("before", "ModuleNotFoundError: No module named 'einops'", 1, 2, "import einops", "einops")
NAME = Raised("NameError", "name 'einops' is not defined", 7)


def test_a_failure_is_told_with_its_place_and_its_line() -> None:
    failure = LoadFailure("import", "KeyError", "'x'", 3, cell=2, source="a = b['x']")
    assert failure_text(failure) == "KeyError (cell 2, line 3): 'x' — a = b['x']"
    assert failure_text(LoadFailure("timeout", "", "too slow")) == "too slow"


def test_warnings_are_a_line_each_and_uses_beside_are_gathered() -> None:
    remarks = (
        LACKING,
        Remark("after", "AssertionError", 9, 0, "assert False"),
        Remark("before", "RuntimeError: no", 5, 0, "if e <= delta:"),
        Remark("stopped", "", 12),
        Remark("beside", "torch.nn.MSELoss", 4),
        Remark("beside", "torch.nn.MSELoss", 8, 3),
        Remark("found", "it is a method"),
        Remark("renamed", "delta is called d"),
        Remark("set", "the default dtype (torch.float64)"),
    )
    assert warnings_of(remarks, "read as Python") == (
        "read as Python",
        "ModuleNotFoundError: No module named 'einops' (cell 2, line 1) — import einops: walked over",
        "AssertionError (line 9) — assert False: after the answer, which was graded",
        "RuntimeError: no (line 5) — if e <= delta: walked over",
        "what comes after the answer took too long and was stopped (line 12)",
        "it is a method",
        "parameters under other names were passed by their place: delta is called d",
        "while it loads it sets the default dtype (torch.float64) for everybody; that was put back",
        "torch.nn.MSELoss is used beside the answer, not by it: line 4, cell 3, line 8",
    )


def test_what_strangers_wrote_is_cleaned() -> None:
    (line,) = warnings_of((Remark("after", "E\x1b[2J\n\u202e", 1, 0, "x" * 9_999),))
    assert line.isprintable()
    assert len(line) == 500


def test_a_missing_name_is_told_by_what_failed_first() -> None:
    assert (
        first_cause((LACKING,), NAME)
        == "ModuleNotFoundError: No module named 'einops' (cell 2, line 1) — import einops"
    )
    assert first_cause((LACKING,), Raised("ValueError", "no")) == ""
    assert first_cause((), NAME) == ""


@pytest.mark.parametrize(
    "name", ["huberLoss", "Huber_Loss", "HuberLoss", "hubber_loss", "huber", "hubr_loss", "huber_los"]
)
def test_near_names_are_listed(name: str) -> None:
    assert near_names([name, "train", "main"], ["huber_loss", "mse_loss"]) == (name,)


def test_short_names_that_only_share_letters_are_not_near() -> None:
    assert near_names(["thing", "main", "mean", "loss", "test"], ["hinge_loss", "mae_loss", "mse_loss"]) == ()


def test_what_is_not_found_says_what_is_there() -> None:
    assert folded("Huber_Loss") == folded("huberloss") == "huber"
    assert not_found("huber_loss", ("a", "b"), ()) == "no huber_loss in the file; it defines a, b"
    assert not_found("huber_loss", (), ()) == "no huber_loss in the file; it defines nothing"
    assert not_found("huber_loss", ("Huber", "a"), ("Huber",)).endswith("; it defines Huber, a; near it: Huber")
    assert not_found("huber_loss", ("Huber",), ("Huber",)) == "no huber_loss in the file, but near it Huber"
    assert "--accept-class" in not_found("huber_loss", (), (), "HuberLoss")
