"""`lossquiz grade` and `lossquiz bank` as they are typed: exit codes, streams, files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
SMOOTH_L1 = """
import torch
def huber_loss(pred, target, delta=1.0):
    a = (pred - target).abs()
    return torch.where(a < delta, 0.5 * a * a / delta, a - 0.5 * delta).mean()
"""
RIGHT = SMOOTH_L1.replace("/ delta, a -", ", delta * (a -").replace("0.5 * delta).mean()", "0.5 * delta)).mean()")


def lossquiz(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the program as a user does, in a folder of its own and with an empty home."""
    settings = {"LOSSQUIZ_HOME": str(folder / "home"), "NO_COLOR": "1", "COLUMNS": "80", "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, "-m", "lossquiz", *words],
        cwd=folder,
        env={**os.environ, **settings},
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        check=False,
    )


@pytest.fixture
def candidates(tmp_path: Path) -> Path:
    """Return a folder with one right and one wrong answer."""
    folder = tmp_path / "candidates"
    for name, source in (("ann", RIGHT), ("bob", SMOOTH_L1)):
        (folder / name).mkdir(parents=True)
        (folder / name / "huber.py").write_text(source)
    return folder


def test_a_solution_passes_with_exit_0(tmp_path: Path) -> None:
    done = lossquiz(tmp_path, "grade", str(ROOT / "solutions" / "regression" / "huber.py"))
    assert done.returncode == 0, done.stderr
    assert "passed" in done.stdout
    assert "isolation" in done.stdout


def test_a_wrong_answer_fails_with_exit_1_its_name_and_a_counterexample(tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text(SMOOTH_L1)
    done = lossquiz(tmp_path, "grade", "mine.py", "-q", "huber", "--seed", "5")
    assert done.returncode == 1
    text = " ".join(done.stdout.split())
    assert "This is smooth L1, which is Huber divided by δ" in text
    assert "Counterexample (worked: far beyond δ = 0.5, float32)" in text
    assert "expected 0.875" in text
    assert "got 1.75" in text
    assert "--seed 5" in text


def test_the_question_is_found_by_what_the_file_defines(tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text(RIGHT)
    done = lossquiz(tmp_path, "grade", "mine.py", "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["submissions"][0]["question"] == "huber"


def test_json_is_one_object_and_the_seed_repeats_it(candidates: Path, tmp_path: Path) -> None:
    def graded() -> dict[str, Any]:
        whole: dict[str, Any] = json.loads(lossquiz(tmp_path, "grade", str(candidates), "--json", "--seed", "9").stdout)
        for row in whole["submissions"]:
            del row["seconds"]
        return whole

    one, two = graded(), graded()
    assert one == two
    assert [(r["path"], r["verdict"]) for r in one["submissions"]] == [
        ("ann/huber.py", "passed"),
        ("bob/huber.py", "failed"),
    ]
    assert one["seed"] == 9
    assert one["isolation"] in {"full", "reduced", "none"}


def test_results_go_to_a_folder_and_a_stopped_batch_goes_on(candidates: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert lossquiz(tmp_path, "grade", str(candidates), "--out", str(out), "--seed", "3").returncode == 1
    rows = [json.loads(line) for line in (out / "results.jsonl").read_text().splitlines()]
    assert [row["verdict"] for row in rows] == ["passed", "failed"]
    assert json.loads((out / "summary.json").read_text())["verdicts"] == {"failed": 1, "passed": 1}

    first, second = (out / "results.jsonl").read_text().splitlines()
    (out / "results.jsonl").write_text(first + "\n" + second[:20])  # as a crash in the middle of a row leaves it
    again = lossquiz(tmp_path, "grade", str(candidates), "--out", str(out), "--resume", "--json")
    assert again.returncode == 1
    whole = json.loads(again.stdout)
    assert whole["seed"] == 3
    assert [(row["path"], row["verdict"]) for row in whole["submissions"]] == [
        ("ann/huber.py", "passed"),
        ("bob/huber.py", "failed"),
    ]
    assert len((out / "results.jsonl").read_text().splitlines()) == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("grade", "gone.py"), "gone.py: no such file"),
        (("grade", "x.py", "-q", "hubber"), "did you mean huber"),
        (("grade", "x.py", "-q", "huber", "--resume"), "--resume goes with --out"),
        (("bank", "check", "nowhere"), "no such folder"),
        (("bank", "check", "--only", "hubber"), "did you mean huber"),
        (("bank", "new", "Not-An-Id"), "lower case"),
    ],
)
def test_bad_input_gets_one_clear_line_and_exit_2(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    (tmp_path / "x.py").write_text("def thing(): pass\n")
    (tmp_path / "empty").mkdir()
    done = lossquiz(tmp_path, *words)
    assert done.returncode == 2, done
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1
    assert said in lines[0]
    assert done.stdout == ""


def test_a_started_question_is_proved_and_graded_from_its_own_bank(tmp_path: Path) -> None:
    made = lossquiz(tmp_path, "bank", "new", "my_loss", "--family", "mine", "--into", "bank")
    assert made.returncode == 0, made.stderr
    assert sorted(made.stdout.splitlines()) == [
        "bank/mine/my_loss.yaml",
        "bank/references.py",
        "bank/solutions/mine/my_loss.py",
    ]
    proved = lossquiz(tmp_path, "bank", "check", "bank", "--json", "--seeds", "3", "-j", "1")
    whole = json.loads(proved.stdout)
    assert proved.returncode == 0, proved.stdout
    assert whole["faults"] == 0
    assert whole["mutation_score"] >= 0.98
    graded = lossquiz(tmp_path, "--bank", "bank", "grade", "bank/solutions/mine/my_loss.py")
    assert graded.returncode == 0, graded.stderr
    assert lossquiz(tmp_path, "bank", "new", "my_loss", "--family", "mine", "--into", "bank").returncode == 2


def test_a_bank_with_faults_shows_all_of_them_and_exits_with_2_or_1(tmp_path: Path) -> None:
    lossquiz(tmp_path, "bank", "new", "my_loss", "--family", "mine", "--into", "bank")
    path = tmp_path / "bank" / "mine" / "my_loss.yaml"
    good = path.read_text()
    path.write_text(good.replace("answer: 1.5", "answer: 7.5").replace(".abs().sum()", ".abs().mean()"))
    proved = lossquiz(tmp_path, "bank", "check", "bank", "--seeds", "3", "-j", "1")
    assert proved.returncode == 1
    text = " ".join(proved.stdout.split())
    assert "my_loss-compute-one: the answer is 7.5, and the reference gives 1.5" in text
    assert "sum_instead_of_mean, seed 0: it should fail, and is passed" in text
    path.write_text(
        good.replace("difficulty: easy", "difficulty: trivial").replace("id: my_loss\n", "id: your_loss\n", 1)
    )
    broken = lossquiz(tmp_path, "bank", "check", "bank")
    assert broken.returncode == 2
    assert "expected one of easy, medium, hard" in broken.stderr


def test_the_schema_for_editors_is_json_schema(tmp_path: Path) -> None:
    whole = json.loads(lossquiz(tmp_path, "bank", "schema").stdout)
    assert whole["$schema"].startswith("https://json-schema.org/")
    assert "implement" in whole["anyOf"][0]["properties"]
