"""Grade reports in a terminal: a table of checks, the smallest counterexample, the mistake in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from lossquiz.grading.foreign_text import clean
from lossquiz.grading.judging.numbers import as_kept, most_elements, of_what
from lossquiz.report.terminal.solved import answers_pieces, passed_line

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from lossquiz.grading.checks import Check
    from lossquiz.grading.counterexamples import Counterexample
    from lossquiz.grading.grade_report import GradeReport

SHOWN_LINES = 6  # of what an answer printed
_ENDED = {
    "TimedOut": "nothing within its time",
    "OutOfMemory": "nothing: it asked for more memory than is allowed",
    "Crashed": "nothing: its process ended",
    "NotRun": "nothing: its process had ended before",
}
_MARGIN = 5  # what stands beside a line of code: its number's margin and the bar
STYLES = {"passed": "bold green", "failed": "bold red", "error": "bold red", "forbidden": "bold yellow"}


def render(report: GradeReport, console: Console) -> None:
    """Print one report in full."""
    console.print(_headline(report))
    if report.error:
        _show_error(report, console)
    _show_output(report, console)  # above what was made of it, which is what is to be seen last
    if report.checks:
        console.print(Padding(_checks(report.checks), (1, 2, 0, 2)))
    for warning in report.warnings:
        console.print(Padding(Text.assemble(("Note: ", "bold"), warning), (0, 2)))
    for diagnosis in report.diagnosis:
        console.print()
        console.print(Padding(Text.assemble(("Diagnosis: ", "bold"), diagnosis.message), (0, 2)))
        console.print(Padding(Text(diagnosis.id, style="dim"), (0, 2)))
    derivation = next((diagnosis.derivation for diagnosis in report.diagnosis), "")
    if derivation:
        console.print(Padding(Text(derivation), (0, 2)))
    if report.verdict == "failed" and not report.diagnosis:
        said = f"Diagnosis: no known mistake fits every case. {report.fact}".rstrip()
        console.print(Padding(Text(said, style="dim"), (1, 2, 0, 2)))
    example = smallest_counterexample(report)
    if example is not None:
        console.print()
        console.print(Padding(_counterexample(example), (0, 2)))
    if report.verdict != "passed":
        again = f"Repeat with the same cases: --seed {report.seed}"
        console.print(Padding(Text(again, style="dim"), (1, 2, 0, 2)))


def render_pass(report: GradeReport, tries: int, seconds: float, answers: tuple[str, str], console: Console) -> None:
    """Print that an answer passed, what it took, and the model answer beside theirs.

    Args:
        report: What was made of it.
        tries: How often a file was graded until it passed.
        seconds: How long that took in all.
        answers: Theirs, and the model answer or "".
        console: Where to.
    """
    console.print(Text.assemble(("✓ ", "bold green"), (passed_line(report, tries, seconds), "bold green")))
    for warning in report.warnings:
        console.print(Padding(Text.assemble(("Note: ", "bold"), warning), (0, 2)))
    _show_output(report, console)
    if all(answers):
        console.print()
        # Lines of code are left to the terminal to fold: broken by us they would not be Python any more.
        console.print(Text.assemble(*answers_pieces(*answers, console.width)), soft_wrap=True)


def _show_error(report: GradeReport, console: Console) -> None:
    lines = source_lines(report, console.width - 4)
    console.print(Padding(Text(error_head(report)), (0, 2)))
    if lines:
        console.print(Padding(Text("\n".join(lines), no_wrap=True), (0, 2)))


def _show_output(report: GradeReport, console: Console) -> None:
    if report.output:
        console.print(Padding(Text("It printed:", style="bold"), (1, 2, 0, 2)))
        console.print(Padding(Text("\n".join(printed_lines(report.output))), (0, 4)))


def error_head(report: GradeReport) -> str:
    """Return what is wrong with a file as a whole; without its line where that is shown apart."""
    failure = report.failure
    if failure is None or not failure.source or not failure.line:
        return report.error or ""
    where = f"cell {failure.cell}, line {failure.line}" if failure.cell else f"line {failure.line}"
    head = f"{failure.type_name} in {where}" if failure.type_name else where
    return clean(f"{head}: {failure.message}")


def source_lines(report: GradeReport, width: int) -> list[str]:
    """Return the line at which a file could not be loaded, and a caret below it where Python says where it stopped."""
    failure = report.failure
    if failure is None or not failure.source or not failure.line:
        return []
    number, source = str(failure.line), clean(failure.source)
    room = max(20, width - len(number) - _MARGIN)
    # A long line is shown around the place that matters.
    begin = max(0, min(failure.column - room * 2 // 3, len(source) + 1 - room)) if len(source) > room else 0
    lines = [f"  {number} │ {source[begin : begin + room]}"]
    if 0 < failure.column <= len(source) + 1:
        lines.append(f"  {' ' * len(number)} │ {' ' * min(failure.column - 1 - begin, room - 1)}^")
    return lines


def printed_lines(output: str) -> list[str]:
    """Return what an answer printed, its first lines, and how many more there are."""
    lines = output.split("\n")
    more = len(lines) - SHOWN_LINES
    return lines if more <= 0 else [*lines[:SHOWN_LINES], f"… {more} more {'line' if more == 1 else 'lines'}"]


def smallest_counterexample(report: GradeReport) -> Counterexample | None:
    """Return the counterexample with the fewest numbers, the author's own cases first."""
    examples = [check.counterexample for check in report.checks if check.counterexample is not None]
    return min(examples, key=lambda example: most_elements(example.shapes.values()), default=None)


