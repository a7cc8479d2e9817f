"""Where the shipped questions and solutions, and the user's own data, lie."""

from __future__ import annotations

import os
from pathlib import Path

from lossquiz.errors import InputError

_PACKAGE = Path(__file__).resolve().parent


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
    import platformdirs

    try:
        place = Path(platformdirs.user_data_dir("lossquiz", appauthor=False))
    except RuntimeError:
        place = Path()
    if not place.is_absolute():  # what older releases of platformdirs give where there is no home
        raise InputError("no home folder is known here; set LOSSQUIZ_HOME to a folder that can be written")
    return place
