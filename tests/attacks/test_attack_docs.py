from __future__ import annotations

from attack_table import BEGIN, END, PAGE, renewed


def test_the_table_of_attacks_is_that_of_the_headers() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert BEGIN in page
    assert END in page
    assert page == renewed(page), "run: python tests/attacks/attack_table.py"
