"""docs/printed-code.md says what printed code is held to; `make printed-page` writes it anew."""

from __future__ import annotations

import pytest

pytest.importorskip("scipy", reason="SciPy is not installed: pip install '.[sources]'")

from printed_page import PAGE, page

from lossquiz.selection.engine import pool
from lossquiz.selection.facts import tasks


def test_the_page_is_what_the_tests_hold() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run `make printed-page`"


def test_every_loss_that_can_be_recommended_is_there() -> None:
    text = PAGE.read_text(encoding="utf-8")
    recommended = {loss for task in tasks() for loss in pool(task)}
    assert [loss for loss in sorted(recommended) if f"\n| {loss} | " not in text] == []
