"""The folder of results: nothing lost, nothing twice, nothing half-written, and one clear line for what cannot be."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from lossquiz.errors import InputError
from lossquiz.takehome.records import ROWS, RUN, read_records, read_run
from lossquiz.takehome.store import Store

RUN_OF = {"version": 2, "seed": 5, "seeds": [5], "questions": ["huber"], "bank": "b" * 64, "points": None,
          "lossquiz": "1", "torch": "2", "python": "3.11.9", "limits": {"seconds": 10.0}, "isolation": "full",
          "started": "now", "command": "lossquiz grade"}  # fmt: skip


def row(path: str, question: str | None = "huber", *, sha256: str = "1", rows: int = 1, **more: Any) -> dict[str, Any]:
    made = {"candidate": path, "question": question, "path": f"{path}/huber.py", "verdict": "passed", "diagnosis": []}
    return {**made, "status": "graded", "checks": [], "hand_in": {"path": path, "sha256": sha256, "rows": rows}, **more}


def opened(folder: Path, run: Mapping[str, Any] = RUN_OF, **options: Any) -> Store:
    return Store.open(folder, run, **options)


def filled(folder: Path, *hand_ins: Sequence[Mapping[str, Any]]) -> Path:
    with opened(folder) as store:
        for rows in hand_ins:
            store.add(rows[0]["hand_in"]["path"], rows)
        store.finish()
    return folder


def lines(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / ROWS).read_text(encoding="utf-8").splitlines()]


ANN = [row("ann")]
BOB = [row("bob", "huber", rows=2), row("bob", "mse", rows=2)]
CEM = [row("cem")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return filled(tmp_path / "out", ANN, BOB, CEM)


def test_the_run_is_there_before_the_first_row(tmp_path: Path) -> None:
    with opened(tmp_path / "a" / "out") as store:
        assert read_run(store.folder) == RUN_OF
        assert (store.folder / ROWS).read_bytes() == b""
        store.add("ann", ANN)
        assert lines(store.folder) == ANN  # before the next one is waited for


def test_what_has_not_changed_is_kept(folder: Path) -> None:
    before = (folder / ROWS).read_bytes()
    with opened(folder, {**RUN_OF, "started": "later", "command": "other"}, resume=True) as store:
        assert [store.has(name, name, "1") for name in ("ann", "bob", "cem", "dan")] == [True, True, True, False]
        assert not store.has("ann", "ann", "2")
        assert not store.has("ann", "anna", "1")
        assert [store.kept(name) for name in ("ann", "bob", "cem")] == [ANN, BOB, CEM]
        store.finish()
    assert (folder / ROWS).read_bytes() == before
    assert read_run(folder) == RUN_OF


def test_what_has_changed_is_replaced_at_its_place(folder: Path) -> None:
    fresh = [row("bob", "mse", sha256="2")]
    with opened(folder, resume=True) as store:
        assert store.kept("ann") == ANN
        store.add("bob", fresh)
        assert lines(folder) == [*ANN, *BOB, *CEM, *fresh]
        assert store.kept("cem") == CEM
        store.finish()
    assert lines(folder) == [*ANN, *fresh, *CEM]
    assert list(read_records(folder).rows) == [*ANN, *fresh, *CEM]


def test_what_was_not_met_stays_and_is_told(folder: Path) -> None:
    late = [row("dan")]
    with opened(folder, resume=True) as store:
        store.add("dan", late)
        assert store.kept("bob") == BOB
        assert store.left() == {"ann", "cem"}
        store.finish()
    assert lines(folder) == [*ANN, *CEM, *late, *BOB]  # in the order in which they were found


def test_an_absentee_who_is_not_one_any_more_is_gone(tmp_path: Path) -> None:
    absent = [row("eve", sha256="", status="missing", verdict="not_found")]
    folder = filled(tmp_path, ANN, absent)
    with opened(folder, resume=True) as store:
        assert store.has("eve", "eve", "")
        assert store.kept("ann") == ANN
        assert store.left() == set()
        store.add("eve.py", [row("eve.py", candidate="eve")])
        store.finish()
    assert [(one["candidate"], one["status"]) for one in lines(folder)] == [("ann", "graded"), ("eve", "graded")]


@pytest.mark.parametrize("cut", [1, 20, -1])
def test_a_hand_in_that_is_not_whole_is_graded_again(folder: Path, cut: int) -> None:
    content = (folder / ROWS).read_bytes()
    first = content.index(b"\n") + 1
    (folder / ROWS).write_bytes(content[: content.index(b"\n", first) + 1 + cut if cut > 0 else first + 5])
    assert next(iter(read_records(folder).rows)) == ANN[0]
    with opened(folder, resume=True) as store:
        assert [store.has(name, name, "1") for name in ("ann", "bob", "cem")] == [True, False, False]
        assert store.kept("ann") == ANN
        store.add("bob", BOB)
        store.add("cem", CEM)
        store.finish()
    assert (folder / ROWS).read_bytes() == content


def test_what_a_killed_run_had_begun_to_write_is_gone(folder: Path) -> None:
    content = (folder / ROWS).read_bytes()
    (folder / ROWS).write_bytes(content + b'{"version": 2, "output": "' + b"x" * 10_000)
    with opened(folder, resume=True) as store:
        assert (folder / ROWS).read_bytes() == content
        store.add("dan", [row("dan")])
    assert lines(folder) == [*ANN, *BOB, *CEM, row("dan")]


def test_what_a_killed_run_had_replaced_is_not_there_twice_in_the_end(folder: Path) -> None:
    fresh = [row("ann", sha256="2")]
    with opened(folder, resume=True) as store:
        store.add("ann", fresh)  # and it ends before it has finished
    assert lines(folder) == [*ANN, *BOB, *CEM, *fresh]
    with opened(folder, resume=True) as store:
        assert store.has("ann", "ann", "2")
        assert [store.kept(name) for name in ("ann", "bob", "cem")] == [fresh, BOB, CEM]
        store.finish()
    assert lines(folder) == [*fresh, *BOB, *CEM]
    with (folder / ROWS).open("a", encoding="utf-8") as file:
        file.write(json.dumps(ANN[0]) + "\n")
    with opened(folder, resume=True) as store:
        store.finish()  # of a run that met nobody
    assert lines(folder) == [*BOB, *CEM, *ANN]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"seed": 6, "seeds": [6]}, "made with --seed 5, and now it is 6"),
        ({"seeds": [5, 6]}, "made with --seed 5, and now it is 5 6"),
        ({"bank": "c" * 64}, "made with the questions bbbbbbbbbbbb, and now it is cccccccccccc"),
        ({"torch": "3"}, "made with torch 2, and now it is 3"),
        ({"lossquiz": "2"}, "made with lossquiz 1, and now it is 2"),
        ({"python": "3.12.1"}, "made with Python 3.11, and now it is 3.12"),
        ({"questions": []}, "made with -q huber, and now it is whatever each file answers"),
        ({"limits": {"seconds": 3.0}}, "made with limits seconds 10.0, and now it is seconds 3.0"),
        ({"isolation": "reduced", "torch": "3"}, "made with torch 2, isolation full, and now it is 3, reduced"),
    ],
)
def test_another_way_of_grading_is_refused_in_one_line(folder: Path, change: dict[str, Any], said: str) -> None:
    before = {path: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(InputError) as raised:
        opened(folder, {**RUN_OF, **change}, resume=True)
    assert str(raised.value) == f"{folder}: {said}; --regrade grades everything anew, or name another folder"
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_a_patch_of_python_and_who_should_hand_in_change_nothing(folder: Path) -> None:
    with opened(folder, {**RUN_OF, "python": "3.11.10", "roster": ["ann"]}, resume=True) as store:
        assert store.kept("ann") == ANN
    assert (read_run(folder) or {})["roster"] == ["ann"]


def test_other_marks_are_worked_out_from_the_rows(folder: Path) -> None:
    marks = {"huber": {"max": 3.0}}
    with opened(folder, {**RUN_OF, "points": marks}, resume=True, remark=lambda one: {**one, "points": 3.0}) as store:
        assert [one["points"] for one in lines(folder)] == [3.0] * 4
        assert store.kept("bob") == [{**one, "points": 3.0} for one in BOB]
    assert (read_run(folder) or {})["points"] == marks


def test_regrading_begins_anew_and_puts_aside_what_stood_there(folder: Path) -> None:
    (folder / "overrides.csv").write_text("candidate,question,points\nann,huber,1\n")
    before = (folder / ROWS).read_bytes()
    for name in ("results-before.jsonl", "results-before-2.jsonl"):
        with opened(folder, {**RUN_OF, "seed": 6, "seeds": [6]}, regrade=True) as store:
            assert not store.has("ann", "ann", "1")
            store.add("ann", ANN)
        assert (folder / name).exists()
    assert (folder / "results-before.jsonl").read_bytes() == before
    assert lines(folder) == ANN
    assert (folder / "overrides.csv").read_text() == "candidate,question,points\nann,huber,1\n"


def test_results_are_not_written_over_and_an_empty_folder_is_none(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"there are results already; add --resume to go on, --regrade to grade"):
        opened(folder)
    opened(tmp_path / "new").close()  # as a run that ended before its first row
    with opened(tmp_path / "new", {**RUN_OF, "seed": 6, "seeds": [6]}):
        assert (read_run(tmp_path / "new") or {})["seed"] == 6


def test_a_folder_of_an_earlier_release_is_one_line(tmp_path: Path) -> None:
    (tmp_path / ROWS).write_text('{"seed": 1}\n')
    for ask in (lambda: opened(tmp_path, resume=True), lambda: read_records(tmp_path)):
        with pytest.raises(InputError, match="results of an earlier release; grade anew with --regrade"):
            ask()
    opened(tmp_path, regrade=True).close()
    with pytest.raises(InputError, match=r"no results there; `lossquiz grade … --out"):
        read_records(tmp_path / "nothing")


@pytest.mark.parametrize("text", ["", "[", "[]", '{"version": 3}'])
def test_what_is_no_run_is_one_line(folder: Path, text: str) -> None:
    (folder / RUN).write_text(text)
    with pytest.raises(InputError, match=r"run\.json: .*name another folder"):
        read_records(folder)


@pytest.mark.parametrize("line", ["1", "[]", "{}", '{"candidate": "a", "hand_in": null}', "nonsense", "[" * 9_999])
def test_what_is_no_row_is_told_with_its_line(folder: Path, line: str) -> None:
    with (folder / ROWS).open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")
    for ask in (lambda: opened(folder, resume=True), lambda: read_records(folder).rows):
        with pytest.raises(InputError, match=rf"{ROWS}:5: not a row of these results; name another folder"):
            ask()


def test_two_runs_do_not_write_into_one_folder(folder: Path) -> None:
    ask = (
        "import sys; from pathlib import Path; from lossquiz.takehome.store import Store\n"
        "Store.open(Path(sys.argv[1]), {}, resume=True)"
    )
    with opened(folder, resume=True):
        done = subprocess.run([sys.executable, "-c", ask, str(folder)], capture_output=True, text=True, check=False)
        assert "another run is writing there; wait until it ends, or name another folder" in done.stderr
    opened(folder, resume=True).close()


def test_a_refused_run_lets_others_write(folder: Path) -> None:
    with pytest.raises(InputError):
        opened(folder)
    opened(folder, resume=True).close()


FULL = """
import resource, signal, sys
from pathlib import Path
from lossquiz.errors import InputError
from lossquiz.takehome.store import Store
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
folder, limit, run, rows = Path(sys.argv[1]), int(sys.argv[2]), eval(sys.argv[3]), eval(sys.argv[4])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    with Store.open(folder, run, resume=True) as store:
        for row in rows:
            store.keep_source("a" * 64, b"x")
            store.add(row["hand_in"]["path"], [row])
        store.finish()
