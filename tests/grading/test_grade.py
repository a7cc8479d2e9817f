"""Submissions of every kind through the sandbox: each gets its verdict, and the rest is still graded."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from lossquiz.errors import InputError, IsolationError, UsageError
from lossquiz.grading.batch import grade_all
from lossquiz.grading.grade import Grader, grade_function
from lossquiz.grading.intake.assign import assign
from lossquiz.grading.intake.isolation import require_isolation
from lossquiz.grading.intake.submission import Submission, find_submissions, load_submission
from lossquiz.grading.sandbox.both.job import Limits
from lossquiz.grading.sandbox.parent import Sandbox
from lossquiz.grading.worker import Recipe, Unit
from lossquiz.questions.bank import load_bank
from lossquiz.questions.model import Bank
from lossquiz.questions.starter import starter_text

RIGHT = """
import torch

def huber_loss(pred, target, delta=1.0):
    a = (pred - target).abs()
    return torch.where(a < delta, 0.5 * a * a, delta * (a - 0.5 * delta)).mean()
"""
LIMITS = Limits(seconds=120.0, call_seconds=120.0)
FOR_WHAT_HANGS = Limits(seconds=120.0, call_seconds=0.5)


@pytest.fixture(scope="module")
def grader() -> Iterator[Grader]:
    with Sandbox() as sandbox:
        yield Grader(sandbox, 5, LIMITS)


@pytest.fixture(scope="module")
def shipped() -> Bank:
    return load_bank()


def answer(body: str) -> bytes:
    return (RIGHT.replace("huber_loss", "right") + f"\ndef huber_loss(pred, target, delta=1.0):\n    {body}\n").encode()


WRONG = {
    "raises": ("raise ValueError('no')", "error"),
    "hangs": ("while True: pass", "timeout"),
    "exits": ("import os; os._exit(0)", "crashed"),
    "exits_politely": ("raise SystemExit(0)", "error"),
    "returns_a_float": ("return 1.0", "failed"),
    "returns_none": ("return None", "failed"),
    "returns_an_array": ("import numpy; return numpy.zeros(())", "failed"),
    "returns_the_wrong_shape": ("return (pred - target).abs()", "failed"),
    "detaches": ("return right(pred, target, delta).detach()", "failed"),
    "changes_its_input": ("r = right(pred, target, delta); target.add_(1); return r", "failed"),
    "prints_a_lot": ("print('x' * 100_000); return right(pred, target, delta)", "passed"),
    "eats_memory": ("x = bytearray(1 << 36); return right(pred, target, delta)", "out_of_memory"),
    "uses_the_built_in": ("return torch.nn.functional.huber_loss(pred, target, delta=delta)", "forbidden"),
    "uses_it_by_name": (
        "return getattr(torch.nn.functional, 'huber' + '_loss')(pred, target, delta=delta)",
        "forbidden",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_each_kind_of_answer_gets_its_verdict_and_the_next_is_graded(grader: Grader, shipped: Bank, name: str) -> None:
    body, verdict = WRONG[name]
    judge = Grader(grader.sandbox, grader.seed, FOR_WHAT_HANGS) if verdict == "timeout" else grader
    report = judge.grade(Submission(name, answer(body), "python"), shipped.tasks["huber"])
    assert report.verdict == verdict, report
    after = grader.grade(Submission("after", RIGHT.encode(), "python"), shipped.tasks["huber"])
    assert after.verdict == "passed"


def test_code_that_does_not_parse_is_an_error_with_its_line(grader: Grader, shipped: Bank) -> None:
    report = grader.grade(Submission("x.py", b"import torch\ndef huber_loss(:\n", "python"), shipped.tasks["huber"])
    assert report.verdict == "error"
    assert "line 2" in (report.error or "")


def test_a_file_without_the_function_says_what_it_defines(grader: Grader, shipped: Bank) -> None:
    report = grader.grade(Submission("x.py", b"def hubber(): pass\n", "python"), shipped.tasks["huber"])
    assert report.verdict == "not_found"
    assert "huber_loss" in (report.error or "")
    assert "hubber" in (report.error or "")


def test_every_starter_file_fails_politely(grader: Grader, shipped: Bank) -> None:
    for task in shipped.tasks.values():
        report = grader.grade(Submission("starter", starter_text(task).encode(), "python"), task)
        assert report.verdict == "error"
        assert "NotImplementedError" in (report.error or "")


def test_every_solution_passes_in_the_sandbox(grader: Grader, shipped: Bank) -> None:
    root = Path(__file__).resolve().parents[2] / "solutions"
    for task in shipped.tasks.values():
        source = (root / task.family / f"{task.id}.py").read_bytes()
        report = grader.grade(Submission(task.id, source, "python"), task)
        assert report.verdict == "passed", (task.id, [c for c in report.checks if not c.passed], report.error)


def test_a_folder_is_graded_whole_and_in_order(shipped: Bank, tmp_path: Path) -> None:
    (tmp_path / "ann").mkdir()
    (tmp_path / "bob").mkdir()
    (tmp_path / "ann" / "huber.py").write_text(RIGHT)
    (tmp_path / "ann" / "helper.py").write_text("X = 1\n")
    (tmp_path / "bob" / "answers.py").write_text(
        RIGHT + "\ndef mse_loss(pred, target):\n    return (pred - target).pow(2).sum()\n"
    )
    (tmp_path / "bob" / "linked.py").symlink_to(tmp_path / "ann" / "huber.py")
    (tmp_path / "bob" / "mae.py").write_bytes(b"\xff\xfe\x00bad")
    reports = list(grade_all(map(Unit, find_submissions([tmp_path])), Recipe(shipped.tasks, None, 5, LIMITS), jobs=2))
    rows = [(report.path, report.question, report.verdict) for report in reports]
    assert sorted(rows) == [
        ("ann/huber.py", "huber", "passed"),
        ("bob/answers.py", "huber", "passed"),
        ("bob/answers.py", "mse", "failed"),
        ("bob/linked.py", "", "error"),
        ("bob/mae.py", "mae", "error"),
    ]
    assert [row[0] for row in rows] == sorted(row[0] for row in rows)
    errors = {report.path: report.error for report in reports}
    assert "symbolic link" in (errors["bob/linked.py"] or "")
    assert "UTF-8" in (errors["bob/mae.py"] or "")


def test_with_a_question_other_files_are_helpers(grader: Grader, shipped: Bank, tmp_path: Path) -> None:
    (tmp_path / "huber.py").write_text(RIGHT)
    (tmp_path / "mse.py").write_text("def mse_loss(pred, target):\n    return 0\n")
    (tmp_path / "work.py").write_text(RIGHT)
    pairs = assign(find_submissions([tmp_path]), shipped.tasks, shipped.tasks["huber"], grader.sandbox, LIMITS)
    assert sorted(pair.submission.path for pair in pairs) == ["huber.py", "work.py"]


def test_only_listed_files_beside_an_answer_can_be_imported(grader: Grader, shipped: Bank, tmp_path: Path) -> None:
    (tmp_path / "huber.py").write_text("from common import huber_loss\n")
    (tmp_path / "common.py").write_text(RIGHT)
    for helpers, verdict in (((), "error"), (("common.py",), "passed")):
        (submission,) = find_submissions([tmp_path / "huber.py"], helpers)
        (pair,) = assign([submission], shipped.tasks, None, grader.sandbox, LIMITS)
        assert grader.grade(submission, shipped.tasks["huber"]).verdict == verdict
        assert pair.task is shipped.tasks["huber"]
    listed = list(find_submissions([tmp_path], ("common.py",)))
    assert [submission.path for submission in listed] == ["huber.py"]
    with pytest.raises(InputError, match="without its folder"):
        list(find_submissions([tmp_path], ("../common.py",)))


def test_a_file_that_answers_nothing_is_a_usage_error_that_lists_questions(
    grader: Grader, shipped: Bank, tmp_path: Path
) -> None:
    path = tmp_path / "thing.py"
    path.write_text("def thing(): pass\n")
    with pytest.raises(UsageError, match=r"thing\.py.*it defines thing.*-q ID"):
        list(assign(find_submissions([path]), shipped.tasks, None, grader.sandbox, LIMITS))


@pytest.mark.parametrize(
    ("name", "said"), [("a.zip", "unpack"), ("a.txt", r"expected a \.py"), ("gone.py", "no such file")]
)
def test_what_cannot_be_graded_says_so(tmp_path: Path, name: str, said: str) -> None:
    if not name.startswith("gone"):
        (tmp_path / name).write_text("")
    with pytest.raises(InputError, match=said):
        list(find_submissions([tmp_path / name]))


def test_odd_bytes_in_names_are_escaped(tmp_path: Path) -> None:
    name = b"od\xffd\x1b[31m.py"
    (Path(tmp_path) / name.decode("utf-8", "surrogateescape")).write_text("x = 1\n")
    shown = next(iter(find_submissions([tmp_path]))).path
    assert shown == "od\\xffd\\x1b[31m.py"
    assert shown.isprintable()


def test_a_file_over_the_cap_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "huber.py"
    path.write_bytes(b"#" * ((1 << 20) + 1))
    assert "larger than 1 MiB" in load_submission(path, "huber.py").error


@pytest.mark.parametrize(
    ("level", "batch", "reduced", "trust", "refused"),
    [
        ("full", True, False, False, False),
        ("reduced", True, False, False, True),
        ("reduced", True, True, False, False),
        ("reduced", False, False, False, False),
        ("none", False, False, False, True),
        ("none", False, True, False, True),
        ("none", True, False, True, False),
    ],
)
def test_a_machine_that_cannot_isolate_refuses_unless_told(
    level: str, *, batch: bool, reduced: bool, trust: bool, refused: bool
) -> None:
    if refused:
        with pytest.raises(IsolationError, match="doctor"):
            require_isolation(level, batch=batch, allow_reduced=reduced, trust=trust)
    else:
        require_isolation(level, batch=batch, allow_reduced=reduced, trust=trust)


def test_a_function_of_one_s_own_is_graded_in_process(shipped: Bank) -> None:
    def huber_loss(pred, target, delta=1.0):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
        a = (pred - target).abs()
        return (a.clamp(max=delta) * (a - 0.5 * a.clamp(max=delta))).mean()

    assert grade_function(huber_loss, shipped.tasks["huber"], seed=1).verdict == "passed"
