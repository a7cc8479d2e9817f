"""The autograder zip: unpacked as Gradescope does, and run on what people hand in."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from lossquiz._version import __version__
from lossquiz.errors import InputError
from lossquiz.questions.bank import load_bank
from lossquiz.questions.solutions import solution_source
from lossquiz.takehome import gradescope
from lossquiz.takehome.assignment import assignment_text, read_assignment
from lossquiz.takehome.gradescope import write_zip

TASKS = load_bank(()).tasks
ASKED = ("huber", "mse")
SUMMED = "def mse_loss(pred, target):\n    return (pred - target).square().sum()\n"
HOSTILE = """
import os, pathlib
for place in ("results/results.json", "../results/results.json", "/autograder/results/results.json"):
    try:
        pathlib.Path(place).write_text('{"score": 100}')
    except OSError:
        pass
def huber_loss(pred, target, delta=1.0):
    print("\\x1b[31m<script>alert(1)</script>")
    os._exit(0)
"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("assignment")
    text = assignment_text("T", [TASKS[name] for name in ASKED], deadline=None, pass_mark=None, seed=7)
    (folder / "assignment.yaml").write_text(text, encoding="utf-8")
    write_zip(folder / "g.zip", read_assignment(folder, TASKS), requirement="lossquiz")
    return folder / "g.zip"


def unpack(archive: Path, root: Path) -> None:
    """Do what Gradescope does: the zip goes to source/, and run_autograder beside it."""
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(root / "source")
        modes = {entry.filename: entry.external_attr >> 16 & 0o777 for entry in opened.infolist()}
    assert modes["run_autograder"] == modes["setup.sh"] == 0o755
    for name, mode in modes.items():
        (root / "source" / name).chmod(mode)
    (root / "submission").mkdir()
    (root / "results").mkdir()


