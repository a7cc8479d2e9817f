"""Write docs/printed-code.md: of each loss that can be recommended, what its printed code is held to in tests.

What a block is compared with is taken from the tests themselves. `make printed-page` runs this;
tests/test_printed_page.py holds the page to them.

    python tests/printed_page.py
"""

from __future__ import annotations

import importlib.util
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from printed_code import Printed, printed

from lossquiz.losses.catalogue import catalogue

HERE = Path(__file__).resolve().parent
PAGE = HERE.parent / "docs" / "printed-code.md"
HEAD = """\
# The code that is printed, loss by loss

Written by `make printed-page`, and held to the tests by one of its own. `lossquiz recommend --code` prints one block; a
loss has several where facts change its code. Each block is executed as it is printed, with warnings as errors:

- in float32 and float64, and it keeps the dtype;
- on a pretended device, on which nothing may be made elsewhere;
- under autocast to bfloat16, where the loss is a float32 and within 5 %.

Its value and every gradient are compared with the reference of the bank, or with another derivation in NumPy, its
gradient by central differences: the table says which.

Code for other libraries is trained and compared with these blocks in `tests/selection/test_library_code.py` and
`test_tensor_code.py`.

| loss | blocks | compared with |
|---|--:|---|
"""


def page() -> str:
    """Return the whole page."""
    rows = list(_rows())
    blocks = sum(count for count, _ in rows)
    return f"{HEAD}{''.join(row for _, row in rows)}\n{blocks} blocks of {len(rows)} losses.\n"


def _rows() -> Iterator[tuple[int, str]]:
    values = _tests("test_printed_values")
    groups: dict[str, list[Printed]] = defaultdict(list)
    for block in printed():
        groups[block.loss.id].append(block)
    for loss in catalogue():
        blocks = groups.get(loss, [])
        if not blocks:
            continue
        held = {_held(block, values) for block in blocks}
        yield len(blocks), f"| {loss} | {len(blocks)} | {', '.join(sorted(held))} |\n"


def _held(block: Printed, values: ModuleType) -> str:
    if values.key(block):
        return "NumPy"
    assert values.has_reference(block), block.id
    return "the reference"


def _tests(name: str) -> ModuleType:
    """Return a module of tests, which is no part of a package."""
    known = sys.modules.get(f"of_the_page.{name}")
    if known is not None:
        return known
    spec = importlib.util.spec_from_file_location(f"of_the_page.{name}", HERE / "selection" / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
