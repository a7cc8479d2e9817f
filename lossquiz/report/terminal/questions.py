"""Questions, hints, verdicts and answers in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from lossquiz.practice.session import KEYS
from lossquiz.questions.model import ChooseQuestion, ComputeQuestion, DebugQuestion, ImplementTask
from lossquiz.questions.prompts import (
    answer_of,
    asking,
    explanation_of,
    fixed_order,
    given_lines,
    label_of,
    options_of,
    right_option,
)
from lossquiz.report.terminal.hint import hint_pieces
from lossquiz.report.terminal.layout import labelled
from lossquiz.report.terminal.progress import duration, share

if TYPE_CHECKING:
    from rich.console import Console

    from lossquiz.practice.desk import Asked
    from lossquiz.practice.summary import Summary
    from lossquiz.questions.marking import Verdict
    from lossquiz.questions.model import Question


def render_question(asked: Asked, console: Console) -> None:
    """Show a question of a session: where it stands, what is asked, what there is to choose from."""
    question = asked.question
    # The title of the loss would give away which loss to choose.
    about = question.family if question.kind == "choose" else question.title
    parts = [f"{asked.number} of {asked.total}", question.kind, question.difficulty, about]
    if asked.last is not None:
        parts.append("missed last time" if asked.last.result != "right" else "right last time")
    console.print()
    console.rule(Text(" · ".join(parts), style="bold"), align="left", style="dim")
    render_body(question, console, asked.order)
    console.print(Text(KEYS, style="dim"))


def render_alone(question: Question, console: Console) -> None:
    """Show a question outside a session, without its answer."""
    console.print(
        Text.assemble((question.id, "bold"), (f"  {question.kind} · {question.difficulty} · {question.family}", "dim"))
    )
    console.print()
    render_body(question, console)
    console.print(Text(f"lossquiz practice {question.id} asks it; lossquiz hint {question.id} helps.", style="dim"))


def render_body(question: Question, console: Console, order: tuple[int, ...] = ()) -> None:
    """Show what is asked, without the answer."""
    console.print(Text(asking(question)))
    console.print()
    if isinstance(question, ComputeQuestion):
        _block("\n".join(given_lines(question.given)), console)
    elif isinstance(question, DebugQuestion):
        _code(question.code, console)
    elif isinstance(question, ImplementTask):
        _task(question, console)
    options = options_of(question)
    rows = [(f"{label_of(place)})", options[index].text) for place, index in enumerate(order or fixed_order(question))]
    if rows:
        console.print(labelled(rows, style="bold cyan"))
        console.print()


def _task(task: ImplementTask, console: Console) -> None:
    from lossquiz.grading.sandbox.both.job import Limits

    if task.construct:
        _block(f"{task.construct}\n    .{task.signature}", console)
    console.print(Text(task.convention))
    if task.forbidden:
        console.print(Text.assemble(("Not allowed: ", "bold"), ", ".join(task.forbidden)))
    judged = "its value" if task.entry_kind == "backward" else "value and gradient"
    limit = f"Judged by {judged}, on fresh numbers and extreme ones, within {Limits().seconds:.0f} s."
    console.print(Text(limit, style="dim"))
    console.print()


def render_hint(position: int, total: int, text: str, console: Console) -> None:
    """Show a hint."""
    console.print(Text.assemble(*hint_pieces(position, total, text, console.width)))


def render_verdict(asked: Asked, verdict: Verdict, console: Console) -> None:
    """Show what was made of a typed answer, and what there is to learn from it."""
    mark = ("✓ Right.", "bold green") if verdict.correct else ("✗ Not right.", "bold red")
    console.print()
    console.print(Text(*mark))
    if verdict.points:
        rows = [("✓" if found.covered else "✗", found.point) for found in verdict.points]
        console.print(labelled(rows, styles=["green" if found.covered else "red" for found in verdict.points]))
    for line in verdict.feedback:
        console.print(Text(line))
    _remember(asked.question, console, model_answer=bool(verdict.points))


def render_answer(asked: Asked, console: Console) -> None:
    """Show the answer of a question that is not code."""
    question = asked.question
    if isinstance(question, (ChooseQuestion, DebugQuestion)):
        place = (asked.order or fixed_order(question)).index(right_option(question))
        console.print(Text.assemble(("Answer: ", "bold"), f"({label_of(place)}) {answer_of(question)}"))
        console.print(Text(question.options[right_option(question)].why))
    elif isinstance(question, ComputeQuestion):
        console.print(Text.assemble(("Answer: ", "bold"), answer_of(question)))
    _remember(question, console, model_answer=True)


def render_solution(task: ImplementTask, source: str, console: Console) -> None:
    """Show the model answer of an implement task."""
    console.print(Text(f"A model answer to {task.id}:", style="bold"))
    console.print()
    _code(source, console)


def render_summary(summary: Summary, console: Console) -> None:
    """Show what a session came to."""
    console.print()
    console.rule(Text("Summary", style="bold"), align="left", style="dim")
    if not summary.total.asked:
        console.print(Text("Nothing was answered."))
    else:
        rows = [("all", summary.total), *summary.kinds.items()] if len(summary.kinds) > 1 else [("all", summary.total)]
        console.print(labelled([(name, share(tally)) for name, tally in rows]))
        console.print(Text(f"{duration(summary.seconds)} on questions."))
    if summary.missed:
        again = " ".join(summary.missed)
        console.print(Text.assemble(("Come back to: ", "bold"), again))
        console.print(Text(f"lossquiz practice {again}", style="cyan"), soft_wrap=True)
    if summary.skipped:
        console.print(Text.assemble(("Skipped: ", "bold"), " ".join(summary.skipped)))


def _remember(question: Question, console: Console, *, model_answer: bool) -> None:
    if explanation_of(question):
        console.print(Text(explanation_of(question)))
    elif model_answer:
        console.print(Text.assemble(("A good answer: ", "bold"), answer_of(question)))


def _block(text: str, console: Console) -> None:
    console.print(Padding(Text(text, style="cyan"), (0, 4), expand=False))
    console.print()


def _code(source: str, console: Console) -> None:
    lines = source.strip("\n").splitlines()
    if console.is_terminal:
        from rich.syntax import Syntax

        console.print(Syntax("\n".join(lines), "python", line_numbers=True, theme="ansi_dark", word_wrap=True))
    else:
        width = len(str(len(lines)))
        for position, line in enumerate(lines, 1):
            console.print(Text(f"  {position:>{width}} {line}"), soft_wrap=True)
    console.print()
