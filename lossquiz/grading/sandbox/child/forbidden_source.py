"""Find uses of forbidden built-ins in the source, by what names mean rather than by how they are spelt.

Names are resolved through imports, aliases, containers, attributes, defaults and `getattr`, each scope by itself,
without regard to the order of statements, and through the candidate's other files. A comment, a text, a local variable
or a function of the candidate's own with the same name is no use. What counts is what the entry reaches
(`forbidden_reach`); the rest, a self-test say, is told apart.
"""

from __future__ import annotations

import ast
import contextlib
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lossquiz.grading.sandbox.both.names import folded
from lossquiz.grading.sandbox.both.outcomes import ForbiddenUse
from lossquiz.grading.sandbox.child.companions import FOLDER, Companions
from lossquiz.grading.sandbox.child.decoding import decode_python
from lossquiz.grading.sandbox.child.forbidden_names import Names
from lossquiz.grading.sandbox.child.forbidden_reach import Unit, is_wild, units_of
from lossquiz.grading.sandbox.child.forbidden_scopes import Scope, Scopes
from lossquiz.grading.sandbox.child.pieces import Piece
from lossquiz.grading.sandbox.child.shape import imports_of, shape_of

_DEEPEST = 40
_SHORTEST_CODE = 3
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
# Of these it is known which methods they call: those with underscores on both sides, and these.
_PLAIN_BASES = frozenset({"object", "Module", "Function", "ABC", "Protocol", "Generic", "NamedTuple", "Enum"})
_CALLED = frozenset({"forward", "backward", "setup_context", "vjp", "jvp", "vmap"})
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


@dataclass(frozen=True, slots=True)
class Seen:
    """Uses of forbidden built-ins in source.

    Attributes:
        reached: Those that the entry reaches, in order of cell and line.
        beside: The others.
        shape: A hash of the shape of all that the entry reaches, and of how many parts that consists; ("", 0) where
            it was not asked for.
    """

    reached: tuple[ForbiddenUse, ...] = ()
    beside: tuple[ForbiddenUse, ...] = ()
    shape: tuple[str, int] = ("", 0)


def scan(
    pieces: Sequence[Piece],
    names: Names,
    companions: Companions | None = None,
    written: Iterable[str] = (),
    *,
    shape: bool = False,
) -> Seen:
    """Look for forbidden built-ins in a submission and in what it imports of its candidate's other files.

    Args:
        pieces: The submission.
        names: What is forbidden.
        companions: The candidate's other files.
        written: Those of them that a notebook writes, where the entry may be as well.
        shape: Whether the shape of the answer is asked for.
    """
    companions = companions or Companions("", ())
    texts = [*(piece.text for piece in pieces), *(source.decode("latin-1") for _, source in companions.files.values())]
    if not (shape or any(_worth_reading(text, names) for text in texts)):
        return Seen()
    program = _Program(names, companions)
    form = ("", 0)
    with contextlib.suppress(RecursionError, MemoryError):  # too deep to read; what runs is still watched
        trees = [(piece.cell, ast.parse(piece.text)) for piece in pieces]
        program.read(trees, written)
        if shape:
            form = shape_of(program.followed, imports_of(tree for _, tree in trees))
    return Seen(_sorted(program.reached), _sorted(program.beside - program.reached), form)


def _sorted(uses: Iterable[ForbiddenUse]) -> tuple[ForbiddenUse, ...]:
    return tuple(sorted(uses, key=lambda use: (use.file, use.cell, use.line, use.name)))


def _worth_reading(text: str, names: Names) -> bool:
    """Tell whether the text has a word without which there is no use: a forbidden name, or a way to build one.

    Most answers have neither, and reading the tree takes as long as two of their calls. Identifiers that are not
    ASCII may be other spellings of a name.
    """
    return names.words is not None and (not text.isascii() or names.words.search(text) is not None)


