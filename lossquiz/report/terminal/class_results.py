"""The results of a class in a terminal: everybody accounted for, what needs a person first, then who and what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from rich.console import Group
from rich.table import Table
from rich.text import Text

from lossquiz.grading.foreign_text import clean
from lossquiz.report.class_pages.overview import names_text, total_text
from lossquiz.report.class_pages.wording import sign, status_words
from lossquiz.wording import counted

if TYPE_CHECKING:
    from rich.console import RenderableType

    from lossquiz.report.class_pages.overview import Group as Alike
    from lossquiz.report.class_pages.overview import Overview, Person

_STYLES = {"good": "bold green", "bad": "bold red", "open": "bold yellow", "none": "dim"}
_MOST = 5  # of each list in a summary


def summary(view: Overview) -> Group:
    """Return the account and what a person has to know first, in a few lines."""
    parts: list[RenderableType] = [Text(view.account.line, style="bold"), *_needs(view, _MOST)]
    return Group(*parts, *_mistakes(view, _MOST))


def whole(view: Overview) -> Group:
    """Return all that a class came to."""
    parts: list[RenderableType] = [Text(view.account.line, style="bold"), *_needs(view), Text(), _everybody(view)]
    parts += _mistakes(view)
    parts += _groups("Wrong answers that no known mistake explains", view.unnamed)
    parts += _groups("Answers of the same form: a reason to talk, not proof", view.same)
    parts += [Text(), *(Text(f"{label}: {clean(text)}", style="dim") for label, text in view.facts)]
    return Group(*parts)


def _table(*columns: tuple[str, dict[str, Any]]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name, options in columns:
        table.add_column(name, **options)
    return table


def _needs(view: Overview, most: int | None = None) -> Iterable[RenderableType]:
    if not view.needs_you:
        return
    said = counted(len(view.needs_you), "answer needs you", "answers need you")
    yield Text(f"\n{said}:", style="bold yellow")
    for one in view.needs_you[:most]:
        yield Text(f"  {clean(' '.join(filter(None, (one.candidate, one.question))))}: {clean(one.reason or one.said)}")
        if one.next:
            yield Text(f"    {clean(one.next)}", style="cyan")
    yield from _more(len(view.needs_you), most)


def _more(number: int, most: int | None) -> Iterable[RenderableType]:
    if most is not None and number > most:
        yield Text(f"  … and {counted(number - most, 'more', 'more')}", style="dim")


def _everybody(view: Overview) -> Table:
    titles = [(question or "no question", {"overflow": "fold"}) for question in view.questions]
    late = [("days late", {"justify": "right"})] if view.late else []
    table = _table(("candidate", {"overflow": "fold"}), *titles, ("points", {"justify": "right"}), *late)
    for person in view.people:
        table.add_row(*_row(person, view))
    return table


def _row(person: Person, view: Overview) -> list[Text]:
    cells = [Text.assemble(clean(person.candidate), (f" {clean(person.name)}" if person.name else "", "dim"))]
    for question in view.questions:
        result = person.results.get(question)
        if result is None:
            cells.append(Text("– missing" if question in view.asked or person.status == "missing" else "", style="dim"))
            continue
        said = Text(
            f"{sign(result.verdict, result.status)} {status_words(result.verdict, result.status)}",
            style=_STYLES[result.tone],
        )
        points = "" if result.mark.max is None else f" {total_text(result.mark.points, result.mark.max)}"
        cells.append(Text.assemble(said, f"{points}{'*' if result.mark.by_hand else ''}"))
    cells.append(Text(total_text(person.points, person.max)))
    if view.late:
        cells.append(Text("–" if person.late_days is None else str(person.late_days)))
    return cells


def _mistakes(view: Overview, most: int | None = None) -> Iterable[RenderableType]:
    if not view.mistakes:
        return
    yield Text("\nMistakes by name:", style="bold")
    for one in view.mistakes[:most]:
        yield Text(f"  {len(one.candidates)} × {one.question}: {clean(one.message)}")
        if most is None:
            yield Text(f"      {clean(names_text(one.candidates))}", style="dim")
    yield from _more(len(view.mistakes), most)


def _groups(title: str, groups: Sequence[Alike]) -> Iterable[RenderableType]:
    if not groups:
        return
    yield Text(f"\n{title}:", style="bold")
    for group in groups:
        yield Text(f"  {len(group.candidates)} × {group.question}: {clean(group.said)}")
        yield Text(f"      {clean(names_text(group.candidates))}", style="dim")
