"""What the parent tells a new zygote: the modules to load, what may be read, and what must stay hidden."""

from __future__ import annotations

import importlib.util
import os
import site
import sys
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

from lossquiz.grading.sandbox.levels import Level
from lossquiz.resources import shipped

_HERE = Path(__file__).resolve().parent
BOOTSTRAP = str(_HERE / "bootstrap.py")
_ROOM = "lossquiz.grading.sandbox"
# In order of dependence: the first before NumPy is imported, the others with torch.
_FIRST = (
    "lossquiz.grading.calls",
    *(f"{_ROOM}.{name}" for name in ("limits", "syscalls", "lockdown", "selftest", "zygote")),
)
_THEN = (
    "lossquiz.grading.outcomes",
    *(
        f"{_ROOM}.{name}"
        for name in (
            "heap",
            "wire",
            "wire_jobs",
            "wire_outcomes",
            "answers",
            "loading",
            "helpers",
            "forbidden_names",
            "forbidden_folding",
            "forbidden_scopes",
            "forbidden_source",
            "forbidden_calls",
            "child",
        )
    ),
)
_SPAWNED = ("lossquiz.grading.calls", f"{_ROOM}.limits", f"{_ROOM}.spawned_worker")
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
    return {**kept, **dict.fromkeys(_SINGLE_THREADED, "1"), "CUDA_VISIBLE_DEVICES": "", "PATH": os.defpath}


def _file(module: str) -> str:
    # The package's own folder, whatever the name of the module's file within it.
    return str(_HERE.parents[1].joinpath(*module.split(".")[1:]).with_suffix(".py"))


def _files(modules: tuple[str, ...]) -> list[list[str]]:
    return [[module, _file(module)] for module in modules]


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
    package = _HERE.parents[1]
    found = [str(package), str(shipped("questions")), str(shipped("solutions"))]
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
        "main": f"{_ROOM}.zygote",
        "control": control,
        "ceiling": ceiling,
        "roots": python_folders(),
        "extra": installed_elsewhere(),
        "first": _files(_FIRST),
        "then": _files(_THEN),
        "readable": readable_paths(),
        "hidden": hidden_paths(),
        "canary": str(_HERE / "settings.py"),
        "scratch": str(Path(tempfile.gettempdir()) / f"lossquiz-escape-{os.getpid()}"),
    }


def worker_settings() -> dict[str, Any]:
    """Return what a spawned worker is told on its command line."""
    return {
        "main": f"{_ROOM}.spawned_worker",
        "roots": python_folders(),
        "extra": installed_elsewhere(),
        "first": _files(_SPAWNED),
        "then": _files(_THEN),
    }