class _Program:
    """A submission and its companions, read as far as the entry reaches."""

    def __init__(self, names: Names, companions: Companions) -> None:
        self.names = names
        self.companions = companions
        self.reached: set[ForbiddenUse] = set()
        self.beside: set[ForbiddenUse] = set()
        self.uses = self.reached
        self.wild = False  # a reached statement may reach anything, in ways that cannot be read
        self._modules: dict[str, _Module | None] = {}
        self._spoken: set[str] = set()  # what reached code names: attributes, names and texts
        self._methods: dict[str, list[_Method]] = defaultdict(list)  # read once they are spoken of
        self._queue: list[tuple[_Module, Unit]] = []
        self._known: set[tuple[str, int]] = set()
        self.followed: list[ast.AST] = []

    def read(self, trees: list[tuple[int, ast.Module]], written: Iterable[str]) -> None:
        """Follow the entry through everything that it reaches, then look at the rest."""
        answer = _Module(self, "", trees, self.companions.package)
        roots = answer.roots(self.names.entry)
        modules = [module for name in written if (module := self._module(name)) is not None]
        elsewhere = [] if roots else [(module, unit) for module in modules for unit in module.roots(self.names.entry)]
        self.wild = not (roots or elsewhere)
        for module, unit in elsewhere:
            self.enqueue(module, unit)
        for unit in [*roots, *(unit for unit in answer.units if unit.wild)]:
            self.enqueue(answer, unit)
        self._follow()
        if self.wild:
            self._take_all(answer)
        reached, self.uses = len(self.followed), self.beside
        self._take_all(answer)
        answer.visit_guarded()
        del self.followed[reached:]

    def _take_all(self, answer: _Module) -> None:
        for unit in answer.units:
            self.enqueue(answer, unit)
        self._follow()
        while self._methods:
            self.speak_of(next(iter(self._methods)))
            self._follow()

    def _follow(self) -> None:
        while self._queue:
            module, unit = self._queue.pop()
            self.followed.append(unit.node)
            module.visit_unit(unit)

    def speak_of(self, name: str) -> None:
        """Have the methods of a name read, whatever class they are of: reached code has the name."""
        self._spoken.add(name)
        for method in self._methods.pop(name, ()):
            method.module.visit_method(method)

    def wait_for(self, method: _Method) -> None:
        """Have a method read when it is spoken of, or now where it has been."""
        if method.node.name in self._spoken or folded(method.node.name) == folded(self.names.entry):
            method.module.visit_method(method)
        else:
            self._methods[method.node.name].append(method)

    def enqueue(self, module: _Module, unit: Unit) -> None:
        """Have a unit read, once."""
        key = (module.name, id(unit))
        if key not in self._known:
            self._known.add(key)
            self._queue.append((module, unit))

    def expand(self, path: str, depth: int) -> Iterator[str]:
        """Yield what a path into a companion stands for, and read what it names."""
        parts = path.split(".")
        if parts[0] in sys.modules and parts[0] != FOLDER:
            return  # installed modules come first
        for length in range(len(parts) - 1, 0, -1):
            module = self._module(".".join(parts[:length]))
            if module is not None:
                module.reach(parts[length])
                rest = parts[length + 1 :]
                yield from (".".join([found, *rest]) for found in module.name_paths(parts[length], depth))
                return

    def _module(self, fullname: str) -> _Module | None:
        name = self.companions.find(fullname)
        if not name or name not in self.companions.files:
            return None
        if name not in self._modules:
            self._modules[name] = None  # while it is read, and for good when it cannot be
            path, source = self.companions.files[name]
            with contextlib.suppress(SyntaxError, ValueError, LookupError):
                tree = ast.parse(decode_python(source))
                above = name if self.companions.is_package(name) else name.rpartition(".")[0]
                self._modules[name] = _Module(self, path, [(0, tree)], f"{FOLDER}.{above}" if above else FOLDER)
        return self._modules[name]


@dataclass(frozen=True, slots=True, eq=False)
class _Method:
    """A method of a class that is reached, and where its body is read."""

    module: _Module
    cell: int
    node: ast.FunctionDef | ast.AsyncFunctionDef
    scope: Scope


