"""What a candidate is told: what to write, how it is graded, until when, and how to hand it in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from lossquiz.questions.kinds.implement.parts import ALIKE
from lossquiz.questions.starter import PRECISION, input_in_words, result_in_words
from lossquiz.takehome.sample_tests import NOTEBOOK, STARTER, as_written

if TYPE_CHECKING:
    from datetime import datetime

    from lossquiz.questions.kinds.implement import ImplementTask
    from lossquiz.takehome.assignment import Assignment

CHECKED = {
    "value": "the loss is right, on small and large inputs, in single and double precision",
    "gradient": "its gradient is right, to every input that is due one, and reaches no other",
    "stability": "value and gradient are finite and right at extreme inputs",
    "shape": "the result has the right shape",
    "dtype": "the result has the dtype of the inputs, or a wider one",
    "defaults": "parameters that are left out have the defaults of the signature",
    "contract": "inputs are left as they were, and the same call gives the same result again",
    "memory": "no large tensor is made on the way",
    "from_scratch": "nothing is used that is not allowed",
}


def instructions_text(assignment: Assignment, tasks: Sequence[ImplementTask], form: str) -> str:
    """Write the instructions of an assignment in Markdown.

    Args:
        assignment: The assignment.
        tasks: Its questions.
        form: `py` or `ipynb`.
    """
    return "\n".join(_lines(assignment, tasks, form)) + "\n"


def moment(at: datetime) -> str:
    """Return a deadline as people read it."""
    return f"{at:%d %B %Y, %H:%M} (UTC{at:%z})" if at.utcoffset() else f"{at:%d %B %Y, %H:%M} UTC"


def _lines(assignment: Assignment, tasks: Sequence[ImplementTask], form: str) -> Iterator[str]:
    many = len(tasks) > 1
    yield from (f"# {as_written(assignment.title)}", "")
    yield f"Write {f'{len(tasks)} losses' if many else 'a loss'} in PyTorch."
    if assignment.deadline:
        yield from ("", f"**Deadline: {moment(assignment.deadline)}.**")
    yield from ("", "## What to write")
    for number, task in enumerate(tasks, 1):
        points = assignment.questions[task.id].max
        yield from ("", f"### {number}. {as_written(task.title)} ({points:g} {'point' if points == 1 else 'points'})")
        yield from ("", *_question(task, form))
    yield from ("", "## Try it", "", *_trying(form))
    yield from ("", "## How it is graded", "", *_grading(assignment))
    yield from ("", "## Hand it in", "", *_handing_in(tasks, form))


def _question(task: ImplementTask, form: str) -> Iterator[str]:
    place = NOTEBOOK if form == "ipynb" else f"{task.id}.py"
    call = f"{task.construct}\n    .{task.signature}" if task.construct else task.signature
    yield from (f"In `{STARTER}/{place}`, keeping the name:", "", "```python", call, "```", "")
    yield as_written(" ".join(task.convention.split()))
    yield ""
    for spec in task.inputs:
        yield f"- `{spec.name}`: {input_in_words(spec)}"
    yield from (f"- returns {result_in_words(task)}", "", PRECISION)
    if task.forbidden:
        yield from ("", f"Not allowed: {', '.join((*(f'`{name}`' for name in task.not_allowed), ALIKE))}.")


def _trying(form: str) -> Iterator[str]:
    if form == "ipynb":
        yield "Below each answer, the notebook has a cell with sample cases. They need torch and nothing else."
    else:
        yield "`python sample_tests.py` tries your answers on a few cases worked out by hand. It needs torch, no more."
    yield "You are graded on other numbers and on more than these, so try cases of your own as well."


def _grading(assignment: Assignment) -> Iterator[str]:
    names = tuple(assignment.questions)
    yield "Your code is run in a sandbox and compared with a reference, by value and by gradient. The points of a"
    yield "question are shared among its checks; a check that cannot be made in your answer does not count."
    yield from ("", f"| check | what it asks | {' | '.join(names)} |", f"|---|---|{'--:|' * len(names)}")
    for check, words in CHECKED.items():
        shares = [_share(assignment, name, check) for name in names]
        if any(shares):
            yield f"| {check} | {words} | {' | '.join(map(_points, shares))} |"
    whole = [assignment.questions[name].max for name in names]
    yield f"| **whole** | | {' | '.join(map(_points, whole))} |"
    most = max(worth.forbidden for worth in assignment.questions.values())
    yield from (
        "",
        f"An answer that uses what is not allowed gets {_points(most) or 0} points, whatever else it passes.",
    )
    if assignment.pass_mark is not None:
        yield from ("", f"You pass with {assignment.pass_mark * 100:g}% of all points.")
    yield from ("", "An answer may use 10 seconds of processor time, has no network, and reads no files of others.")


def _share(assignment: Assignment, question: str, check: str) -> float:
    worth = assignment.questions[question]
    whole = sum(worth.checks.values())
    return worth.max * worth.checks.get(check, 0) / whole if whole else 0.0


def _points(share: float) -> str:
    return f"{share:.2f}".rstrip("0").rstrip(".") if share else ""


def _handing_in(tasks: Sequence[ImplementTask], form: str) -> Iterator[str]:
    if form == "ipynb":
        yield f"Hand in `{NOTEBOOK}` under that name, with the functions defined in it."
    elif len(tasks) == 1:
        yield f"Hand in `{tasks[0].id}.py` under that name. What it imports of your own may lie beside it."
    else:
        yield f"Hand in {', '.join(f'`{task.id}.py`' for task in tasks)} under these names, in one folder or one zip."
        yield "What they import of your own may lie beside them."
    yield "What you did not write may be left out; the rest is graded all the same."
