"""Practise, choose and grade machine-learning losses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lossquiz._version import __version__

if TYPE_CHECKING:
    from lossquiz.api import check, grade, recommend

__all__ = ["__version__", "check", "grade", "recommend"]


def __getattr__(name: str) -> Any:
    """Import the functions of the API when they are first asked for: `import lossquiz` stays light."""
    if name in {"check", "grade", "recommend"}:
        from lossquiz import api

        return getattr(api, name)
    raise AttributeError(f"module 'lossquiz' has no attribute {name!r}")


def load_ipython_extension(shell: Any) -> None:
    """Add `%%lossquiz` to a notebook: what `%load_ext lossquiz` calls."""
    from lossquiz.notebook import load

    load(shell)


def unload_ipython_extension(shell: Any) -> None:
    """Take `%%lossquiz` away again."""
    from lossquiz.notebook import unload

    unload(shell)
