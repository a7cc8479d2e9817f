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
from typing import Any, TypeVar

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


Change = tuple[str, ast.AST]
"""The kind of change, and the node that stands in place of the one that is changed."""

Node = TypeVar("Node", bound=ast.AST)


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
    mutants: dict[str, Mutant] = {}
    for place in list(_places(tree)):
        for operator, changed in _changes(place.node):
            code = place.code_with(changed, tree)
            if code != original and code not in mutants:
                mutants[code] = _mutant(original, code, operator)
    return tuple(mutants.values())


def _mutant(original: str, code: str, operator: str) -> Mutant:
    lines = list(difflib.unified_diff(original.splitlines(), code.splitlines(), "solution", "mutant", lineterm="", n=1))
    added = [line[1:].strip() for line in lines if line.startswith("+") and not line.startswith("+++")]
    return Mutant(code, added[0] if added else "", "\n".join(lines[2:]), operator)


def _without_docstrings(tree: ast.Module) -> ast.Module:
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.FunctionDef, ast.ClassDef)) and ast.get_docstring(node) is not None:
            node.body = node.body[1:] or [ast.Pass()]
    return tree


@dataclass(frozen=True, slots=True)
class _Place:
    """A node, and where it hangs: in a field of its parent, or in a list there."""

    node: ast.AST
    parent: ast.AST
    field: str
    index: int | None

    def code_with(self, other: ast.AST, tree: ast.AST) -> str:
        """Return the code of the whole tree with another node here; the tree is left as it was."""
        self._put(other)
        try:
            return ast.unparse(tree)
        finally:
            self._put(self.node)

    def _put(self, node: ast.AST) -> None:
        if self.index is None:
            setattr(self.parent, self.field, node)
        else:
            getattr(self.parent, self.field)[self.index] = node


def _places(tree: ast.AST) -> Iterator[_Place]:
    """Yield every node below a tree, in the order of `ast.walk`."""
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if isinstance(value, ast.AST):
                yield _Place(value, parent, name, None)
            elif isinstance(value, list):
                yield from (_Place(item, parent, name, n) for n, item in enumerate(value) if isinstance(item, ast.AST))


def _with(node: Node, **changes: Any) -> Node:
    """Return a copy of a node with other values in some of its fields."""
    changed = copy.copy(node)
    for name, value in changes.items():
        setattr(changed, name, value)
    return changed


def _changes(node: ast.AST) -> Iterator[Change]:
    for kind, operators in _BY_NODE:
        if isinstance(node, kind):
            yield from operators(node)


def _of_comparison(node: ast.Compare) -> Iterator[Change]:
    if len(node.ops) == 1:
        for kind in SWAPPED_COMPARISONS.get(type(node.ops[0]), ()):
            yield "comparison", _with(node, ops=[kind()])


def _of_unary(node: ast.UnaryOp) -> Iterator[Change]:
    if isinstance(node.op, ast.USub):
        yield "sign", node.operand


def _of_return(node: ast.Return) -> Iterator[Change]:
    if node.value is not None:
        yield "sign", _with(node, value=ast.UnaryOp(ast.USub(), node.value))
        for method in ("detach", "half", "float"):
            yield "cast", _with(node, value=ast.Call(ast.Attribute(node.value, method, ast.Load()), [], []))


def _of_attribute(node: ast.Attribute) -> Iterator[Change]:
    for name in SWAPPED_NAMES.get(node.attr, ()):
        yield "reduction", _with(node, attr=name)


def _of_assignment(node: ast.AugAssign) -> Iterator[Change]:
    for kind in SWAPPED_OPERATORS.get(type(node.op), ()):
        yield "operator", _with(node, op=kind())


def _of_binary(node: ast.BinOp) -> Iterator[Change]:
    for kind in SWAPPED_OPERATORS.get(type(node.op), ()):
        yield "operator", _with(node, op=kind())
    yield "dropped term", node.left
    if not isinstance(node.op, ast.Pow):
        yield "dropped term", node.right


def _of_constant(node: ast.Constant) -> Iterator[Change]:
    value = node.value
    if isinstance(value, bool):
        yield "constant", ast.Constant(not value)
    elif isinstance(value, int):
        for other in (value + 1, value - 1):
            yield "constant", _number(other)
    elif isinstance(value, float):
        for changed in (value + 1.0, value * 2 if value else 0.5, value / 2 if value else -1.0):
            yield "constant", _number(changed)
    elif value in {"mean", "sum", "none", "batchmean"}:
        yield "reduction", ast.Constant("sum" if value != "sum" else "mean")


def _number(value: float) -> ast.expr:
    return ast.Constant(value) if value >= 0 else ast.UnaryOp(ast.USub(), ast.Constant(-value))


def _of_call(node: ast.Call) -> Iterator[Change]:
    function = node.func
    if isinstance(function, ast.Attribute) and function.attr in REMOVABLE:
        is_torch = isinstance(function.value, ast.Name) and function.value.id in {"torch", "F", "math", "np"}
        if not is_torch:
            yield "removed call", function.value
        elif node.args:
            yield "removed call", node.args[0]
    # The first two arguments, and the two after the condition of torch.where.
    for at in range(min(2, len(node.args) - 1)):
        yield "exchanged arguments", _with(node, args=_exchanged(node.args, at))
    for index, keyword in enumerate(node.keywords):
        if keyword.arg != "device":  # cases are on one device only, where its lack is no mistake
            yield "dropped keyword", _with(node, keywords=node.keywords[:index] + node.keywords[index + 1 :])


def _exchanged(items: list[ast.expr], at: int) -> list[ast.expr]:
    return [*items[:at], items[at + 1], items[at], *items[at + 2 :]]


_BY_NODE: tuple[tuple[type[ast.AST], Callable[[Any], Iterator[Change]]], ...] = (
    (ast.BinOp, _of_binary),
    (ast.Compare, _of_comparison),
    (ast.UnaryOp, _of_unary),
    (ast.Constant, _of_constant),
    (ast.Call, _of_call),
    (ast.Return, _of_return),
    (ast.Attribute, _of_attribute),
    (ast.AugAssign, _of_assignment),
)
