"""Where the shipped questions and solutions, and the user's own data, lie."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Literal

from lossquiz.errors import InputError

_PACKAGE = Path(__file__).resolve().parent
_XDG = {"data": ("XDG_DATA_HOME", Path(".local", "share")), "cache": ("XDG_CACHE_HOME", Path(".cache"))}


def shipped(name: str) -> Path:
    """Return the folder of shipped data called `name`: `questions` or `solutions`.

    In a wheel it lies inside the package; in a checkout, beside it.
    """
    inside = _PACKAGE / "_shipped" / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def _expanded(moved: str) -> Path:
    try:
        return Path(moved).expanduser()
    except RuntimeError:  # `~` where there is no home, or of a user who is none
        raise InputError(f"LOSSQUIZ_HOME is {moved}, and there is no such home; give the whole path") from None


def data_home() -> Path:
    """Return the folder of the user's data; `LOSSQUIZ_HOME` moves it. It may not exist yet.

    Raises:
        InputError: The user has no home.
    """
    moved = os.environ.get("LOSSQUIZ_HOME")
    if moved:
        return _expanded(moved)
    try:
        place = own_folder("data")
    except RuntimeError:
        place = Path()
    if not place.is_absolute():  # what older releases of platformdirs give where there is no home
        raise InputError("no home folder is known here; set LOSSQUIZ_HOME to a folder that can be written")
    return place


def own_folder(what: Literal["data", "cache"]) -> Path:
    """Return the folder where the platform keeps a program's data or cache of this user.

    Raises:
        RuntimeError: The user has no home.
    """
    platform: str = sys.platform  # held as text, so that a type checker on Linux still reads the other branch
    if platform.startswith("linux"):
        # What platformdirs answers here, without the 5 ms of importing it.
        variable, usual = _XDG[what]
        base = os.environ.get(variable, "").strip()
        return (Path(base) if base else Path.home() / usual) / "lossquiz"
    import platformdirs

    folders = {"data": platformdirs.user_data_dir, "cache": platformdirs.user_cache_dir}
    return Path(folders[what]("lossquiz", appauthor=False))
