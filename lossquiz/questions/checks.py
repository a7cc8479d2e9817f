"""What a schema cannot say of a question file: names that must agree with one another."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lossquiz.forms.code import expression_problem
from lossquiz.questions.fields import ID
from lossquiz.questions.kinds import kind_of
from lossquiz.questions.kinds.implement.check import check_task

if TYPE_CHECKING:
    from lossquiz.forms.faults import Faults
    from lossquiz.losses.catalogue import Loss

Data = Mapping[str, Any]
LEVELS = range(1, 4)  # of frequency


def check_loss(data: Data, faults: Faults, path: Path, entry: Loss | None) -> None:
    """Note the faults of a loss file that reads well key by key.

    Args:
        data: What it holds.
        faults: The faults found in it.
        path: Where it lies.
        entry: The loss in the catalogue, or None when that does not know it.
    """
    if not re.fullmatch(ID.pattern, path.stem):
        faults.fault_at("", f"the file's name is the loss's id: expected {ID.form}, got \"{path.stem}\"")
    if entry and entry.family != path.parent.name:
        message = f"expected the file in the folder {entry.family}, as the catalogue has it, not in {path.parent.name}"
        faults.fault_at("", message)
    _check_card(data["card"], faults)
    if data["implement"]:
        check_task(data["implement"], faults)
        _check_frequency(data["implement"]["frequency"], "implement.frequency", faults)
    _check_questions(data["questions"], faults, data["implement"])


def check_plain(data: Data, faults: Faults) -> None:
    """Note the faults of a file whose questions belong to no loss."""
    _check_questions(data["questions"], faults, None)


def _check_card(card: Data, faults: Faults) -> None:
    problem = expression_problem(card["expression"]) if card["expression"] else ""
    if problem:
        faults.fault_at("card.expression", problem)


def _check_questions(questions: tuple[Data, ...], faults: Faults, task: Data | None) -> None:
    for index, question in enumerate(questions):
        kind_of(question["kind"]).check(question, f"questions[{index}]", task, faults)
        _check_frequency(question["frequency"], f"questions[{index}].frequency", faults)


def _check_frequency(frequency: Data | None, key: str, faults: Faults) -> None:
    if not frequency:
        return
    level, grounds = frequency["level"], len(frequency["ground"])
    if level not in LEVELS:
        faults.fault_at(f"{key}.level", f"expected {LEVELS[0]} to {LEVELS[-1]}, got {level}")
    elif grounds < level:
        faults.fault_at(f"{key}.ground", f"level {level} needs {level} lists that ask it, got {grounds}")
