"""The page of the class and those of candidates as Markdown, for a repository, a mail or an issue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from lossquiz.report.class_pages.wording import amount, printable, sign, status_words, verdict_words
from lossquiz.report.formats import BOTH, Batch, Format
from lossquiz.report.markup import fenced, plain, table_row
from lossquiz.wording import counted

if TYPE_CHECKING:
    from lossquiz.report.class_pages.candidate import Answer, CandidatePage, Example
    from lossquiz.report.class_pages.overview import Overview
    from lossquiz.report.class_pages.results import Result


def render(batch: Batch) -> str:
    """Return the page of the class."""
    from lossquiz.report.class_pages.overview import overview_of

    return "\n".join(_class(overview_of(batch))) + "\n"


def pages(batch: Batch) -> Iterator[tuple[str, str]]:
    """Go through the pages; candidates get theirs in a folder of their own, and no page of the class."""
    from lossquiz.report.class_pages.candidate import candidate_pages
    from lossquiz.report.class_pages.names import file_name, folder_for

    if batch.audience == "instructor":
        yield "index.md", render(batch)
    folder = folder_for(batch.audience)
    for view in candidate_pages(batch):
        yield f"{folder}/{file_name(view.candidate)}.md", candidate_page(view, batch)


def candidate_page(view: CandidatePage, batch: Batch) -> str:
    """Return the page of one candidate."""
    from lossquiz.report.class_pages.overview import total_text

    head = [total_text(view.points, view.max) + " points"] if view.shows_points and view.max else []
    if view.reached is not None and view.shows_points:
        head.append(f"the pass mark is {'reached' if view.reached else 'not reached'}")
    head += [f"{counted(view.late_days, 'day')} late"] if view.late_days else []
    parts = [f"# {_say(' · '.join(filter(None, (view.candidate, view.name))))}", "", "; ".join(head)]
    for answer in view.answers:
        parts += ["", *_answer(answer, view)]
    if view.lacking:
        parts += ["", f"Nothing was handed in for: {_say(', '.join(view.lacking))}."]
    version = batch.run.get("lossquiz") or ""
    seed = f" with seed {batch.seed}" if view.shows_seed else ""
    parts += ["", f"Graded by lossquiz {_say(version)}{seed}. {_NOT_JUDGED}"]
    return "\n".join(parts) + "\n"


_NOT_JUDGED = "What a check could not judge counts neither for nor against anybody."


def _say(text: str) -> str:
    """Return foreign text as text: nothing in it is markup, and nothing that a terminal would obey."""
    return plain(" ".join(map(printable, str(text).split())))


def _block(text: str, language: str = "text") -> str:
    return fenced("\n".join(map(printable, text.split("\n"))), language)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Return a table; the cells are text."""
    return [table_row(head), table_row(["---"] * len(head)), *(table_row([_say(cell) for cell in row]) for row in rows)]


def _class(view: Overview) -> list[str]:
    parts = ["# Class results", "", view.account.line]
    if view.needs_you:
        need = ((one.candidate, one.question, one.reason or one.said, one.next) for one in view.needs_you)
        parts += ["", "## Needs you", "", *_table(("Candidate", "Question", "Why", "Next"), need)]
    parts += ["", "## Everybody", "", *_everybody(view)]
    if view.mistakes:
        parts += ["", "## Mistakes by name, and what to teach"]
    for lesson in view.lessons:
        parts += ["", f"### {_say(' · '.join(filter(None, (lesson.question, lesson.title))))}", ""]
        parts += [f"To teach: {_say(lesson.teach)}", ""] if lesson.teach else []
        for one in lesson.mistakes:
            parts.append(f"- {len(one.candidates)}× **{_say(one.message)}** ({_say(one.id)})")
            parts += [f"  To practise: `lossquiz practice {' '.join(one.drills)}`"] if one.drills else []
            parts.append(f"  {_say(', '.join(one.candidates))}")
    for title, groups in (("Wrong answers that no known mistake explains", view.unnamed), (_SAME, view.same)):
        told = [f"{group.question}: {group.said}: {', '.join(group.candidates)}" for group in groups]
        counts = [len(group.candidates) for group in groups]
        parts += ["", f"## {title}", ""] if groups else []
        parts += [f"- {count}× {_say(line)}" for count, line in zip(counts, told, strict=True)]
    if view.changes:
        rows = (
            (d.candidate, d.question, amount(one.graded), amount(d.points), d.comment, d.by, d.at)
            for one in view.changes
            for d in [one.decision]
        )
        head = ("Candidate", "Question", "Graded", "Decided", "Comment", "By", "When")
        parts += ["", "## Decided by hand", "", *_table(head, rows)]
    return [*parts, "", "## How this was made", "", *(f"- **{label}:** {_say(text)}" for label, text in view.facts)]


_SAME = "Answers of the same form: a reason to talk, not proof"


def _everybody(view: Overview) -> list[str]:
    from lossquiz.report.class_pages.overview import total_text

    head = ["Candidate", *(_say(question or "no question") for question in view.questions), "Points"]
    head += ["Days late"] if view.late else []
    rows = []
    for one in view.people:
        absent = one.status == "missing"
        cells = [_cell(one.results.get(q), view.asked.get(q), absent=absent) for q in view.questions]
        late = ["–" if one.late_days is None else str(one.late_days)] if view.late else []
        rows.append(
            [" · ".join(filter(None, (one.candidate, one.name))), *cells, total_text(one.points, one.max), *late]
        )
    return _table(head, rows)


