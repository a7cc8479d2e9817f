"""Let a submission import the other Python files that came with it, from memory, after all installed modules."""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import importlib.util
import linecache
import sys
from collections.abc import Sequence
from types import ModuleType

from lossquiz.grading.sandbox.child.decoding import decode_python


class Helpers(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds and executes the helper modules of one submission."""

    def __init__(self, sources: dict[str, bytes]) -> None:
        self._sources = sources

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """Return the spec of a helper, or None."""
        del path, target
        if fullname not in self._sources:
            return None
        return importlib.util.spec_from_loader(fullname, self, origin=f"{fullname}.py")

    def exec_module(self, module: ModuleType) -> None:
        """Execute a helper; errors are the submission's, as in any import."""
        filename = f"{module.__name__}.py"
        text = decode_python(self._sources[module.__name__])
        linecache.cache[filename] = (len(text), None, text.splitlines(keepends=True), filename)
        exec(compile(text, filename, "exec", dont_inherit=True), vars(module))  # noqa: S102 - locked in, as the rest


def offer_helpers(helpers: tuple[tuple[str, bytes], ...], filenames: dict[str, int]) -> None:
    """Make `helpers` importable, installed modules first, and count their lines as the submission's."""
    if helpers:
        sys.meta_path.append(Helpers(dict(helpers)))
        filenames.update({f"{name}.py": 0 for name, _ in helpers})
