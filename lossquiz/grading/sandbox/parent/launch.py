"""What the parent tells a new zygote: the rooms to load from, what may be read, and what must stay hidden."""

from __future__ import annotations

import importlib.util
import os
import site
import sys
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

from lossquiz.grading.sandbox.parent.levels import Level
from lossquiz.resources import shipped

_SANDBOX = "lossquiz.grading.sandbox"
_FOLDER = Path(__file__).resolve().parents[1]
_PACKAGE = _FOLDER.parents[1]
BOOTSTRAP = str(_FOLDER / "child" / "bootstrap.py")
# All that the far side of the border may load of this package: the child's own room, and what both sides know.
_ROOMS = (f"{_SANDBOX}.child", f"{_SANDBOX}.both")
# Libraries that torch and Python may open late; the loader's cache; what OpenMP and torch ask of the machine.
_SYSTEM = (
    "/lib",
    "/lib64",
    "/usr/lib",
    "/usr/lib64",
    "/usr/local/lib",
    "/etc/ld.so.cache",
    "/proc/cpuinfo",
    "/proc/meminfo",
    "/sys/devices/system/cpu",
    "/dev/null",
    "/dev/urandom",
)
# A worker needs no more of the environment than this; all else may be a secret of the user's.
_KEPT = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "WINDIR", "LANG", "LC_ALL", "LC_CTYPE")
_SINGLE_THREADED = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")


def environment() -> dict[str, str]:
    """Return the scrubbed environment of a zygote or worker."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    # One heap for all threads: another would grow in place, where the size of a piece cannot be read.
    single = {**dict.fromkeys(_SINGLE_THREADED, "1"), "MALLOC_ARENA_MAX": "1"}
    return {**kept, **single, "CUDA_VISIBLE_DEVICES": "", "PATH": os.defpath}


def python_folders() -> list[str]:
    """Return the folders of the standard library and of installed packages."""
    paths = sysconfig.get_paths()
    folders = [paths[name] for name in ("stdlib", "platstdlib", "purelib", "platlib")]
    folders += site.getsitepackages()
    folders += [path for path in sys.path if Path(path).name in {"lib-dynload", "DLLs"} or path.endswith(".zip")]
    return list(dict.fromkeys(folders))


def installed_elsewhere() -> list[str]:
    """Return the folders that hold torch and NumPy where they are none of Python's own (a user's site, say)."""
    found = [importlib.util.find_spec(name) for name in ("torch", "numpy")]
    folders = [str(Path(spec.origin).parents[1]) for spec in found if spec and spec.origin]
    return [folder for folder in dict.fromkeys(folders) if folder not in python_folders()]


def hidden_paths() -> list[str]:
    """Return what no submission may read: the package, its data, and its traces in the folders of packages."""
    found = [str(_PACKAGE), str(shipped("questions")), str(shipped("solutions"))]
    for folder in (*python_folders(), *installed_elsewhere()):
        if Path(folder).is_dir():
            found += [entry.path for entry in os.scandir(folder) if "lossquiz" in entry.name.lower()]
    return found


def readable_paths() -> list[str]:
    """Return what submissions may read, before `hidden_paths` are taken out."""
    own = [str(Path(prefix) / "lib") for prefix in {sys.prefix, sys.base_prefix}]
    return [*python_folders(), *installed_elsewhere(), *own, *_SYSTEM]


def zygote_settings(control: int, ceiling: Level) -> dict[str, Any]:
    """Return what the zygote is told on its command line."""
    return {
        **_settings("zygote"),
        "control": control,
        "ceiling": ceiling,
        "readable": readable_paths(),
        "hidden": hidden_paths(),
        "canary": str(Path(__file__).resolve()),
        "scratch": str(Path(_temporary_folder()) / f"lossquiz-escape-{os.getpid()}"),
    }


def _temporary_folder() -> str:
    """Return a folder that a self-test may try to write to: the root where there is no temporary folder at all."""
    try:
        return tempfile.gettempdir()
    except FileNotFoundError:
        return "/"


def worker_settings() -> dict[str, Any]:
    """Return what a spawned worker is told on its command line."""
    return _settings("spawned_worker")


def _settings(main: str) -> dict[str, Any]:
    return {
        "main": f"{_SANDBOX}.child.{main}",
        "package": str(_PACKAGE),
        "rooms": _ROOMS,
        "roots": python_folders(),
        "extra": installed_elsewhere(),
    }