class _Module:
    """One module of a program: its scopes, and the units in which it is read."""

    def __init__(self, program: _Program, name: str, trees: list[tuple[int, ast.Module]], package: str) -> None:
        self.program = program
        self.name = name
        self.scopes = Scopes(package)
        self.cell = 0
        self._known: dict[tuple[ast.AST, Scope], frozenset[str]] = {}
        self._followed: set[ast.expr] = set()
        for _, tree in trees:
            self.scopes.collect(tree, self.scopes.top)
        self.units = [unit for cell, tree in trees for unit in units_of(tree, cell)]

    def roots(self, entry: str) -> list[Unit]:
        """Return the units that may define the entry: those of its name, or classes that have it or stand for it."""
        return self._binding(entry, late=True) or [unit for unit in self.units if unit.may_hold(entry)]

    def _binding(self, name: str, *, late: bool) -> list[Unit]:
        """Return the units that bind a name; to whoever looks late, when all were executed, the last definition."""
        units = [unit for unit in self.units if name in unit.names]
        return units[-1:] if late and units and units[-1].final else units

    def reach(self, name: str, *, late: bool = True) -> None:
        """Have everything read that binds a name of this module's top."""
        for unit in self._binding(name, late=late):
            self.program.enqueue(self, unit)
        for binding in self.scopes.top.names.get(name, ()):  # a function that says `global` binds it too
            if isinstance(binding, ast.expr) and binding not in self._followed:
                self._followed.add(binding)
                self.visit(binding, self.scopes.top)

    def _reach_attribute(self, attribute: str) -> None:
        for unit in self.units:
            if attribute in unit.attributes:
                self.program.enqueue(self, unit)

    def visit_unit(self, unit: Unit) -> None:
        self.cell = unit.cell
        self.visit(unit.node, self.scopes.top)

    def visit_method(self, method: _Method) -> None:
        """Read the body of a method."""
        before, self.cell = self.cell, method.cell
        for statement in method.node.body:
            self.visit(statement, method.scope)
        self.cell = before

    def _visit_class(self, node: ast.ClassDef, scope: Scope) -> None:
        """Read a class, of its methods those that Python or torch may call, and the others when they are spoken of.

        A comparison with torch is often kept beside the answer in its class.
        """
        inner = self.scopes.inside(node) or scope
        all_called = not all(map(_leaves_methods_alone, node.bases)) or bool(node.keywords)
        for child in ast.iter_child_nodes(node):
            here = inner if child in node.body else scope
            own = self.scopes.inside(child)
            if own is None or not isinstance(child, _FUNCTIONS) or all_called or _is_called_by_others(child.name):
                self.visit(child, here)
                continue
            for part in (*child.decorator_list, child.args):
                self.visit(part, here)
            self.program.wait_for(_Method(self, self.cell, child, own))

    def visit_guarded(self) -> None:
        """Read what runs only when the file itself is run."""
        scope = Scope(self.scopes.top)
        guarded = [(unit.cell, statement) for unit in self.units for statement in unit.guarded]
        self.scopes.collect(ast.Module([statement for _, statement in guarded], []), scope)
        for self.cell, statement in guarded:
            self.visit(statement, scope)

    def visit(self, node: ast.AST, scope: Scope) -> None:
        if isinstance(node, ast.ImportFrom):
            module = self.scopes.imported_from(node)
            for alias in node.names:
                path = f"{module}.{alias.name}"
                self._check({path, *self.program.expand(path, 0)}, node)
        elif isinstance(node, (ast.Attribute, ast.Name)) and isinstance(node.ctx, ast.Load):
            self._follow(node, scope)
            self._check(self.paths(node, scope), node)
            self._check_backward(node, scope)
        elif isinstance(node, ast.Constant):
            if self.program.names.by_hand and isinstance(node.value, complex):
                self._note("complex", node)
            if isinstance(node.value, str):
                self.program.speak_of(node.value)
        elif isinstance(node, (ast.Call, ast.Subscript)):
            self._check(self.paths(node, scope), node)
            self._visit_code(node, scope)
        if isinstance(node, ast.ClassDef):
            self._visit_class(node, scope)
            return
        inner = self.scopes.inside(node)
        for child in ast.iter_child_nodes(node):
            self.visit(child, inner if inner and self.scopes.belongs_inside(node, child) else scope)

    def _follow(self, node: ast.Attribute | ast.Name, scope: Scope) -> None:
        """Have what a name or an attribute leads to read as well."""
        if is_wild(node):
            self.program.wild = True
        self.program.speak_of(node.attr if isinstance(node, ast.Attribute) else node.id)
        if isinstance(node, ast.Attribute):
            self._reach_attribute(node.attr)
        elif scope.owner(node.id) in {self.scopes.top, None}:
            self.reach(node.id, late=scope is not self.scopes.top)

    def _check(self, paths: Iterable[str], node: ast.AST) -> None:
        for path in paths:
            name = self.program.names.of_path(path)
            if name:
                self._note(name, node)

    def _check_backward(self, node: ast.expr, scope: Scope) -> None:
        """Note `x.backward` of anything that may be a tensor, where the gradient is to be written by hand."""
        if not self.program.names.by_hand or not isinstance(node, ast.Attribute) or node.attr != "backward":
            return
        if "backward" not in self.scopes.attributes and not self.paths(node.value, scope):
            self._note("backward", node)

    def _note(self, name: str, node: ast.AST) -> None:
        use = ForbiddenUse(name, getattr(node, "lineno", 0), "source", self.cell, self.name)
        self.program.uses.add(use)

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
        for statement in tree.body:
            self.visit(statement, scope)

    # --- what an expression may mean --------------------------------------------------------------------------------

    def paths(self, node: ast.AST | None, scope: Scope, depth: int = 0) -> frozenset[str]:
        """Return the dotted paths that an expression may stand for; none when it is a value of its own."""
        if node is None or depth > _DEEPEST:
            return frozenset()
        key = (node, scope)
        if key not in self._known:
            self._known[key] = frozenset()  # what a name bound to itself adds
            found = frozenset(self._paths(node, scope, depth + 1))
            self._known[key] = found.union(*(self.program.expand(path, depth + 1) for path in found))
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

    def name_paths(self, name: str, depth: int) -> Iterator[str]:
        """Yield what a name of this module's top may stand for."""
        return self._name_paths(name, self.scopes.top, depth)

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


def _leaves_methods_alone(base: ast.expr) -> bool:
    """Whether a base class calls no method by a name that the class itself need not speak of, but for those known."""
    name = base.attr if isinstance(base, ast.Attribute) else base.id if isinstance(base, ast.Name) else ""
    return name in _PLAIN_BASES


def _is_called_by_others(name: str) -> bool:
    return name in _CALLED or (name.startswith("__") and name.endswith("__"))


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
