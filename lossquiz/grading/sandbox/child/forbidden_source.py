"""Find uses of forbidden built-ins in the source, by what names mean rather than by how they are spelt.

Names are resolved through imports, aliases, containers, attributes, defaults and `getattr`, each scope by itself,
without regard to the order of statements. A comment, a text, a local variable or a function of the candidate's
own with the same name is no use. Code under `if __name__ == "__main__":` never runs here and is left out, so that
an answer may be compared with torch's in its own self-test.
"""

from __future__ import annotations

import ast
import contextlib
from collections.abc import Iterable, Iterator

from lossquiz.grading.sandbox.both.outcomes import ForbiddenUse
from lossquiz.grading.sandbox.child.forbidden_names import Names
from lossquiz.grading.sandbox.child.forbidden_scopes import Scope, Scopes, is_main_guard
from lossquiz.grading.sandbox.child.pieces import Piece

_DEEPEST = 40
_SHORTEST_CODE = 3
_WRAPPERS = frozenset(
    {
        "vars",
        "functools.partial",
        "partial",
        "importlib.reload",
        "staticmethod",
        "torch.no_grad",
        "iter",
        "next",
        "list",
        "tuple",
        "dict",
    }
)


def scan(pieces: list[Piece], names: Names) -> tuple[ForbiddenUse, ...]:
    """Return the uses of forbidden built-ins in the source, in order of cell and line."""
    if not any(_worth_reading(piece.text, names) for piece in pieces):
        return ()
    scanner = _Scanner(names)
    with contextlib.suppress(RecursionError, MemoryError):  # too deep to read; what runs is still watched
        trees = [(piece.cell, ast.parse(piece.text)) for piece in pieces]
        for _, tree in trees:
            scanner.scopes.collect(tree, scanner.scopes.top)
        for scanner.cell, tree in trees:
            scanner.visit_all(tree.body, scanner.scopes.top)
    return tuple(sorted(scanner.uses, key=lambda use: (use.cell, use.line, use.name)))


def _worth_reading(text: str, names: Names) -> bool:
    """Tell whether the text has a word without which there is no use: a forbidden name, or a way to build one.

    Most answers have neither, and reading the tree takes as long as two of their calls. Identifiers that are not
    ASCII may be other spellings of a name.
    """
    return names.words is not None and (not text.isascii() or names.words.search(text) is not None)


