"""The advisor's answer in a terminal or a pipe: a screenful, or the whole trace."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from lossquiz.report.terminal.pieces import Pieces
from lossquiz.selection.facts import describe_all, find_fact, tasks
from lossquiz.selection.torch_line import names_in

if TYPE_CHECKING:
    from lossquiz.selection.advice import Choice, Reason, Recommendation, Warned

_INDENT = 4
_LABEL = 9
_WIDEST = 100
_REASONS = 2
_COSTS = 1
_SWITCHES = 2
_RUNNERS_UP = 3
_WARNINGS = 2


def recommendation_pieces(answer: Recommendation, width: int, *, why: bool = False) -> Pieces:
    """Lay out an answer.

    Args:
        answer: The recommendation.
        width: The columns there are.
        why: Everything: all losses with all reasons and sources, everything rejected, every warning, every rule.
    """
    page = _Page(width)
    page.line(_headline(answer), "bold")
    page.blank()
    unheeded = [warned for warned in answer.warnings if warned.first]
    page.rows("note", (warned.text for warned in unheeded), "yellow", indent=0)
    if unheeded:
        page.blank()
    for place, choice in enumerate(answer.choices, 1):
        if why or place == 1:
            _full(page, place, choice, answer, why=why)
        elif place <= _RUNNERS_UP:
            page.heading(place, choice)
    page.blank()
    _rejected(page, answer, why=why)
    traps = [warned for warned in answer.warnings if not warned.first]
    _warnings(page, traps, why=why)
    if why:
        _trace(page, answer)
    elif len(traps) > _WARNINGS or len(answer.choices) > _RUNNERS_UP:
        page.line("everything, with sources: --why; the rest of the field: --why-not LOSS", "dim")
    return page.pieces


def _headline(answer: Recommendation) -> str:
    given = {find_fact(name).id for name in answer.given}
    said = describe_all((name, value) for name, value in answer.facts.items() if name in given)
    follow = describe_all((name, value) for name, value in answer.facts.items() if name not in given)
    return f"{tasks()[answer.task].title}{', with ' + said if said else ''}{', hence ' + follow if follow else ''}"


def _full(page: _Page, place: int, choice: Choice, answer: Recommendation, *, why: bool) -> None:
    page.heading(place, choice)
    whole = place == 1
    block = whole or choice.written is not None
    page.code(_dense(choice.code) if block else choice.torch)
    names = {} if block else names_in(choice.torch)
    page.rows("where", (f"{name}: {meaning}" for name, meaning in names.items()))
    shown = choice.reasons if why else _telling(choice.reasons)
    page.rows("why", (_signed(reason.text, reason.source, reason.weight if why else None) for reason in shown))
    page.rows("but", (_signed(r.text, r.source, r.weight if why else None) for r in choice.against))
    here = choice.written is None  # else its block says what goes in and what comes out
    page.rows("gives", [choice.reduction] if whole and why and here else [])  # its block says what goes in
    page.rows("expects", [f"{choice.expects}; {choice.reduction}"] if here and not whole else [])
    page.rows("costs", choice.trade_offs if why else choice.trade_offs[:_COSTS])
    label = "switch if" if place == 1 else "first if"
    page.rows(label, choice.switch_if if why else choice.switch_if[:_SWITCHES])
    if why and place < len(answer.choices):
        page.blank()


def _dense(code: str) -> str:
    return "\n".join(line for line in code.splitlines() if line.strip())


def _telling(reasons: Sequence[Reason]) -> Sequence[Reason]:
    """Return the strongest reasons, without the general one when there are others."""
    return [reason for reason in reasons if not reason.rule.endswith(".default")][:_REASONS] or reasons[:1]


def _signed(text: str, source: str, weight: float | None) -> str:
    points = "" if weight is None else f"{weight:+g}  "
    return f"{points}{text} [{source}]"


def _rejected(page: _Page, answer: Recommendation, *, why: bool) -> None:
    groups: dict[str, tuple[list[str], str, str]] = {}
    for rejected in (out for out in answer.rejected if why or not out.absent):
        groups.setdefault(rejected.rule, ([], rejected.text, rejected.source))[0].append(rejected.loss)
    shown = list(groups.values()) if why else list(groups.values())[:2]
    page.rows(
        "not",
        (f"{', '.join(losses)}: {text}" + (f" [{source}]" if why else "") for losses, text, source in shown),
        "red",
        indent=0,
    )


def _warnings(page: _Page, warnings: Iterable[Warned], *, why: bool) -> None:
    listed = list(warnings)
    shown = listed if why else listed[:_WARNINGS]
    page.rows(
        "beware",
        (f"{_about(warned)}{warned.text}" + (f" [{warned.id}; {warned.source}]" if why else "") for warned in shown),
        "yellow",
        indent=0,
    )


def _about(warned: Warned) -> str:
    return f"{', '.join(warned.losses)}: " if warned.losses else ""


def _trace(page: _Page, answer: Recommendation) -> None:
    page.blank()
    page.line("rules that fired", "bold")
    for rule in answer.trace:
        effects = [f"{loss} {weight:+g}" for loss, weight in rule.promote.items()]
        effects += [f"{loss} {-weight:+g}" for loss, weight in rule.demote.items()]
        effects += [f"not {loss}" for loss in rule.exclude]
        page.rows("", [f"{rule.id} ({rule.stage}): {', '.join(effects)}"], indent=2)


class _Page:
    """Lines of at most so many columns; code is never broken."""

    def __init__(self, width: int) -> None:
        self.pieces: Pieces = []
        self.width = min(width, _WIDEST)

    def line(self, text: str, style: str = "") -> None:
        for part in textwrap.wrap(text, self.width) or [""]:
            self.pieces.append((f"{part}\n", style))

    def blank(self) -> None:
        self.pieces.append(("\n", ""))

    def heading(self, place: int, choice: Choice) -> None:
        self.pieces.append((f"{place} {choice.loss}", "bold green" if place == 1 else "bold"))
        self.pieces.append((f"  {choice.title}", ""))
        self.pieces.append((f"  {choice.score:g}\n", "dim"))

    def code(self, code: str) -> None:
        for part in code.splitlines():
            self.pieces.append((f"{' ' * _INDENT}{part}\n", "cyan"))

    def rows(self, label: str, texts: Iterable[str], style: str = "bold", indent: int = _INDENT) -> None:
        """Print texts beside a label that stands before the first of them."""
        for shown, text in _labels(label, texts):
            lines = textwrap.wrap(text, max(20, self.width - indent - _LABEL - 1)) or [""]
            for place, part in enumerate(lines):
                head = shown if place == 0 else ""
                self.pieces += [(" " * indent, ""), (head.ljust(_LABEL), style), (f" {part}\n", "")]


def _labels(label: str, texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    for place, text in enumerate(texts):
        yield (label if place == 0 else ""), text
