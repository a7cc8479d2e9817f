"""docs/practice.md shows what the program shows; `make practice-page` renews its screens."""

from __future__ import annotations

from pathlib import Path

import pytest
from practice_page import PAGE, VISITS, renewed, screens, shown

WIDE, NARROW = 80, 60


@pytest.fixture(scope="module")
def page() -> str:
    return PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize("visit", VISITS)
def test_each_screen_is_what_the_program_shows(visit: str, page: str, files_read_once: Path) -> None:
    kept = shown(page)
    for name, text in screens(visit, files_read_once).items():
        assert kept[name].splitlines() == text.splitlines(), f"the screen {name} is another; run `make practice-page`"


def test_the_page_has_ten_screens_at_least_and_none_is_wider_than_a_terminal(page: str) -> None:
    found = shown(page)
    assert len(found) >= 10
    assert page.count("<!-- screen: ") == len(found)
    assert max(len(row) for text in found.values() for row in text.splitlines()) <= WIDE
    assert max(map(len, found["narrow"].splitlines())) <= NARROW


def test_renewing_changes_the_screens_alone() -> None:
    before = "Words.\n\n<!-- screen: one -->\n```text\nold\n```\n\nMore.\n"
    assert renewed(before, {"one": r"new \1"}) == before.replace("old", r"new \1")
