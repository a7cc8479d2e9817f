"""Where the shipped questions and solutions, and the user's own data, lie."""

from __future__ import annotations

import os
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def shipped(name: str) -> Path:
    """Return the folder of shipped data called `name`: `questions` or `solutions`.

    In a wheel it lies inside the package; in a checkout, beside it.
    """
    inside = _PACKAGE / "_shipped" / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def data_home() -> Path:
    """Return the folder of the user's data; `LOSSQUIZ_HOME` moves it. It may not exist yet."""
    moved = os.environ.get("LOSSQUIZ_HOME")
    if moved:
        return Path(moved).expanduser()
    import platformdirs

    return Path(platformdirs.user_data_dir("lossquiz", appauthor=False))
