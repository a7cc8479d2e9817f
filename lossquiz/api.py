"""What other programs and notebooks call: `grade`, `check` and `recommend`."""

from __future__ import annotations

import operator
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, SupportsIndex, cast

from lossquiz.errors import InputError, UsageError
from lossquiz.wording import kind_of

if TYPE_CHECKING:
    from lossquiz.grading.grade_report import GradeReport
    from lossquiz.questions.kinds.implement import ImplementTask
    from lossquiz.selection import Recommendation

Answer = Callable[..., Any]


def grade(answer: Answer | str | Path, question: str = "", *, seed: int | None = None) -> GradeReport:
    """Grade a function of yours, or a file.

    A file runs in the sandbox. A function runs in this process, with your rights: it is your own code. What is set
    here, such as `torch.no_grad()` or a default device, makes no difference, and is as it was afterwards.

    Args:
        answer: A function, a method, a partial or an instance that can be called; for a question that asks for one, an
            `nn.Module` class; or the path of a Python file or notebook.
        question: The question's id; by default the one that the function or the file is named after.
        seed: The seed of the cases; fresh ones by default.

    Returns:
        The report: `verdict`, `score`, `checks`, `diagnosis`.

    Raises:
        UsageError: No question has that id or name, the answer cannot be what it asks for, or the seed is none.
        InputError: There is no such file.
    """
    chosen = None if seed is None else _whole(seed)
    if isinstance(answer, (str, Path)):
        from lossquiz.grading.grade import grade_path

        path = _file(answer)
        return grade_path(path, _task(question) if question else _named_after(path), seed=chosen)
    from lossquiz.grading.grade import grade_function
    from lossquiz.grading.own_answer import question_of

    return grade_function(answer, _task(question or question_of(answer)), seed=chosen)


def check(answer: Answer | str | Path, question: str = "", *, seed: int | None = None) -> bool:
    """Grade a function of yours, show the report, and say whether it passed: for a notebook cell.

    A notebook shows it as HTML; elsewhere it is printed.

    Args:
        answer: What `grade` takes.
        question: The question's id; by default the one that the function is named after.
        seed: The seed of the cases; fresh ones by default.
    """
    report = grade(answer, question, seed=seed)
    _show(report)
    return report.verdict == "passed"


def _show(report: GradeReport) -> None:
    from lossquiz.report.notebook import Shown, display, takes_html

    if takes_html():
        display(Shown(report))
        return
    from lossquiz.report.terminal.console import PlainConsole
    from lossquiz.report.terminal.grading import render

    render(report, PlainConsole())


def recommend(task: str, **facts: Any) -> Recommendation:
    """Recommend losses for a task, with reasons.

    Args:
        task: The task, such as `regression`.
        facts: What is known, such as `outliers=True` or `num_classes=2`.

    Raises:
        UsageError: A word that is unknown, or facts that contradict each other.
    """
    from lossquiz.selection import recommend as run

    if not isinstance(task, str):
        raise UsageError(f'expected a task, as in lossquiz.recommend("regression"), got {kind_of(task)}')
    return run(task, facts)


def _task(word: str) -> ImplementTask:
    from lossquiz.questions.bank import load_bank
    from lossquiz.questions.find import find_task

    if not isinstance(word, str):
        raise UsageError(f'expected a question\'s id, such as "huber", got {kind_of(word)}')
    return find_task(load_bank(), word)


def _file(answer: str | Path) -> Path:
    text = str(answer)
    if "\n" in text:
        raise UsageError("this is the text of an answer: pass the function that it defines, or the path of a file")
    path = Path(text)
    if not text or not path.exists():
        named = f"{text}: no such file" if text else "expected the path of a file, got an empty text"
        raise InputError(f"{named}; of a function of yours pass the function itself, and no text")
    return path


def _named_after(path: Path) -> ImplementTask:
    """Return the question that a file is named after.

    Raises:
        UsageError: There is none.
    """
    try:
        return _task(path.stem)
    except UsageError as error:
        name = path.name or str(path)
        said = f'no question is named after {name}: name it too, as in lossquiz.grade("{name}", "huber")'
        raise UsageError(f"{said}; {error}") from None


def _whole(seed: object) -> int:
    """Return a seed, of NumPy or of Python, as a number."""
    try:
        number = operator.index(cast("SupportsIndex", seed))
    except TypeError:
        number = -1
    if number < 0:
        shown = seed if isinstance(seed, (int, float, str)) else kind_of(seed)
        raise UsageError(f"a seed is a whole number from 0 on, got {shown!r}")
    return number
