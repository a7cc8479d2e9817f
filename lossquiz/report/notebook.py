"""Grade reports in a notebook: HTML that is read on light and dark ground, and plain text beside it."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from lossquiz.grading.judging.numbers import as_kept, of_what

if TYPE_CHECKING:
    from lossquiz.grading.checks import Check
    from lossquiz.grading.counterexamples import Counterexample
    from lossquiz.grading.grade_report import GradeReport

_COLUMNS = 88
_MOST_OUTPUT = 2000
# Colours are the notebook's own: what is coloured has a ground of its own, the rest is see-through grey.
_STYLE = """
.lossquiz { line-height: 1.45; max-width: 60em; }
.lossquiz .verdict { padding: .1em .6em; border-radius: .7em; color: #fff; background: #8a5a00; font-weight: 600; }
.lossquiz .passed { background: #1a7f37; }
.lossquiz .failed, .lossquiz .error { background: #b3261e; }
.lossquiz .dim { opacity: .75; }
.lossquiz p { margin: .5em 0; }
.lossquiz pre { margin: .5em 0; padding: .5em .7em; white-space: pre-wrap; overflow-wrap: anywhere; color: inherit;
  background: rgba(127, 127, 127, .14); border-radius: 4px; }
.lossquiz table { border-collapse: collapse; margin: .4em 0; color: inherit; background: none; }
.lossquiz th, .lossquiz td { padding: .15em .8em .15em 0; text-align: left; vertical-align: top; color: inherit;
  background: none; border: 0; }
.lossquiz td.number { font-family: monospace; overflow-wrap: anywhere; }
.lossquiz summary { cursor: pointer; }
"""


@dataclass(frozen=True, slots=True)
class Shown:
    """A report as a notebook shows it.

    Attributes:
        report: The report.
        graded: How it was graded, and what that means for trust; may be empty.
        onward: How to go on; may be empty.
    """

    report: GradeReport
    graded: str = ""
    onward: str = ""

    def _repr_html_(self) -> str:
        return html_of(self.report, self.graded, self.onward)

    def __repr__(self) -> str:
        return text_of(self.report, self.graded, self.onward)


def takes_html() -> bool:
    """Whether this runs where HTML is shown: in a notebook, and not in a terminal, be it IPython's own."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None and hasattr(ipython, "get_ipython") else None
    return shell is not None and "text/html" in shell.display_formatter.active_types


def display(shown: Shown) -> None:
    """Show a report in the notebook that this runs in."""
    from IPython import display as frontend

    show: Any = frontend.display
    show(shown)


def text_of(report: GradeReport, graded: str = "", onward: str = "") -> str:
    """Return a report as plain text."""
    from rich.console import Console

    from lossquiz.report.terminal.grading import render

    page = io.StringIO()
    console = Console(file=page, width=_COLUMNS, markup=False, highlight=False, emoji=False, no_color=True)
    render(report, console)
    for line in filter(None, (onward, graded)):
        console.print(f"\n{line}")
    return page.getvalue().rstrip("\n")


def html_of(report: GradeReport, graded: str = "", onward: str = "") -> str:
    """Return a report as HTML; whatever a stranger may have written is text in it."""
    # The classes keep MathJax from finding formulas between dollar signs.
    return f'<div class="lossquiz tex2jax_ignore mathjax_ignore"><style>{_STYLE}</style>' + "\n".join(
        [*_parts(report), *(f'<p class="dim">{escape(line)}</p>' for line in (onward, graded) if line), "</div>"]
    )


def _parts(report: GradeReport) -> Iterator[str]:
    yield _headline(report)
    if report.error:
        yield f"<pre>{escape(report.error)}</pre>"
    yield from _failure(report)
    yield from _diagnosis(report)
    for warning in report.warnings:
        yield f"<p><b>Note:</b> {escape(warning)}</p>"
    if report.checks:
        yield _checks(report.checks)
    if report.output.strip():
        yield f"<details><summary>It printed</summary><pre>{escape(report.output[:_MOST_OUTPUT])}</pre></details>"
    if report.verdict != "passed":
        yield f'<p class="dim">The same cases again: --seed {report.seed}</p>'


def _failure(report: GradeReport) -> Iterator[str]:
    """Return the first check that failed, and the smallest input that shows it."""
    from lossquiz.report.terminal.grading import smallest_counterexample

    failed = next((check for check in report.checks if check.judged and not check.passed), None)
    if failed is not None:
        yield f"<p><b>{escape(failed.name)}:</b> {escape(failed.message)}</p>"
    example = smallest_counterexample(report)
    if example is not None:
        yield from _counterexample(example)


def _diagnosis(report: GradeReport) -> Iterator[str]:
    for diagnosis in report.diagnosis:
        yield f"<p><b>Diagnosis:</b> {escape(diagnosis.message)} <code>{escape(diagnosis.id)}</code></p>"
    derivation = next((diagnosis.derivation for diagnosis in report.diagnosis), "")
    if derivation:
        yield f"<pre>{escape(derivation)}</pre>"
    if report.verdict == "failed" and not report.diagnosis:
        yield f'<p class="dim">No known mistake fits every case. {escape(report.fact)}</p>'


def _headline(report: GradeReport) -> str:
    score = "not scored" if report.score is None else f"score {report.score:.2f}"
    verdict = escape(report.verdict)
    return (
        f'<p><b>{escape(report.question or report.path)}</b> <span class="verdict {verdict}">'
        f'{escape(report.verdict.replace("_", " "))}</span> {score} <span class="dim">{report.seconds:.2f} s</span></p>'
    )


def _checks(checks: Sequence[Check]) -> str:
    judged = [check for check in checks if check.judged]
    passed = sum(check.passed for check in judged)
    rows = "".join(
        f"<tr><td>{_mark(check)}</td><td>{escape(check.name)}</td><td>{check.cases}</td>"
        f"<td>{escape(check.message)}</td></tr>"
        for check in checks
    )
    opened = "" if passed == len(judged) else " open"
    return (
        f"<details{opened}><summary>{passed} of {len(judged)} checks passed</summary>"
        f"<table><tr><th></th><th>check</th><th>cases</th><th>what was seen</th></tr>{rows}</table></details>"
    )


def _mark(check: Check) -> str:
    if not check.judged:
        return "–"
    return "✓" if check.passed else "<b>✗</b>"


def _counterexample(example: Counterexample) -> Iterator[str]:
    yield f"<p><b>Counterexample</b> ({escape(example.kind)}: {escape(example.note)}, {escape(example.dtype)})</p>"
    rows = [*_given(example), *_results(example)]
    cells = "".join(f'<tr><td>{escape(name)}</td><td class="number">{escape(text)}</td></tr>' for name, text in rows)
    yield f"<table>{cells}</table>"


def _given(example: Counterexample) -> Iterator[tuple[str, str]]:
    for name, values in example.inputs.items():
        shape = "×".join(map(str, example.shapes[name])) or "0-d"
        yield name, f"{_numbers(values)}   [{shape}]"
    yield from ((name, f"{value:g}") for name, value in example.parameters.items())
    yield from ((name, f"{value:g} (left at its default)") for name, value in example.defaults.items())


def _results(example: Counterexample) -> Iterator[tuple[str, str]]:
    expected, got = example.expected, example.got
    terms = f" = mean of {', '.join(map(_numbers, example.terms))}" if example.terms else ""
    yield "expected", f"{_numbers(expected['value'])}{terms}"
    precision = f" in {got['dtype']}" if "dtype" in got else ""
    yield "got", str(got.get("raised") or got.get("ended") or f"{_numbers(got.get('value'))}{precision}")
    yield from ((name, f"{_numbers(after)} after the call") for name, after in got.get("after", {}).items())
    for name, right, came in example.wrong_gradients():
        yield f"∂/∂{name}, expected", f"{_numbers(right)}{of_what(example.upstream)}"
        yield f"∂/∂{name}, got", "none" if came is None else _numbers(came)
    if got.get("gradient_error"):
        yield "backward", str(got["gradient_error"])
    yield "formula", example.formula


def _numbers(values: Any) -> str:
    if isinstance(values, (list, tuple)):
        return f"[{', '.join(map(_numbers, values))}]"
    if isinstance(values, float):
        return as_kept(values)
    return "nothing" if values is None else str(values)
