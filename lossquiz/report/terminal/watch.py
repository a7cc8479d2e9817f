"""The screen of `lossquiz watch`, and the same as lines: the question, the checks, the first failure, the keys."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len, chop_cells

from lossquiz.grading.foreign_text import escape
from lossquiz.report.terminal.grading import (
    error_head,
    example_note,
    example_rows,
    printed_lines,
    smallest_counterexample,
    source_lines,
)
from lossquiz.report.terminal.pieces import Piece, Pieces, block, rows, wrap
from lossquiz.report.terminal.progress import duration
from lossquiz.report.terminal.solved import answers_pieces, core, passed_line

if TYPE_CHECKING:
    from lossquiz.grading.checks import Check
    from lossquiz.grading.grade_report import GradeReport
    from lossquiz.practice.watch import Subject, Watching

Line = list[Piece]
Spell = Callable[[str], str]

KEYS = "n next · h hint · d diff · x reveal · q quit · ? help"
SCROLLS = "space, b: further down, up"
_MARKS = {True: ("✓", "green"), False: ("✗", "bold red"), None: ("-", "dim")}
_FEWEST_ROWS = 8
HELP = (
    ("save", "the file is graded each time your editor saves it"),
    ("n", "the next question to write: one that was missed, else a new one"),
    ("h", "a hint; there are several, from gentle to telling"),
    ("d", "the differences from the model answer, once yours passes"),
    ("x", "the model answer; before yours passes it counts as a miss"),
    ("space, b", "the next page, the page before"),
    ("q, Ctrl-D", "leave; what passed is put aside, dated"),
    ("any other", "back to the verdict"),
)


@dataclass(frozen=True, slots=True)
class View:
    """What is shown beside the verdict.

    Attributes:
        grading: For how many seconds it has been graded, or None.
        loading: Whether what grades is still being loaded.
        page: What is shown in place of the verdict: its title and its content, or None.
        notice: A line above the keys, or "".
        top: How many lines of the body are above the screen.
    """

    grading: float | None = None
    loading: bool = False
    page: tuple[str, Pieces] | None = None
    notice: str = ""
    top: int = 0


def screen(watching: Watching, view: View, width: int, height: int, spell: Spell = str) -> list[Line]:
    """Return a whole screen, a line each, none wider than it is and no more than it has.

    Args:
        watching: What is watched.
        view: What is shown beside the verdict.
        width: The columns.
        height: The rows.
        spell: Writes a text in the alphabet of the terminal.
    """
    head, body, foot, room = _parts(watching, view, width, height, spell)
    top = min(view.top, max(0, len(body) - room))
    shown = body[top : top + room]
    if len(body) > room:
        below = [(f"… {top + 1} to {top + room - 1} of {len(body)} lines · {SCROLLS}", "dim")]
        shown[-1] = _folded_to(below, width, spell)[0]
    return [*head, *shown, *([[]] * (room - len(shown))), *foot][-height:]


def page_of(watching: Watching, view: View, width: int, height: int, spell: Spell = str) -> tuple[int, int]:
    """Return how many lines the body has, and how many of them a screen shows beside the line that counts them."""
    _, body, _, room = _parts(watching, view, width, height, spell)
    return len(body), max(1, room - 1)


def _parts(
    watching: Watching, view: View, width: int, height: int, spell: Spell
) -> tuple[list[Line], list[Line], list[Line], int]:
    """Return head, body and foot, and the rows that are left for the body."""

    def written(lines: list[Line]) -> list[Line]:
        return [part for line in lines for part in _folded_to(line, width, spell)]

    head = written(_head(watching, width, brief=height < _FEWEST_ROWS * 2))
    foot = written(_foot(watching, view, width))
    body = written(_body(watching, view, width))
    return head, body, foot, max(1, height - len(head) - len(foot))


def _head(watching: Watching, width: int, *, brief: bool) -> list[Line]:
    subject = watching.subject
    first: Line = [(subject.question.id, "bold"), (f" · {subject.question.title} · {subject.question.difficulty}", "")]
    if brief:
        return [first]
    asked = wrap(_asked(subject), width)
    more = len(asked) > 2  # noqa: PLR2004 - two lines tell which question it is; ? has the rest
    lines = asked[:2]
    if more:
        lines[-1] = f"{lines[-1][: max(0, width - len(_MORE))]}{_MORE}"
    path = [[(part, "cyan")] for part in _folded(escape(str(subject.path)), width)]
    return [first, *path, *([(line, "dim")] for line in lines), [("─" * width, "dim")]]


_MORE = " ... (? for all)"  # in ASCII, as long in every alphabet


def _asked(subject: Subject) -> str:
    task = subject.draft.task
    return f"{task.signature}: {' '.join(task.convention.split())}"


def _folded(text: str, width: int) -> list[str]:
    return [text[at : at + width] for at in range(0, len(text), width)] or [""]


def _foot(watching: Watching, view: View, width: int) -> list[Line]:
    lines: list[Line] = [[("─" * width, "dim")]]
    if view.notice:
        lines += [[(line, "bold yellow")] for line in wrap(view.notice, width)]
    return [*lines, [(progress(watching), "")], *([(line, "dim")] for line in wrap(KEYS, width))]


def progress(watching: Watching) -> str:
    """Say how far it is: tries, time, the best so far."""
    tries = f"{watching.tries} {'try' if watching.tries == 1 else 'tries'}"
    best = "" if watching.best is None else f" · best so far {watching.best:.2f}"
    return f"{tries} · {duration(watching.seconds)}{best}"


def _body(watching: Watching, view: View, width: int) -> list[Line]:
    if view.page is not None:
        title, content = view.page
        return [[(title, "bold")], *lines_of(content)]
    if view.grading is not None:
        return lines_of(grading_pieces(view.grading, loading=view.loading))
    return lines_of(verdict_pieces(watching, width))


def grading_pieces(seconds: float, *, loading: bool = False) -> Pieces:
    """Say that it is being graded, for how long, and what the first time waits for."""
    taken = f" {seconds:.0f} s" if seconds >= 1 else ""
    return [(f"grading …{taken}{' (torch is still being loaded)' if loading else ''}", "bold")]


def verdict_pieces(watching: Watching, width: int) -> Pieces:
    """Return what was made of the last save: the checks in a line, and the first failure, or the pass."""
    report = watching.report
    if report is None:
        if watching.content is None:
            return [(f"There is no file {escape(watching.subject.path.name)} at the moment; it is waited for.", "bold")]
        if watching.untouched:
            return [("Waiting for your first save: it is still the starter.", "bold")]
        return grading_pieces(0.0)
    if report.verdict == "passed":
        return [*_checks(report, width), ("\n", ""), *_passed(watching, report, width)]
    return [*_checks(report, width), *_failed(report, width)]


def _checks(report: GradeReport, width: int) -> Pieces:
    """Return the checks in a line, or a few: what passed, what failed, what was not judged."""
    pieces: Pieces = []
    used = 0
    for check in report.checks:
        mark, style = _MARKS[check.passed if check.judged else None]
        name = f"{mark} {check.name}{'' if check.judged else ' (not judged)'}"
        if used and used + len(name) > width:
            pieces.append(("\n", ""))
            used = 0
        pieces.append((f"{name}  ", style))
        used += len(name) + 2
    return [*pieces, ("\n", "")] if pieces else []


def _failed(report: GradeReport, width: int) -> Pieces:
    """Return the first failure alone, the mistake by its name, and what was printed."""
    pieces: Pieces = []
    if report.error:
        pieces += block(error_head(report), width, "bold red", indent=0)
        pieces += [(f"{line}\n", "") for line in source_lines(report, width)]
    for found in report.diagnosis[:1]:
        pieces += [("\n", ""), *block(f"{found.message} ({found.id})", width, "bold yellow", indent=0)]
        if found.derivation:
            pieces += block(found.derivation, width, indent=0)
    first = first_failure(report)
    if first is not None and not report.error:
        pieces += [("\n", ""), *block(f"{first.name}: {first.message}", width, "red", indent=0)]
    example = (first.counterexample if first else None) or smallest_counterexample(report)
    if example is not None:
        labelled = [(label, content) for label, content, _ in example_rows(example) if label or content]
        pieces += [(f"  {example_note(example)}\n", "dim"), *_indented(rows(labelled, width - 2, "cyan"))]
    if not report.diagnosis and report.fact:
        pieces += [("\n", ""), *block(report.fact, width, "dim", indent=0)]
    return [*pieces, *_notes(report, width)]


def _notes(report: GradeReport, width: int) -> Pieces:
    pieces: Pieces = []
    for warning in report.warnings:
        pieces += block(f"Note: {warning}", width, indent=0)
    if report.output:
        pieces.append(("\nIt printed:\n", "bold"))
        pieces += [(f"  {line}\n", "") for line in printed_lines(report.output)]
    return pieces


def _indented(pieces: Pieces) -> Pieces:
    """Indent rows by two columns: each begins with a label of its own."""
    at_start, moved = True, []
    for text, style in pieces:
        moved.append((f"  {text}" if at_start else text, style))
        at_start = text.endswith("\n")
    return moved


def first_failure(report: GradeReport) -> Check | None:
    """Return the first check that failed, of those that were made."""
    return next((check for check in report.checks if check.judged and not check.passed), None)


def _passed(watching: Watching, report: GradeReport, width: int) -> Pieces:
    said = passed_line(report, max(1, watching.tries), watching.seconds)
    pieces: Pieces = [*block(f"✓ {said}", width, "bold green", indent=0)]
    aside = "it is put aside then, or when you leave" if watching.subject.own else "the file stays where it is"
    pieces += [*block(f"n goes on; {aside}. d shows what differs.", width, indent=0), ("\n", "")]
    pieces += _notes(report, width)
    theirs = (watching.content or b"").decode("utf-8", "replace")
    if watching.model and watching.subject.path.suffix == ".py":
        pieces += answers_pieces(theirs, watching.model, width)
    return pieces


def diff_pieces(theirs: str, model: str) -> Pieces:
    """Return what differs between an answer and the model answer, docstrings and imports apart."""
    styles = {"+": "green", "-": "red", "@": "dim", "?": "dim"}
    found = list(difflib.unified_diff(core(theirs), core(model), "yours", "model", lineterm="", n=2))
    if not found:
        return [("Nothing: yours is the model answer.\n", "bold")]
    return [(f"{line}\n", "bold" if line[:3] in {"+++", "---"} else styles.get(line[:1], "")) for line in found]


def code_pieces(source: str) -> Pieces:
    """Return code, a line each."""
    return [(f"{line}\n", "") for line in source.expandtabs(4).rstrip("\n").split("\n")]


def help_pieces(subject: Subject, width: int) -> Pieces:
    """Return the whole question, and what the keys do."""
    return [*block(_asked(subject), width, indent=0), ("\n", ""), *rows(HELP, width, "bold")]


def lines_of(pieces: Pieces) -> list[Line]:
    """Break pieces into lines, without the empty ones at the end."""
    lines: list[Line] = [[]]
    for text, style in pieces:
        first, *rest = text.split("\n")
        lines[-1].append((first, style))
        lines += [[(part, style)] for part in rest]
    while lines and not any(text.strip() for text, _ in lines[-1]):
        lines.pop()
    return lines


def _folded_to(line: Line, width: int, spell: Spell) -> list[Line]:
    """Write a line in the terminal's alphabet, where it may be longer, and fold it to the width of the screen."""
    folded: list[Line] = [[]]
    room = width
    for text, style in line:
        for part in chop_cells(spell(text), max(1, width)) if cell_len(spell(text)) > room else [spell(text)]:
            if cell_len(part) > room and room < width:
                folded.append([])
                room = width
            folded[-1].append((part, style))
            room -= cell_len(part)
    return folded


