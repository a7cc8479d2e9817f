"""What lies beside answers and is none: left by systems, tools and installations, or written to test them."""

from __future__ import annotations

import re

# Never looked into: what systems, version control and installers put there.
_NEVER = frozenset({"__macosx", "__pycache__", "node_modules", "site-packages", "dist-packages", "venv", "virtualenv"})
# Looked into where nothing else is there.
_SOFT_FOLDERS = frozenset({".ipynb_checkpoints", "tests", "test", "checkpoints", "docs", "build", "dist"})
_SOFT_FILES = re.compile(
    r"test_.*\.py|.*_test\.py|tests?\.py|conftest\.py|setup\.(py|cfg)|noxfile\.py|__init__\.py|readme(\..*)?"
    r"|licen[cs]e(\..*)?|requirements.*\.txt|pyproject\.toml|makefile|dockerfile|environment\.ya?ml|.*-checkpoint\.ipynb",
    re.IGNORECASE,
)
_NEVER_FILES = re.compile(r"\..*|thumbs\.db|desktop\.ini|.*\.py[co]|.*~", re.IGNORECASE)


def is_never_answer(name: str, *, folder: bool) -> bool:
    """Tell whether an entry is looked at by nobody, whatever is in it."""
    if folder:
        hidden = name.startswith(".") and name.lower() not in _SOFT_FOLDERS
        return hidden or name.lower() in _NEVER or name.endswith((".egg-info", ".dist-info"))
    return _NEVER_FILES.fullmatch(name) is not None


def is_junk(name: str, *, folder: bool) -> bool:
    """Tell whether a top-level entry makes no row where something else is there."""
    return is_never_answer(name, folder=folder) or is_beside_answers(name, folder=folder)


def is_beside_answers(name: str, *, folder: bool) -> bool:
    """Tell whether an entry is looked at only where nothing else is there: tests, checkpoints, set-up."""
    return name.lower() in _SOFT_FOLDERS if folder else _SOFT_FILES.fullmatch(name) is not None
