"""The scopes of a submission and what each name in them may be bound to, in any order of statements."""

from __future__ import annotations

import ast
from collections import defaultdict

Binding = str | ast.AST | None  # a dotted path, an expression or definition, or a value of the candidate's own
_Function = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
_Comprehension = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def is_main_guard(test: ast.expr) -> bool:
    """Tell whether a condition is `__name__ == "__main__"`."""
    if not (isinstance(test, ast.Compare) and len(test.ops) == 1 and isinstance(test.ops[0], ast.Eq)):
        return False
    sides = [test.left, test.comparators[0]]
    names = [side.id for side in sides if isinstance(side, ast.Name)]
    values = [side.value for side in sides if isinstance(side, ast.Constant)]
    return names == ["__name__"] and values == ["__main__"]


class Scope:
    """One scope: names, and what each may be bound to."""

    def __init__(self, parent: Scope | None, *, is_class: bool = False) -> None:
        self.parent = parent
        self.is_class = is_class
        self.names: dict[str, list[Binding]] = defaultdict(list)
        self.outer: set[str] = set()

    def owner(self, name: str) -> Scope | None:
        """Return the scope where `name` is bound, seen from here, or None."""
        scope: Scope | None = self
        while scope is not None:
            if name in scope.names and (scope is self or not scope.is_class):
                return scope
            scope = scope.parent
        return None


class Scopes:
    """All scopes of a module.

    Args:
        package: The package that its relative imports start from.
    """

    def __init__(self, package: str = "") -> None:
        self.top = Scope(None)
        self._package = package.split(".")
        self.stars: list[str] = []
        self.attributes: dict[str, list[tuple[Scope, ast.AST | None]]] = defaultdict(list)
        self.returns: dict[ast.AST, list[ast.AST]] = defaultdict(list)
        self._inside: dict[ast.AST, Scope] = {}

    def inside(self, node: ast.AST) -> Scope | None:
        """Return the scope that a function, class or comprehension opens, or None."""
        return self._inside.get(node)

    @staticmethod
    def belongs_inside(node: ast.AST, child: ast.AST) -> bool:
        """Tell whether a direct child of a definition is evaluated in its scope: decorators and bases are not."""
        if isinstance(node, ast.ClassDef):
            return child in node.body
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return child in node.body
        return not isinstance(child, ast.arguments)

    def collect(self, node: ast.AST, scope: Scope, function: ast.AST | None = None) -> None:
        """Record all bindings below `node`."""
        for child in ast.iter_child_nodes(node):
            self._collect_one(child, scope, function)

    def _collect_one(self, node: ast.AST, scope: Scope, function: ast.AST | None) -> None:
        if isinstance(node, ast.If) and is_main_guard(node.test):
            for statement in node.orelse:
                self._collect_one(statement, scope, function)
            return
        if isinstance(node, (*_Function, *_Comprehension, ast.ClassDef)):
            self._open(node, scope)
            return
        self._bind(node, scope)
        if isinstance(node, ast.Return) and function is not None and node.value is not None:
            self.returns[function].append(node.value)
        self.collect(node, scope, function)

    def _open(self, node: ast.AST, scope: Scope) -> None:
        is_class = isinstance(node, ast.ClassDef)
        inner = self._inside[node] = Scope(scope, is_class=is_class)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            self._set(scope, node.name, node)
        elif isinstance(node, ast.ClassDef):
            self._set(scope, node.name, None)
        if isinstance(node, _Function):
            self._bind_parameters(node.args, inner, scope)
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.arguments):
                self.collect(child, scope)
            else:
                here = inner if self.belongs_inside(node, child) else scope
                self._collect_one(child, here, None if is_class else node)
        if is_class:
            for name, bindings in inner.names.items():
                self.attributes[name] += [(inner, b) for b in bindings if not isinstance(b, str)]
                self.attributes[name] += [(inner, ast.Name(name, ast.Load())) for b in bindings if isinstance(b, str)]

    def _bind_parameters(self, arguments: ast.arguments, inner: Scope, outer: Scope) -> None:
        plain = [*arguments.posonlyargs, *arguments.args]
        for parameter in (*plain, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg):
            if parameter is not None:
                inner.names[parameter.arg].append(None)
        defaults = [*zip(plain[::-1], arguments.defaults[::-1], strict=False)]
        defaults += [(p, d) for p, d in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True) if d is not None]
        for parameter, default in defaults:
            # A default is evaluated outside, where a name may mean something else than within.
            hidden = f"{parameter.arg}@default"
            outer.names[hidden].append(default)
            inner.names[parameter.arg].append(ast.Name(hidden, ast.Load()))

    def _set(self, scope: Scope, name: str, binding: Binding) -> None:
        (self.top if name in scope.outer else scope).names[name].append(binding)

    def _bind(self, node: ast.AST, scope: Scope) -> None:
        if isinstance(node, ast.Import):
            self._bind_import(node, scope)
        elif isinstance(node, ast.ImportFrom):
            self._bind_from(node, scope)
        elif isinstance(node, (ast.Global, ast.Nonlocal)):
            scope.outer.update(node.names)
        elif isinstance(node, (ast.ExceptHandler, ast.MatchAs, ast.MatchStar)) and node.name:
            self._set(scope, node.name, None)
        else:
            for target, value, each in _assignments(node):
                self._assign(target, value, scope, each=each)

    def _bind_import(self, node: ast.Import, scope: Scope) -> None:
        for alias in node.names:
            first = alias.name.partition(".")[0]
            self._set(scope, alias.asname or first, alias.name if alias.asname else first)

    def imported_from(self, node: ast.ImportFrom) -> str:
        """Return the dotted name of the module that `from ... import` means."""
        above = self._package[: len(self._package) - node.level + 1] if node.level else []
        return ".".join([*above, *([node.module] if node.module else [])])

    def _bind_from(self, node: ast.ImportFrom, scope: Scope) -> None:
        module = self.imported_from(node)
        for alias in node.names:
            if alias.name == "*":
                self.stars.append(module)
            else:
                self._set(scope, alias.asname or alias.name, f"{module}.{alias.name}")

    def _assign(self, target: ast.expr, value: ast.expr | None, scope: Scope, *, each: bool = False) -> None:
        """Bind the names of a target; unpacking is followed where both sides are written out."""
        if isinstance(target, ast.Name):
            self._set(scope, target.id, value)
        elif isinstance(target, ast.Attribute):
            self.attributes[target.attr].append((scope, value))
        elif isinstance(target, ast.Starred):
            self._assign(target.value, value, scope)
        elif isinstance(target, (ast.Tuple, ast.List)):
            values = value.elts if isinstance(value, (ast.Tuple, ast.List)) and not each else []
            paired = len(values) == len(target.elts)
            for position, part in enumerate(target.elts):
                self._assign(part, values[position] if paired else value, scope)
        elif isinstance(target, ast.Subscript) and isinstance(target.value, ast.Name):
            self._set(scope, target.value.id, value)


def _assignments(node: ast.AST) -> list[tuple[ast.expr, ast.expr | None, bool]]:
    """Return what a statement assigns: target, value, and whether the target is each element of the value."""
    if isinstance(node, ast.Assign):
        return [(target, node.value, False) for target in node.targets]
    if isinstance(node, (ast.AnnAssign, ast.NamedExpr)):
        return [(node.target, node.value, False)]
    if isinstance(node, (ast.For, ast.AsyncFor, ast.comprehension)):
        return [(node.target, node.iter, True)]
    if isinstance(node, ast.withitem) and node.optional_vars is not None:
        return [(node.optional_vars, node.context_expr, False)]
    return []
