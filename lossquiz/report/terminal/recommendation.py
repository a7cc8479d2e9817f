"""The advisor's answer in a terminal or a pipe: a screenful, or the whole trace."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lossquiz.report.terminal.pieces import Pieces
from lossquiz.report.terminal.python_lines import fitted
from lossquiz.selection.facts import describe_all, find_fact, tasks
from lossquiz.selection.torch_line import names_in
from lossquiz.wording import counted

if TYPE_CHECKING:
    from lossquiz.selection.advice import Choice, Reason, Recommendation, Warned

SCREEN = 24
"""How many lines an answer has unless everything is asked for: what a terminal shows without scrolling."""

_INDENT = 4
_LABEL = 9
_WIDEST = 100
_FEW_LINES = 6  # of code that is too long to be shown whole
_RUNNERS_UP = 3


def recommendation_pieces(answer: Recommendation, width: int, *, why: bool = False) -> Pieces:
    """Lay out an answer.

    Args:
        answer: The recommendation.
        width: The columns there are.
        why: Everything: all losses with all reasons and sources, everything rejected, every warning, every rule;
            otherwise what matters most of it, on a screen.
    """
    return _everything(answer, width) if why else _screenful(answer, width)


@dataclass(frozen=True, slots=True)
class _Part:
    """Lines that are shown together or not at all: of rank 0, always; the others, lower ranks first, where they fit."""

    rank: int
    lines: tuple[Pieces, ...]


def _screenful(answer: Recommendation, width: int) -> Pieces:
    page = _Page(width)
    first = answer.choices[0]
    parts = [_Part(0, page.text(_headline(answer), "bold")), _Part(10, page.blank())]
    parts += [_Part(0, page.row("note", warned.text, "yellow", 0)) for warned in answer.warnings if warned.first]
    parts += [_Part(0, page.heading(1, first)), (code := _Part(1, page.code(_dense(first.code))))]
    parts += _ranked(page, "why", (_signed(reason) for reason in _telling(first.reasons)), (0, 2))
    parts += _ranked(page, "but", (_signed(reason) for reason in first.against), (5,))
    parts += _ranked(page, "costs", first.trade_offs, (6,))
    parts += _ranked(page, "switch if", first.switch_if, (0, 8))
    parts.append(
        _Part(4, page.row("then", _runners_up(answer), "bold", 0)) if len(answer.choices) > 1 else _Part(0, ())
    )
    parts += _ranked(page, "not", _rejected(answer, why=False), (7,), "red", 0)
    traps = (f"{_about(warned)}{warned.text}" for warned in answer.warnings if not warned.first)
    parts += _ranked(page, "beware", traps, (0, 3, 9), "yellow", 0)
    parts.append(
        _Part(0, page.text("all of it, with sources: --why; only code: --code; others: --why-not LOSS", "dim"))
    )
    return [piece for part in _fitting(parts, code, page) for line in part.lines for piece in line]


def _ranked(
    page: _Page, label: str, texts: Iterable[str], ranks: Sequence[int], style: str = "bold", indent: int = _INDENT
) -> list[_Part]:
    """Return a part for each of the first texts, by rank; the label stands before the first of them."""
    shown = zip(_labels(label, texts), ranks, strict=False)
    return [_Part(rank, page.row(head, text, style, indent)) for (head, text), rank in shown]


def _fitting(parts: Sequence[_Part], code: _Part, page: _Page) -> list[_Part]:
    """Return the parts that a screen has room for, in their order; code that is too long is cut, and says so."""
    room = SCREEN - sum(page.height(part) for part in parts if not part.rank)
    whole = page.height(code) <= room
    least = page.height(code) if whole else _FEW_LINES
    room -= least
    chosen = {id(part) for part in parts if not part.rank} | {id(code)}
    for part in sorted(parts, key=lambda part: part.rank):
        if id(part) not in chosen and page.height(part) <= room:
            room -= page.height(part)
            chosen.add(id(part))
    shown = [part for part in parts if id(part) in chosen]
    return [page.cut(part, least + room) if part is code and not whole else part for part in shown]


def _everything(answer: Recommendation, width: int) -> Pieces:
    page = _Page(width)
    lines = [*page.text(_headline(answer), "bold"), *page.blank()]
    unheeded = [warned for warned in answer.warnings if warned.first]
    lines += page.rows("note", (warned.text for warned in unheeded), "yellow", indent=0)
    lines += page.blank() if unheeded else ()
    for place, choice in enumerate(answer.choices, 1):
        lines += [*_full(page, place, choice), *page.blank()]
    lines += page.rows("not", _rejected(answer, why=True), "red", indent=0)
    traps = (
        f"{_about(warned)}{warned.text} [{warned.id}; {warned.source}]"
        for warned in answer.warnings
        if not warned.first
    )
    lines += page.rows("beware", traps, "yellow", indent=0)
    lines += [*page.blank(), *page.text("rules that fired", "bold"), *_trace(page, answer)]
    return [piece for line in lines for piece in line]


def _headline(answer: Recommendation) -> str:
    given = {find_fact(name).id for name in answer.given}
    said = describe_all((name, value) for name, value in answer.facts.items() if name in given)
    follow = describe_all((name, value) for name, value in answer.facts.items() if name not in given)
    return f"{tasks()[answer.task].title}{', with ' + said if said else ''}{', hence ' + follow if follow else ''}"


def _full(page: _Page, place: int, choice: Choice) -> Iterator[Pieces]:
    first = place == 1
    block = first or choice.written is not None
    yield from page.heading(place, choice)
    yield from page.code(_dense(choice.code) if block else choice.torch)
    names = {} if block else names_in(choice.torch)
    yield from page.rows("where", (f"{name}: {meaning}" for name, meaning in names.items()))
    yield from page.rows("why", (f"{reason.weight:+g}  {_signed(reason)}" for reason in choice.reasons))
    yield from page.rows("but", (f"{reason.weight:+g}  {_signed(reason)}" for reason in choice.against))
    # A block says what goes in, one of another library what comes out, too.
    if choice.written is None:
        yield from page.rows("gives" if first else "expects", [choice.reduction if first else _in_and_out(choice)])
    yield from page.rows("costs", choice.trade_offs)
    yield from page.rows("switch if" if first else "first if", choice.switch_if)


def _in_and_out(choice: Choice) -> str:
    return f"{choice.expects}; {choice.reduction}"


def _runners_up(answer: Recommendation) -> str:
    others = answer.choices[1:_RUNNERS_UP]
    return ", ".join(f"{choice.loss} ({choice.title}, {choice.score:g})" for choice in others)


def _dense(code: str) -> str:
    return "\n".join(line for line in code.splitlines() if line.strip())


def _telling(reasons: Sequence[Reason]) -> Sequence[Reason]:
    """Return the reasons, strongest first, without the general one when there are others."""
    return [reason for reason in reasons if not reason.rule.endswith(".default")] or reasons[:1]


def _signed(reason: Reason) -> str:
    return f"{reason.text} [{reason.source}]"


def _rejected(answer: Recommendation, *, why: bool) -> Iterator[str]:
    groups: dict[str, tuple[list[str], str, str]] = {}
    for rejected in (out for out in answer.rejected if why or not out.absent):
        groups.setdefault(rejected.rule, ([], rejected.text, rejected.source))[0].append(rejected.loss)
    for losses, text, source in groups.values():
        yield f"{', '.join(losses)}: {text}" + (f" [{source}]" if why else "")


def _about(warned: Warned) -> str:
    return f"{', '.join(warned.losses)}: " if warned.losses else ""


def _trace(page: _Page, answer: Recommendation) -> Iterator[Pieces]:
    for rule in answer.trace:
        effects = [f"{loss} {weight:+g}" for loss, weight in rule.promote.items()]
        effects += [f"{loss} {-weight:+g}" for loss, weight in rule.demote.items()]
        effects += [f"not {loss}" for loss in rule.exclude]
        yield from page.rows("", [f"{rule.id} ({rule.stage}): {', '.join(effects)}"], indent=2)


class _Page:
    """Lines of at most so many columns; code is broken only where Python lets a line end."""

    def __init__(self, width: int) -> None:
        self.width = min(width, _WIDEST)

    def text(self, text: str, style: str = "") -> tuple[Pieces, ...]:
        return tuple([(f"{part}\n", style)] for part in textwrap.wrap(text, self.width) or [""])

    def blank(self) -> tuple[Pieces, ...]:
        return ([("\n", "")],)

    def heading(self, place: int, choice: Choice) -> tuple[Pieces, ...]:
        name = (f"{place} {choice.loss}", "bold green" if place == 1 else "bold")
        return ([name, (f"  {choice.title}", ""), (f"  {choice.score:g}\n", "dim")],)

    def code(self, code: str) -> tuple[Pieces, ...]:
        return tuple([(f"{' ' * _INDENT}{part}\n", "cyan")] for part in fitted(code, self.width - _INDENT))

    def cut(self, code: _Part, room: int) -> _Part:
        """Return as much of some code as there is room for, and how much is left."""
        lengths = range(len(code.lines), 0, -1)
        kept = next((n for n in lengths if self.height(_Part(0, code.lines[:n])) < room), 0)
        left = f"{' ' * _INDENT}# … {counted(len(code.lines) - kept, 'line')} more: --code\n"
        return _Part(code.rank, (*code.lines[:kept], [(left, "dim")]))

    def height(self, part: _Part) -> int:
        """Return how many lines of a terminal a part takes; one that is too long runs over."""
        lengths = (sum(len(text.rstrip("\n")) for text, _ in line) for line in part.lines)
        return sum(max(1, -(-length // self.width)) for length in lengths)

    def row(self, label: str, text: str, style: str = "bold", indent: int = _INDENT) -> tuple[Pieces, ...]:
        """Return a text beside a label, which may be empty."""
        lines = textwrap.wrap(text, max(20, self.width - indent - _LABEL - 1)) or [""]
        heads = [label, *[""] * (len(lines) - 1)]
        return tuple(
            [(" " * indent, ""), (head.ljust(_LABEL), style), (f" {part}\n", "")]
            for head, part in zip(heads, lines, strict=True)
        )

    def rows(self, label: str, texts: Iterable[str], style: str = "bold", indent: int = _INDENT) -> Iterator[Pieces]:
        """Yield texts beside a label that stands before the first of them."""
        for head, text in _labels(label, texts):
            yield from self.row(head, text, style, indent)


def _labels(label: str, texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    for place, text in enumerate(texts):
        yield (label if place == 0 else ""), text
