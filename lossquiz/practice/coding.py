"""The implement question of a session: a starter file, the editor, the grader, until it passes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lossquiz.errors import LossquizError
from lossquiz.practice.workbench import edit, editor, starter_path, untouched, write_starter

if TYPE_CHECKING:
    from lossquiz.practice.session import Drill
    from lossquiz.questions.model import ImplementTask


def code(drill: Drill, task: ImplementTask) -> None:
    """Grade what the candidate writes until it passes, is skipped or revealed."""
    if drill.desk.interactive:
        drill.session.bench.warm()
        path = _lay_out(drill, task)
        while not _turn(drill, task, path):
            pass
    else:
        while not _piped_turn(drill, task):
            pass


def _lay_out(drill: Drill, task: ImplementTask) -> Path:
    path = starter_path(task, drill.session.bench.folder)
    if path.exists():
        drill.desk.say(f"{path} is there already; it is taken up where you left it.")
    else:
        write_starter(task, path)
        drill.desk.say(f"A starter file for you: {path}")
    return path


def _turn(drill: Drill, task: ImplementTask, path: Path) -> bool:
    command = editor()
    what = (
        f"Enter: open it in {Path(command[0]).name} and grade it · g: grade it as it is"
        if command
        else "Enter: grade it"
    )
    typed = drill.desk.read(f"{what} > ").strip()
    over = drill.obey(typed)
    if over is not None:
        return over
    if typed and typed.lower() != "g":
        return _grade(drill, task, Path(typed).expanduser())
    if command and not typed:
        try:
            edit(command, path)
        except LossquizError as error:
            drill.desk.say(str(error))
            return False
    if untouched(task, path):
        drill.desk.say("The file is still the starter, word for word; there is nothing to grade yet.")
        return False
    return _grade(drill, task, path)


def _piped_turn(drill: Drill, task: ImplementTask) -> bool:
    typed = drill.desk.read(f"A file to grade (`lossquiz start {task.id}` writes one) > ").strip()
    if not typed:
        return False
    over = drill.obey(typed)
    return _grade(drill, task, Path(typed).expanduser()) if over is None else over


def _grade(drill: Drill, task: ImplementTask, path: Path) -> bool:
    if not path.is_file():
        drill.desk.say(f"{path}: no such file, and no command either (? for help)")
        return False
    try:
        report = drill.session.bench.grade(path, task)
    except LossquizError as error:
        drill.desk.say(str(error))
        return False
    passed = report.verdict == "passed"
    drill.record("right" if passed else "wrong", report.score, str(path))
    drill.desk.grade(report)
    if passed:
        drill.pause()
    return passed
