"""An interview in a terminal or a pipe: its questions, its scorecard, and its questions once more, with answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from lossquiz.local_time import local
from lossquiz.practice.interview.sitting import clock_text
from lossquiz.practice.store import MEND
from lossquiz.report.terminal.pieces import Pieces, block, lead, rows, wrap
from lossquiz.report.terminal.progress import duration
from lossquiz.wording import percent, whole

if TYPE_CHECKING:
    from lossquiz.practice.interview.mix import Item, Script
    from lossquiz.practice.interview.scorecard import Entry, Scorecard, Sum

MARKS = {"right": "right", "wrong": "not right", "skipped": "skipped", "left": "left", "unreached": "not reached"}
STYLES = {"right": "green", "wrong": "red", "skipped": "yellow", "left": "yellow", "unreached": "dim"}
ENDINGS = {
    "done": "All questions were put.",
    "time": "Time was up.",
    "quit": "You ended it.",
    "no more input": "The answers ended.",
    "interrupted": "It was interrupted.",
}
_JUDGED = "Judged by {}, on fresh numbers and extreme ones; the verdict comes at the end."
_TEXT = "An empty line ends your answer."


LABELS = {"explain": "A good answer", MEND: "The mistake"}
"""What the right answer of a kind is called."""


def opening_pieces(script: Script, width: int) -> Pieces:
    """Return what is said before the clock starts."""
    brief = script.brief
    of = f", {' '.join(brief.families)}" if brief.families else ""
    title = f"Mock interview: {brief.minutes} minutes, {brief.level}{of}, {_questions(len(script.items))}"
    rules = (
        "No hints and no verdicts until the end. What you skip you can come back to while there is time. When time is"
        " up, you may finish the question at hand. Then come the scorecard, the answers, and what to drill."
    )
    short = 60 * brief.minutes - script.planned
    note = (
        f"There are questions for {duration(script.planned)} only." if short > max(180, 0.15 * script.planned) else ""
    )
    return [("\n", ""), (f"{title}\n", "bold"), *block(rules, width, indent=0), *block(note, width, indent=0)]


def _questions(count: int) -> str:
    return f"{count} question{'s' if count > 1 else ''}"


def question_pieces(
    entry: Entry, item: Item, total: int, left: float, keys: str, width: int, *, plain: bool = False
) -> Pieces:
    """Return a question, with where it stands and how much time is left."""
    head = f"{entry.number} of {total} · {clock_text(left)} left "
    if plain:
        head = f"Question {entry.number} of {total}, {duration(left)} left."
    follow = f"follow-up on {item.about}" if entry.lead else item.about
    facts = f"{follow} · {entry.kind} · {entry.difficulty} · about {_about(entry.allowed)}"
    return [
        ("\n", ""),
        (head, "bold"),
        ("" if plain else "─" * max(0, width - len(head)), "dim"),
        ("\n", ""),
        *((f"{line}\n", "dim") for line in wrap(facts, width)),
        ("\n", ""),
        *_asked(entry, width),
        *_note(_told_of(item), width),
        *((f"{line}\n", "dim") for line in wrap(keys, width)),
    ]


def _told_of(item: Item) -> str:
    """Return what is to be known before one answers."""
    if item.takes == "file":
        return _JUDGED.format(item.question.body().judged or "value and gradient")
    return _TEXT if item.takes == "text" else ""


def _note(text: str, width: int) -> Pieces:
    return [(f"{line}\n", "dim") for line in wrap(text, width)] if text else []


def _about(seconds: int) -> str:
    return f"{max(1, whole(seconds / 60))} min"


def _asked(entry: Entry, width: int) -> Pieces:
    pieces = [*lead(f"{entry.lead} " if entry.lead else "", "bold cyan", entry.asking, width), ("\n\n", "")]
    if entry.body:
        pieces += [*((f"    {line}\n", "cyan") for line in _fitting(entry.body, width - 4)), ("\n", "")]
    if entry.code:
        pieces += [*_code(entry.code), ("\n", "")]
    if entry.options:
        options = [tuple(option.split(" ", 1)) for option in entry.options]
        pieces += [*rows([(letter, text) for letter, text in options], width, "bold cyan"), ("\n", "")]
    return pieces


def _fitting(text: str, width: int) -> Iterator[str]:
    """Go through lines; those that are aligned stay as they are, those that are too long are wrapped."""
    for line in text.split("\n"):
        yield from [line] if len(line) <= width else wrap(line, width)


def _code(source: str) -> Pieces:
    lines = source.strip("\n").splitlines()
    digits = len(str(len(lines)))
    return [
        piece
        for number, line in enumerate(lines, 1)
        for piece in ((f"  {number:>{digits}} ", "dim"), (f"{line}\n", ""))
    ]


def card_pieces(card: Scorecard, width: int, told: Callable[[str], str] = str) -> Pieces:
    """Return the scorecard."""
    total = card.total
    unreached = len(card.entries) - len(card.put)
    pieces: Pieces = [
        ("\n", ""),
        ("Scorecard\n", "bold"),
        *rows(
            [
                ("Score", f"{percent(total.share)} ({total.right} of {total.asked} right), {card.level}"),
                ("Time", f"{duration(card.seconds)} of {card.minutes} min. {ENDINGS[card.ending]}"),
                *([("Reached", f"{len(card.put)} of {len(card.entries)} questions")] if unreached else []),
            ],
            width,
            "bold",
        ),
        *_sums("By topic", card.topics(), width),
        *_sums("By kind", card.kinds(), width),
        *_pace(card, width),
    ]
    late = [f"{entry.number}: {pace(entry)}, {entry.question}" for entry in card.slowest()]
    missed = [f"{entry.number}: {point}" for entry, points in card.missed_points() for point in points]
    named = [f"{mistake.says} ({', '.join(mistake.questions)})" for mistake in card.mistakes()]
    for title, lines in (("Slowest", late), ("Points you did not make", missed), ("Mistakes by name", named)):
        if lines:
            pieces += [(f"\n{title}\n", "bold"), *rows([("", lines)], width)]
    return [*pieces, *_drill(card, width, told)]


def _sums(title: str, sums: Mapping[str, Sum], width: int) -> Pieces:
    told = [
        (f"  {name}", f"{found.right} of {found.asked} right, {percent(found.share)}") for name, found in sums.items()
    ]
    return [(f"\n{title}\n", "bold"), *rows(told, width)]


def _pace(card: Scorecard, width: int) -> Pieces:
    """Return the questions in their order, each with its time against what it was allowed."""
    pieces: Pieces = [("\nPace: time taken, of what was allowed\n", "bold")]
    digits = len(str(len(card.entries)))
    for entry in card.put:
        style = "yellow" if entry.over > 0 else ""
        pieces += [(f"  {entry.number:>{digits}}  ", ""), (f"{pace(entry):<14}", style)]
        pieces += [(f"  {MARKS[entry.result]:<9}", STYLES[entry.result])]
        room = max(12, width - digits - 31)
        name = f"{entry.kind} · {entry.title}"
        pieces.append((f"  {name if len(name) <= room else f'{name[: room - 1].rstrip()}…'}\n", ""))
    return pieces


def pace(entry: Entry) -> str:
    """Write how long a question took, against what it was allowed."""
    return f"{clock_text(whole(entry.seconds))} of {clock_text(entry.allowed)}"


def _drill(card: Scorecard, width: int, told: Callable[[str], str]) -> Pieces:
    ids = card.to_drill()
    if not ids:
        return [("\nNothing was missed.\n", "bold")]
    weak = next(iter(card.topics()))
    weakest = f" Weakest: {weak}." if len(card.topics()) > 1 else ""
    why = f"{len(ids)} to come back to; they come first in practice.{weakest}"
    return [
        ("\n", ""),
        *lead("Drill next: ", "bold", why, width),
        ("\n", ""),
        *((f"{line}\n", "cyan") for line in _broken(told(f"lossquiz practice {' '.join(ids)}"), width)),
    ]


def _broken(command: str, width: int) -> list[str]:
    """Return a command in lines, broken as a shell takes it."""
    lines = wrap(command, width - 2)
    return [*(f"{line} \\" for line in lines[:-1]), lines[-1]]


def entry_pieces(entry: Entry, width: int) -> Pieces:
    """Return one question with the candidate's answer, the right one, and what there is to learn."""
    facts = f"{entry.number} · {entry.kind} · {entry.title} · {pace(entry)}"
    return [
        ("\n", ""),
        *((f"{line}\n", "bold") for line in wrap(facts, width)),
        *_asked(entry, width),
        *_answered(entry, width),
        *(piece for line in entry.feedback for piece in block(line, width, indent=0)),
        *([("\n", "")] if entry.points else []),
        *_right(entry, width),
        *([("\n", ""), *block(entry.lesson, width, indent=0)] if entry.lesson else []),
    ]


