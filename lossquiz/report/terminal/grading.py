"""Grade reports in a terminal: a table of checks, the smallest counterexample, the mistake in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from lossquiz.grading.grade_report import Check, Counterexample, GradeReport

STYLES = {"passed": "bold green", "failed": "bold red", "error": "bold red", "forbidden": "bold yellow"}


def render(report: GradeReport, console: Console) -> None:
    """Print one report in full."""
    console.print(_headline(report))
    if report.error:
        console.print(Padding(Text(report.error), (0, 2)))
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
    if report.output.strip():
        console.print(Padding(Text.assemble(("It printed: ", "bold"), report.output[:400]), (1, 2, 0, 2)))
    if report.verdict != "passed":
        again = f"Repeat with the same cases: --seed {report.seed}"
        console.print(Padding(Text(again, style="dim"), (1, 2, 0, 2)))


def smallest_counterexample(report: GradeReport) -> Counterexample | None:
    """Return the counterexample with the fewest numbers, the author's own cases first."""
    examples = [check.counterexample for check in report.checks if check.counterexample is not None]
    return min(examples, key=_elements, default=None)


def _elements(example: Counterexample) -> int:
    sizes = []
    for shape in example.shapes.values():
        size = 1
        for extent in shape:
            size *= extent
        sizes.append(size)
    return max(sizes, default=0)


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
        table.add_row(check.name, _mark(check), str(check.cases), Text(check.message))
    return table


def _mark(check: Check) -> Text:
    if not check.judged:
        return Text("-", style="dim")
    return Text("ok", style="green") if check.passed else Text("FAIL", style="bold red")


def _counterexample(example: Counterexample) -> RenderableType:
    title = Text.assemble(("Counterexample", "bold"), f" ({example.kind}: {example.note}, {example.dtype})")
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for name, values in example.inputs.items():
        shape = "×".join(str(n) for n in example.shapes[name]) or "0-d"
        table.add_row(Text(name, style="cyan"), Text(f"{_values(values)}   [{shape}]"))
    for name, value in example.parameters.items():
        table.add_row(Text(name, style="cyan"), Text(f"{value:g}"))
    for name, value in example.defaults.items():
        table.add_row(Text(name, style="cyan"), Text(f"{value:g} (left at its default)"))
    _results(table, example)
    table.add_row(Text("formula", style="dim"), Text(example.formula, style="dim"))
    return Group(title, Padding(table, (0, 2)))


def _results(table: Table, example: Counterexample) -> None:
    table.add_row("", "")
    expected, got = example.expected, example.got
    terms = f"   = mean of {', '.join(_values(term) for term in example.terms)}" if example.terms else ""
    table.add_row(Text("expected", style="green"), Text(f"{_values(expected['value'])}{terms}"))
    shown = got.get("raised") or got.get("ended") or _values(got.get("value"))
    table.add_row(Text("got", style="red"), Text(str(shown)))
    for name, right in expected.get("gradient", {}).items():
        came = got.get("gradient", {}).get(name)
        if "value" not in got or came == right:
            continue
        times = "" if example.upstream in {1.0, None} else f" of {example.upstream:g} × loss"
        table.add_row(Text(f"∂/∂{name}", style="cyan"), Text(f"expected {_values(right)}{times}"))
        table.add_row("", Text(f"got      {'none' if came is None else _values(came)}"))
    if got.get("gradient_error"):
        table.add_row(Text("backward", style="red"), Text(str(got["gradient_error"])))


def _values(values: Any) -> str:
    if isinstance(values, list):
        return "[" + ", ".join(_values(value) for value in values) + "]"
    if isinstance(values, float):
        return f"{values:.7g}"
    return "nothing" if values is None else str(values)