def autograde(archive: Path, root: Path, files: dict[str, str], **more: str) -> dict[str, Any]:
    unpack(archive, root)
    for name, text in files.items():
        (root / "submission" / name).write_text(text, encoding="utf-8")
    settings = {"AUTOGRADER_ROOT": str(root), "AUTOGRADER_PYTHON": sys.executable, "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [root / "source" / "run_autograder"], env={**os.environ, **settings, **more}, cwd=root, check=False,
        capture_output=True, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    found: dict[str, Any] = json.loads((root / "results" / "results.json").read_text(encoding="utf-8"))
    return found


def scores(results: dict[str, Any]) -> dict[str, float]:
    return {test["name"]: test["score"] for test in results["tests"] if "score" in test}


def test_a_right_hand_in_has_all_points(archive: Path, tmp_path: Path) -> None:
    found = autograde(archive, tmp_path, {f"{name}.py": solution_source(TASKS[name]) for name in ASKED})
    assert found["score"] == 20
    assert sum(scores(found).values()) == 20
    assert found["extra_data"]["seed"] == 7


def test_a_wrong_one_loses_the_points_of_what_is_wrong_and_is_told_why(archive: Path, tmp_path: Path) -> None:
    more = {"mae.py": "def mae_loss(pred, target):\n    return 0\n"}  # was not asked for
    found = autograde(archive, tmp_path, {"mse.py": SUMMED, **more})
    named = {test["name"]: test for test in found["tests"]}
    assert "summed" in named["mse"]["output"]
    assert named["mse: value"]["status"] == "failed"
    assert scores(found)["mse: shape"] == 0.5
    assert scores(found)["huber"] == 0
    assert not any("mae" in name for name in named)
    assert 0 < found["score"] < 5


def test_an_empty_one_has_results_too(archive: Path, tmp_path: Path) -> None:
    found = autograde(archive, tmp_path, {})
    assert found["score"] == 0
    assert [(test["name"], test["score"], test["max_score"]) for test in found["tests"]] == [
        ("huber", 0, 10),
        ("mse", 0, 10),
    ]


def test_a_hostile_one_gives_itself_nothing(archive: Path, tmp_path: Path) -> None:
    files = {"huber.py": HOSTILE, "mse.py": "def mse_loss(pred, target):\n    while True: pass\n"}
    found = autograde(archive, tmp_path, files, LOSSQUIZ_ISOLATION="reduced")
    assert found["score"] == 0
    assert "Isolation of this run: reduced." in found["output"]
    assert "\x1b" not in json.dumps(found)
    outputs = {test["name"]: test["output"] for test in found["tests"]}
    assert "It ended the process that ran it." in outputs["huber"]
    assert "It did not end in time." in outputs["mse"]


@pytest.mark.parametrize("broken", ["python", "assignment", "isolation"])
def test_results_are_written_even_where_nothing_can_be_graded(broken: str, archive: Path, tmp_path: Path) -> None:
    more: dict[str, str] = {}
    used = archive
    if broken == "python":
        more = {"AUTOGRADER_PYTHON": str(tmp_path / "nowhere")}
    elif broken == "isolation":
        more = {"LOSSQUIZ_ISOLATION": "none"}
    else:
        used = tmp_path / "broken.zip"
        with zipfile.ZipFile(archive) as good, zipfile.ZipFile(used, "w") as bad:
            for entry in good.infolist():
                bad.writestr(entry, b"questions: {hubr: {}}" if "yaml" in entry.filename else good.read(entry))
    found = autograde(used, tmp_path / "root", {"mse.py": SUMMED}, **more)
    assert found["score"] == 0
    assert "no fault of yours" in found["output"]


def test_the_zip_installs_the_wheel_of_a_checkout_and_is_the_same_each_time(tmp_path: Path) -> None:
    text = assignment_text("T", [TASKS["huber"]], deadline=None, pass_mark=None, seed=7)
    (tmp_path / "assignment.yaml").write_text(text, encoding="utf-8")
    write_zip(tmp_path / "g.zip", read_assignment(tmp_path, TASKS))
    with zipfile.ZipFile(tmp_path / "g.zip") as opened:
        setup = opened.read("setup.sh").decode()
        (wheel,) = (name for name in opened.namelist() if name.endswith(".whl"))
        assert f"--torch-backend cpu torch ./{wheel}" in setup
        assert __version__ in wheel
        assert opened.read("assignment.yaml").decode() == text
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_what_is_installed_can_be_named_and_no_word_of_it_is_run(tmp_path: Path, archive: Path) -> None:
    assignment = read_assignment(archive.parent, TASKS)
    write_zip(tmp_path / "g.zip", assignment, requirement="lossquiz==1; touch x")
    with zipfile.ZipFile(tmp_path / "g.zip") as opened:
        assert "--torch-backend cpu torch 'lossquiz==1; touch x'" in opened.read("setup.sh").decode()
        (tmp_path / "setup.sh").write_bytes(opened.read("setup.sh"))
        compile(opened.read("run_autograder"), "run_autograder", "exec")
    checked = subprocess.run(["bash", "-n", tmp_path / "setup.sh"], capture_output=True, check=False)  # noqa: S607
    assert checked.returncode == 0, checked.stderr


def test_installed_it_asks_for_its_own_version(tmp_path: Path, archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gradescope, "checkout", lambda: None)
    write_zip(tmp_path / "g.zip", read_assignment(archive.parent, TASKS))
    with zipfile.ZipFile(tmp_path / "g.zip") as opened:
        assert f"--torch-backend cpu torch lossquiz=={__version__}" in opened.read("setup.sh").decode()


def test_a_bank_of_ones_own_goes_into_the_zip(tmp_path: Path, archive: Path) -> None:
    bank = tmp_path / "bank"
    (bank / "custom").mkdir(parents=True)
    (bank / "custom" / "my.yaml").write_text("x", encoding="utf-8")
    (bank / ".git").mkdir()
    (bank / ".git" / "config").write_text("x", encoding="utf-8")
    write_zip(tmp_path / "g.zip", read_assignment(archive.parent, TASKS), requirement="lossquiz", banks=[bank])
    with zipfile.ZipFile(tmp_path / "g.zip") as opened:
        assert [name for name in opened.namelist() if name.startswith("bank")] == ["bank-01/custom/my.yaml"]


def test_a_wheel_that_cannot_be_built_is_told_in_a_line(
    tmp_path: Path, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gradescope, "checkout", lambda: tmp_path / "nowhere")
    with pytest.raises(InputError, match=r"no wheel could be built.*--requirement"):
        write_zip(tmp_path / "g.zip", read_assignment(archive.parent, TASKS))
    assert not (tmp_path / "g.zip").exists()
