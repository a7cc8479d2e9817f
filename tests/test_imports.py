"""No module imports itself by way of others, at the top or within a function; what a type checker alone reads is free.

The direction between rooms is import-linter's business (`make imports`).
"""

from __future__ import annotations

import grimp


def test_no_imports_go_round_in_a_circle() -> None:
    graph = grimp.build_graph("lossquiz", exclude_type_checking_imports=True)
    left = {module: set(graph.find_modules_directly_imported_by(module)) for module in graph.modules}
    # What imports nothing of what is left cannot be part of a circle; what remains when all that is gone, is.
    while ready := {module for module, imported in left.items() if not imported & left.keys()}:
        left = {module: imported for module, imported in left.items() if module not in ready}
    assert not left, sorted(left)