def _answered(entry: Entry, width: int) -> Pieces:
    mark = f"{MARKS[entry.result]}{_share(entry)}"
    if not entry.answer:
        return [(f"{mark[:1].upper()}{mark[1:]}.\n", STYLES[entry.result])]
    if entry.file:
        return [("Your code", "bold"), (f" ({mark}):\n", STYLES[entry.result]), *_code(entry.answer), ("\n", "")]
    return [
        *lead("Your answer: ", "bold", entry.answer, width),
        (f"\n{mark[:1].upper()}{mark[1:]}.\n", STYLES[entry.result]),
    ]


def _share(entry: Entry) -> str:
    if entry.points:
        made = sum(point.made for point in entry.points)
        by = "by your own tick" if entry.own_mark else "as far as words can be looked for"
        return f": {made} of {len(entry.points)} points {by}, {entry.needed} make a pass"
    return f", {percent(entry.score)}" if 0 < entry.score < 1 else ""


def _right(entry: Entry, width: int) -> Pieces:
    pieces: Pieces = []
    if entry.right:
        label = LABELS.get(entry.kind, "Right")
        pieces += [*lead(f"{label}: ", "bold", entry.right, width), ("\n", "")]
    if entry.right_code:
        pieces += [("A model answer:\n", "bold"), *_code(entry.right_code)]
    if entry.points:
        pieces += points_pieces(entry, width)
    return pieces