def _headline(report: GradeReport) -> Text:
    style = STYLES.get(report.verdict, "bold red")
    return Text.assemble(
        (report.path, "bold"),
        "  ",
        report.question,
        "  " if report.question else "",
        (report.verdict, style),
        "  not scored" if report.score is None else f"  score {report.score:.2f}",
        (f"  {report.seconds:.2f} s", "dim"),
    )


def _checks(checks: tuple[Check, ...]) -> Table:
    table = Table(box=None, pad_edge=False, show_header=True, header_style="bold")
    table.add_column("check", no_wrap=True)
    table.add_column("", no_wrap=True)
    table.add_column("cases", justify="right")
    table.add_column("what was seen", overflow="fold")
    for check in checks:
        table.add_row(check.name, _mark(check), str(check.cases) if check.judged else "", Text(_seen(check)))
    return table


def _seen(check: Check) -> str:
    # The mark says already that it was not judged.
    return check.message.removeprefix("not judged: ") if not check.judged else check.message


def _mark(check: Check) -> Text:
    if not check.judged:
        return Text("not judged", style="dim")
    return Text("ok", style="green") if check.passed else Text("FAIL", style="bold red")


def _counterexample(example: Counterexample) -> RenderableType:
    title = Text.assemble(("Counterexample", "bold"), f" ({example_note(example)})")
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for label, content, style in example_rows(example):
        table.add_row(Text(label, style=style), Text(content, style="dim" if style == "dim" else ""))
    return Group(title, Padding(table, (0, 2)))


def example_note(example: Counterexample) -> str:
    """Return what a counterexample is."""
    return f"{example.kind}: {example.note}, {example.dtype}"


def example_rows(example: Counterexample) -> list[tuple[str, str, str]]:
    """Return a counterexample in rows: a label, what stands beside it, and the label's style."""
    rows = [
        (name, f"{_values(values)}   [{'×'.join(str(n) for n in example.shapes[name]) or '0-d'}]", "cyan")
        for name, values in example.inputs.items()
    ]
    rows += [(name, f"{value:g}", "cyan") for name, value in example.parameters.items()]
    rows += [(name, f"{value:g} (left at its default)", "cyan") for name, value in example.defaults.items()]
    if of_what(example.upstream) and any(example.wrong_gradients()):
        rows.append(("loss", f"times {example.upstream:g} before backward", "cyan"))
    return [*rows, ("", "", ""), *_results(example), ("formula", example.formula, "dim")]


def _results(example: Counterexample) -> Iterator[tuple[str, str, str]]:
    expected, got = example.expected, example.got
    terms = f"   = mean of {', '.join(_values(term) for term in example.terms)}" if example.terms else ""
    yield "expected", f"{_values(expected['value'])}{terms}", "green"
    shown = got.get("raised") or _ENDED.get(got.get("ended", "")) or _values(got.get("value"))
    yield "got", f"{shown}   in {got['dtype']}" if "dtype" in got else str(shown), "red"
    for name, after in got.get("after", {}).items():
        yield name, f"{_values(after)} after the call", "red"
    for name, right, came in example.wrong_gradients():
        yield f"∂/∂{name}", f"expected {_values(right)}{of_what(example.upstream)}", "cyan"
        yield "", f"got      {'none' if came is None else _values(came)}", ""
    if got.get("gradient_error"):
        yield "backward", str(got["gradient_error"]), "red"


def _values(values: Any) -> str:
    if isinstance(values, list):
        return "[" + ", ".join(_values(value) for value in values) + "]"
    if isinstance(values, float):
        return as_kept(values)
    return "nothing" if values is None else str(values)