class _Scanner:
    def __init__(self, names: Names) -> None:
        self.names = names
        self.scopes = Scopes()
        self.uses: set[ForbiddenUse] = set()
        self.cell = 0
        self._known: dict[tuple[ast.AST, Scope], frozenset[str]] = {}

    def visit_all(self, nodes: Iterable[ast.AST], scope: Scope) -> None:
        for node in nodes:
            self.visit(node, scope)

    def visit(self, node: ast.AST, scope: Scope) -> None:
        if isinstance(node, ast.If) and is_main_guard(node.test):
            self.visit_all(node.orelse, scope)
            return
        if isinstance(node, ast.ImportFrom):
            self._check({f"{node.module}.{alias.name}" for alias in node.names if not node.level}, node)
        elif isinstance(node, (ast.Attribute, ast.Name)) and isinstance(node.ctx, ast.Load):
            self._check(self.paths(node, scope), node)
            self._check_backward(node, scope)
        elif isinstance(node, (ast.Call, ast.Subscript)):
            self._check(self.paths(node, scope), node)
            self._visit_code(node, scope)
        inner = self.scopes.inside(node)
        for child in ast.iter_child_nodes(node):
            self.visit(child, inner if inner and self.scopes.belongs_inside(node, child) else scope)

    def _check(self, paths: Iterable[str], node: ast.AST) -> None:
        for path in paths:
            name = self.names.of_path(path)
            if name:
                self.uses.add(ForbiddenUse(name, getattr(node, "lineno", 0), "source", self.cell))

    def _check_backward(self, node: ast.expr, scope: Scope) -> None:
        """Note `x.backward` of anything that may be a tensor, where the gradient is to be written by hand."""
        if not self.names.by_hand or not isinstance(node, ast.Attribute) or node.attr != "backward":
            return
        if "backward" not in self.scopes.attributes and not self.paths(node.value, scope):
            self.uses.add(ForbiddenUse("backward", node.lineno, "source", self.cell))

    def _visit_code(self, node: ast.expr, scope: Scope) -> None:
        """Read the constant text that is given to `eval` or `exec` as code of the same scope."""
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args):
            return
        text = self._text(node.args[0], scope) if node.func.id in {"eval", "exec", "compile"} else None
        if text is None or len(text) < _SHORTEST_CODE:
            return
        try:
            tree = ast.parse(text.strip())
        except (SyntaxError, ValueError, MemoryError):
            return
        for inner in ast.walk(tree):
            if hasattr(inner, "lineno"):
                inner.lineno = node.lineno
        self.scopes.collect(tree, scope)
        self.visit_all(tree.body, scope)

    # --- what an expression may mean --------------------------------------------------------------------------------

    def paths(self, node: ast.AST | None, scope: Scope, depth: int = 0) -> frozenset[str]:
        """Return the dotted paths that an expression may stand for; none when it is a value of its own."""
        if node is None or depth > _DEEPEST:
            return frozenset()
        key = (node, scope)
        if key not in self._known:
            self._known[key] = frozenset()  # what a name bound to itself adds
            self._known[key] = frozenset(self._paths(node, scope, depth + 1))
        return self._known[key]

    def _paths(self, node: ast.AST, scope: Scope, depth: int) -> Iterator[str]:
        if isinstance(node, ast.Name):
            yield from self._name_paths(node.id, scope, depth)
        elif isinstance(node, ast.Attribute):
            yield from self._attribute_paths(node.value, node.attr, scope, depth)
        elif isinstance(node, ast.Call):
            yield from self._call_paths(node, scope, depth)
        elif isinstance(node, ast.Subscript):
            yield from self._subscript_paths(node, scope, depth)
        else:
            for part in _parts(node):
                yield from self.paths(part, scope, depth)

    def _name_paths(self, name: str, scope: Scope, depth: int) -> Iterator[str]:
        owner = scope.owner(name)
        if owner is None:
            yield from (f"{module}.{name}" for module in self.scopes.stars)
            yield name  # a built-in, such as getattr
            return
        for binding in owner.names[name]:
            if isinstance(binding, str):
                yield binding
            elif binding is not None and not isinstance(binding, (ast.FunctionDef, ast.AsyncFunctionDef)):
                yield from self.paths(binding, owner, depth)

    def _attribute_paths(self, value: ast.AST, attribute: str, scope: Scope, depth: int) -> Iterator[str]:
        bases = self.paths(value, scope, depth)
        if attribute == "__dict__":
            yield from bases
        yield from (_join(base, attribute) for base in bases)
        if not any(base.partition(".")[0] in {"torch", "functorch"} for base in bases):
            for owner, assigned in self.scopes.attributes.get(attribute, ()):
                yield from self.paths(assigned, owner, depth)

    def _call_paths(self, node: ast.Call, scope: Scope, depth: int) -> Iterator[str]:
        called = self.paths(node.func, scope, depth)
        texts = [self._text(argument, scope) for argument in node.args]
        words = [text for text in texts if text is not None]
        first = node.args[0] if node.args else None
        if {"getattr", "builtins.getattr", "inspect.getattr_static"} & called and len(node.args) > 1:
            yield from self._word_paths(first, texts[1], scope, depth)
        elif {"__import__", "importlib.import_module", "importlib.__import__", "builtins.__import__"} & called:
            yield from words[:1]
            yield from (words[0].partition(".")[0] for _ in words[:1])
        elif _WRAPPERS & called:
            yield from self.paths(first, scope, depth)
        elif isinstance(node.func, ast.Attribute) and node.func.attr in {
            "get",
            "__getattribute__",
            "__getattr__",
            "pop",
            "__getitem__",
        }:
            if words:
                yield from self._word_paths(node.func.value, words[0], scope, depth)
        elif isinstance(node.func, ast.Call) and "operator.attrgetter" in self.paths(node.func.func, scope, depth):
            for argument in node.func.args:
                yield from self._word_paths(first, self._text(argument, scope), scope, depth)
        else:
            yield from self._returned_paths(node.func, scope, depth)

    def _word_paths(self, value: ast.AST | None, word: object, scope: Scope, depth: int) -> Iterator[str]:
        if isinstance(word, str):
            yield from (_join(base, word) for base in self.paths(value, scope, depth))

    def _returned_paths(self, function: ast.AST, scope: Scope, depth: int) -> Iterator[str]:
        owner = scope.owner(function.id) if isinstance(function, ast.Name) else None
        for binding in owner.names[function.id] if owner and isinstance(function, ast.Name) else ():
            if isinstance(binding, (ast.FunctionDef, ast.AsyncFunctionDef)):
                inner = self.scopes.inside(binding)
                for returned in self.scopes.returns.get(binding, ()):
                    yield from self.paths(returned, inner or scope, depth)

    def _subscript_paths(self, node: ast.Subscript, scope: Scope, depth: int) -> Iterator[str]:
        bases = self.paths(node.value, scope, depth)
        yield from bases
        key = self._text(node.slice, scope)
        if isinstance(key, str):
            yield from (_join(base, key) for base in bases)
            if "globals" in {base.rpartition(".")[2] for base in self._called(node.value, scope, depth)}:
                yield from self._name_paths(key, self.scopes.top, depth)

    def _called(self, node: ast.AST, scope: Scope, depth: int) -> frozenset[str]:
        return self.paths(node.func, scope, depth) if isinstance(node, ast.Call) else frozenset()

    def _text(self, node: ast.AST, scope: Scope) -> str | None:
        """Return the text that stands there, or that the only binding of a name holds.

        A name put together from pieces is not put together here: what it finds is seen while the answer runs.
        """
        if isinstance(node, ast.Name):
            owner = scope.owner(node.id)
            bindings = owner.names[node.id] if owner else []
            node = bindings[0] if len(bindings) == 1 and isinstance(bindings[0], ast.expr) else node
        return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _join(base: str, word: str) -> str:
    """Return the path below `base`; what `sys.modules` holds is itself a root."""
    return word if base == "sys.modules" else f"{base}.{word}"


def _parts(node: ast.AST) -> list[ast.expr]:
    """Return the expressions one of which, or a container of which, an expression stands for."""
    parts: list[ast.expr] = []
    if isinstance(node, ast.IfExp):
        parts = [node.body, node.orelse]
    elif isinstance(node, (ast.BoolOp, ast.Dict)):
        parts = node.values
    elif isinstance(node, (ast.NamedExpr, ast.Starred, ast.Await)):
        parts = [node.value]
    elif isinstance(node, (ast.List, ast.Tuple, ast.Set)):
        parts = node.elts
    return parts
