"""Write docs/data.md: what the advisor makes of tables, with what a person would say of them.

python tests/data_page.py
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from data_tables import Example, Tried, examples, tried

from lossquiz.selection.facts import describe

PAGE = Path(__file__).resolve().parents[1] / "docs" / "data.md"
HEAD = """\
# What is seen in a table

`lossquiz recommend --data FILE --target COLUMN` reads a table as a person would, and proposes a task and facts with
what it saw; [recommend.md](recommend.md#from-a-file) says how it is used. Below are the tables that it is tried on.
What a person would say of each was written down first (`tests/data_tables.py`), with facts that would be wrong; a
proposal is right when the task is, when the facts that a person would state are there, and when none of the wrong
ones is. The program was built on tables like these, so their share says what is held, not how often it is right
elsewhere: when first tried, 74 of the first 75 and 59 of the next 63 were. Written by `make data-page`, and held to
the program by a test.
"""


def page() -> str:
    """Return the whole page."""
    with tempfile.TemporaryDirectory() as folder:
        found = [(example, tried(example, Path(folder))) for example in examples()]
    right = sum(not one.wrong for _, one in found)
    return "".join([HEAD, f"\n**{right} of {len(found)} proposals are right.**\n", *_wrong(found), *_table(found)])


def _wrong(found: list[tuple[Example, Tried]]) -> Iterator[str]:
    wrong = [(example, one) for example, one in found if one.wrong]
    if wrong:
        yield "\n| wrong | what | why |\n|---|---|---|\n"
        yield from (f"| {example.name} | {', '.join(one.wrong)} | {example.wrong} |\n" for example, one in wrong)


def _table(found: list[tuple[Example, Tried]]) -> Iterator[str]:
    yield "\n| table | target | task proposed | facts proposed |\n|---|---|---|---|\n"
    for example, one in found:
        facts = ", ".join(describe(name, _short(value)) for name, value in one.facts.items())
        told = f"{one.task} | {facts or '–'}" if one.task else f"refused | {one.refusal.partition(';')[0]}"
        yield f"| {example.name} | `{example.target}` | {told} |\n"


def _short(value: object) -> bool | str | float:
    return round(value, 3) if isinstance(value, float) else value if isinstance(value, (bool, int)) else str(value)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
