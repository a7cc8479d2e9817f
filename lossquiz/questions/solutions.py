"""Model answers: a file per implement task, beside the bank that asks for it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lossquiz.errors import InputError

if TYPE_CHECKING:
    from lossquiz.questions.kinds.implement import ImplementTask


def solution_path(task: ImplementTask) -> Path:
    """Return where the model answer of a task lies: in the bank's `solutions/`, else beside the bank's folder."""
    inside = task.bank / "solutions" / task.family / f"{task.id}.py"
    return inside if inside.is_file() else task.bank.parent / "solutions" / task.family / f"{task.id}.py"


def solution_source(task: ImplementTask) -> str:
    """Return the text of the model answer.

    Raises:
        InputError: There is no such file, or it cannot be read.
    """
    path = solution_path(task)
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise InputError(f"{path}: no model answer for {task.id}; its bank should bring one") from None
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read: {error}") from error
