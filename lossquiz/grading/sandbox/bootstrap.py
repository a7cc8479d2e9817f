"""The first file that the exec'd zygote runs: load the few modules it needs, and nothing of the package beside.

Run as a script under `python -I`. The modules are executed from the files that the parent names, under their
own names, and then taken out of `sys.modules`, so that no submission can import `lossquiz` or what lies beside it.
"""

from __future__ import annotations

import importlib.machinery
import importlib.util
import json
import os
import sys
from types import ModuleType
from typing import Any

_ISOLATED_FINDERS = ("BuiltinImporter", "FrozenImporter", "PathFinder")


def load_modules(files: list[list[str]]) -> dict[str, ModuleType]:
    """Execute the named files in order, each as the module of its name; parents are empty packages."""
    loaded = {}
    for name, path in files:
        parent = name.rpartition(".")[0]
        while parent and parent not in sys.modules:
            package = ModuleType(parent)
            package.__path__ = []
            sys.modules[parent] = package
            parent = parent.rpartition(".")[0]
        spec = importlib.util.spec_from_file_location(name, path)
        if spec is None or spec.loader is None:
            raise ImportError(path)
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
        loaded[name] = module
    return loaded


def forget_modules(root: str) -> None:
    """Take everything of `root` out of `sys.modules`; what holds a reference goes on working."""
    for name in [name for name in sys.modules if name == root or name.startswith(root + ".")]:
        del sys.modules[name]


def narrow_imports(roots: list[str], extra: list[str]) -> None:
    """Keep only Python's own finders, and only the folders of Python's own prefixes on the path."""
    sys.meta_path[:] = [finder for finder in sys.meta_path if getattr(finder, "__name__", "") in _ISOLATED_FINDERS]
    sys.path[:] = [path for path in sys.path if any(path == root or path.startswith(root + os.sep) for root in roots)]
    sys.path += [path for path in extra if path not in sys.path]
    sys.meta_path.insert(0, Refusal)


class Refusal:
    """A finder that ends every search for `lossquiz`, wherever it is installed."""

    @staticmethod
    def find_spec(fullname: str, path: object = None, target: object = None) -> None:
        """Raise for `lossquiz` and what is in it; leave all else to the other finders."""
        del path, target
        if fullname.partition(".")[0] == "lossquiz":
            raise ModuleNotFoundError("submissions cannot import lossquiz", name=fullname)


def main() -> None:
    """Read the settings from the command line and become the zygote, or a worker for one job."""
    settings: dict[str, Any] = json.loads(sys.argv[1])
    del sys.argv[1:]
    narrow_imports(settings["roots"], settings["extra"])
    first = load_modules(settings["first"])
    first[settings["main"]].main(settings, lambda: load_modules(settings["then"]), forget_modules)


if __name__ == "__main__":
    main()
