"""`make check` looks at the nearest tests first, says what it leaves out, and leaves no module without a test."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from nearest import is_wanted
from what_changed import PROOFS, ROOT, SUBMISSIONS, all_tests, describe, make_plan, module_of, together

MODULES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "lossquiz").rglob("*.py"))


def test_a_modules_own_tests_come_first_then_those_of_the_modules_that_import_it() -> None:
    tests = list(make_plan(["lossquiz/grading/judging/compare.py"]).tests)
    assert tests[0] == "tests/grading/judging/test_compare.py"
    assert tests.index("tests/grading/judging/test_compare.py") < tests.index("tests/grading/test_grade.py")
    assert tests[-1] == SUBMISSIONS


@pytest.mark.parametrize("module", [path for path in MODULES if not path.endswith(("__init__.py", "_version.py"))])
def test_every_module_has_a_test_to_run(module: str) -> None:
    plan = make_plan([module])
    assert plan.tests
    assert set(plan.tests) <= {*all_tests(), SUBMISSIONS}


def test_a_changed_question_is_proved_and_its_answers_alone_are_graded() -> None:
    plan = make_plan(["questions/regression/huber.yaml"])
    assert (plan.losses, plan.answers) == (["huber"], {"huber"})
    assert list(plan.tests) == [
        "tests/questions/test_bank.py",
        "tests/questions/test_model_answers.py",
        "tests/worked_numbers/test_every_number.py",
        SUBMISSIONS,
    ]
    assert make_plan(["solutions/regression/huber.py"]).losses == ["huber"]


def test_a_changed_answer_is_graded_alone() -> None:
    plan = make_plan(["tests/submissions/huber/smooth_l1.py"])
    assert (plan.losses, plan.answers, list(plan.tests)) == ([], {"huber/smooth_l1"}, [SUBMISSIONS])


def test_a_changed_reference_has_some_losses_proved_and_the_others_named() -> None:
    plan = make_plan(["lossquiz/losses/regression.py"])
    assert next(iter(plan.tests)) == "tests/losses/test_regression.py"
    assert len(plan.losses) == PROOFS
    (said,) = [what for what in plan.left_out if what.startswith("the proof of ")]
    assert "smooth_l1" in (*plan.losses, *said.replace(",", "").replace(":", "").split())


@pytest.mark.parametrize(
    ("changed", "test"),
    [
        ("tests/losses/test_metric.py", "tests/losses/test_metric.py"),
        ("tests/grading/sandbox/conftest.py", "tests/grading/sandbox/child/test_limits.py"),
        ("docs/authoring.md", "tests/questions/test_authoring.py"),
        ("tests/worked_numbers/binary.py", "tests/worked_numbers/test_every_number.py"),
        ("lossquiz/losses/data/families/audio.yaml", "tests/losses/test_catalogue_files.py"),
        ("lossquiz/cli/grade.py", "tests/cli/test_grade_command.py"),
        ("lossquiz/grading/proof/__init__.py", "tests/grading/proof/test_prove.py"),
        ("lossquiz/grading/sandbox/parent/sandbox.py", "tests/grading/sandbox/test_sandbox_run.py"),
    ],
)
def test_other_files_have_their_tests_too(changed: str, test: str) -> None:
    assert test in make_plan([changed]).tests


def test_the_attacks_are_left_out_and_that_is_said() -> None:
    plan = make_plan(["tests/attacks/attack_batch.py"])
    assert not any(test.startswith("tests/attacks/") for test in plan.tests)
    assert "pytest tests/attacks/" in "".join(describe(["tests/attacks/attack_batch.py"], plan))


def test_a_file_that_is_gone_stops_nothing() -> None:
    assert make_plan(["lossquiz/gone.py", "questions/regression/gone.yaml", "tests/test_gone.py"]).losses == []


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("test_verdict[huber/smooth_l1]", True),
        ("test_verdict[huber/smooth_l1@huber]", True),
        ("test_named[huber]", True),
        ("test_verdict[pseudo_huber/smooth_l1]", False),
        ("test_verdict[mse/sum]", True),
        ("test_verdict[mse/other]", False),
        ("test_named[mse]", False),
        ("test_of_all", False),
    ],
)
def test_answers_are_asked_for_by_question_or_one_by_one(name: str, wanted: bool) -> None:
    assert is_wanted(name, ["huber", "mse/sum"]) is wanted


@pytest.mark.parametrize(("until", "said"), [(0.0, "left out for time: 2 tests of test_small.py"), (2e10, "2 passed")])
def test_no_test_is_begun_after_its_time(tmp_path: Path, until: float, said: str) -> None:
    assert time.time() < 2e10
    (tmp_path / "test_small.py").write_text("def test_one(): pass\ndef test_two(): pass\n")
    words = ("-p", "nearest", "-p", "no:randomly", "-q", "-rNfE", "--rootdir", str(tmp_path), "--until", str(until))
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *words, "test_small.py"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT / "tests")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert said in done.stdout
    assert ("2 skipped" in done.stdout) is (until == 0.0)


def test_modules_are_named_as_python_imports_them() -> None:
    assert module_of("lossquiz/grading/proof/__init__.py") == "lossquiz.grading.proof"
    assert module_of("lossquiz/cache.py") == "lossquiz.cache"
    assert module_of("docs/authoring.md") == ""


def test_the_tests_of_a_folder_are_handed_over_in_one_piece() -> None:
    tests = ["t/a/b/test_1.py", "t/test_2.py", "t/a/test_3.py", "t/c/test_4.py", "t/a/b/test_5.py"]
    ordered = ["t/a/b/test_1.py", "t/a/b/test_5.py", "t/a/test_3.py", "t/test_2.py", "t/c/test_4.py"]
    assert together(tests) == ordered
