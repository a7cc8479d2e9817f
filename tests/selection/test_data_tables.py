"""Tables as people have them: what is proposed is what a person would say of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from data_tables import BUNDLED, Example, examples, tried


@pytest.mark.parametrize("example", [pytest.param(example, id=example.name) for example in examples()])
def test_what_is_proposed_is_what_a_person_says(example: Example, tmp_path: Path) -> None:
    if example in BUNDLED:
        pytest.importorskip("sklearn", reason="scikit-learn is not installed: pip install '.[sources]'")
    found = tried(example, tmp_path)
    assert bool(found.wrong) == bool(example.wrong), found


def test_there_are_enough_tables_of_every_kind() -> None:
    every = list(examples())
    assert len({example.name for example in every}) == len(every) >= 24
    assert len({task for example in every for task in example.tasks}) >= 12
    assert sum(not example.tasks for example in every) >= 4