def plain_lines(watching: Watching, width: int) -> Iterator[str]:
    """Return a verdict as lines to append: nothing is drawn over, and nothing stands beside anything."""
    report = watching.report
    if report is not None and report.checks:
        for names, said in _told(report):
            yield f"{said}: {', '.join(names)}"
    for line in lines_of(verdict_pieces(watching, min(width, 99)))[_checked_lines(report, min(width, 99)) :]:
        yield "".join(text for text, _ in line).rstrip()
    yield progress(watching)


def _told(report: GradeReport) -> Iterator[tuple[list[str], str]]:
    words: dict[str, list[str]] = {"passed": [], "failed": [], "not judged": []}
    for check in report.checks:
        words["not judged" if not check.judged else "passed" if check.passed else "failed"].append(check.name)
    return ((names, said) for said, names in words.items() if names)


def _checked_lines(report: GradeReport | None, width: int) -> int:
    return 0 if report is None or not report.checks else len(lines_of(_checks(report, width)))


def plain_opening(watching: Watching, width: int) -> Iterator[str]:
    """Return what is said when a file begins to be watched."""
    subject = watching.subject
    yield f"{subject.question.id}: {subject.question.title}"
    yield escape(str(subject.path))
    yield from wrap(_asked(subject), width)
    yield from wrap(f"Keys, each with Enter: {KEYS}", width)


def plain_blocks(watching: Watching, view: View, width: int) -> list[tuple[str, ...]]:
    """Return how things stand as blocks of lines to append; what was said already is for the caller to leave out."""
    blocks: list[tuple[str, ...]] = []
    if view.grading is not None:
        blocks.append(tuple(text for text, _ in grading_pieces(0.0, loading=view.loading)))
    elif watching.report is not None:
        blocks.append(tuple(plain_lines(watching, width)))
    elif watching.content is None or watching.untouched:
        blocks.append(tuple(wrap("".join(text for text, _ in verdict_pieces(watching, width)), width)))
    if view.notice:
        blocks.append(tuple(wrap(view.notice, width)))
    if view.page is not None:
        title, content = view.page
        blocks.append((title, *("".join(text for text, _ in line).rstrip() for line in lines_of(content))))
    return blocks
