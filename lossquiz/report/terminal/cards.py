"""Cards: all there is to know of a loss, in a terminal or a pipe."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from lossquiz.report.terminal.curve import curve_of
from lossquiz.report.terminal.pieces import Code, Content, Pieces, Table, block, rows

if TYPE_CHECKING:
    from lossquiz.losses.catalogue import Loss
    from lossquiz.questions.find import Subject
    from lossquiz.questions.kinds.implement import ImplementTask
    from lossquiz.questions.model import BankLoss, Library
    from lossquiz.questions.question import Label

Rows = list[tuple[str, Content]]
_MARGIN = 4  # two columns on either side of a curve


def card_pieces(subject: Subject, width: int, *, curve: bool = True, told: Callable[[str], str] = str) -> Pieces:
    """Lay out the card of a loss.

    Args:
        subject: The loss.
        width: The columns there are.
        curve: Whether to draw it, in characters that only Unicode has.
        told: Has a command as it is to be typed.
    """
    formula = subject.bank.card.formula if subject.bank else subject.entry.formula if subject.entry else ""
    drawn = curve_of(subject.bank, width - _MARGIN) if subject.bank and curve else ""
    about = _bank_rows(subject.bank, subject.entry, told) if subject.bank else _entry_rows(subject.entry)
    return [
        (subject.title, "bold"),
        (f"  {subject.id} · {subject.family}\n\n", "dim"),
        *block(formula, width, "cyan"),
        *([("\n", ""), *[(f"  {line}\n", "") for line in drawn.splitlines()]] if drawn else []),
        ("\n", ""),
        *rows(about, width, "bold"),
    ]


def _bank_rows(loss: BankLoss, entry: Loss | None, told: Callable[[str], str]) -> Rows:
    card = loss.card
    rows: Rows = [
        ("When", card.when),
        ("When not", card.when_not),
        ("Gradient", card.gradient),
        ("Estimates", card.estimates),
        ("Curvature", card.curvature),
        ("At chance", card.at_chance),
        ("Takes", card.input_form),
        ("Reduction", entry.reduction if entry else ""),
        ("PyTorch", Code(card.torch) if card.torch else "no class of its own"),
        ("Elsewhere", _elsewhere(card.libraries)),
        ("Relatives", [f"{relative.loss}: {relative.says}" for relative in card.relatives]),
        ("Symptoms", card.symptoms),
    ]
    if loss.task:
        rows += _task_rows(loss.task, told)
    if loss.questions:
        asked = [f"{question.id} ({question.kind}, {_label(question)})" for question in loss.questions]
        rows.append(("Questions", asked))
    rows += [("Also", ", ".join(entry.aliases) if entry else ""), ("Sources", card.sources), ("Links", card.links)]
    return [(label, content) for label, content in rows if content]


def _elsewhere(libraries: Sequence[Library]) -> Content:
    rows = [(library.name, library.version, library.says) for library in libraries]
    return Table(("class or function", "version", "convention and defaults"), rows) if rows else ""


def _label(label: Label) -> str:
    """Say how hard a question is, and how often interviews ask it where that is known."""
    return f"{label.difficulty}, {label.frequency.words}" if label.frequency else label.difficulty


def _task_rows(task: ImplementTask, told: Callable[[str], str]) -> Rows:
    called = f"{task.construct}, {task.signature}" if task.construct else task.signature
    rows: Rows = [
        ("Write it", Code(called, f"({_label(task)}; {told(f'lossquiz start {task.id}')})")),
        ("Convention", task.convention),
    ]
    return [*rows, ("Not allowed", task.ban)] if task.ban else rows


def _entry_rows(entry: Loss | None) -> Rows:
    if entry is None:
        return []
    from lossquiz.selection.torch_line import names_in  # with the whole advisor, which other cards do without

    names = names_in(entry.code)
    rows: Sequence[tuple[str, Content]] = (
        ("When", entry.use),
        ("Costs", entry.trade_offs or ""),
        ("Takes", entry.expects),
        ("Reduction", entry.reduction),
        ("PyTorch", Code(entry.code) if entry.code else ""),
        ("Where", [f"{name}: {meaning}" for name, meaning in names.items()] if names else ""),
        ("Also", ", ".join(entry.aliases)),
        ("Source", entry.source),
    )
    return [(label, content) for label, content in rows if content]
