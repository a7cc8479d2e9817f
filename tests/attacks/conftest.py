"""One batch of every attack through the real command, with an honest answer after each, and canaries around it."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from attack_batch import REPO, SECONDS, Batch, lay_out, machine_level, make_place, run_grade, snapshot
from attack_files import ATTACKS, LEVELS
from canaries import Canaries, processes_in


@pytest.fixture(scope="session")
def level() -> str:
    found = machine_level()
    assert found in LEVELS
    return found


@pytest.fixture(scope="session")
def batch(tmp_path_factory: pytest.TempPathFactory, level: str) -> Iterator[Batch]:
    """Every attack that is harmless at this level, once."""
    place = make_place(tmp_path_factory.mktemp("batch"))
    with Canaries(tmp_path_factory.mktemp("canaries")) as canaries:
        words = {**canaries.words(), "FOLDER": str(place.answers), "HOME": str(place.home), "REPO": str(REPO)}
        lay_out(place, tuple(a for a in ATTACKS if a.runs_at(level)), words, canaries.answer)
        before = snapshot(place.answers)
        done = run_grade(
            place,
            str(place.answers),
            *("--json", "--seed", "11", "--seconds", SECONDS, "--jobs", "3"),
            environment={"LOSSQUIZ_CANARY": canaries.variable},
        )
        left = processes_in(place.work)
        stdout, stderr = done.stdout.decode(), done.stderr.decode()
        assert done.returncode in {0, 1}, stderr
        whole = json.loads(stdout)
        rows = {row["path"]: row for row in whole["submissions"]}
        assert len(rows) == len(whole["submissions"])
        yield Batch(
            whole["isolation"], rows, stdout, stderr, done.returncode, canaries, place, before, left,
            canaries.sibling.unharmed(),
        )  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the attacks on one worker: each would run the whole batch again."""
    here = str(REPO / "tests" / "attacks")
    for item in items:
        if str(item.path).startswith(here):
            item.add_marker(pytest.mark.xdist_group("attacks"))
