"""What a forbidden built-in is called: the names given, and everything else that is the same object."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from types import FunctionType, ModuleType
from typing import Any

from lossquiz.grading.sandbox.both.job import Entry, Forbidden
from lossquiz.grading.sandbox.child import forbidden_autograd
from lossquiz.grading.sandbox.child.forbidden_operators import kernels_of

# Without one of these words, a name that is used is written out.
_BUILDERS = frozenset(
    {
        "getattr",
        "getattr_static",
        "attrgetter",
        "methodcaller",
        "eval",
        "exec",
        "compile",
        "vars",
        "globals",
        "locals",
        "modules",
        "import_module",
        "__import__",
        "__dict__",
        "__getattr__",
        "__getattribute__",
        "__builtins__",
    }
)


def static_object(path: str) -> Any:
    """Return the object at a dotted path of modules and classes that are loaded already, or None."""
    first, *rest = path.split(".")
    found: Any = sys.modules.get(first)
    for part in rest:
        if not isinstance(found, (ModuleType, type)):
            return None
        # Not getattr: torch imports much when some of its attributes are asked for.
        found = next((vars(place)[part] for place in getattr(found, "__mro__", (found,)) if part in vars(place)), None)
    return found


class Names:
    """Tells whether a path, an object or an operator is a forbidden built-in.

    Attributes:
        entry: What the answer is called.
        by_hand: Whether the answer writes a gradient by hand, so that autograd is forbidden.
        functions: Dotted names of functions and classes.
        operators: ATen operators.
        taken_out: Those of them, and of autograd's, that are taken out of use.
        kernels: What that overrides.
        repeated: The names under which torch has what is taken out once more, in Python.
        words: Matches a word of a forbidden name other than where it is defined, or a way to build a name.
    """

    def __init__(self, forbidden: Forbidden, entry: Entry) -> None:
        self.entry = entry.name
        self.by_hand = entry.kind == "backward"
        self.operators = frozenset(forbidden.operators)
        self.taken_out = self.operators | (forbidden_autograd.OPERATORS if self.by_hand else frozenset())
        self.kernels = kernels_of(self.taken_out)
        self.repeated = tuple(dict.fromkeys(base for base, *_ in self.kernels))
        by_hand = forbidden_autograd.FUNCTIONS + forbidden_autograd.COMPLEX
        self.functions = forbidden.functions + (by_hand if self.by_hand else ())
        found = [(name, static_object(name)) for name in self.functions]
        self._objects = {id(value): name for name, value in found if value is not None}
        self._not_loaded = tuple(name for name, value in found if value is None)
        # `grad` and `backward` are ordinary words: by these the same object is meant, not the same name.
        self._parts = {name.rpartition(".")[2]: name for name in forbidden.functions}
        self._parts.update({operator: operator for operator in self.taken_out if operator not in self._parts})
        self._known: dict[str, str] = {}
        words = {*self._parts, *(name.rpartition(".")[2] for name in self.functions)}
        either = "|".join(map(re.escape, sorted(words | _BUILDERS)))
        imaginary = r"|\d[jJ]\b" if self.by_hand else ""
        self.words = (
            re.compile(rf"(?<!\bdef )(?<!\bclass )\b(?:{either})\b|import\s*\(?\s*\*{imaginary}") if words else None
        )
        parts = "|".join(map(re.escape, sorted(self._parts)))
        by_autograd = rf"|{forbidden_autograd.SPOKEN_OF}" if self.by_hand else ""
        self._spoken_of = re.compile(rf"(?<!\bdef )(?<!\bclass )\b(?:{parts})\b{by_autograd}") if words else None

    def spoken_of(self, text: str) -> bool:
        """Tell whether a text names what is forbidden, other than where it defines it."""
        return self._spoken_of is not None and self._spoken_of.search(text) is not None

    def python_functions(self, *, late: bool = False) -> Iterator[tuple[str, FunctionType]]:
        """Yield the forbidden functions that are written in Python and loaded, by name.

        Args:
            late: Leave out those that were loaded from the first.
        """
        for name in self._not_loaded if late else self.functions:
            found = static_object(name)
            if isinstance(found, FunctionType):
                yield name, found

    def of_object(self, found: Any) -> str:
        """Return the forbidden name of an object, or nothing."""
        return self._objects.get(id(found), "")

    def of_path(self, path: str) -> str:
        """Return the forbidden name at a dotted path, or nothing."""
        if path not in self._known:
            self._known[path] = self._look_up(path)
        return self._known[path]

    def _look_up(self, path: str) -> str:
        path = path.replace("functorch.", "torch.func.") if path.startswith("functorch.") else path
        if path in self.functions:
            return path
        first, *rest = path.split(".")
        if first != "torch":
            return ""
        same = self.of_object(static_object(path))
        return same or next((self._parts[part] for part in rest if part in self._parts), "")
