"""A class of candidates, graded as in life: how many a second, and that nothing is lost when a run is killed.

Half of the answers are right, the others wrong in the ways of tests/submissions, in the forms that people hand in
(modules, notebooks, zips, folders), and one in twenty is hostile, hangs or does not parse. The rivals get the same
answers: a process for each, pytest, pytest-xdist, and where an environment of their own is named, otter-grader and
nbgrader.

    python benchmarks/takehome.py speed growth killed cluster
    python benchmarks/takehome.py rivals --otter VENV --nbgrader VENV
"""

from __future__ import annotations

import argparse
import io
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

ROOT = Path(__file__).resolve().parents[1]
SEED = 5
SECONDS = "2"
QUESTIONS = ("huber", "bce_with_logits", "mse", "mae", "quantile")
ODD = ("def {name}(:\n    pass\n", "import nothing_of_the_kind\n", "x = 1\n", "")
ENDLESS = "import time\n\ndef {name}(*given, **more):\n    while True:\n        {body}\n"
FIELDS_OF_THE_CLOCK = ("seconds",)
RIVALS = 12  # answers that the rivals grade


@dataclass(frozen=True)
class Answer:
    """One answer: the question, whether it is right, and its source."""

    question: str
    right: bool
    source: str


def corpus() -> tuple[list[Answer], list[Answer], list[Answer]]:
    """Return right answers, wrong ones, and those that are hostile, endless or no answers at all."""
    right, wrong = [], []
    for question in QUESTIONS:
        for path in sorted((ROOT / "tests" / "submissions" / question).glob("*.py")):
            source = path.read_text(encoding="utf-8")
            verdict = re.search(r"^# expect: (\w+)$", source, re.MULTILINE)
            if verdict and verdict[1] in {"passed", "failed"} and not re.search("^# with:", source, re.MULTILINE):
                (right if verdict[1] == "passed" else wrong).append(Answer(question, verdict[1] == "passed", source))
    hostile = [
        Answer("huber", False, path.read_text(encoding="utf-8", errors="replace"))
        for path in sorted((ROOT / "tests" / "attacks" / "submissions").rglob("*.py"))
        if "def huber_loss" in path.read_text(encoding="utf-8", errors="replace")
    ]
    hostile += [Answer("mse", False, text.format(name="mse_loss")) for text in ODD]
    hostile += [Answer("mae", False, ENDLESS.format(name="mae_loss", body=body)) for body in ("pass", "time.sleep(60)")]
    return right, wrong, hostile


def notebook(source: str) -> str:
    """Return a source as a notebook of two cells."""
    cells = [
        {"cell_type": "markdown", "metadata": {}, "source": ["# My answer"]},
        {
            "cell_type": "code",
            "execution_count": None,
            "metadata": {},
            "outputs": [],
            "source": source.splitlines(True),
        },
    ]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def write(folder: Path, number: int, answer: Answer) -> None:
    """Write one hand-in in one of the forms that people hand in."""
    name, form = f"c{number:05}", number % 10
    if form < 6:
        _put(folder / name / f"{answer.question}.py", answer.source)
    elif form < 7:
        _put(folder / name / "homework" / "answer.py", answer.source)
    elif form < 9:
        _put(folder / name / "answers.ipynb", notebook(answer.source))
    else:
        whole = io.BytesIO()
        with zipfile.ZipFile(whole, "w") as archive:
            archive.writestr(f"{name}/{answer.question}.py", answer.source)
        (folder / f"{name}.zip").write_bytes(whole.getvalue())


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def lay_out(folder: Path, count: int) -> None:
    """Write a class: in twenty one hostile or odd, the others half right, each kind gone through in its order."""
    right, wrong, hostile = corpus()
    folder.mkdir(parents=True)
    chance = random.Random(SEED)  # noqa: S311 - a class to repeat
    chance.shuffle(hostile)
    places = [Counter() for _ in range(3)]
    for number in range(count):
        kind = 2 if number % 20 == 7 else chance.randrange(2)
        pool = (right, wrong, hostile)[kind]
        write(folder, number, pool[places[kind][0] % len(pool)])
        places[kind][0] += 1


def command(folder: Path, out: Path, *more: str) -> list[str]:
    """Return the command that grades a class."""
    words = ["grade", str(folder), "--out", str(out), "--seconds", SECONDS, "--seed", str(SEED)]
    return [sys.executable, "-m", "lossquiz", *words, *more]


