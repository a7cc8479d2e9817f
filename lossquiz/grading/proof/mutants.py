"""Small wrong changes of a right answer, made automatically: the proof that a question's cases would catch them.

The operators are those of mutation testing (exchanged operators and comparisons, changed constants, dropped terms)
and those that losses are got wrong by: reductions, dimensions, removed clamps and detaches, casts, exchanged arguments.
"""

from __future__ import annotations

import ast
import copy
import difflib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

SWAPPED_OPERATORS: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div,),
    ast.Div: (ast.Mult,),
    ast.Pow: (ast.Mult,),
    ast.MatMult: (),
}
SWAPPED_COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.GtE),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.LtE),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
}
SWAPPED_NAMES = {
    "mean": ("sum",),
    "sum": ("mean",),
    "max": ("min",),
    "min": ("max",),
    "amax": ("amin",),
    "amin": ("amax",),
    "maximum": ("minimum",),
    "minimum": ("maximum",),
    "exp": ("expm1",),
    "log": ("log2",),
    "log1p": ("log",),
    "softmax": ("log_softmax",),
    "log_softmax": ("softmax",),
    "softplus": ("relu",),
    "relu": ("abs",),
    "sigmoid": ("tanh",),
    "logsigmoid": ("sigmoid",),
    "square": ("abs",),
}
REMOVABLE = {
    *("abs", "clamp", "clamp_min", "clamp_max", "clip", "detach", "relu", "sqrt", "square", "log", "exp", "log1p"),
    *("expm1", "sigmoid", "softplus", "float", "double", "mean", "sum", "neg", "pow"),
}


@dataclass(frozen=True, slots=True)
class Mutant:
    """A changed solution.

    Attributes:
        code: The whole file after the change.
        change: The changed line as it reads after the change.
        diff: The change as a unified diff.
        operator: What kind of change it is.
    """

    code: str
    change: str
    diff: str
    operator: str


def make_mutants(source: str) -> tuple[Mutant, ...]:
    """Make every single change of a solution that the operators know; each changed file once.

    Args:
        source: The solution.

    Raises:
        SyntaxError: The solution is not Python.
    """
    tree = _without_docstrings(ast.parse(source))
    original = ast.unparse(tree)
    seen = {original}
    mutants: list[Mutant] = []
    count = sum(1 for _ in ast.walk(tree))
    for index in range(count):
        for operator, code in _changes_at(tree, index):
            if code not in seen:
                seen.add(code)
                mutants.append(_mutant(original, code, operator))
    return tuple(mutants)


def _mutant(original: str, code: str, operator: str) -> Mutant:
    lines = list(difflib.unified_diff(original.splitlines(), code.splitlines(), "solution", "mutant", lineterm="", n=1))
    added = [line[1:].strip() for line in lines if line.startswith("+") and not line.startswith("+++")]
    return Mutant(code, added[0] if added else "", "\n".join(lines[2:]), operator)


def _without_docstrings(tree: ast.Module) -> ast.Module:
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.FunctionDef, ast.ClassDef)) and ast.get_docstring(node) is not None:
            node.body = node.body[1:] or [ast.Pass()]
    return tree


def _changes_at(tree: ast.Module, index: int) -> Iterator[tuple[str, str]]:
    """Yield the changes of one node, each made in a fresh copy of the tree."""
    node = list(ast.walk(tree))[index]
    for operator, change in _operators(node):
        fresh = copy.deepcopy(tree)
        target = list(ast.walk(fresh))[index]
        replacement = change(target)
        if replacement is not None and replacement is not target:
            _replace(fresh, target, replacement)
        ast.fix_missing_locations(fresh)
        yield operator, ast.unparse(fresh)


def _replace(tree: ast.AST, old: ast.AST, new: ast.AST) -> None:
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, name, new)
            elif isinstance(value, list):
                value[:] = [new if item is old else item for item in value]


Operator = tuple[str, Callable[[Any], ast.AST | None]]


def _operators(node: ast.AST) -> Iterator[Operator]:
    for kind, operators in _BY_NODE:
        if isinstance(node, kind):
            yield from operators(node)