except InputError as error:
    print(error)
"""


def test_a_full_disk_is_one_line_and_no_half_of_a_row(tmp_path: Path) -> None:
    folder = filled(tmp_path / "out", ANN)
    rows = [row(f"c{number:03}") for number in range(50)]
    room = (folder / ROWS).stat().st_size + 9 * (len(json.dumps(rows[0])) + 1) + 7
    words = [sys.executable, "-c", FULL, str(folder), str(room), repr(RUN_OF), repr(rows)]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    said = "results.jsonl: cannot be written: File too large; make room, and go on with --resume\n"
    assert done.stdout == f"{folder}/{said}"
    assert done.stderr == ""
    assert lines(folder) == [*ANN, *rows[:9]]
    with opened(folder, resume=True) as store:
        assert [store.has(f"c{number:03}", f"c{number:03}", "1") for number in (0, 8, 9)] == [True, True, False]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_is_read_only_is_one_line(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    with pytest.raises(InputError, match="cannot be written: Permission denied"):
        opened(tmp_path / "out")


def test_what_cannot_be_a_folder_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="file: cannot be written: File exists"):
        opened(tmp_path / "file")
    with pytest.raises(InputError, match="cannot be written: Not a directory"):
        opened(tmp_path / "file" / "out")


def test_sources_are_kept_once_by_their_hash(folder: Path) -> None:
    with opened(folder, resume=True) as store:
        store.keep_source("a" * 64, b"one")
        store.keep_source("a" * 64, b"one")
    records = read_records(folder)
    assert records.source("a" * 64) == b"one"
    for name in ("b" * 64, "../run.json", ""):
        with pytest.raises(KeyError):
            records.source(name)


def test_rows_are_gone_through_again_and_the_last_of_each_counts(folder: Path) -> None:
    again = row("ann", verdict="failed")
    with (folder / ROWS).open("a", encoding="utf-8") as file:
        file.write(json.dumps(again) + "\n" + json.dumps(row("dan"))[:-1])
    rows = read_records(folder).rows
    assert len(rows) == 4
    assert list(rows) == list(rows) == [*BOB, *CEM, again]
    assert CEM[0] in rows
    assert ANN[0] not in rows


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("seed", None),
        ("seed", "7"),
        ("seeds", 5),
        ("isolation", None),
        ("limits", [10.0]),
        ("questions", "huber"),
        ("questions", [1]),
        ("points", [1]),
        ("points", {"huber": 5}),
        ("points", {"huber": {"max": "5"}}),
        ("points", {"huber": {"checks": {"value": "all"}}}),
        ("points", {"huber": {"worth": 5}}),
        ("pass_mark", "60%"),
        ("deadline", 5),
        ("roster", "ann"),
        ("people", {"ann": "Ann"}),
        ("for_candidate", ["points"]),
        ("title", 5),
    ],
)
def test_a_run_that_somebody_edited_is_told_by_its_key(tmp_path: Path, key: str, value: object) -> None:
    folder = filled(tmp_path / "out", [row("ann")])
    (folder / RUN).write_text(json.dumps({**RUN_OF, key: value}), encoding="utf-8")
    with pytest.raises(InputError, match=rf"run\.json: {key} is not what"):
        read_run(folder)
