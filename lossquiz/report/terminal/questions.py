"""Questions, hints, verdicts and answers in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from lossquiz.practice.drill import KEYS
from lossquiz.questions.options import label_of
from lossquiz.report.terminal.hint import hint_pieces
from lossquiz.report.terminal.layout import labelled
from lossquiz.report.terminal.progress import duration, share
from lossquiz.report.terminal.source import print_source

_DENIED = " (you seem to say the opposite)"

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import Console

    from lossquiz.practice.desk import Asked
    from lossquiz.practice.summary import Summary
    from lossquiz.questions.question import Question
    from lossquiz.questions.replies import Answer, Body, Verdict


def render_question(asked: Asked, console: Console) -> None:
    """Show a question of a session: where it stands, what is asked, what there is to choose from."""
    question = asked.question
    place = "once more" if asked.again else f"{asked.number} of {asked.total}"
    parts = [place, question.kind, question.difficulty, question.about()]
    if asked.last is not None and not asked.again:
        parts.append("missed last time" if asked.last.result != "right" else "right last time")
    console.print()
    console.rule(Text(" · ".join(parts), style="bold"), align="left", style="dim")
    render_body(question, console, asked.order)
    console.print(Text(KEYS, style="dim"))


def render_alone(question: Question, console: Console, told: Callable[[str], str] = str) -> None:
    """Show a question outside a session, without its answer; `told` has a command as it is to be typed."""
    console.print(
        Text.assemble((question.id, "bold"), (f"  {question.kind} · {question.difficulty} · {question.family}", "dim"))
    )
    console.print()
    render_body(question, console)
    if question.frequency:
        console.print(Text(f"Interviews ask it; it stands {question.frequency.words}:"))
        console.print(labelled([("•", ground) for ground in question.frequency.ground]))
        console.print()
    practice, hint = told(f"lossquiz practice {question.id}"), told(f"lossquiz hint {question.id}")
    console.print(Text(f"{practice} asks it; {hint} helps.", style="dim"))


def render_body(question: Question, console: Console, order: tuple[int, ...] = ()) -> None:
    """Show what is asked, without the answer."""
    console.print(Text(question.asking()))
    console.print()
    _body(question.body(), console)
    options, shown = question.choices(), order or question.own_order()
    rows = [(f"{label_of(place)})", options[index].text) for place, index in enumerate(shown)]
    if rows:
        console.print(labelled(rows, style="bold cyan"))
        console.print()


def _body(body: Body, console: Console) -> None:
    if body.block:
        _block(body.block, console)
    if body.code:
        _code(body.code, console)
    for label, text in body.notes:
        console.print(Text.assemble((label, "bold"), text))
    if body.judged:
        console.print(Text(_judged(body.judged), style="dim"))
    if body.notes or body.judged:
        console.print()


def _judged(what: str) -> str:
    from lossquiz.grading.sandbox.both.job import Limits

    return f"Judged by {what}, on fresh numbers and extreme ones, within {Limits().seconds:.0f} s of processor time."


def render_hint(position: int, total: int, text: str, console: Console) -> None:
    """Show a hint."""
    console.print(Text.assemble(*hint_pieces(position, total, text, console.width)))


def render_verdict(asked: Asked, verdict: Verdict, console: Console) -> None:
    """Show what was made of a typed answer, and what there is to learn from it."""
    console.print()
    if verdict.needed:
        _proposal(asked, verdict, console)
        return
    mark = ("✓ Right.", "bold green") if verdict.correct else ("✗ Not right.", "bold red")
    console.print(Text(*mark))
    for line in (*verdict.feedback, asked.question.lesson()):
        if line:
            console.print(Text(line))


def _proposal(asked: Asked, verdict: Verdict, console: Console) -> None:
    """Show what an explanation seems to say, beside a good one: words are all that was looked for."""
    seems = f"Your text seems to make {verdict.made} of {len(verdict.points)} points; {verdict.needed} make a pass."
    for line in (seems, *verdict.feedback):
        console.print(Text(line))
    console.print()
    render_points(verdict, console)
    console.print()
    _answer(asked.question.answer(asked.order), console)
    console.print()


def render_points(verdict: Verdict, console: Console) -> None:
    """Show the points of an explanation, numbered, and which are ticked."""
    rows = [
        (f"[{'x' if found.covered else ' '}] {number}", f"{found.point}{_DENIED if found.denied else ''}")
        for number, found in enumerate(verdict.points, 1)
    ]
    console.print(labelled(rows, styles=["green" if found.covered else "dim" for found in verdict.points]))


def render_answer(question: Question, console: Console, order: tuple[int, ...] = ()) -> None:
    """Show the answer of a question, and what there is to remember.

    Raises:
        InputError: The answer is a file that cannot be read.
    """
    _answer(question.answer(order), console)
    if question.lesson():
        console.print(Text(question.lesson()))


def _answer(answer: Answer, console: Console) -> None:
    if answer.code:
        console.print(Text(f"{answer.label}:", style="bold"))
        console.print()
        _code(answer.code, console)
        return
    place = f"({answer.place}) " if answer.place else ""
    console.print(Text.assemble((f"{answer.label}: ", "bold"), place, answer.text))
    if answer.why:
        console.print(Text(answer.why))


def render_summary(summary: Summary, console: Console, told: Callable[[str], str] = str) -> None:
    """Show what a session came to; `told` has a command as it is to be typed."""
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
        console.print(Text(told(f"lossquiz practice {again}"), style="cyan"), soft_wrap=True)
    if summary.skipped:
        console.print(Text.assemble(("Skipped: ", "bold"), " ".join(summary.skipped)))


def _block(text: str, console: Console) -> None:
    console.print(Padding(Text(text, style="cyan"), (0, 4), expand=False))
    console.print()


def _code(source: str, console: Console) -> None:
    print_source(source, console)
    console.print()