def _of_comparison(node: ast.Compare) -> Iterator[Operator]:
    if len(node.ops) == 1:
        for kind in SWAPPED_COMPARISONS.get(type(node.ops[0]), ()):
            yield "comparison", partial(_set_comparison, kind=kind)


def _of_unary(node: ast.UnaryOp) -> Iterator[Operator]:
    if isinstance(node.op, ast.USub):
        yield "sign", lambda n: n.operand


def _of_return(node: ast.Return) -> Iterator[Operator]:
    if node.value is not None:
        yield "sign", _negate_return
        for method in ("detach", "half", "float"):
            yield "cast", partial(_call_on_return, method=method)


def _of_attribute(node: ast.Attribute) -> Iterator[Operator]:
    for name in SWAPPED_NAMES.get(node.attr, ()):
        yield "reduction", partial(_rename, name=name)


def _of_assignment(node: ast.AugAssign) -> Iterator[Operator]:
    for kind in SWAPPED_OPERATORS.get(type(node.op), ()):
        yield "operator", partial(_set_operator, kind=kind)


def _of_binary(node: ast.BinOp) -> Iterator[Operator]:
    for kind in SWAPPED_OPERATORS.get(type(node.op), ()):
        yield "operator", partial(_set_operator, kind=kind)
    yield "dropped term", lambda n: n.left
    if not isinstance(node.op, ast.Pow):
        yield "dropped term", lambda n: n.right


def _of_constant(node: ast.Constant) -> Iterator[Operator]:
    value = node.value
    if isinstance(value, bool):
        yield "constant", lambda _n: ast.Constant(not value)
    elif isinstance(value, int):
        for other in (value + 1, value - 1):
            yield "constant", partial(_constant, value=other)
    elif isinstance(value, float):
        for changed in (value + 1.0, value * 2 if value else 0.5, value / 2 if value else -1.0):
            yield "constant", partial(_constant, value=changed)
    elif value in {"mean", "sum", "none", "batchmean"}:
        yield "reduction", partial(_constant, value="sum" if value != "sum" else "mean")


def _of_call(node: ast.Call) -> Iterator[Operator]:
    function = node.func
    if isinstance(function, ast.Attribute) and function.attr in REMOVABLE:
        is_torch = isinstance(function.value, ast.Name) and function.value.id in {"torch", "F", "math", "np"}
        if not is_torch:
            yield "removed call", lambda n: n.func.value
        elif node.args:
            yield "removed call", lambda n: n.args[0]
    if len(node.args) >= 2:  # noqa: PLR2004 - an exchange takes two
        yield "exchanged arguments", partial(_exchange, at=0)
    if len(node.args) >= 3:  # noqa: PLR2004 - torch.where
        yield "exchanged arguments", partial(_exchange, at=1)
    for index in range(len(node.keywords)):
        yield "dropped keyword", partial(_drop_keyword, index=index)


def _set_operator(node: Any, kind: type[ast.operator]) -> None:
    node.op = kind()


def _set_comparison(node: Any, kind: type[ast.cmpop]) -> None:
    node.ops = [kind()]


def _constant(_node: Any, value: Any) -> ast.AST:
    return (
        ast.Constant(value)
        if not isinstance(value, (int, float)) or value >= 0
        else ast.UnaryOp(ast.USub(), ast.Constant(-value))
    )


def _rename(node: Any, name: str) -> None:
    node.attr = name


def _exchange(node: Any, at: int) -> None:
    node.args[at], node.args[at + 1] = node.args[at + 1], node.args[at]


def _drop_keyword(node: Any, index: int) -> None:
    del node.keywords[index]


def _negate_return(node: Any) -> None:
    node.value = ast.UnaryOp(ast.USub(), node.value)


def _call_on_return(node: Any, method: str) -> None:
    node.value = ast.Call(ast.Attribute(node.value, method, ast.Load()), [], [])


_BY_NODE: tuple[tuple[type[ast.AST], Callable[[Any], Iterator[Operator]]], ...] = (
    (ast.BinOp, _of_binary),
    (ast.Compare, _of_comparison),
    (ast.UnaryOp, _of_unary),
    (ast.Constant, _of_constant),
    (ast.Call, _of_call),
    (ast.Return, _of_return),
    (ast.Attribute, _of_attribute),
    (ast.AugAssign, _of_assignment),
)
