"""A pass, as it deserves: what was passed, and the model answer beside theirs."""

from __future__ import annotations

import ast
from itertools import zip_longest
from typing import TYPE_CHECKING

from lossquiz.report.terminal.pieces import Pieces
from lossquiz.report.terminal.progress import duration
from lossquiz.wording import counted

if TYPE_CHECKING:
    from lossquiz.grading.grade_report import GradeReport

BESIDE = 100  # columns from which two answers stand side by side
_BAR = " │ "
YOURS, MODEL = "Your answer", "The model answer"


def passed_line(report: GradeReport, tries: int, seconds: float) -> str:
    """Say that an answer passed, and what it took."""
    cases = max((check.cases for check in report.checks), default=0)
    checks = sum(check.judged for check in report.checks)
    took = f"the first try, in {duration(seconds)}" if tries == 1 else f"{tries} tries, in {duration(seconds)}"
    return f"Passed: {counted(checks, 'check')} over {counted(cases, 'case')}, with {took}."


def answers_pieces(theirs: str, model: str, width: int) -> Pieces:
    """Return two answers, side by side where there is room for both, else one below the other.

    Args:
        theirs: The file that passed.
        model: The model answer.
        width: The columns there are.
    """
    left, right = core(theirs), core(model)
    room = max(map(len, (YOURS, *left)))
    if width < BESIDE or room + len(_BAR) + max(map(len, (MODEL, *right))) > width:
        return [*_below(YOURS, left), ("\n", ""), *_below(MODEL, right)]
    pieces: Pieces = [(f"{YOURS.ljust(room)}{_BAR}{MODEL}\n", "bold")]
    for one, other in zip_longest(left, right, fillvalue=""):
        pieces += [(one.ljust(room), ""), (_BAR, "dim"), (f"{other}\n", "")]
    return pieces


def _below(title: str, lines: list[str]) -> Pieces:
    return [(f"{title}\n", "bold"), *((f"  {line}\n", "") for line in lines)]


def core(source: str) -> list[str]:
    """Return the lines of a file without what both answers share: docstrings, imports at the top, empty edges."""
    lines = source.expandtabs(4).splitlines()
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return [line.rstrip() for line in lines]
    dropped = {
        number
        for statement in _shared(tree)
        for number in range(statement.lineno, (statement.end_lineno or statement.lineno) + 1)
    }
    kept = [line.rstrip() for number, line in enumerate(lines, 1) if number not in dropped]
    return _without_gaps(kept)


def _shared(tree: ast.Module) -> list[ast.stmt]:
    """Return the statements that are not shown: docstrings, where something else is left, and imports."""
    found: list[ast.stmt] = [s for s in tree.body if isinstance(s, (ast.Import, ast.ImportFrom))]
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.FunctionDef, ast.ClassDef)) and ast.get_docstring(node) is not None:
            rest = node.body[1:]
            if rest and rest[0].lineno > (node.body[0].end_lineno or 0):
                found.append(node.body[0])
    return found


def _without_gaps(lines: list[str]) -> list[str]:
    kept: list[str] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line)
    while kept and not kept[-1]:
        kept.pop()
    return kept
