"""`lossquiz takehome new`: a folder with what is handed out, what stays, and the assignment that both come from."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from lossquiz.errors import InputError
from lossquiz.questions.solutions import solution_source
from lossquiz.questions.starter import starter_text
from lossquiz.takehome.assignment import NAME, assignment_text, read_assignment
from lossquiz.takehome.instructions import instructions_text
from lossquiz.takehome.sample_tests import NOTEBOOK, STARTER, notebook, script

if TYPE_CHECKING:
    from lossquiz.questions.kinds.implement import ImplementTask

HANDOUT, KEPT = "handout", "instructor"
_README = """\
# {title}: what stays with you

Give candidates the folder `{handout}/`, and nothing else: `{name}` tells the seed of the cases, and `answers/` holds
the model answers.

    lossquiz grade {kept}/answers --assignment {name} --out trial     the model answers pass
    lossquiz grade HAND-INS --assignment {name} --out results         grade a folder of hand-ins
    lossquiz report results                                           a page for the class, and one for each candidate
"""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a take-home is to be.

    Attributes:
        title: What it is called.
        tasks: The questions.
        form: `py` for a module for each question, `ipynb` for one notebook.
        deadline: Until when, or None.
        pass_mark: The share of all points that is enough, or None.
        seed: The seed of the cases, or None for another in each run.
    """

    title: str
    tasks: Sequence[ImplementTask]
    form: str
    deadline: datetime | None
    pass_mark: float | None
    seed: int | None


def write_takehome(folder: Path, plan: Plan) -> tuple[str, ...]:
    """Write the folder of a take-home, whole or not at all.

    Returns:
        The files, relative to the folder.

    Raises:
        InputError: Something is in the folder, or it cannot be written.
        BankError: A reference cannot be loaded.
    """
    refuse_used(folder)
    shown, folder = folder, folder.resolve()  # "." has no name beside which something could be
    unfinished = folder.with_name(f".{folder.name}.{os.getpid()}.tmp")
    try:
        unfinished.mkdir(parents=True)
        (unfinished / NAME).write_text(_assignment(plan), encoding="utf-8")
        for name, text in (files := _files(unfinished, plan)).items():
            path = unfinished / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        if folder.is_dir():  # it stays, for it may be where somebody works; what is graded by comes last
            for name in (HANDOUT, KEPT, NAME):
                (unfinished / name).rename(folder / name)
        else:
            unfinished.rename(folder)
    except OSError as error:
        raise InputError(f"{shown}: cannot be written: {error.strerror or error}") from error
    finally:
        with contextlib.suppress(OSError):
            shutil.rmtree(unfinished)
    return (NAME, *files)


def refuse_used(folder: Path) -> None:
    """Refuse a folder that holds something.

    Raises:
        InputError: It does, or is no folder.
    """
    try:
        if folder.is_dir() and any(folder.iterdir()):
            raise InputError(f"{folder}: holds something already; name a folder that is new or empty")
        if os.path.lexists(folder) and not folder.is_dir():
            raise InputError(f"{folder}: is there and is no folder; name a folder that is new or empty")
    except OSError as error:
        raise InputError(f"{folder}: cannot be read: {error.strerror or error}") from error


def _assignment(plan: Plan) -> str:
    return assignment_text(plan.title, plan.tasks, deadline=plan.deadline, pass_mark=plan.pass_mark, seed=plan.seed)


def _files(folder: Path, plan: Plan) -> Mapping[str, str]:
    """Return all files beside the assignment, which is read back as it was written."""
    from lossquiz.takehome.samples import samples_of

    assignment = read_assignment(folder, [task.id for task in plan.tasks])
    asked = [(task, samples_of(task)) for task in plan.tasks]
    readme = _README.format(title=assignment.title, handout=HANDOUT, kept=KEPT, name=NAME)
    if plan.form == "ipynb":
        handed = {f"{STARTER}/{NOTEBOOK}": notebook(assignment.title, asked)}
    else:
        starters = {f"{STARTER}/{task.id}.py": starter_text(task) for task in plan.tasks}
        handed = {**starters, "sample_tests.py": script(asked)}
    return {
        f"{HANDOUT}/instructions.md": instructions_text(assignment, plan.tasks, plan.form),
        **{f"{HANDOUT}/{name}": text for name, text in handed.items()},
        f"{KEPT}/README.md": readme,
        **{f"{KEPT}/answers/model/{task.id}.py": solution_source(task) for task in plan.tasks},
    }
