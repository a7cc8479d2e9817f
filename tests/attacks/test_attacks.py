"""Every attack gets the verdict of its header, and nothing else in the world notices that it ran."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from attack_batch import RIGHT, WRONG, Batch, folder_of, make_place, run_grade, snapshot
from attack_files import ATTACKS, VERDICTS, Attack


@pytest.mark.parametrize("attack", ATTACKS, ids=[attack.label for attack in ATTACKS])
def test_the_attack_gets_its_verdict(batch: Batch, attack: Attack) -> None:
    if not attack.runs_at(batch.level):
        pytest.skip(f"needs isolation level {attack.needs} to be harmless; this machine gives {batch.level}")
    ran = [a for a in ATTACKS if a.runs_at(batch.level)]
    row = batch.rows[f"{folder_of(ran.index(attack) + 1, attack)}/{attack.question}.py"]
    told = [check["message"] for check in row["checks"] if not check["passed"]]
    assert row["verdict"] in attack.expected[batch.level], (row["error"], told)
    assert row["score"] == 1.0 if row["verdict"] == "passed" else row["score"] < 1.0


def test_every_header_is_understood() -> None:
    assert len({attack.label for attack in ATTACKS}) == len(ATTACKS) >= 70
    for attack in ATTACKS:
        assert set().union(*attack.expected.values()) <= VERDICTS, attack.label
        assert attack.why


def test_no_forgery_and_no_game_may_pass() -> None:
    may_pass = {a.label for a in ATTACKS if a.group in {"forging", "gaming"} and "passed" in a.expected["full"]}
    assert may_pass == {"gaming/changes_input_and_restores_it"}


@pytest.fixture(scope="session")
def control(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """The rows of a right and a wrong answer in a batch where nobody attacks."""
    place = make_place(tmp_path_factory.mktemp("control"))
    for name, source in (("right", RIGHT), ("wrong", WRONG)):
        (place.answers / name).mkdir()
        (place.answers / name / "huber.py").write_text(source)
    done = run_grade(place, str(place.answers), "--json", "--seed", "11", "--seconds", "3")
    rows = json.loads(done.stdout)["submissions"]
    return {row["path"].split("/")[0]: row for row in rows}


def same(row: dict[str, Any], other: dict[str, Any]) -> bool:
    here = dict.fromkeys(("path", "seconds", "candidate", "sha256", "hand_in"))
    return {**row, **here} == {**other, **here}


def test_honest_answers_are_graded_as_if_nothing_had_happened(batch: Batch, control: dict[str, dict[str, Any]]) -> None:
    assert control["right"]["verdict"] == "passed"
    assert control["wrong"]["diagnosis"][0]["id"] == "sum_instead_of_mean"
    honest = {path: row for path, row in batch.rows.items() if "-honest/" in path}
    assert len(honest) >= 70
    for path, row in honest.items():
        assert same(row, control["right" if int(path[:3]) % 2 else "wrong"]), path


def test_every_submission_has_one_row_in_order(batch: Batch) -> None:
    assert list(batch.rows) == sorted(batch.rows)
    assert set(batch.rows) == set(batch.before)


def test_no_secret_stands_in_any_output(batch: Batch) -> None:
    needs(batch, "full")
    assert batch.canaries.leaked(batch.stdout + batch.stderr) == []
    assert "CANARY-unpickled" not in batch.stdout + batch.stderr
    assert "ESCAPED" not in batch.stdout + batch.stderr


def test_nothing_is_said_but_results(batch: Batch) -> None:
    assert batch.code == 1
    assert "Traceback" not in batch.stderr
    assert "Warning" not in batch.stderr


def needs(batch: Batch, *levels: str) -> None:
    if batch.level not in levels:
        pytest.skip(f"needs isolation level {' or '.join(levels)}; this machine gives {batch.level}")


def test_nobody_reached_a_listener(batch: Batch) -> None:
    needs(batch, "full", "reduced")
    assert batch.canaries.visitors() == []


def test_the_secret_file_is_untouched(batch: Batch) -> None:
    needs(batch, "full", "reduced")
    assert batch.canaries.file_untouched()


def test_the_neighbour_is_alive_and_as_it_was(batch: Batch) -> None:
    needs(batch, "full", "reduced")
    assert batch.unharmed


def test_no_file_was_left_anywhere(batch: Batch) -> None:
    needs(batch, "full", "reduced")
    place = batch.place
    assert batch.canaries.litter(place.work, place.home, place.answers) == []
    assert list(place.work.iterdir()) == []
    own = place.home / "cache"  # where the command itself keeps the checked bank
    assert [p for p in place.home.rglob("*") if p.is_file() and own not in p.parents] == []
    assert snapshot(place.answers) == batch.before


def test_no_process_was_left(batch: Batch) -> None:
    needs(batch, "full", "reduced")
    assert [pid for pid in batch.left if Path(f"/proc/{pid}").exists()] == []
