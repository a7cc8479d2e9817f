"""What people hand in, graded in one batch by the real command: each has the rows that are owed, and no others."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from batches import FIELDS, Batch, faults, grade, without_time
from candidate import Candidate, failed, flat, folder, forbidden, missing, near, passed, unreadable
from candidates import CORPUS
from candidates.answers import HINGE, HUBER, HUBER_SUM, MAE, MSE, MSE_HALF, TRIPLET
from candidates.not_files import CLOSED_TO_ORDINARY_USERS
from candidates.nothing_found import CLASS_ONLY
from containers import EmptyFolder, Notebook, Zip, build, data
from ordinary_user import NOBODY, as_ordinary_user

pytestmark = pytest.mark.xdist_group("intake")

WITH_A_QUESTION = (
    folder("ann", "a right answer of another name", {"work.py": HUBER + MSE}, passed("huber", path="work.py")),
    folder("bea", "the answer to another question", {"mse.py": MSE}, missing(question="huber")),
    folder("cem", "an empty folder", {"src": EmptyFolder()}, missing("nothing of Python", question="huber")),
    folder("dan", "a near name", {"s1.py": HUBER.replace("huber_loss", "huberLoss")}, near("huberLoss", "huber")),
    folder("eva", "does not parse", {"answer.py": "def huber_loss(:\n"}, unreadable("huber", "syntax|parse|line")),
    folder("fay", "a notebook", {"q.ipynb": Notebook(["import torch", HUBER_SUM])}, failed("huber")),
    folder(
        "gus",
        "the built-in",
        {
            "huber.py": "from torch.nn.functional import huber_loss as h\n\ndef huber_loss(pred, target, delta=1.0):\n"
            "    return h(pred, target, delta=delta)\n"
        },
        forbidden("huber", "huber_loss"),
    ),
    folder(
        "hal",
        "a helper that it imports, and one that it does not",
        {
            "huber.py": "from parts import half_square\nimport torch\n\n\ndef huber_loss(pred, target, delta=1.0):\n"
            "    e = (pred - target).abs()\n"
            "    return torch.where(e <= delta, half_square(e), delta * (e - delta / 2)).mean()\n",
            "parts.py": "def half_square(x):\n    return x * x / 2\n",
            "plots.py": "def plot():\n    raise NotImplementedError\n",
        },
        passed("huber", path="huber.py"),
    ),
    flat("ivo.zip", "a zip", Zip({"a/b.py": HUBER}), passed("huber", path="a/b.py")),
    flat("jan.txt", "text", HUBER, passed("huber", path="", warns="txt")),
)
ZIPPED = (
    folder("ann", "right", {"hw/huber.py": HUBER, "hw/mse.py": MSE_HALF}, passed("huber"), failed("mse")),
    folder(
        "bea",
        "a package",
        {
            "p/__init__.py": "",
            "p/half.py": "HALF = 0.5\n",
            "p/mse.py": "from .half import HALF\n\ndef mse_loss(a, b):\n    return 2 * HALF * ((a - b) ** 2).mean()\n",
        },
        passed("mse"),
    ),
    folder("cem", "nothing", {"scan.pdf": b"%PDF-1.4\n"}, missing("nothing of Python")),
)


EVERY_THIRD = CORPUS[::3]  # as many as eight jobs want, and no more


@pytest.fixture(scope="module")
def one_job(tmp_path_factory: pytest.TempPathFactory) -> Batch:
    return _graded(CORPUS, tmp_path_factory.mktemp("one-job"), "--jobs", "1")


@pytest.fixture(scope="module")
def eight_jobs(tmp_path_factory: pytest.TempPathFactory) -> Batch:
    return _graded(EVERY_THIRD, tmp_path_factory.mktemp("eight-jobs"), "--jobs", "8")


def _graded(candidates: Sequence[Candidate], work: Path, *options: str) -> Batch:
    build(work / "answers", candidates)
    return grade("answers", *options, work=work)


def _expect(batch: Batch, candidates: tuple[Candidate, ...]) -> None:
    found = batch.by_candidate()
    lines = [
        f"{candidate.name}: {line}" for candidate in candidates for line in faults(candidate, found[candidate.name])
    ]
    strange = found.keys() - {candidate.name for candidate in candidates}
    assert not lines, "\n".join(lines)
    assert not strange
    assert batch.code == 1


@pytest.mark.parametrize("candidate", [pytest.param(one, id=one.name) for one in CORPUS])
def test_a_candidate_has_the_rows_that_are_owed_and_no_others(one_job: Batch, candidate: Candidate) -> None:
    if candidate.needs_full and one_job.isolation != "full":
        pytest.skip(f"only isolation level full hides the answers of others; this machine gives {one_job.isolation}")
    lines = faults(candidate, one_job.by_candidate()[candidate.name])
    assert not lines, "\n".join([f"{candidate.name}: {candidate.why}", *lines])


def test_nobody_else_has_a_row_and_the_exit_code_says_that_not_all_passed(one_job: Batch) -> None:
    assert one_job.by_candidate().keys() == {candidate.name for candidate in CORPUS if candidate.rows}
    assert one_job.code == 1


def test_every_row_has_its_fields(one_job: Batch) -> None:
    for row in one_job.rows:
        assert row.keys() >= FIELDS, row["path"]
        assert row["status"] in {"graded", "needs_review", "missing"}
        assert (row["score"] == 1) == (row["verdict"] == "passed"), row["path"]
        assert row["verdict"] == "passed" or row["reason"] or row["error"] or row["checks"], row["path"]
        if row["status"] == "graded":
            assert len(row["sha256"]) == 64, row["path"]


def test_eight_jobs_give_the_rows_of_one(one_job: Batch, eight_jobs: Batch) -> None:
    names = {candidate.name for candidate in EVERY_THIRD}
    assert without_time(eight_jobs) == [row for row in without_time(one_job) if row["candidate"] in names]
    assert len(eight_jobs.rows) > 80
    assert eight_jobs.code == 1


@pytest.mark.parametrize("jobs", ["1", "4"])
def test_with_a_question_every_candidate_has_a_row_for_it(tmp_path: Path, jobs: str) -> None:
    build(tmp_path / "answers", WITH_A_QUESTION)
    _expect(grade("answers", "-q", "huber", "--jobs", jobs, work=tmp_path), WITH_A_QUESTION)


def test_a_class_is_graded_where_that_is_accepted_wherever_it_takes_its_parameters(tmp_path: Path) -> None:
    in_call = (
        "import torch\n\n\nclass Huber(torch.nn.Module):\n    def forward(self, pred, target, delta=1.0):\n"
        "        e = (pred - target).abs()\n        c = e.clamp(max=delta)\n        return (c * (e - c / 2)).mean()\n"
    )
    classes = (
        flat("ann.py", "its forward takes delta", in_call, passed("huber", warns="class Huber")),
        flat("bea.py", "the same, and wrong", in_call.replace("mean", "sum"), failed("huber", warns="class Huber")),
        flat("cem.py", "its constructor takes delta", CLASS_ONLY, passed("huber", warns="class HuberLoss")),
    )
    build(tmp_path / "answers", classes)
    batch = grade("answers", "--accept-class", work=tmp_path)
    _expect(batch, classes)
    assert [row["stand_in"] for row in batch.rows] == ["Huber", "Huber", "HuberLoss"]


def test_candidates_of_equal_names_in_several_roots_stay_apart(tmp_path: Path) -> None:
    build(tmp_path / "monday", [folder("ann", "right", {"huber.py": HUBER}), flat("mse.py", "right", MSE)])
    build(tmp_path / "tuesday", [folder("ann", "wrong", {"huber.py": HUBER_SUM}), flat("mse.py", "wrong", MSE_HALF)])
    batch = grade("monday", "tuesday", work=tmp_path)
    rows = {row["path"]: row["verdict"] for row in batch.rows}
    assert sorted(rows.values()) == ["failed", "failed", "passed", "passed"]
    assert {path for path, verdict in rows.items() if verdict == "passed"} == {p for p in rows if "monday" in p}
    assert len({(row["candidate"], row["question"]) for row in batch.rows}) == 4


def test_roots_of_equal_names_stay_apart(tmp_path: Path) -> None:
    build(tmp_path / "spring" / "hw1", [folder("ann", "right", {"huber.py": HUBER})])
    build(tmp_path / "autumn" / "hw1", [folder("ann", "wrong", {"huber.py": HUBER_SUM})])
    batch = grade("spring/hw1", "autumn/hw1", "--jobs", "2", work=tmp_path)
    assert sorted(row["verdict"] for row in batch.rows) == ["failed", "passed"]
    assert len({row["path"] for row in batch.rows}) == 2


def test_a_stopped_batch_over_several_roots_loses_nobody(tmp_path: Path) -> None:
    build(tmp_path / "A", [flat("huber.py", "right", HUBER)])
    build(tmp_path / "B", [flat("huber.py", "wrong", HUBER_SUM)])
    whole = grade("A", "B", "--out", "R", work=tmp_path)
    results = tmp_path / "R" / "results.jsonl"
    first = results.read_bytes().splitlines(keepends=True)[0]
    results.write_bytes(first)
    (tmp_path / "R" / "summary.json").unlink()
    again = grade("A", "B", "--out", "R", "--resume", work=tmp_path)
    assert len(results.read_bytes().splitlines()) == 2
    assert without_time(again) == without_time(whole)


def test_a_zip_as_the_root_is_a_folder_of_candidates(tmp_path: Path) -> None:
    members = {f"{one.name}/{name}": content for one in ZIPPED if isinstance(one.files, dict)
               for name, content in one.files.items()}  # fmt: skip
    (tmp_path / "class.zip").write_bytes(data(Zip(members)))
    batch = grade("class.zip", work=tmp_path)
    inner = [{**row, "path": row["path"].removeprefix("class.zip/")} for row in batch.rows]
    _expect(replace(batch, rows=tuple(inner)), ZIPPED)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user may look into, which those of pytest are not."""
    with tempfile.TemporaryDirectory(prefix="lossquiz-intake-") as made:
        Path(made).chmod(0o755)
        yield Path(made)
        for path in sorted(Path(made).rglob("*")):
            if path.is_dir():
                path.chmod(0o755)