def graded(folder: Path, out: Path, *more: str) -> float:
    """Grade a class, and return how long that took."""
    start = time.perf_counter()
    done = subprocess.run(command(folder, out, *more), capture_output=True, text=True, check=False)
    if done.returncode not in {0, 1}:
        raise SystemExit(done.stderr)
    return time.perf_counter() - start


def rows(out: Path) -> list[dict[str, Any]]:
    """Return the rows of a folder of results, without what the clock says."""
    found = [json.loads(line) for line in (out / "results.jsonl").read_text(encoding="utf-8").splitlines()]
    return [{name: value for name, value in row.items() if name not in FIELDS_OF_THE_CLOCK} for row in found]


def speed(work: Path, count: int) -> None:
    """One worker on one core against two on two: a worker alone has its children on the second core."""
    lay_out(work / "class", count)
    every, took = sorted(os.sched_getaffinity(0)), []
    for jobs in (1, 2):
        os.sched_setaffinity(0, every[:jobs])
        took.append(graded(work / "class", work / f"out{jobs}", "-j", str(jobs)))
    os.sched_setaffinity(0, every)
    print(f"{count} candidates: {count / took[0]:.1f}/s on one core, {count / took[1]:.1f}/s with two workers on two")
    print(f"  two cores against one: {took[0] / took[1]:.2f}; verdicts {dict(verdicts(work / 'out1'))}")
    told(work / "out1", work / "out2", "one worker and two")


def verdicts(out: Path) -> Counter[str]:
    """Count the verdicts."""
    return Counter(row["verdict"] for row in rows(out))


def told(one: Path, other: Path, what: str) -> None:
    """Say whether two folders of results are the same but for times."""
    first, second = rows(one), rows(other)
    pairs = list(zip(first, second, strict=False))
    # Some of the hostile ones race with themselves, or send what is random: they differ from run to run.
    differ = [(a["candidate"], a["verdict"], b["verdict"]) for a, b in pairs if a != b]
    same = len(first) == len(second) and not differ
    print(f"  {what}: {'the same rows' if same else f'{len(differ)} rows differ: {differ}'} ({len(first)})")


def growth(work: Path, sizes: Sequence[int]) -> None:
    """How the rate holds as classes grow."""
    for size in sizes:
        lay_out(work / f"class{size}", size)
        took = graded(work / f"class{size}", work / f"out{size}", "-j", "2")
        print(f"{size} candidates: {size / took:.1f}/s with two workers, {took:.0f} s")


