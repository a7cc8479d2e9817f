"""The list of losses and questions, as pieces of styled text; no Rich here, which a pipe need not wait for."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from lossquiz.questions.kinds import KINDS
from lossquiz.report.terminal.pieces import Pieces, wrap

if TYPE_CHECKING:
    from lossquiz.losses.catalogue import Loss
    from lossquiz.practice.store import Attempt
    from lossquiz.questions.question import Label

NAME_WIDTH, KINDS_WIDTH, KNOWN_WIDTH = 25, 44, 7
_FEWEST_KINDS = 20  # columns for kinds, whatever the names take
_GAP = 2
STYLES = {"right": "green", "wrong": "red", "revealed": "yellow"}
LEGEND = (
    "choose×3 are three questions of that kind, 2/9 says that two of nine are known (right on two days), and a loss"
    ' that is called "card only" has a card and no questions yet.'
)
Latest = Mapping[str, "Attempt"]


def list_losses(
    questions: Sequence[Label], cards: Sequence[Loss], latest: Latest, known: Collection[str], width: int
) -> Pieces:
    """Return a line for each loss, by family, with the kinds of its questions and how many of them are known.

    Args:
        questions: The questions.
        cards: The losses that have a card only.
        latest: The last judged attempt at each question.
        known: The questions that are known, by id.
        width: The columns there are.
    """
    pieces: Pieces = []
    rows = _by_family(questions)
    for family in dict.fromkeys([*rows, *(card.family for card in cards)]):
        pieces.append((f"{family}\n", "bold"))
        losses = rows.get(family, {})
        columns = _columns(losses, width)
        for name, asked in losses.items():
            pieces += _loss(name, asked, latest, known, columns)
        others = ", ".join(card.id for card in cards if card.family == family)
        if others:
            pieces.append((_indented(f"card only: {others}", width), "dim"))
        pieces.append(("\n", ""))
    count = sum(question.id in known for question in questions)
    losses_there = len({question.loss for question in questions} - {""})
    many = f"{losses_there} {'loss' if losses_there == 1 else 'losses'}"
    all_asked = f"{len(questions)} {'question' if len(questions) == 1 else 'questions'}"
    summary = f"{many}, {all_asked}, {count} known; {len(cards)} more with a card only."
    told = [*wrap(summary, width), *wrap(LEGEND, width)]
    return [*pieces, ("\n".join(told) + "\n", ""), ("lossquiz show ID prints a card and its questions.", "dim")]


def list_questions(questions: Sequence[Label], latest: Latest, width: int | None = None) -> Pieces:
    """Return a line for each question, as pieces of text with their style.

    Args:
        questions: The questions.
        latest: The last judged attempt at each.
        width: The columns there are; where they are too few, what there is to say of a question stands below its id.
            None for as many as it takes.
    """
    longest = max(len(question.id) for question in questions)
    head = f"{'question':<{longest}}  {'kind':<9}  {'level':<6}  {'family':<12}  last"
    if width is not None and len(head) + len("revealed") - len("last") > width:
        return [piece for question in questions for piece in _below(question, latest)]
    pieces: Pieces = [(head, "bold")]
    for question in questions:
        last = latest[question.id].result if question.id in latest else ""
        line = f"\n{question.id:<{longest}}  {question.kind:<9}  {question.difficulty:<6}  {question.family:<12}"
        pieces += [(f"{line}  " if last else line.rstrip(), ""), (last, STYLES.get(last, ""))]
    return pieces


def _below(question: Label, latest: Latest) -> Pieces:
    last = latest[question.id].result if question.id in latest else ""
    about = f"    {question.kind} · {question.difficulty} · {question.family}"
    return [(f"{question.id}\n", "bold"), (f"{about} · " if last else about, ""), (f"{last}\n", STYLES.get(last, ""))]


def _by_family(questions: Iterable[Label]) -> dict[str, dict[str, list[Label]]]:
    """Group questions by family, and within it by loss, or by title where they are about no single loss."""
    families: dict[str, dict[str, list[Label]]] = {}
    for question in questions:
        losses = families.setdefault(question.family, {})
        losses.setdefault(question.loss or question.title, []).append(question)
    return families


def _columns(names: Iterable[str], width: int) -> tuple[int, int]:
    """Return the columns of names and of kinds: the longest name decides, as long as the kinds keep some."""
    room = width - _GAP - _GAP - KNOWN_WIDTH
    known = list(names)
    widest = max(map(len, known), default=0)
    word = max((len(word) for name in known for word in name.split()), default=0)
    name = max(min(max(NAME_WIDTH, widest), room - _FEWEST_KINDS), word)
    return name, max(min(KINDS_WIDTH, room - name), 1)


def _loss(
    name: str, questions: Sequence[Label], latest: Latest, known: Collection[str], columns: tuple[int, int]
) -> Pieces:
    name_width, kinds_width = columns
    names, kinds = wrap(name, name_width), wrap(_kinds(questions), kinds_width)
    count = sum(question.id in known for question in questions)
    tried = any(question.id in latest for question in questions)
    pieces: Pieces = []
    for place in range(max(len(names), len(kinds))):
        left, right = (part[place] if place < len(part) else "" for part in (names, kinds))
        pieces.append((f"  {left:<{name_width}}  " if right else f"  {left}", "cyan"))
        if tried and not place:
            style = "green" if count == len(questions) else "yellow"
            pieces += [(f"{right:<{kinds_width}}  ", ""), (f"{count}/{len(questions)}\n", style)]
        else:
            pieces.append((f"{right}\n", ""))
    return pieces


def _kinds(questions: Sequence[Label]) -> str:
    counts = Counter(question.kind for question in questions)
    return " ".join(f"{kind}×{counts[kind]}" if counts[kind] > 1 else kind for kind in KINDS if counts[kind])


def _indented(line: str, width: int) -> str:
    return textwrap.fill(line, width, initial_indent="  ", subsequent_indent="  ", break_long_words=False) + "\n"
