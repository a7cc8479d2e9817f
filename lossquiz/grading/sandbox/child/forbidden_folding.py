"""Fold constant texts, so that a name put together from pieces is still read."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any, TypeVar

_Scope = TypeVar("_Scope")
_CONVERSIONS: dict[str, Callable[[Any], str]] = {"chr": chr, "str": str}
Inner = Callable[[ast.AST], Any]
_LONGEST = 10_000
_DEEPEST = 20
_METHODS = frozenset(
    {
        "join",
        "replace",
        "lower",
        "upper",
        "strip",
        "lstrip",
        "rstrip",
        "removeprefix",
        "removesuffix",
        "swapcase",
        "format",
        "title",
        "capitalize",
    }
)


def fold(node: ast.AST, constant: Callable[[str, _Scope], ast.AST | None], scope: _Scope, depth: int = 0) -> Any:
    """Return the text, number or list that a constant expression stands for, or None.

    Args:
        node: The expression.
        constant: Returns the only expression that a name is bound to, or None.
        scope: The scope in which names are looked up.
        depth: How deep this call is nested.
    """
    if depth > _DEEPEST:
        return None

    def inner(part: ast.AST) -> Any:
        return fold(part, constant, scope, depth + 1)

    if isinstance(node, ast.Name):
        bound = constant(node.id, scope)
        return None if bound is None else inner(bound)
    rule = _RULES.get(type(node))
    return rule(node, inner) if rule else None


def _constant(node: ast.Constant, _: Inner) -> Any:
    return node.value if isinstance(node.value, (str, int)) else None


def _binary(node: ast.BinOp, inner: Inner) -> Any:
    return _operate(node.op, inner(node.left), inner(node.right))


def _unary(node: ast.UnaryOp, inner: Inner) -> Any:
    value = inner(node.operand)
    return -value if isinstance(node.op, ast.USub) and isinstance(value, int) else None


def _joined(node: ast.JoinedStr, inner: Inner) -> Any:
    return _all([inner(p.value if isinstance(p, ast.FormattedValue) else p) for p in node.values], "".join)


def _sequence(node: ast.List | ast.Tuple, inner: Inner) -> Any:
    return _all([inner(part) for part in node.elts], list)


def _subscript(node: ast.Subscript, inner: Inner) -> Any:
    return _slice(inner(node.value), node.slice, inner)


def _all(values: list[Any], make: Callable[[list[Any]], Any]) -> Any:
    if any(value is None for value in values):
        return None
    return make([str(value) for value in values] if make is not list else values)


def _operate(operator: ast.operator, left: Any, right: Any) -> Any:
    if not (isinstance(left, str) and left is not None and right is not None):
        return None
    if isinstance(operator, ast.Add) and isinstance(right, str) and len(left) + len(right) < _LONGEST:
        return left + right
    if isinstance(operator, ast.Mod) and "%s" in left and len(left) < _LONGEST:
        return _quietly(lambda: left % (tuple(right) if isinstance(right, list) else right))
    return None


def _slice(value: Any, index: ast.AST, inner: Inner) -> Any:
    if not isinstance(value, (str, list)):
        return None
    if isinstance(index, ast.Slice):
        bounds = [inner(part) if part is not None else None for part in (index.lower, index.upper, index.step)]
        return _quietly(lambda: value[slice(*bounds)])
    position = inner(index)
    return _quietly(lambda: value[position])


def _call(node: ast.Call, inner: Inner) -> Any:
    arguments = [inner(argument) for argument in node.args]
    if node.keywords or any(argument is None for argument in arguments):
        return None
    called = node.func
    if isinstance(called, ast.Name) and called.id in _CONVERSIONS and len(arguments) == 1:
        convert = _CONVERSIONS[called.id]
        return _quietly(lambda: convert(arguments[0]))
    if isinstance(called, ast.Attribute) and called.attr in _METHODS:
        text, method = inner(called.value), called.attr
        if isinstance(text, str) and len(text) < _LONGEST and "{:" not in text:
            return _quietly(lambda: getattr(text, method)(*arguments))
    return None


def _quietly(make: Callable[[], Any]) -> Any:
    """Return what `make` returns, or None where the submission's own constant expression is an error."""
    try:
        made = make()
    except (TypeError, ValueError, IndexError, KeyError, OverflowError, MemoryError):
        return None
    return made if not isinstance(made, str) or len(made) < _LONGEST else None


_RULES: dict[type, Callable[[Any, Inner], Any]] = {
    ast.Constant: _constant,
    ast.BinOp: _binary,
    ast.UnaryOp: _unary,
    ast.JoinedStr: _joined,
    ast.List: _sequence,
    ast.Tuple: _sequence,
    ast.Subscript: _subscript,
    ast.Call: _call,
}