def test_an_ordinary_user_who_may_write_nowhere_but_the_output_folder(open_folder: Path) -> None:
    wrapper = as_ordinary_user(open_folder)
    if wrapper is None:
        pytest.skip("no command can be run as an ordinary user here")
    ordinary = (
        *CLOSED_TO_ORDINARY_USERS,
        folder("ann", "right", {"mae.py": MAE, "hinge.ipynb": Notebook([HINGE])}, passed("mae"), passed("hinge")),
        folder("writes", "a file of its own", {"t.py": "open('x', 'w').write('x')\n" + TRIPLET}, passed("triplet")),
        flat("bea.zip", "a zip", Zip({"huber.py": HUBER_SUM}), failed("huber")),
    )  # fmt: skip
    work, out = open_folder / "work", open_folder / "out"
    work.mkdir()
    out.mkdir()
    build(work / "answers", ordinary)
    if os.geteuid() == 0:
        os.chown(out, NOBODY, NOBODY)
    work.chmod(0o555)
    nowhere = dict.fromkeys(("HOME", "TMPDIR", "XDG_DATA_HOME", "XDG_CACHE_HOME", "LOSSQUIZ_HOME"), str(work / "home"))
    batch = grade("answers", "--out", str(out), work=work, environment=nowhere, wrapper=wrapper)
    _expect(batch, ordinary)
    assert (out / "results.jsonl").stat().st_size > 0
