"""`lossquiz recommend --compare`: what each of some losses would make of the rows of a file."""

from __future__ import annotations

import dataclasses
import math
import statistics
from typing import TYPE_CHECKING

from lossquiz.errors import InputError, UsageError
from lossquiz.lookup import suggest
from lossquiz.losses.catalogue import find_loss
from lossquiz.selection.advice import admitted
from lossquiz.selection.facts import find_task
from lossquiz.selection.torch_line import code_block, for_facts
from lossquiz.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lossquiz.cli.recommend_data import DataPlace
    from lossquiz.losses.catalogue import Loss
    from lossquiz.losses.pulls import Comparison
    from lossquiz.selection.columns import Columns
    from lossquiz.selection.conditions import Value

_LEAST = 3
_CONSISTENT = 1.4826
_OF_CLASSES = {"logits", "probs", "scores"}


def compare(
    words: Sequence[str], place: DataPlace, task: str, said: Mapping[str, Value]
) -> tuple[Comparison, list[str]]:
    """Weigh the rows of a file by some losses.

    Args:
        words: Losses, each with arguments of one's own: `huber:delta=2`; several may stand in one, with commas.
        place: The file and its columns; without predictions, rows are weighed at the median.
        task: What the user said, or "".
        said: The facts that the user gave.

    Returns:
        The losses on the rows, and what there is to say of how the file was read.

    Raises:
        UsageError: The options are incomplete, or a loss is unknown or has no such argument.
        InputError: The file is missing or broken, or a loss cannot be worked out on it.
    """
    if place.file is None or not place.target:
        raise UsageError("--compare weighs rows: add --data FILE and --target COLUMN, and --predictions COLUMN if any")
    wanted = [word for text in words for word in text.split(",") if word.strip()]
    asked = [_asked(word.strip()) for word in wanted]
    if not asked:
        raise UsageError("--compare takes losses: --compare huber,mae,mse")
    from lossquiz.losses.pulls import Comparison, pull_of
    from lossquiz.selection.columns import read_columns  # these are needed with data only
    from lossquiz.selection.evidence import propose
    from lossquiz.selection.proposals import merge

    columns = read_columns(place.file, place.target, place.predictions)
    if columns.also:
        raise UsageError(f"--compare weighs rows by one target: take {columns.name} or another")
    proposal = propose(columns, find_task(task) if task else _task_of(loss for _, loss in asked), said)
    chosen, facts = admitted(proposal.task, merge(proposal, said))
    rows, target, predictions = _rows(columns, classes=chosen.endswith("classification"))
    notes = [*proposal.notes]
    if not place.predictions:
        notes.append(f"no predictions: rows are weighed at the median of the target, {predictions[0]:g}")
    elif len(rows) < len(columns.target):
        notes.append(f"{counted(len(columns.target) - len(rows), 'row')} without two numbers left out")
    scale = _scale([wanted - given for wanted, given in zip(target, predictions, strict=True)])
    names = {"residual_scale": scale}
    pulls = []
    for name, loss in asked:
        written = for_facts(loss, chosen, facts)
        code = code_block(written, facts)
        pulls.append(pull_of(name, code, written.inputs, target, predictions, names))
        if "residual_scale" in code:
            notes.append(f"{name} is scaled to these residuals: residual_scale = {scale:.4g}")
    return Comparison(tuple(target), tuple(predictions), tuple(rows), tuple(pulls)), notes


def _task_of(losses: Iterable[Loss]) -> str:
    """Return the task that losses are for: their inputs tell classes from numbers."""
    return "binary_classification" if any(set(loss.inputs) & _OF_CLASSES for loss in losses) else "regression"


def _asked(word: str) -> tuple[str, Loss]:
    """Return a loss with the arguments that a word gives it, and what to call it."""
    name, *settings = word.split(":")
    loss = find_loss(name)
    own: dict[str, str] = {}
    for setting in settings:
        argument, equals, value = setting.partition("=")
        if argument not in loss.arguments:
            known = suggest(argument, loss.arguments) if loss.arguments else "it takes none"
            raise UsageError(f'{loss.id} has no argument "{argument}"; {known}')
        if not equals or not _is_number(value):
            raise UsageError(f"{loss.id}:{argument} needs a number: {loss.id}:{argument}=2")
        own[argument] = value
    if not own:
        return loss.id, loss
    free = {condition: text for condition, text in loss.options.items() if text.partition("=")[0] not in own}
    label = ", ".join(f"{argument}={value}" for argument, value in own.items())
    return f"{loss.id} {label}", dataclasses.replace(loss, arguments={**loss.arguments, **own}, options=free)


def _is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False


def _rows(columns: Columns, *, classes: bool) -> tuple[list[int], list[float], list[float]]:
    """Return the numbers of the rows that have a target and a prediction, and both."""
    from lossquiz.selection.target import look_at

    read = look_at(columns.name, columns.target, decimal_comma=columns.decimal_comma)
    target: Sequence[float | None] = _numbers(columns.target, columns)
    if read.numbers:
        target = read.numbers.values
    if classes and len(words := sorted(set(read.known))) == 2:  # noqa: PLR2004 - two classes
        from lossquiz.selection.evidence import positive_of

        positive = positive_of(words, read.known)
        target = [None if cell is None else float(cell == positive) for cell in read.cells]
    known = [number for number in target if number is not None]
    if len(known) < _LEAST:
        raise InputError("the target holds fewer than three numbers")
    middle = statistics.median(known)
    given: Sequence[float | None] = _numbers(columns.predictions, columns) or [middle] * len(target)
    kept = [
        (place, wanted, prediction)
        for place, (wanted, prediction) in enumerate(zip(target, given, strict=True), 1)
        if wanted is not None and prediction is not None
    ]
    if len(kept) < _LEAST:
        raise InputError("fewer than three rows have both a target and a prediction")
    return [row for row, _, _ in kept], [wanted for _, wanted, _ in kept], [given for _, _, given in kept]


def _numbers(cells: Sequence[str], columns: Columns) -> Sequence[float | None]:
    """Return the numbers of a column, also of one that holds other things, and also money and percentages."""
    from lossquiz.selection.written import read_numbers

    numbers = read_numbers(cells, decimal_comma=columns.decimal_comma, least=0)
    return numbers.values if numbers else [None] * len(cells)


def _scale(residuals: Sequence[float]) -> float:
    middle = statistics.median(residuals)
    return _CONSISTENT * statistics.median(abs(residual - middle) for residual in residuals) or 1.0
