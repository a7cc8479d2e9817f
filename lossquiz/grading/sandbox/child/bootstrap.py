"""The first file that the exec'd zygote runs: open the rooms that it may load from, and nothing of the package beside.

Run as a script under `python -I`. The modules of the rooms are imported as usual, under their own names, and then
taken out of `sys.modules`, so that no submission can import `lossquiz` or what lies beside it.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import os
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from typing import Any

_ISOLATED_FINDERS = ("BuiltinImporter", "FrozenImporter", "PathFinder")


class Refusal:
    """A finder that ends every search for `lossquiz`, wherever it is installed."""

    @staticmethod
    def find_spec(fullname: str, path: object = None, target: object = None) -> None:
        """Raise for `lossquiz` and what is in it; leave all else to the other finders."""
        del path, target
        if fullname.partition(".")[0] == "lossquiz":
            raise ModuleNotFoundError("submissions cannot import lossquiz", name=fullname)


class Rooms:
    """A finder of the modules that the far side of the border may load: those of its rooms, and no others.

    What lies above a room is an empty package: the package's own `__init__` is not executed here.

    Args:
        package: The folder of `lossquiz`.
        rooms: The dotted names of the rooms.
    """

    def __init__(self, package: str, rooms: Sequence[str]) -> None:
        self._package = package
        self._rooms = tuple(rooms)

    def find_spec(self, fullname: str, path: object = None, target: object = None) -> ModuleSpec | None:
        """Return the spec of a module of the rooms, or of a package above them; refuse the rest of `lossquiz`."""
        if any(room == fullname or room.startswith(fullname + ".") for room in self._rooms):
            return ModuleSpec(fullname, None, is_package=True)
        if fullname.rpartition(".")[0] in self._rooms:
            file = os.path.join(self._package, *fullname.split(".")[1:]) + ".py"  # noqa: PTH118 - pathlib costs a millisecond
            return importlib.util.spec_from_file_location(fullname, file)
        return Refusal.find_spec(fullname, path, target)


def narrow_imports(roots: list[str], extra: list[str]) -> None:
    """Keep only Python's own finders, and only the folders of Python's own prefixes on the path."""
    sys.meta_path[:] = [finder for finder in sys.meta_path if getattr(finder, "__name__", "") in _ISOLATED_FINDERS]
    sys.path[:] = [path for path in sys.path if any(path == root or path.startswith(root + os.sep) for root in roots)]
    sys.path += [path for path in extra if path not in sys.path]


def close_rooms() -> None:
    """Take everything of `lossquiz` out of `sys.modules` and refuse it from now on; what holds a reference goes on."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "lossquiz"]:
        del sys.modules[name]
    sys.meta_path[:] = [Refusal, *(finder for finder in sys.meta_path if not isinstance(finder, Rooms))]


def main() -> None:
    """Read the settings from the command line and become the zygote, or a worker for one job."""
    settings: dict[str, Any] = json.loads(sys.argv[1])
    del sys.argv[1:]
    narrow_imports(settings["roots"], settings["extra"])
    sys.meta_path.insert(0, Rooms(settings["package"], settings["rooms"]))
    importlib.import_module(settings["main"]).main(settings, close_rooms)


if __name__ == "__main__":
    main()
