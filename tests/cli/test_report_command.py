"""`lossquiz report`: what it writes and where, for whom, and what it refuses."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sample_class import make_class, row
from typer.testing import CliRunner, Result

from lossquiz.cli.app import app

# The class has a decision on somebody who is not in it.
DOUBT = 'lossquiz: overrides.csv: of nothing in these results, so it does not count: "nobody:huber"\n'


def report(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["report", str(folder), *words])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_class(tmp_path / "results")


def below(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_pages_are_made_unasked_and_it_says_where(folder: Path) -> None:
    before = below(folder)
    done = report(folder)
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == f"lossquiz: wrote {folder}/report/index.html and 18 more\n{DOUBT}"
    made = below(folder) - before
    assert {"report/index.html", "report/candidates/alice.html", "report/candidates/mallory.html"} <= made
    assert len(made) == 19
    assert below(folder) >= before


def test_it_needs_no_torch_and_runs_nothing(folder: Path) -> None:
    program = (
        "import sys, subprocess; sys.argv = ['lossquiz', *sys.argv[1:]]\n"
        "subprocess.Popen = None\n"
        "from lossquiz.cli.app import main\n"
        "try: main()\n"
        "except SystemExit as end: print('CODE', end.code)\n"
        "print('HEAVY', sorted({'torch', 'numpy', 'lossquiz.grading.sandbox.parent'} & set(sys.modules)))"
    )
    words = ("report", str(folder), "-f", "html", "-f", "markdown", "-f", "terminal")
    done = subprocess.run(
        [sys.executable, "-c", program, *words],
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "CODE 0" in done.stdout, done.stderr
    assert "HEAVY []" in done.stdout


def test_formats_for_candidates_and_other_places(folder: Path, tmp_path: Path) -> None:
    done = report(folder, "--format", "markdown", "-f", "HTML", "--for", "candidate", "--to", str(tmp_path / "mail"))
    assert done.exit_code == 0
    made = below(tmp_path / "mail")
    assert {"for-candidates/alice.md", "for-candidates/alice.html"} <= made
    assert len(made) == 36
    assert "report" not in {path.name for path in folder.iterdir()}


def test_texts_are_printed_or_written_to_a_file(folder: Path, tmp_path: Path) -> None:
    printed = report(folder, "-f", "terminal")
    assert printed.stdout.startswith("18 received = 15 graded + 2 need you + 1 missing\n")
    done = report(folder, "-f", "terminal", "--to", str(tmp_path / "class.txt"))
    assert done.stderr == f"lossquiz: wrote {tmp_path}/class.txt\n{DOUBT}"
    assert (tmp_path / "class.txt").read_text(encoding="utf-8").startswith("18 received")
    assert report(folder, "-f", "html", "--to", "-").stdout.startswith("<!doctype html>")
    single = report(folder, "-f", "summary", "--to", str(tmp_path / "s.json"))
    assert single.exit_code == 0
    assert (tmp_path / "s.json").read_text(encoding="utf-8").startswith("{")


def test_a_file_is_written_under_the_name_that_is_given(folder: Path, tmp_path: Path) -> None:
    for name in ("marks.txt", "marks.csv"):
        assert report(folder, "-f", "csv", "--to", str(tmp_path / name)).exit_code == 0
        assert (tmp_path / name).read_text(encoding="utf-8").startswith("\ufeffcandidate,")
    (tmp_path / "week.txt").mkdir()
    assert report(folder, "-f", "csv", "--to", str(tmp_path / "week.txt")).exit_code == 0
    assert (tmp_path / "week.txt" / "marks.csv").is_file()


def test_pages_of_those_who_are_gone_go(folder: Path) -> None:
    report(folder)
    make_class(folder, [row("alice")])
    (folder / "overrides.csv").unlink()
    assert report(folder).exit_code == 0
    assert {name for name in below(folder) if name.startswith("report/")} == {
        "report/index.html",
        "report/candidates/alice.html",
    }


def test_a_mark_given_by_hand_is_recorded_and_shown_at_once(folder: Path) -> None:
    done = report(folder, "--set", "ivan:huber=4.5", "--comment", "=a colon, no more", "--by", "bea")
    assert done.exit_code == 0
    with (folder / "overrides.csv").open(encoding="utf-8", newline="") as file:
        last = list(csv.DictReader(file))[-1]
    assert (last["candidate"], last["question"], last["points"], last["by"]) == ("ivan", "huber", "4.5", "bea")
    assert last["comment"] == "'=a colon, no more"
    assert last["at"].endswith("+00:00")
    page = (folder / "report" / "candidates" / "ivan.html").read_text(encoding="utf-8")
    assert "4.5 / 5" in page
    assert "=a colon, no more" in page
    index = (folder / "report" / "index.html").read_text(encoding="utf-8")
    assert "18 received = 16 graded + 1 needs you + 1 missing" in index


def test_a_comment_alone_several_marks_and_too_many_points(folder: Path) -> None:
    assert report(folder, "--set", "alice:mse=", "--comment", "neat").exit_code == 0
    done = report(folder, "--set", "dave:huber=50", "--set", "dave:mse=1")
    assert "lossquiz: dave:huber: 50 is more than the 5 that there are\n" in done.stderr
    lines = (folder / "overrides.csv").read_text(encoding="utf-8").splitlines()
    assert [line.split(",")[:3] for line in lines[-3:]] == [
        ["alice", "mse", ""],
        ["dave", "huber", "50"],
        ["dave", "mse", "1"],
    ]


def test_decisions_of_which_nothing_comes_are_told(folder: Path) -> None:
    with (folder / "overrides.csv").open("a", encoding="utf-8") as file:
        file.write("alcie,huber,3,,bea,\nalice ,huber,3,,bea,\nalice,hubr,3,,bea,\nalice,,3,,bea,\ndave,huber,6,,,\n")
    done = report(folder, "-f", "csv")
    assert done.exit_code == 0
    nothing = '"nobody:huber", "alcie:huber", "alice :huber", "alice:hubr", "alice:"'
    assert done.stderr.splitlines()[1:] == [
        f"lossquiz: overrides.csv: of nothing in these results, so it does not count: {nothing}",
        "lossquiz: dave:huber: 6 is more than the 5 that there are",
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--set", "alcie:huber=3"), 'no candidate "alcie" in RESULTS; did you mean alice'),
        (("--set", "alice:hubr=3"), '"alice" has no "hubr"; did you mean huber?'),
        (("--set", "alice:huber"), "expected CANDIDATE:QUESTION=POINTS"),
        (("--set", "alice:huber="), "--set alice:huber=: give points, or a --comment"),
        (("--set", "alice:huber=1", "--set", "nobody:huber=1"), 'no candidate "nobody"'),
        (("--comment", "x"), "--comment and --by go with --set"),
        (("--for", "candidate", "-f", "terminal"), "terminal shows the whole class; --for candidate goes with"),
        (("-f", "html", "-f", "terminal", "--to", "x"), "terminal is one text; give --to with one --format"),
        (("--to", "x.html"), "html makes several files; give --to a folder, not x.html"),
        (("-f", "gradescope", "--to", "x.json"), "--to x.json names a file, and 18 are to be written; name a folder"),
        (("-f", "csv", "-f", "junit", "--to", "x.csv"), "--to x.csv names a file; with several --format name a folder"),
        (("-f", "canvas", "--gradebook", "EMPTY"), "EMPTY: the table is empty"),
        (("-f", "html", "-f", "markdown", "--to", "-"), "--to - takes one --format"),
        (("--gradebook", "x.csv"), "--gradebook goes with --format canvas or moodle"),
        (("-f", "pdf"), '--format does not take "pdf"'),
    ],
)
def test_what_cannot_be_is_one_line_and_nothing_is_written(folder: Path, words: tuple[str, ...], said: str) -> None:
    (empty := folder.parent / "empty.csv").write_text("\ufeff\n", encoding="utf-8")
    before = (folder / "overrides.csv").read_bytes(), below(folder)
    done = report(folder, *(word.replace("EMPTY", str(empty)) for word in words))
    assert (done.exit_code, done.stdout) == (2, "")
    assert said.replace("RESULTS", str(folder)).replace("EMPTY", str(empty)) in done.stderr
    assert done.stderr.count("\n") == 1
    assert ((folder / "overrides.csv").read_bytes(), below(folder)) == before


def test_what_is_no_folder_of_results_is_one_line(folder: Path, tmp_path: Path) -> None:
    for place in (tmp_path / "none", tmp_path):
        done = report(place)
        assert done.exit_code == 2
        assert done.stderr == f"lossquiz: {place}: no results there; `lossquiz grade … --out {place}` makes them\n"
    with (folder / "results.jsonl").open("a", encoding="utf-8") as file:
        file.write("{}\n")
    done = report(folder)
    assert done.exit_code == 2
    assert "results.jsonl:23: not a row of these results" in done.stderr


def test_a_bad_line_of_decisions_is_told_with_its_number(folder: Path) -> None:
    with (folder / "overrides.csv").open("a", encoding="utf-8") as file:
        file.write("alice,huber,many,,,\n")
    done = report(folder)
    assert done.exit_code == 2
    assert "overrides.csv:6" in done.stderr


def test_a_file_in_the_way_of_the_reports_is_one_line(folder: Path) -> None:
    (folder / "report").write_text("mine")
    done = report(folder)
    assert done.exit_code == 2
    assert "cannot be written" in done.stderr
    assert (folder / "report").read_text() == "mine"
    shutil.rmtree(folder)
