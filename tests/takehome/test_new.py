"""The folder of a take-home: complete, apart what stays, and sample tests that tell right from wrong without us."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from lossquiz.errors import InputError
from lossquiz.questions.bank import load_bank
from lossquiz.questions.solutions import solution_source
from lossquiz.takehome.assignment import read_assignment
from lossquiz.takehome.new import Plan, write_takehome
from lossquiz.takehome.sample_tests import as_written, script
from lossquiz.takehome.samples import samples_of

BANK = load_bank(())
TASKS = BANK.tasks
ASKED = ("huber", "mse_backward", "custom_loss_module")
# Without lossquiz, wherever it is installed: a finder in front says that there is none.
BLOCKED = """
import sys
class Nothing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "lossquiz":
            raise ModuleNotFoundError("No module named 'lossquiz'", name=name)
sys.meta_path.insert(0, Nothing())
"""
HUBER_WITHOUT_OFFSET = """
import torch
def huber_loss(pred, target, delta=1.0):
    a = (pred - target).abs()
    return torch.where(a <= delta, 0.5 * a * a, delta * a).mean()
"""
HUBER_DETACHED = """
import torch
def huber_loss(pred, target, delta=1.0):
    return torch.nn.functional.huber_loss(pred, target, delta=delta).detach()
"""


def plan(form: str = "py", *names: str) -> Plan:
    return Plan("Losses *by hand*", [TASKS[name] for name in names or ASKED], form, None, 0.6, 7)


def without_lossquiz(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    site = folder / "blocked"
    site.mkdir(exist_ok=True)
    (site / "sitecustomize.py").write_text(BLOCKED, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(site), "PYTHONIOENCODING": "utf-8", "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, *words], cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
    )


def test_the_folder_holds_all_and_what_stays_is_apart(tmp_path: Path) -> None:
    folder = tmp_path / "losses"
    written = write_takehome(folder, plan())
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert files == set(written)
    assert {name for name in files if not name.startswith("handout/")} == {
        "assignment.yaml",
        "instructor/README.md",
        *(f"instructor/answers/model/{name}.py" for name in ASKED),
    }
    assert {name for name in files if name.startswith("handout/")} == {
        "handout/instructions.md",
        "handout/sample_tests.py",
        *(f"handout/starter/{name}.py" for name in ASKED),
    }
    handed = "".join((folder / name).read_text(encoding="utf-8") for name in files if name.startswith("handout/"))
    assert not any(solution_source(TASKS[name]) in handed for name in ASKED)
    assert "seed" not in handed
    assert [path.name for path in tmp_path.iterdir()] == ["losses"]


def test_instructions_are_made_of_the_questions_own_texts(tmp_path: Path) -> None:
    write_takehome(tmp_path / "d", plan())
    text = (tmp_path / "d" / "handout" / "instructions.md").read_text(encoding="utf-8")
    assert text.startswith("# Losses \\*by hand\\*\n")
    for name in ASKED:
        task = TASKS[name]
        assert as_written(" ".join(task.convention.split())) in text
        assert task.signature in text
        assert all(f"`{builtin}`" in text for builtin in task.not_allowed)
    assert "You pass with 60% of all points." in text
    assert "| gradient | " in text
    assert "| **whole** | | 10 | 10 | 10 |" in text


@pytest.mark.parametrize("there", ["a file", "a full folder"])
def test_what_is_there_is_left_alone(there: str, tmp_path: Path) -> None:
    folder = tmp_path / "d"
    if there == "a file":
        folder.write_text("mine", encoding="utf-8")
    else:
        folder.mkdir()
        (folder / "mine.txt").write_text("mine", encoding="utf-8")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(InputError, match="new or empty"):
        write_takehome(folder, plan())
    assert sorted(tmp_path.rglob("*")) == before


def test_an_empty_folder_is_filled_and_a_failure_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "d"
    folder.mkdir()
    with monkeypatch.context() as patch:

        def full(*_: object, **__: object) -> None:
            raise OSError(28, "No space left on device")

        patch.setattr("lossquiz.takehome.new.notebook", full)
        with pytest.raises(InputError, match="No space left"):
            write_takehome(folder, plan("ipynb"))
    assert [path.name for path in tmp_path.iterdir()] == ["d"]
    assert not any(folder.iterdir())
    write_takehome(folder, plan())
    assert (folder / "assignment.yaml").is_file()
    assert read_assignment(folder, TASKS).seed == 7


def test_the_folder_where_one_works_is_filled_and_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder := tmp_path / "d").mkdir()
    monkeypatch.chdir(folder)
    before = folder.stat().st_ino
    write_takehome(Path(), plan())
    assert sorted(path.name for path in Path().iterdir()) == ["assignment.yaml", "handout", "instructor"]
    assert folder.stat().st_ino == before
    assert [path.name for path in tmp_path.iterdir()] == ["d"]


def test_the_sample_tests_run_without_lossquiz_as_a_script_and_under_pytest(tmp_path: Path) -> None:
    folder = tmp_path / "d"
    write_takehome(folder, plan())
    handout = folder / "handout"
    untouched = without_lossquiz(handout, "sample_tests.py")
    assert untouched.returncode == 1, untouched.stderr
    assert "to do  huber: " in untouched.stdout
    assert "0 of 12 sample cases are right." in untouched.stdout
    assert "Traceback" not in untouched.stdout + untouched.stderr
    right = without_lossquiz(handout, "sample_tests.py", str(folder / "instructor" / "answers" / "model"))
    assert right.returncode == 0, right.stdout + right.stderr
    assert "12 of 12 sample cases are right." in right.stdout
    for name in ASKED:
        (handout / "starter" / f"{name}.py").write_text(solution_source(TASKS[name]), encoding="utf-8")
    tested = without_lossquiz(handout, "-m", "pytest", "-q", "-p", "no:cacheprovider", "sample_tests.py")
    assert tested.returncode == 0, tested.stdout
    assert "12 passed" in tested.stdout


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (HUBER_WITHOUT_OFFSET, "the result is 1.0, and should be 0.875"),
        (HUBER_DETACHED, "the gradient to pred is 0.0, and should be 0.5"),
        ("def huber_loss(p, t, delta=1.0): return 1.5", "the result is float, and should be a tensor"),
        ("def huber_loss(p, t, delta=1.0): return p.expand(3)", "has the shape [3], and should have []"),
        ("def huber_loss(p): return p", "TypeError: "),
        ("def huber(p, t): return p", "defines no huber_loss"),
        ("def huber_loss(:", "SyntaxError: "),
    ],
)
def test_a_wrong_answer_is_told_with_what_is_wrong(answer: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "sample_tests.py").write_text(script([(TASKS["huber"], samples_of(TASKS["huber"]))]), encoding="utf-8")
    (tmp_path / "starter").mkdir()
    (tmp_path / "starter" / "huber.py").write_text(answer, encoding="utf-8")
    done = without_lossquiz(tmp_path, "sample_tests.py")
    assert done.returncode == 1
    assert said in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_the_model_answer_of_every_question_passes_its_samples_and_no_starter_does() -> None:
    for name, task in TASKS.items():
        samples = samples_of(task)
        assert samples, name
        program: dict[str, object] = {"__name__": "sample", "__file__": "sample_tests.py"}
        exec(script([(task, samples)]), program)  # noqa: S102 - what we wrote ourselves
        answer: dict[str, object] = {}
        exec(solution_source(task), answer)  # noqa: S102 - a model answer
        program["load"] = lambda _file, entry, answer=answer: answer[entry]
        tests = [value for key, value in program.items() if key.startswith("test_")]
        assert len(tests) == len(samples), name
        for test in tests:
            test()  # type: ignore[operator]


def test_the_samples_are_the_authors_own_numbers() -> None:
    first = samples_of(TASKS["huber"])[0]
    # |e| = 2 beyond δ = ½: ½ (2 − ¼) = 0.875, with the slope ½.
    assert (first.value, first.gradients, first.parameters) == (0.875, {"pred": 0.5}, {"delta": 0.5})
    assert first.inputs == {"pred": ("float32", 2.0), "target": ("float32", 0.0)}
    assert not any(sample.gradients for sample in samples_of(TASKS["ctc"]))


def test_the_notebook_is_valid_and_its_cells_try_the_answers(tmp_path: Path) -> None:
    folder = tmp_path / "d"
    write_takehome(folder, plan("ipynb"))
    text = (folder / "handout" / "starter" / "answers.ipynb").read_text(encoding="utf-8")
    nbformat.validate(nbformat.reads(text, as_version=4))
    assert not (folder / "handout" / "sample_tests.py").exists()
    cells = ["".join(cell["source"]) for cell in json.loads(text)["cells"] if cell["cell_type"] == "code"]
    answered = [
        solution_source(next(TASKS[name] for name in ASKED if TASKS[name].name in cell))
        if "NotImplementedError" in cell and "def try_case" not in cell
        else cell
        for cell in cells
    ]
    for source, right in ((cells, 0), (answered, 12)):
        (tmp_path / "cells.py").write_text("\n\n".join(source), encoding="utf-8")
        done = without_lossquiz(tmp_path, "cells.py")
        assert done.returncode == 0, done.stderr
        assert sum(line.startswith("right  ") for line in done.stdout.splitlines()) == right
