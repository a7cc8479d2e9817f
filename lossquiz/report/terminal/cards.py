"""Cards: all there is to know of a loss, in a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from lossquiz.report.terminal.layout import bullets, labelled
from lossquiz.selection.torch_line import names_in

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from lossquiz.losses.catalogue import Loss
    from lossquiz.questions.find import Subject
    from lossquiz.questions.model import BankLoss, ImplementTask


def render_card(subject: Subject, console: Console) -> None:
    """Show the card of a loss."""
    console.print(Text.assemble((subject.title, "bold"), (f"  {subject.id} · {subject.family}", "dim")))
    console.print()
    formula = subject.bank.card.formula if subject.bank else subject.entry.formula if subject.entry else ""
    console.print(Padding(Text(formula, style="cyan"), (0, 2), expand=False))
    if subject.bank:
        _curve(subject.bank, console)
    console.print()
    console.print(labelled(_bank_rows(subject.bank, subject.entry) if subject.bank else _entry_rows(subject.entry)))


def _curve(loss: BankLoss, console: Console) -> None:
    from lossquiz.report.terminal.curve import curve_of

    if not console.encoding.startswith("utf"):
        return  # a curve is made of characters that only Unicode has
    drawn = curve_of(loss, console.width - 4)
    if drawn:
        console.print()
        console.print(Padding(Text(drawn), (0, 2), expand=False))


def _bank_rows(loss: BankLoss, entry: Loss | None) -> list[tuple[str, str | RenderableType]]:
    card = loss.card
    rows: list[tuple[str, str | RenderableType]] = [
        ("When", bullets(card.when)),
        ("When not", bullets(card.when_not)),
        ("Takes", card.input_form),
        ("Reduction", entry.reduction if entry else ""),
        ("PyTorch", card.torch or "no class of its own"),
    ]
    if loss.task:
        rows += _task_rows(loss.task)
    if loss.questions:
        asked = [f"{question.id} ({question.kind}, {question.difficulty})" for question in loss.questions]
        rows.append(("Questions", bullets(asked)))
    rows += [("Also", ", ".join(entry.aliases) if entry else ""), ("Sources", bullets(card.sources))]
    return [(label, content) for label, content in rows if content]


def _task_rows(task: ImplementTask) -> list[tuple[str, str | RenderableType]]:
    called = f"{task.construct}, {task.signature}" if task.construct else task.signature
    rows: list[tuple[str, str | RenderableType]] = [
        ("Write it", f"{called} ({task.difficulty}; lossquiz start {task.id})"),
        ("Convention", task.convention),
    ]
    return [*rows, ("Not allowed", ", ".join(task.forbidden))] if task.forbidden else rows


def _entry_rows(entry: Loss | None) -> list[tuple[str, str | RenderableType]]:
    if entry is None:
        return []
    names = names_in(entry.code)
    rows: Sequence[tuple[str, str | RenderableType]] = (
        ("When", entry.use),
        ("Costs", bullets(entry.trade_offs) if entry.trade_offs else ""),
        ("Takes", entry.expects),
        ("Reduction", entry.reduction),
        ("PyTorch", entry.code),
        ("Where", bullets([f"{name}: {meaning}" for name, meaning in names.items()]) if names else ""),
        ("Also", ", ".join(entry.aliases)),
        ("Source", entry.source),
    )
    return [(label, content) for label, content in rows if content]
