"""The folder of results: what was graded stays, what has changed is graded again, and nothing is half-written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from lossquiz.errors import InputError
from lossquiz.grading.intake.hand_in import HandIn, Submission
from lossquiz.report.formats import Batch
from lossquiz.report.results import ROWS, ResultsFolder


def hand_in(name: str, source: bytes = b"x") -> HandIn:
    return HandIn(name, name, (Submission(f"{name}/huber.py", source, "python", "huber.py"),))


def rows(one: HandIn, count: int = 1) -> list[dict[str, Any]]:
    whole = {"path": f"{one.path}/huber.py", "question": "huber", "verdict": "passed", "status": "graded", "score": 1.0}
    made = {**whole, "diagnosis": [], "checks": [], "error": None}
    return [{**made, "hand_in": {"path": one.path, "sha256": one.sha256, "rows": count}} for _ in range(count)]


def kept(folder: Path, *hand_ins: HandIn, seed: int | None = None) -> list[list[dict[str, Any]]]:
    results = ResultsFolder(folder)
    results.open(resume=True, seed=seed)
    return [results.kept(one) for one in hand_ins]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    results = ResultsFolder(tmp_path / "out")
    assert results.open(resume=False, seed=None) is None
    results.add(rows(hand_in("ann")), 5)
    results.add(rows(hand_in("bob"), 2), 5)
    return tmp_path / "out"


def test_what_has_not_changed_is_kept_and_the_seed_with_it(folder: Path) -> None:
    assert kept(folder, hand_in("ann"), hand_in("bob")) == [rows(hand_in("ann")), rows(hand_in("bob"), 2)]
    assert ResultsFolder(folder).open(resume=True, seed=None) == 5


def test_what_has_changed_or_is_not_whole_is_graded_again(folder: Path) -> None:
    lines = (folder / ROWS).read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / ROWS).write_text("".join(lines[:2]) + lines[2][:20], encoding="utf-8")  # as a crash leaves it
    assert kept(folder, hand_in("ann", b"changed"), hand_in("bob")) == [[], []]


def test_another_seed_is_refused(folder: Path) -> None:
    with pytest.raises(InputError, match=r"made with --seed 5; leave --seed out"):
        kept(folder, seed=6)


def test_stale_rows_are_gone_at_the_end(folder: Path) -> None:
    results = ResultsFolder(folder)
    results.open(resume=True, seed=None)
    fresh = rows(hand_in("ann", b"changed"))
    assert not results.kept(hand_in("ann", b"changed"))
    results.add(fresh, 5)
    whole = [*fresh, *results.kept(hand_in("bob"))]
    results.finish(Batch(whole, 5, "full"))
    written = [json.loads(line) for line in (folder / ROWS).read_text(encoding="utf-8").splitlines()]
    assert written == [{**row, "seed": 5} for row in whole]
    assert kept(folder, hand_in("ann")) == [[]]


@pytest.mark.parametrize(
    "line", ["1", "[]", "{}", '"x"', '{"seed": 1}', '{"path": "a", "hand_in": null}', "nonsense", "[" * 9_999]
)
def test_what_is_no_row_is_told_with_its_line(folder: Path, line: str) -> None:
    with (folder / ROWS).open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")
    with pytest.raises(InputError, match=rf"{ROWS}:4: not a row of these results; name another folder"):
        kept(folder)


def test_results_are_not_written_over_and_an_empty_file_is_none(tmp_path: Path, folder: Path) -> None:
    with pytest.raises(InputError, match="there are results already; add --resume"):
        ResultsFolder(folder).open(resume=False, seed=None)
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / ROWS).touch()
    assert ResultsFolder(tmp_path / "new").open(resume=False, seed=3) == 3


def test_a_full_disk_is_one_line_and_no_half_of_a_row(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (folder / ROWS).read_bytes()
    opened = Path.open

    def full(self: Path, *options: Any, **named: Any) -> Any:
        file = opened(self, *options, **named)
        if options[:1] == ("a",):
            with opened(self, "ab") as half:
                half.write(b'{"half')
            file.close()
            raise OSError(28, "No space left on device")
        return file

    monkeypatch.setattr(Path, "open", full)
    results = ResultsFolder(folder)
    results.open(resume=True, seed=None)
    with pytest.raises(InputError, match=r"results\.jsonl: cannot be written: No space left on device"):
        results.add(rows(hand_in("cem")), 5)
    assert (folder / ROWS).read_bytes() == before
