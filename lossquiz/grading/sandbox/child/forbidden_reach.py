"""The parts of a module that are reached one by one: definitions and statements, with the names that each binds.

What a self-test, a training loop or another answer in the same file does is no business of the entry's: only what the
entry reaches counts, from name to name.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

from lossquiz.grading.sandbox.both.names import folded
from lossquiz.grading.sandbox.child.forbidden_scopes import is_main_guard

_Definition = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
# With these a function reaches what no reading of its source can tell.
_WILD_NAMES = frozenset({"globals", "locals", "vars", "eval", "exec"})
_WILD_ATTRIBUTES = frozenset({"__globals__", "f_globals", "f_locals", "f_back", "modules", "_getframe", "currentframe"})


@dataclass(frozen=True, slots=True, eq=False)
class Unit:
    """A definition, or a statement outside all definitions.

    Attributes:
        node: What is read.
        cell: The notebook's code cell, or 0.
        names: The names of the module that it binds, or whose value it changes.
        attributes: The attributes, of whatever object, that it sets.
        wild: Whether it may bind any name.
        final: Whether it is a definition that stands by itself: what an earlier unit of the name bound is gone.
        guarded: Statements that run only when the file itself is run; of a unit that has no other.
    """

    node: ast.AST
    cell: int
    names: frozenset[str] = frozenset()
    attributes: frozenset[str] = frozenset()
    wild: bool = False
    final: bool = False
    guarded: tuple[ast.stmt, ...] = field(default=(), repr=False)

    def may_hold(self, entry: str) -> bool:
        """Tell whether this is a class that has a method of the entry's name, or stands for the entry by its own."""
        if not isinstance(self.node, ast.ClassDef):
            return False
        methods = {child.name for child in self.node.body if isinstance(child, _Definition)}
        return entry in methods or folded(self.node.name) == folded(entry)


def units_of(tree: ast.Module, cell: int) -> Iterator[Unit]:
    """Go through the units of a module, those within `if`, `try`, `with` and loops too."""
    for statement in tree.body:
        if isinstance(statement, _Definition):
            yield Unit(statement, cell, frozenset({statement.name}), final=True)
        else:
            yield from _units(statement, cell)


def _units(node: ast.stmt, cell: int) -> Iterator[Unit]:
    if isinstance(node, ast.If) and is_main_guard(node.test):
        yield Unit(ast.Pass(), cell, guarded=tuple(node.body))
        for statement in node.orelse:
            yield from _units(statement, cell)
    elif isinstance(node, _Definition):
        yield Unit(node, cell, frozenset({node.name}))
    elif isinstance(node, (ast.Import, ast.ImportFrom)):
        yield from _imports(node, cell)
    else:
        inner = list(_blocks(node))
        yield _statement(node, inner, cell)
        for statement in inner:
            yield from _units(statement, cell)


def _imports(node: ast.Import | ast.ImportFrom, cell: int) -> Iterator[Unit]:
    """Yield a unit for each name: one that is imported and not used is not reached."""
    for alias in node.names:
        one = ast.Import([alias]) if isinstance(node, ast.Import) else ast.ImportFrom(node.module, [alias], node.level)
        bound = alias.asname or (alias.name.partition(".")[0] if isinstance(node, ast.Import) else alias.name)
        yield Unit(ast.copy_location(one, node), cell, frozenset({bound}))


def _blocks(node: ast.stmt) -> Iterator[ast.stmt]:
    """Go through the statements that stand in the blocks of a compound one."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.stmt):
            yield child
        elif isinstance(child, (ast.ExceptHandler, ast.match_case)):
            yield from child.body


def _head(node: ast.AST) -> Iterator[ast.expr]:
    """Go through the expressions of a compound statement that stand outside its blocks."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.expr):
            yield child
        elif isinstance(child, (ast.withitem, ast.ExceptHandler, ast.match_case)):
            yield from _head(child)


def _statement(node: ast.stmt, inner: list[ast.stmt], cell: int) -> Unit:
    """Return the unit of a statement without the blocks in it."""
    parts = [*_head(node)] if inner else [node]
    own: ast.AST = ast.Tuple(parts, ast.Load()) if inner else node  # type: ignore[arg-type]  # a head is expressions
    names: set[str] = set()
    attributes: set[str] = set()
    for part in parts:
        for found in ast.walk(part):
            if isinstance(found, ast.Name) and isinstance(found.ctx, (ast.Store, ast.Del)):
                names.add(found.id)
            elif isinstance(found, (ast.Attribute, ast.Subscript)) and isinstance(found.ctx, ast.Store):
                names |= _base(found)
                if isinstance(found, ast.Attribute):
                    attributes.add(found.attr)
    changed = _changed(node)
    wild = isinstance(node, (ast.Expr, ast.Assign)) and any(map(is_wild, ast.walk(node)))
    return Unit(own, cell, frozenset(names | changed), frozenset(attributes), wild)


def _base(node: ast.expr) -> set[str]:
    while isinstance(node, (ast.Attribute, ast.Subscript)):
        node = node.value
    return {node.id} if isinstance(node, ast.Name) else set()


def _changed(node: ast.stmt) -> set[str]:
    """Return the names whose value a call as a statement may change: `table.append(x)`, `setattr(thing, ...)`."""
    if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)):
        return set()
    call = node.value
    if isinstance(call.func, ast.Name):
        return _base(call.args[0]) if call.func.id in {"setattr", "delattr"} and call.args else set()
    return _base(call.func) if isinstance(call.func, ast.Attribute) and call.func.attr in _CHANGES else set()


# What changes a container or an object; `torch.manual_seed(0)` and `F.huber_loss(...)` are calls of another kind.
_CHANGES = frozenset(
    {
        "append",
        "extend",
        "insert",
        "update",
        "setdefault",
        "add",
        "__setitem__",
        "__setattr__",
        "register",
        "appendleft",
    }
)


def is_wild(node: ast.AST) -> bool:
    """Tell whether an expression may reach any name of its module."""
    if isinstance(node, ast.Name):
        return node.id in _WILD_NAMES and isinstance(node.ctx, ast.Load)
    return isinstance(node, ast.Attribute) and node.attr in _WILD_ATTRIBUTES
