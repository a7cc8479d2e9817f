"""Functions and classes of which there is no more than a signature: what starters hold, and no answer is."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from lossquiz.grading.sandbox.child.pieces import Piece
from lossquiz.grading.sandbox.child.statements import statements_of

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def unwritten_names(pieces: Iterable[Piece]) -> tuple[str, ...]:
    """Return the names whose last definition does nothing but raise NotImplementedError, or nothing at all."""
    last: dict[str, ast.AST] = {}
    for piece in pieces:
        for statement in statements_of(piece):
            last.update(_bound(statement))
    return tuple(name for name, node in last.items() if _is_unwritten(node))


def _bound(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """Go through the names that a statement binds, those within its blocks too, and what binds each."""
    if isinstance(node, (*_FUNCTIONS, ast.ClassDef)):
        yield node.name, node
        return
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        yield node.id, node
    elif isinstance(node, ast.alias):
        yield (node.asname or node.name).partition(".")[0], node
    for child in ast.iter_child_nodes(node):
        yield from _bound(child)


def _is_unwritten(node: ast.AST) -> bool:
    """Tell whether a definition has no content; one with a decorator may have got it from there."""
    if isinstance(node, ast.ClassDef):
        methods = [one for one in node.body if isinstance(one, _FUNCTIONS) and one.name == "forward"]
        return bool(methods) and not node.decorator_list and _is_unwritten(methods[-1])
    return isinstance(node, _FUNCTIONS) and not node.decorator_list and all(map(_does_nothing, node.body))


def _does_nothing(statement: ast.stmt) -> bool:
    if isinstance(statement, ast.Raise):
        raised = statement.exc.func if isinstance(statement.exc, ast.Call) else statement.exc
        return isinstance(raised, ast.Name) and raised.id == "NotImplementedError"
    return isinstance(statement, ast.Pass) or (
        isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    )
