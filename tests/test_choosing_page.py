"""docs/choosing.md is what the advisor answers; `make choosing-page` writes it anew."""

from __future__ import annotations

from choosing_page import PAGE, page

from lossquiz.losses.catalogue import catalogue
from lossquiz.selection.facts import tasks


def test_the_page_is_what_the_advisor_answers() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run `make choosing-page`"


def test_every_task_is_on_the_map() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert all(f"| {task} |" in text for task in tasks())


def test_no_line_breaks_its_table() -> None:
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if line.startswith("|"):
            assert line.count("|") in {3, 4, 5}
            assert not set(line.strip("| ").split(" | ")) & {""}
    assert any(f"({loss.title})" in PAGE.read_text(encoding="utf-8") for loss in catalogue().values())