def _cell(result: Result | None, worth: float | None, *, absent: bool) -> str:
    from lossquiz.report.class_pages.overview import total_text

    if result is None:
        return f"– missing {total_text(0.0, worth)}" if worth is not None else "– missing" if absent else "–"
    points = "" if result.mark.max is None else f" {total_text(result.mark.points, result.mark.max)}"
    return f"{_verdict(result)}{points}{' by hand' if result.mark.by_hand else ''}"


def _verdict(result: Result) -> str:
    return f"{sign(result.verdict, result.status)} {status_words(result.verdict, result.status)}"


def _answer(one: Answer, view: CandidatePage) -> Iterator[str]:
    yield from _head(one, view)
    yield from _status(one, view)
    yield from _checks(one, view)
    yield from _mistakes(one)
    for example in one.examples:
        yield from _example(example)
    for chart in one.charts:
        yield from ("", _say(chart.says))
    if one.hint:
        yield from ("", f"**A hint:** {_say(one.hint)}")
    yield from _code(one)
    yield from _beside(one)
    yield from _decisions(one)
    if one.repeat:
        yield from ("", "To grade it again:", "", _block(one.repeat))


def _head(one: Answer, view: CandidatePage) -> Iterator[str]:
    from lossquiz.report.class_pages.overview import total_text

    mark = one.result.mark
    points = f", {total_text(mark.points, mark.max)}" if view.shows_points and mark.max is not None else ""
    yield f"## {_say(one.title or 'No question')}: {_verdict(one.result)}{points}"
    yield ""
    if one.file:
        yield _say(", ".join(filter(None, (one.file, one.submitted and f"handed in {one.submitted}"))))
    if mark.comment:
        yield from ("", f"**Comment:** {_say(mark.comment)}")


def _status(one: Answer, view: CandidatePage) -> Iterator[str]:
    result = one.result
    if result.status == "needs_review":
        yield from ("", f"**Somebody has to look at this; it is not marked yet.** {_say(result.reason or result.said)}")
        if view.for_instructor and result.next:
            yield from ("", "Next:", "", _block(result.next))
    if result.status == "missing":
        yield from ("", _say(result.reason or "Nothing was handed in."))
    if one.fact:
        yield from ("", f"It {_say(one.fact)}")


def _checks(one: Answer, view: CandidatePage) -> Iterator[str]:
    from lossquiz.report.class_pages.overview import total_text

    if not one.checks:
        return
    by_check = view.shows_points and any(check.max for check in one.checks)
    rows = []
    for check in one.checks:
        worth = [total_text(check.points, check.max) if check.max else ""] if by_check else []
        rows.append([check.name, check.outcome, check.cases, *worth, check.message])
    yield ""
    yield from _table(["Check", "Outcome", "Cases right", *(["Points"] if by_check else []), "What was seen"], rows)


def _mistakes(one: Answer) -> Iterator[str]:
    for name, message, derivation in one.mistakes:
        yield from ("", f"**The mistake:** {_say(message)} ({_say(name)})")
        if derivation:
            yield from ("", _block(derivation))
    if one.result.status == "graded" and one.error:
        yield from ("", f"**{_say(one.error)}**")
        if one.first_cause:
            yield from ("", f"What failed first: {_say(one.first_cause)}")


def _beside(one: Answer) -> Iterator[str]:
    for warning in one.warnings:
        yield from ("", f"Noticed, at no cost: {_say(warning)}")
    if one.output:
        yield from ("", "It printed:", "", _block(one.output))
    if one.repeats:
        told = ", ".join(f"{f'{seed}: ' if seed else ''}{verdict_words(verdict)}" for seed, verdict in one.repeats)
        yield from ("", f"Under other seeds the verdict {'held' if one.result.held else 'did not hold'}: {_say(told)}")
    if one.others:
        yield from ("", f"Other versions, which do not count: {_say(', '.join(file for file, _ in one.others))}")


def _decisions(one: Answer) -> Iterator[str]:
    if one.same:
        yield from ("", f"Answers of the same form (a reason to talk, not proof): {_say(', '.join(one.same))}")
    if one.history:
        yield from ("", f"Decided by hand (graded: {amount(one.result.mark.graded)}):", "")
        rows = ((amount(made.points), made.comment, made.by, made.at) for made in one.history)
        yield from _table(("Points", "Comment", "By", "When"), rows)


def _example(example: Example) -> Iterator[str]:
    yield from ("", f"The smallest input that shows it ({_say(example.check)}; {_say(example.note)}):", "")
    yield from _table(("Input", "Value", "Shape"), example.inputs)
    yield ""
    yield from _table(("Result", "Right", "Came back"), (row[:3] for row in example.results))
    if example.formula:
        yield from ("", f"Formula: {_say(example.formula)}")


def _code(one: Answer) -> Iterator[str]:
    for piece in one.pieces:
        where = f"Cell {piece.cell}" if piece.cell else "The code"
        lines = [f"{line.number:>4}  {'  ◀ '.join([line.text, *line.notes])}" for line in piece.lines]
        lines += [f"… {counted(piece.left_out, 'more line')}"] if piece.left_out else []
        yield from ("", f"{where}:", "", _block("\n".join(lines)))
    if one.no_code:
        yield from ("", one.no_code)


FORMAT = Format("the same pages as Markdown", render, many=pages, audiences=BOTH)
