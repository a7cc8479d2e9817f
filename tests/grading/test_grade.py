"""Submissions of every kind through the sandbox: each gets its verdict, and the rest is still graded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import torch

from lossquiz.errors import InputError, IsolationError
from lossquiz.grading.batch import grade_all
from lossquiz.grading.grade import Grader, grade_function
from lossquiz.grading.intake.archives import Unpacker
from lossquiz.grading.intake.assign import Assigner
from lossquiz.grading.intake.find import Search, find_hand_ins
from lossquiz.grading.intake.hand_in import HandIn, Submission
from lossquiz.grading.intake.isolation import require_isolation
from lossquiz.grading.sandbox.both.job import Limits
from lossquiz.grading.sandbox.parent import Sandbox
from lossquiz.grading.worker import Recipe
from lossquiz.questions.bank import load_bank
from lossquiz.questions.model import Bank
from lossquiz.questions.starter import starter_text

RIGHT = """
import torch

def huber_loss(pred, target, delta=1.0):
    a = (pred - target).abs()
    return torch.where(a < delta, 0.5 * a * a, delta * (a - 0.5 * delta)).mean()
"""
LIMITS = Limits(seconds=120.0)
FOR_WHAT_HANGS = Limits(seconds=0.5)


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


def test_every_starter_file_is_told_to_be_untouched(grader: Grader, shipped: Bank) -> None:
    for task in shipped.tasks.values():
        text = starter_text(task).replace("\n", "\r\n")
        report = grader.grade(Submission("starter", text.encode(), "python"), task)
        assert (report.verdict, report.score, report.checks) == ("error", 0.0, ())
        assert report.error == "the starter file is as it was: there is nothing to grade yet"


def test_checks_that_could_not_be_made_are_not_judged(grader: Grader, shipped: Bank) -> None:
    report = grader.grade(Submission("x.py", answer("raise ValueError('no')"), "python"), shipped.tasks["huber"])
    judged = {check.name for check in report.checks if check.judged}
    assert judged == {"value", "stability"}
    assert not any(check.passed for check in report.checks)


@pytest.mark.parametrize(
    ("body", "failed", "right"),
    [
        ("return None", {"value", "contract"}, set()),
        ("return 'loss'", {"value", "contract"}, set()),
        ("return right(pred, target, delta), 1.0", {"value", "contract"}, set()),
        ("return (pred - target).abs() + pred.new_zeros(2, 3, *pred.shape)", {"value", "shape"}, {"dtype", "contract"}),
    ],
)
def test_what_cannot_be_held_against_the_right_value_is_right_in_nothing_that_hangs_on_it(
    grader: Grader, shipped: Bank, body: str, failed: set[str], right: set[str]
) -> None:
    report = grader.grade(Submission("x.py", answer(body), "python"), shipped.tasks["huber"])
    assert {check.name for check in report.checks if check.judged and not check.passed} == failed
    assert {check.name for check in report.checks if check.passed} - {"from_scratch"} == right


def test_the_score_comes_from_judged_cases_only(grader: Grader, shipped: Bank) -> None:
    body = "huber_loss.calls = getattr(huber_loss, 'calls', 0) + 1\n"
    body += "    if huber_loss.calls == 4: import os; os._exit(1)\n    return right(pred, target, delta)"
    report = grader.grade(Submission("x.py", answer(body), "python"), shipped.tasks["huber"])
    assert (report.verdict, report.score) == ("crashed", 0.75)  # three were right, one ended it, the rest never ran


def test_every_solution_passes_in_the_sandbox(grader: Grader, shipped: Bank) -> None:
    root = Path(__file__).resolve().parents[2] / "solutions"
    for task in shipped.tasks.values():
        source = (root / task.family / f"{task.id}.py").read_bytes()
        report = grader.grade(Submission(task.id, source, "python"), task)
        assert report.verdict == "passed", (task.id, [c for c in report.checks if not c.passed], report.error)


def test_an_answer_that_cannot_be_called_as_asked_is_left_to_a_person(grader: Grader, shipped: Bank) -> None:
    for head, status in (
        ("def huber_loss(*, pred, target, delta=1.0):\n", "needs_review"),
        ("def huber_loss(pred, target, delta, weight):\n", "needs_review"),
        ("def huber_loss(pred, target, delta=1.0):\n    raise TypeError\n", "graded"),
        ("def huber_loss(pred, target, delta=1.0):\n    pred = pred + None\n", "graded"),
    ):
        source = f"{head}    return (pred - target).abs().mean()\n".encode()
        report = grader.grade(Submission("huber", source, "python"), shipped.tasks["huber"])
        assert (report.verdict, report.status) == ("error", status), head
        assert ("huber_loss(pred, target, delta=1.0)" in report.reason) is (status == "needs_review")


def search(bank: Bank, *helpers: str) -> Search:
    return Search(frozenset(task.name for task in bank.tasks.values()), helpers, Unpacker())


def found(bank: Bank, *paths: Path, helpers: tuple[str, ...] = ()) -> list[HandIn]:
    return list(find_hand_ins(paths, search(bank, *helpers)))


def test_a_folder_is_graded_whole_and_in_order(shipped: Bank, tmp_path: Path) -> None:
    (tmp_path / "ann").mkdir()
    (tmp_path / "bob").mkdir()
    (tmp_path / "ann" / "huber.py").write_text(RIGHT)
    (tmp_path / "ann" / "helper.py").write_text("X = 1\n")
    (tmp_path / "bob" / "answers.py").write_text(
        RIGHT + "\ndef mse_loss(pred, target):\n    return (pred - target).pow(2).sum()\n"
    )
    (tmp_path / "bob" / "linked.py").symlink_to(tmp_path / "ann" / "huber.py")
    (tmp_path / "bob" / "mae.py").write_bytes(b"\xe9\xff bad")
    recipe = Recipe(shipped.tasks, None, 5, LIMITS)
    reports = [report for some in grade_all(found(shipped, tmp_path), recipe, jobs=2) for report in some]
    rows = [(report.path, report.question, report.verdict) for report in reports]
    assert rows == [
        ("ann/huber.py", "huber", "passed"),
        ("bob/answers.py", "huber", "passed"),
        ("bob/answers.py", "mse", "failed"),
        ("bob/linked.py", "", "error"),
        ("bob/mae.py", "mae", "error"),
    ]
    errors = {report.path: report.error for report in reports}
    assert "symbolic link" in (errors["bob/linked.py"] or "")
    assert "utf-8" in (errors["bob/mae.py"] or "").lower()


def test_with_a_question_each_flat_file_has_a_row_and_is_graded_for_it_alone(
    grader: Grader, shipped: Bank, tmp_path: Path
) -> None:
    (tmp_path / "huber.py").write_text(RIGHT)
    (tmp_path / "mse.py").write_text("def mse_loss(pred, target):\n    return 0\n")
    (tmp_path / "work.py").write_text(RIGHT)
    assigner = Assigner(shipped.tasks, shipped.tasks["huber"], grader.sandbox, LIMITS)
    pairs = [pair for hand_in in found(shipped, tmp_path) for pair in assigner.assign(hand_in)]
    assert [(pair.path, bool(pair.reason)) for pair in pairs] == [
        ("huber.py", False), ("mse.py", True), ("work.py", False),
    ]  # fmt: skip


def test_a_file_beside_a_flat_answer_serves_it_when_it_holds_no_answer(shipped: Bank, tmp_path: Path) -> None:
    (tmp_path / "huber.py").write_text("from common import half\n" + RIGHT)
    (tmp_path / "mse.py").write_text("from huber import huber_loss\ndef mse_loss(pred, target):\n    return 0\n")
    (tmp_path / "common.py").write_text("from deeper import x\nhalf = 0.5\n")
    (tmp_path / "deeper.py").write_text("x = 1\n")
    (tmp_path / "other.py").write_text("def something(): pass\n")
    hand_ins = {hand_in.path: hand_in for hand_in in found(shipped, tmp_path)}
    assert sorted(hand_ins) == ["huber.py", "mse.py", "other.py"]
    assert [place for place, _ in hand_ins["huber.py"].files[0].companions] == ["common.py", "deeper.py"]
    assert hand_ins["mse.py"].files[0].companions == ()  # the answer of somebody else, perhaps


def test_a_listed_helper_is_no_answer_whatever_is_in_it(grader: Grader, shipped: Bank, tmp_path: Path) -> None:
    (tmp_path / "huber.py").write_text("from common import huber_loss\n")
    (tmp_path / "common.py").write_text(RIGHT)
    for paths in ((tmp_path,), (tmp_path / "huber.py",)):
        (hand_in,) = found(shipped, *paths, helpers=("common.py",))
        assert grader.grade(hand_in.files[0], shipped.tasks["huber"]).verdict == "passed"
    with pytest.raises(InputError, match="without its folder"):
        found(shipped, tmp_path, helpers=("../common.py",))


def test_what_is_not_there_is_an_error_before_anything_is_graded(shipped: Bank, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        next(find_hand_ins([tmp_path, tmp_path / "gone.py"], search(shipped)))


def test_odd_bytes_in_names_are_escaped(shipped: Bank, tmp_path: Path) -> None:
    name = b"od\xffd\x1b[31m.py"
    (Path(tmp_path) / name.decode("utf-8", "surrogateescape")).write_text("x = 1\n")
    shown = found(shipped, tmp_path)[0].path
    assert shown == "od\\xffd\\x1b[31m.py"
    assert shown.isprintable()


def test_a_file_over_the_cap_is_refused(shipped: Bank, tmp_path: Path) -> None:
    path = tmp_path / "huber.py"
    path.write_bytes(b"#" * ((1 << 20) + 1))
    ((file,),) = (hand_in.files for hand_in in found(shipped, path))
    assert "larger than 1 MiB" in file.error


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


@pytest.mark.parametrize(
    ("answer", "question", "named"),
    [
        (
            lambda pred, target, delta=1.0: torch.nn.functional.huber_loss(pred, target, delta=delta),
            "huber",
            "huber_loss",
        ),
        (lambda pred, target: torch.func.grad(lambda p: ((p - target) ** 2).mean())(pred), "mse_backward", "grad"),
    ],
)
def test_a_builtin_in_a_function_of_one_s_own_is_forbidden(
    shipped: Bank, answer: Callable[..., object], question: str, named: str
) -> None:
    report = grade_function(answer, shipped.tasks[question], seed=1)
    assert report.verdict == "forbidden"
    (check,) = (check for check in report.checks if check.name == "from_scratch")
    assert named in check.message
