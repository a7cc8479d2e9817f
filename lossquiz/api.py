"""What other programs and notebooks call: `grade`, `check` and `recommend`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
        UsageError: No question has that id or name, or the answer cannot be what it asks for.
    """
    if isinstance(answer, (str, Path)):
        from lossquiz.grading.grade import grade_path

        path = Path(answer)
        return grade_path(path, _task(question or path.stem), seed=seed)
    from lossquiz.grading.grade import grade_function
    from lossquiz.grading.own_answer import question_of

    return grade_function(answer, _task(question or question_of(answer)), seed=seed)


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

    return run(task, facts)


def _task(word: str) -> ImplementTask:
    from lossquiz.questions.bank import load_bank
    from lossquiz.questions.find import find_task

    return find_task(load_bank(), word)
