"""`lossquiz grade` and `lossquiz bank` as they are typed: exit codes, streams, files."""

from __future__ import annotations

import hashlib
import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from in_process import lossquiz

from lossquiz.practice.store import read_store

ROOT = Path(__file__).resolve().parents[2]
SMOOTH_L1 = """
import torch
def huber_loss(pred, target, delta=1.0):
    a = (pred - target).abs()
    return torch.where(a < delta, 0.5 * a * a / delta, a - 0.5 * delta).mean()
"""
RIGHT = SMOOTH_L1.replace("/ delta, a -", ", delta * (a -").replace("0.5 * delta).mean()", "0.5 * delta)).mean()")


def started(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the program as a user does, in a process of its own, in a folder and with an empty home."""
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
    done = started(tmp_path, "grade", str(ROOT / "solutions" / "regression" / "huber.py"))
    assert done.returncode == 0, done.stderr
    assert "passed" in done.stdout
    assert "isolation" in done.stdout


def test_a_wrong_answer_fails_with_exit_1_its_name_and_a_counterexample(tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text(SMOOTH_L1)
    done = started(tmp_path, "grade", "mine.py", "-q", "huber", "--seed", "5")
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
    made = started(tmp_path, "bank", "new", "my_loss", "--family", "mine", "--into", "bank")
    assert made.returncode == 0, made.stderr
    assert sorted(made.stdout.splitlines()) == [
        "bank/mine/my_loss.yaml",
        "bank/references.py",
        "bank/solutions/mine/my_loss.py",
    ]
    for file in (tmp_path / "bank/mine/my_loss.yaml", tmp_path / "bank/references.py"):
        text = re.sub(r"Say [^\"]*|A (gentle|telling) hint\.", r"The \1 words of its author.", file.read_text("utf-8"))
        file.write_text(text, encoding="utf-8")
    proved = started(tmp_path, "bank", "check", "bank", "--json", "--seeds", "3", "-j", "1")
    whole = json.loads(proved.stdout)
    assert proved.returncode == 0, proved.stdout
    assert whole["faults"] == 0
    assert whole["mutation_score"] >= 0.98
    graded = started(tmp_path, "--bank", "bank", "grade", "bank/solutions/mine/my_loss.py")
    assert graded.returncode == 0, graded.stderr
    assert started(tmp_path, "bank", "new", "my_loss", "--family", "mine", "--into", "bank").returncode == 2


def test_a_bank_with_faults_shows_all_of_them_and_exits_with_1(tmp_path: Path) -> None:
    started(tmp_path, "bank", "new", "my_loss", "--family", "mine", "--into", "bank")
    path = tmp_path / "bank" / "mine" / "my_loss.yaml"
    good = path.read_text()
    path.write_text(good.replace("answer: 1.5", "answer: 7.5").replace(".abs().sum()", ".abs().mean()"))
    proved = started(tmp_path, "bank", "check", "bank", "--seeds", "3", "-j", "1")
    assert proved.returncode == 1
    text = " ".join(proved.stdout.split())
    assert "my-loss-compute-one: the answer is 7.5, and the reference gives 1.5" in text
    assert "sum_instead_of_mean, seed 0: it should fail, and is passed" in text
    path.write_text(
        good.replace("difficulty: easy", "difficulty: trivial").replace("id: my_loss\n", "id: your_loss\n", 1)
    )
    broken = started(tmp_path, "bank", "check", "bank")
    assert broken.returncode == 1  # a bank with faults, whatever their kind
    assert "expected one of easy, medium, hard" in broken.stderr


def test_the_schema_for_editors_is_json_schema(tmp_path: Path) -> None:
    whole = json.loads(lossquiz(tmp_path, "bank", "schema").stdout)
    assert whole["$schema"].startswith("https://json-schema.org/")
    assert "implement" in whole["anyOf"][0]["properties"]


def test_a_row_says_whose_it_is_and_what_was_noticed(tmp_path: Path) -> None:
    place = tmp_path / "answers" / "ann" / "work"
    place.mkdir(parents=True)
    checked = "assert torch.nn.functional.huber_loss is None"
    (place / "mine.py").write_text(f"{RIGHT}\nimport torch\n{checked}\n")
    done = lossquiz(tmp_path, "grade", "answers", "--json")
    (row,) = json.loads(done.stdout)["submissions"]
    assert (row["candidate"], row["file"], row["path"]) == ("ann", "work/mine.py", "ann/work/mine.py")
    assert (row["verdict"], row["status"], row["reason"]) == ("passed", "graded", "")
    assert row["sha256"] == hashlib.sha256((place / "mine.py").read_bytes()).hexdigest()
    line = len(RIGHT.splitlines()) + 3
    assert row["warnings"] == [
        f"AssertionError (line {line}) — {checked}: after the answer, which was graded",
        f"torch.nn.functional.huber_loss is used beside the answer, not by it: line {line}",
    ]


def test_what_answers_nothing_has_a_row_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "x.py").write_text("def thing(): pass\n")
    (tmp_path / "empty").mkdir()
    done = lossquiz(tmp_path, "grade", "x.py", "empty", "--json")
    assert done.returncode == 1
    rows = json.loads(done.stdout)["submissions"]
    assert [(r["path"], r["question"], r["verdict"], r["status"]) for r in rows] == [
        ("x.py", None, "not_found", "missing"),
        ("empty", None, "not_found", "missing"),
    ]
    assert "it defines thing; -q ID names the question" in rows[0]["reason"]
    assert "nothing of Python in it" in rows[1]["reason"]


def test_a_class_is_recognised_and_graded_where_that_is_accepted(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(
        "import torch\n\n\nclass HuberLoss(torch.nn.Module):\n    def __init__(self, delta=1.0):\n"
        "        super().__init__()\n        self.delta = delta\n\n    def forward(self, pred, target):\n"
        "        e = (pred - target).abs()\n"
        "        return torch.where(e <= self.delta, e * e / 2, self.delta * (e - self.delta / 2)).mean()\n"
    )
    for options, verdict, said in (((), "not_found", "--accept-class grades it"), (("--accept-class",), "passed", "")):
        done = lossquiz(tmp_path, "grade", "a.py", "-q", "huber", "--json", *options)
        (row,) = json.loads(done.stdout)["submissions"]
        assert row["verdict"] == verdict
        assert said in row["reason"]


def test_a_wrong_question_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "huber.py").write_text(RIGHT)
    assert lossquiz(tmp_path, "grade", "huber.py", "-q", "hubr", "--out", "out").returncode == 2
    assert lossquiz(tmp_path, "grade", "huber.py", "-q", "huber", "--out", "out").returncode == 0


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_batch_shows_what_is_done_and_goes_on_later(
    tmp_path: Path, jobs: str, number: signal.Signals
) -> None:
    """Started as a shell starts what it sends to the background: with the signal ignored."""
    for name, source in (("a", RIGHT), ("b", "while True: pass\ndef huber_loss(): pass\n")):
        (tmp_path / "s" / name).mkdir(parents=True)
        (tmp_path / "s" / name / "huber.py").write_text(source)
    command = [sys.executable, "-m", "lossquiz", "grade", "s", "--out", "out", "--jobs", jobs, "--seconds", "1000"]
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        running = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    finally:
        signal.signal(signal.SIGINT, before)
    rows = tmp_path / "out" / "results.jsonl"
    while not rows.exists() or not rows.read_text(encoding="utf-8").endswith("\n"):
        assert running.poll() is None
    running.send_signal(number)
    out, err = running.communicate()
    assert running.returncode == 130
    assert "a/huber.py" in out
    assert err == "lossquiz: interrupted after 1 row; go on with --out out --resume\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize(
    "words", [("list",), ("show", "huber"), ("doctor", "--json"), ("grade", "huber.py"), ("--help",)]
)
def test_a_full_disk_is_one_line(tmp_path: Path, words: tuple[str, ...]) -> None:
    (tmp_path / "huber.py").write_text(RIGHT)
    command = [sys.executable, "-m", "lossquiz", *words]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == "lossquiz: standard output: No space left on device\n"


def test_names_that_no_system_takes_are_one_line(tmp_path: Path) -> None:
    for words in (("grade", "x" * 300 + ".py"), ("list", "--bank", "y" * 300), ("grade", "a\0b.py")):
        if "\0" in "".join(words):
            continue  # a shell cannot pass it
        done = started(tmp_path, *words)
        assert (done.returncode, done.stderr.count("\n")) == (2, 1), done
        assert "ame too long" in done.stderr


class TestRecorded:
    """A single file of one's own is an attempt; nobody else's is."""

    @staticmethod
    def attempts(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str, str, float, str]]:
        monkeypatch.setenv("LOSSQUIZ_HOME", str(folder / "home"))
        with read_store() as store:
            return [(a.question, a.kind, a.result, a.score, a.mistake) for a in store.attempts()]

    def test_what_start_wrote_is_recorded_where_it_lies(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        for words in ((), ("--into", "work")):
            begun = lossquiz(tmp_path, "start", "huber", *words)
            path = Path(begun.stdout.strip())
            assert path.is_absolute()
            untouched = lossquiz(tmp_path, "grade", str(path))
            assert (untouched.returncode, untouched.stderr) == (1, "")
            path.write_text(SMOOTH_L1)
            assert "recorded as a try at huber" in lossquiz(tmp_path, "grade", str(path)).stderr
            path.write_text(RIGHT)
            passed = lossquiz(tmp_path, "grade", str(path), "--json")
            assert json.loads(passed.stdout)["submissions"][0]["verdict"] == "passed"
            (kept,) = (path.parent / "solved").iterdir()
            assert f"kept as {kept}" in passed.stderr
            assert path.exists()
            assert "recorded once" in lossquiz(tmp_path, "grade", str(path)).stderr
        found = self.attempts(tmp_path, monkeypatch)
        assert [(row[:3], row[4]) for row in found] == [
            (("huber", "implement", "wrong"), "smooth_l1_instead"),
            (("huber", "implement", "right"), ""),
        ] * 2

    def test_code_that_is_mended_counts_for_its_own_question(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = Path(lossquiz(tmp_path, "start", "huber-debug-slope").stdout.strip())
        lossquiz(tmp_path, "grade", str(path))
        ((question, kind, result, _, mistake),) = self.attempts(tmp_path, monkeypatch)
        assert (question, kind, result) == ("huber-debug-slope", "mend", "wrong")
        assert mistake

    def test_a_strangers_file_a_folder_and_a_kept_batch_leave_no_trace(
        self, candidates: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        own = Path(lossquiz(tmp_path, "start", "huber", "--into", "work").stdout.strip())
        own.write_text(RIGHT)
        stranger = candidates / "ann" / "huber.py"
        for words in ([str(stranger)], [str(candidates)], [str(own), str(stranger)], [str(own), "--out", "kept"]):
            done = lossquiz(tmp_path, "grade", *words, "--allow-reduced-isolation")
            assert "recorded" not in done.stderr
        assert self.attempts(tmp_path, monkeypatch) == []

    def test_a_progress_file_that_cannot_be_written_does_not_spoil_the_grade(self, tmp_path: Path) -> None:
        path = Path(lossquiz(tmp_path, "start", "huber").stdout.strip())
        path.write_text(RIGHT)
        (tmp_path / "home" / "progress.db").write_bytes(b"no database at all, but long enough to be looked at" * 40)
        done = lossquiz(tmp_path, "grade", str(path))
        assert done.returncode == 0
        assert "passed" in done.stdout
        assert done.stderr.count("\n") == 1
        assert done.stderr.startswith("lossquiz: not recorded: ")


@pytest.mark.parametrize("what", ["folder", "folder/huber.py"])
def test_a_helper_that_lies_nowhere_is_refused_before_anything_is_graded(tmp_path: Path, what: str) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "huber.py").write_text(RIGHT)
    done = lossquiz(tmp_path, "grade", str(tmp_path / what), "--helper", "nope.py", "--out", str(tmp_path / "results"))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"lossquiz: --helper nope.py: no such file in {folder}\n"
    assert not (tmp_path / "results").exists()
    (folder / "common.py").write_text("ONE = 1\n")
    assert lossquiz(tmp_path, "grade", str(tmp_path / what), "--helper", "common.py").returncode == 0