def points_pieces(entry: Entry, width: int) -> Pieces:
    """Return the points of an explanation, numbered, and which are ticked."""
    told = [(f"[{'x' if found.made else ' '}] {number}", found.point) for number, found in enumerate(entry.points, 1)]
    return rows(told, width)


def explanation_pieces(entry: Entry, width: int) -> Pieces:
    """Return an explanation beside a good one, with the points to tick."""
    return [
        ("\n", ""),
        *lead(f"{entry.number} · ", "bold", entry.asking, width),
        ("\n\n", ""),
        *lead("Your answer: ", "bold", entry.answer, width),
        ("\n\n", ""),
        *lead("A good answer: ", "bold", entry.right, width),
        ("\n\n", ""),
        *points_pieces(entry, width),
        (f"{entry.needed} of {len(entry.points)} make a pass.\n", "dim"),
    ]


def list_pieces(cards: Iterable[tuple[str, Scorecard | None]], width: int) -> Pieces:
    """Return the interviews that are kept, a line each, the newest first; None is one that cannot be read."""
    told = [(day(at), _in_a_line(card)) for at, card in cards]
    return rows(told, width, "bold") or [("No interview is kept yet. Begin with: lossquiz interview", "")]


def _in_a_line(card: Scorecard | None) -> str:
    if card is None:
        return "cannot be read by this lossquiz"
    total = card.total
    of = f", {' '.join(card.families)}" if card.families else ""
    return f"{card.minutes:>3} min, {card.level}{of}, {percent(total.share)} ({total.right} of {total.asked} right)"


def day(at: str) -> str:
    """Write a time of the log as it was on the clock here: `2026-03-05 14:07`."""
    try:
        return f"{local(datetime.fromisoformat(at)):%Y-%m-%d %H:%M}"
    except (ValueError, OverflowError, OSError):
        return at
