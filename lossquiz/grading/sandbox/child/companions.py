"""Let a submission import what lies in its own folder, from memory, after all installed modules.

Files are named by their path below the candidate's folder. `import x` looks beside the submission first and then in
each folder above it, as Python does for whoever runs a script from there; relative imports start from where the
submission lies, for which its folder has a package's name of its own.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import importlib.util
import linecache
import posixpath
import sys
from collections.abc import Sequence
from types import ModuleType

from lossquiz.grading.sandbox.child.decoding import decode_python
from lossquiz.grading.sandbox.child.stand_ins import STOOD_IN_FOR

# What relative imports call the candidate's folder, and where its files seem to lie for whoever adds to `sys.path`.
FOLDER = "submission_folder"
ROOT = "/submission"
# What the submission itself is called in `sys.modules`.
OWN_MODULE = "submission"
_PACKAGE_FILE = "__init__"


class Companions:
    """The other Python files of a candidate, by the names under which they can be imported.

    Args:
        place: The submission's own path below the candidate's folder, with `/`.
        files: The Python files: path below that folder, and bytes. The submission may be among them: who imports it
            gets another copy of it, as of a script that is run.
    """

    def __init__(self, place: str, files: Sequence[tuple[str, bytes]]) -> None:
        self.files = {_module_name(path): (path, source) for path, source in files}
        self._place = place
        self._own = ".".join(map(_part, place.split("/")[:-1]))
        above = self._own.split(".") if self._own else []
        self._above = [".".join(above[:depth]) for depth in range(len(above), -1, -1)]
        self._folders = {name.rsplit(".", depth)[0] for name in self.files for depth in range(1, name.count(".") + 1)}

    @property
    def package(self) -> str:
        """The package that relative imports of the submission start from."""
        return f"{FOLDER}.{self._own}" if self._own else FOLDER

    def find(self, fullname: str) -> str | None:
        """Return the name below the candidate's folder of what `import fullname` means, or None."""
        if fullname == FOLDER:
            return ""
        if fullname.startswith(FOLDER + "."):
            fullname = fullname[len(FOLDER) + 1 :]
            return fullname if self._is_there(fullname) else None
        folders = [*self._above, *self._folders_on_the_path()]
        names = [f"{folder}.{fullname}" if folder else fullname for folder in folders]
        return next((name for name in names if self._is_there(name)), None)

    def _folders_on_the_path(self) -> list[str]:
        """Return the folders of the candidate's that it put on `sys.path` itself: by way of `__file__`, or relative."""
        here = posixpath.dirname(f"{ROOT}/{self._place}")
        entries = [posixpath.normpath(posixpath.join(here, str(entry))) for entry in sys.path if entry]
        below = [entry[len(ROOT) + 1 :] for entry in entries if entry.startswith(f"{ROOT}/")]
        return [".".join(map(_part, entry.split("/"))) for entry in below]

    def _is_there(self, name: str) -> bool:
        return name in self.files or self.is_package(name)

    def is_package(self, name: str) -> bool:
        """Tell whether a name below the candidate's folder is a package, with an `__init__.py` or without."""
        path, _ = self.files.get(name, ("", b""))
        return name == "" or name in self._folders or path.rpartition("/")[2] == f"{_PACKAGE_FILE}.py"


def _part(folder: str) -> str:
    """Return a folder's name as part of a module's, whatever is in it."""
    return folder.replace(".", "_dot_")


def _module_name(path: str) -> str:
    parts = [_part(part) for part in path.removesuffix(".py").split("/")]
    return ".".join(parts[:-1] if parts[-1] == _PACKAGE_FILE and len(parts) > 1 else parts)


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds and executes the companions of one submission: all, or those of some names."""

    def __init__(self, companions: Companions, names: frozenset[str] | None = None) -> None:
        self._companions = companions
        self._names = names

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """Return the spec of a companion, or None."""
        del path, target
        if self._names is not None and fullname.partition(".")[0] not in self._names:
            return None
        name = self._companions.find(fullname)
        if name is None:
            return None
        origin, _ = self._companions.files.get(name, ("", b""))
        package = self._companions.is_package(name)
        return importlib.util.spec_from_loader(fullname, self, origin=origin or None, is_package=package)

    def exec_module(self, module: ModuleType) -> None:
        """Execute a companion; errors are the submission's, as in any import."""
        name = self._companions.find(module.__name__)
        filename, source = self._companions.files.get(name or "", ("", b""))
        if not filename:
            return  # a folder without __init__.py
        text = decode_python(source)
        linecache.cache[filename] = (len(text), None, text.splitlines(keepends=True), filename)
        module.__file__ = f"{ROOT}/{filename}"
        exec(compile(text, filename, "exec", dont_inherit=True), vars(module))  # noqa: S102 - locked in, as the rest


def is_companion(module: ModuleType) -> bool:
    """Tell whether a module is one of the candidate's other files."""
    return isinstance(getattr(getattr(module, "__spec__", None), "loader", None), _Finder)


def offer_companions(companions: Companions, filenames: dict[str, int]) -> None:
    """Make companions importable, installed modules first, and count their lines as the submission's.

    What only stands in for a module comes after the candidate's own file of that name.
    """
    sys.meta_path.insert(0, _Finder(companions, STOOD_IN_FOR))
    sys.meta_path.append(_Finder(companions))
    filenames.update({path: 0 for path, _ in companions.files.values()})
