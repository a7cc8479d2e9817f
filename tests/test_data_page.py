"""docs/data.md is what the advisor makes of the tables; `make data-page` writes it anew."""

from __future__ import annotations

import pytest
from data_page import PAGE, page


def test_the_page_is_what_the_advisor_proposes() -> None:
    pytest.importorskip("sklearn", reason="scikit-learn is not installed: pip install '.[sources]'")
    assert PAGE.read_text(encoding="utf-8") == page(), "run `make data-page`"


def test_no_line_breaks_its_table() -> None:
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    assert all(line.count("|") in {4, 5} for line in lines if line.startswith("|"))