def killed(work: Path, count: int, times: int = 5) -> None:
    """Kill a run in the middle time after time, go on, and compare with one that nobody killed."""
    lay_out(work / "class", count)
    graded(work / "class", work / "whole", "-j", "2")
    resume: tuple[str, ...] = ()
    chance = random.Random(SEED)  # noqa: S311 - moments to repeat
    for time_ in range(times):
        wanted = (time_ * count + chance.randrange(count)) // (times + 1)
        process = subprocess.Popen(
            command(work / "class", work / "cut", "-j", "2", *resume),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        path = work / "cut" / "results.jsonl"
        while process.poll() is None and (not path.exists() or path.read_bytes().count(b"\n") < wanted):
            time.sleep(0.005)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        resume = ("--resume",)
    graded(work / "class", work / "cut", "-j", "2", *resume)
    told(work / "whole", work / "cut", f"killed {times} times and gone on")
    candidates = {row["candidate"] for row in rows(work / "cut")}
    print(f"  {len(candidates)} of {count} candidates accounted for; verdicts {dict(verdicts(work / 'cut'))}")


def cluster(work: Path, count: int) -> None:
    """A Dask cluster of two workers against two local ones, with one of its workers killed in the middle."""
    from distributed import LocalCluster

    lay_out(work / "class", count)
    local = graded(work / "class", work / "local", "-j", "2")
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50) as made:
        there = graded(work / "class", work / "dask", "--cluster", made.scheduler_address)
        print(
            f"{count} candidates: {count / local:.1f}/s with two local workers, {count / there:.1f}/s with two of Dask"
        )
        told(work / "local", work / "dask", "local and Dask")
        process = subprocess.Popen(
            command(work / "class", work / "cut", "--cluster", made.scheduler_address),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        path = work / "cut" / "results.jsonl"
        while process.poll() is None and (not path.exists() or path.read_bytes().count(b"\n") < count // 3):
            time.sleep(0.005)
        os.kill(made.workers[0].pid, signal.SIGKILL)
        process.wait()
        told(work / "local", work / "cut", "Dask with a worker killed")


# --- rivals -----------------------------------------------------------------------------------------------------------

JUDGE = """
import sys
import torch
import torch.nn.functional as F

space = {}
exec(compile(open(sys.argv[1]).read(), sys.argv[1], "exec"), space)
torch.manual_seed(0)
for size in (1, 7, 64):
    for delta in (1.0, 0.3):
        pred, target = torch.randn(size, requires_grad=True), torch.randn(size)
        got = space["huber_loss"](pred, target, delta)
        (slope,) = torch.autograd.grad(got, pred)
        other = pred.detach().clone().requires_grad_()
        right = F.huber_loss(other, target, delta=delta)
        assert torch.allclose(got, right), "value"
        assert torch.allclose(slope, torch.autograd.grad(right, other)[0]), "gradient"
"""
TEST = "def test_it():\n    import runpy, sys\n    sys.argv = ['judge', {path!r}]\n    runpy.run_path({judge!r})\n"


def rivals(work: Path, otter: Path | None, nbgrader: Path | None) -> None:
    """The same answers to one question, by what else is in use; none of these but ours isolates or names anything."""
    right, wrong, _ = corpus()
    pool = [a for pair in zip(right, wrong, strict=False) for a in pair if a.question == "huber"][:RIVALS]
    for number, answer in enumerate(pool):
        _put(work / "class" / f"c{number:02}" / "huber.py", answer.source)
    judge = work / "judge.py"
    judge.write_text(JUDGE, encoding="utf-8")
    files = sorted((work / "class").glob("*/huber.py"))
    took = graded(work / "class", work / "out", "-q", "huber", "-j", "2")
    print(f"lossquiz, two workers, start-up and all: {len(files) / took:.2f}/s")
    lay_out(work / "more", 400)
    took = graded(work / "more", work / "more-out", "-j", "2")
    print(f"lossquiz, two workers, 400 of all kinds: {400 / took:.2f}/s")
    print(f"a process each: {rate(files, lambda path: _run(sys.executable, str(judge), str(path))):.2f}/s")
    for number, path in enumerate(files):
        _put(work / "tests" / f"test_{number}.py", TEST.format(path=str(path), judge=str(judge)))
    tests = sorted((work / "tests").glob("test_*.py"))
    quiet = ("-m", "pytest", "-q", "-p", "no:randomly", "-p", "no:cacheprovider")
    print(f"pytest for each: {rate(tests, lambda path: _run(sys.executable, *quiet, str(path))):.2f}/s")
    start = time.perf_counter()
    _run(sys.executable, *quiet, "-n", "2", str(work / "tests"))
    print(f"pytest-xdist, two workers, all in one run: {len(tests) / (time.perf_counter() - start):.2f}/s")
    if otter:
        with_otter(work / "otter", otter, pool)
    if nbgrader:
        with_nbgrader(work / "nbgrader", nbgrader, pool)


def rate(paths: Sequence[Path], one: Callable[[Path], None]) -> float:
    """Return how many a second some work does."""
    start = time.perf_counter()
    for path in paths:
        one(path)
    return len(paths) / (time.perf_counter() - start)


def _run(*words: str, cwd: Path | None = None, env: dict[str, str] | None = None) -> None:
    subprocess.run(words, capture_output=True, check=False, cwd=cwd, env=env)


CHECK = "".join(f"    {line}\n" for line in JUDGE.split("space = {}")[1].splitlines()[2:])


def with_otter(folder: Path, venv: Path, pool: Sequence[Answer]) -> None:
    """Have otter-grader run each notebook against one test, in this machine's own Python, as `otter run` does."""
    head = "from otter.test_files import test_case\nimport torch\nimport torch.nn.functional as F\n"
    case = "OK_FORMAT = False\nname = 'q1'\npoints = 1\n\n@test_case(points=1)\n"
    body = f"{head}{case}def test(huber_loss):\n    space = {{'huber_loss': huber_loss}}\n{CHECK}"
    archive = folder / "autograder.zip"
    folder.mkdir(parents=True)
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("tests/q1.py", body)
        made.writestr("otter_config.json", json.dumps({"lang": "python"}))
        made.writestr("environment.yml", "name: otter\n")
        made.writestr("run_otter.py", "")
        made.writestr("requirements.txt", "")
    for number, answer in enumerate(pool):
        _put(folder / f"n{number:02}" / "answers.ipynb", notebook(answer.source))
    books = sorted(folder.glob("*/answers.ipynb"))
    words = (str(venv / "bin" / "otter"), "run", "-a", str(archive))
    found = rate(books, lambda path: _run(*words, "-o", str(path.parent), str(path), cwd=path.parent))
    results = [json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*/results.json")]
    full = sum(sum(test.get("score", 0) for test in one["tests"]) >= 1 for one in results)
    print(f"otter-grader, otter run: {found:.2f}/s ({len(results)} of {len(books)} scored, {full} in full)")


def with_nbgrader(folder: Path, venv: Path, pool: Sequence[Answer]) -> None:
    """Have nbgrader autograde the class, one notebook each with one test cell, all in one run."""

    def cell(source: str, grade_id: str, **more: Any) -> dict[str, Any]:
        spec = {"grade_id": grade_id, "locked": False, "schema_version": 3, "solution": False, "grade": False, **more}
        return {
            "cell_type": "code",
            "execution_count": None,
            "metadata": {"nbgrader": {"task": False, **spec}},
            "outputs": [],
            "source": source,
        }

    check = f"import torch\nimport torch.nn.functional as F\nspace = globals()\n{JUDGE.split('torch.manual_seed')[1]}"
    check = check.replace("(0)\n", "torch.manual_seed(0)\n", 1)

    def book(source: str) -> str:
        cells = [cell(source, "answer", solution=True), cell(check, "test", grade=True, locked=True, points=1)]
        kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
        return json.dumps({"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5})

    _put(folder / "nbgrader_config.py", "c = get_config()\nc.CourseDirectory.course_id = 'losses'\n")
    _put(folder / "source" / "ps1" / "answers.ipynb", book("def huber_loss(pred, target, delta=1.0):\n    ...\n"))
    for number, answer in enumerate(pool):
        _put(folder / "submitted" / f"c{number:02}" / "ps1" / "answers.ipynb", book(answer.source))
    nbgrader = str(venv / "bin" / "nbgrader")
    env = {**os.environ, "PATH": f"{venv / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    _run(nbgrader, "generate_assignment", "ps1", "--force", cwd=folder, env=env)
    start = time.perf_counter()
    _run(nbgrader, "autograde", "ps1", "--force", cwd=folder, env=env)
    took = time.perf_counter() - start
    done = len(list((folder / "autograded").glob("*/ps1/answers.ipynb")))
    print(f"nbgrader autograde: {len(pool) / took:.2f}/s ({done} of {len(pool)} graded)")


def main() -> None:
    """Print what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "what", nargs="*", choices=["speed", "growth", "killed", "cluster", "rivals"], default=["speed"]
    )
    parser.add_argument("--count", type=int, default=500, help="candidates for speed and cluster")
    parser.add_argument("--many", type=int, default=2000, help="candidates for killed")
    parser.add_argument("--sizes", type=int, nargs="+", default=[50, 500, 5000])
    parser.add_argument("--otter", type=Path, help="a virtual environment with otter-grader and torch")
    parser.add_argument("--nbgrader", type=Path, help="a virtual environment with nbgrader and torch")
    options = parser.parse_args()
    torch.set_num_threads(1)
    right, wrong, hostile = corpus()
    print(f"{len({a.source for a in (*right, *wrong, *hostile)})} different answers, {len(hostile)} hostile or odd")
    tasks: dict[str, Callable[[Path], None]] = {
        "speed": lambda work: speed(work, options.count),
        "growth": lambda work: growth(work, options.sizes),
        "killed": lambda work: killed(work, options.many),
        "cluster": lambda work: cluster(work, options.count),
        "rivals": lambda work: rivals(work, options.otter, options.nbgrader),
    }
    for name in options.what:
        work = Path(tempfile.mkdtemp(prefix="lossquiz-class-"))
        try:
            tasks[name](work)
        finally:
            shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
