"""The page of a class: everybody accounted for, what needs a person first, then what the class got wrong."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lossquiz.report.class_pages.results import Result, counted_of
from lossquiz.report.class_pages.wording import amount, shown_value, status_words, verdict_words
from lossquiz.report.formats import Batch
from lossquiz.report.standing import by_candidate
from lossquiz.wording import counted

if TYPE_CHECKING:
    from lossquiz.questions.model import Bank
    from lossquiz.takehome.overrides import Override

# Words of the syntax tree, its brackets and names. The bank's own answers that are one formula in a line or two have
# fewer, and so have those that many write alike.
ENOUGH_PARTS = 100
_MOST_DRILLS = 3


@dataclass(frozen=True, slots=True)
class Person:
    """A row of the matrix.

    Attributes:
        candidate: Who.
        name: What a list calls them beside that, or "".
        status: `needs_review` where one of the answers needs a person, else `graded` where one was, else `missing`.
        results: Their results by question.
        points: Their points in all, or None where some are open.
        max: How many there could be.
        reached: Whether the pass mark is reached; None where there is none, or points are open.
        late_days: The most days that one of their answers is late, or None where nothing says when they handed in.
    """

    candidate: str
    name: str
    status: str
    results: Mapping[str, Result]
    points: float | None
    max: float
    reached: bool | None
    late_days: int | None


@dataclass(frozen=True, slots=True)
class Account:
    """Every candidate once."""

    graded: int
    needs_you: int
    missing: int
    absent: bool

    @property
    def whole(self) -> int:
        """How many candidates there are."""
        return self.graded + self.needs_you + self.missing

    @property
    def line(self) -> str:
        """The account in one line; of those on a list, not all have sent something."""
        whole = f"{self.whole} expected" if self.absent else f"{self.whole} received"
        need = "needs" if self.needs_you == 1 else "need"
        return f"{whole} = {self.graded} graded + {self.needs_you} {need} you + {self.missing} missing"


@dataclass(frozen=True, slots=True)
class Tally:
    """How one question went."""

    question: str
    title: str
    verdicts: tuple[tuple[str, int], ...]
    needs_you: int
    average: float | None
    max: float | None


@dataclass(frozen=True, slots=True)
class Mistake:
    """A mistake by name.

    Attributes:
        question: The question.
        id: The mistake's id.
        message: What is wrong, in a sentence.
        candidates: Who made it.
        drills: Questions of the bank that are about this mistake.
    """

    question: str
    id: str
    message: str
    candidates: tuple[str, ...]
    drills: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a class got wrong in one question, and what to teach.

    Attributes:
        question: The question.
        title: Its name, or "".
        teach: What is right: the convention of the question, or "".
        mistakes: The mistakes, the most frequent first.
    """

    question: str
    title: str
    teach: str
    mistakes: tuple[Mistake, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Answers to one question that have something in common.

    Attributes:
        question: The question.
        candidates: Whose they are.
        said: What is to be said of them, in a line.
    """

    question: str
    candidates: tuple[str, ...]
    said: str


@dataclass(frozen=True, slots=True)
class Change:
    """What a person decided.

    Attributes:
        decision: The decision.
        graded: The points that grading gave, or None.
        counts: Whether these points count; a later decision replaces an earlier one.
        known: Whether the results have such an answer.
    """

    decision: Override
    graded: float | None
    counts: bool
    known: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """All that the page of a class shows.

    Attributes:
        account: Every candidate once.
        questions: The questions, in the order of their columns.
        people: The matrix, by candidate.
        needs_you: What a person has to look at.
        tallies: How each question went.
        mistakes: The mistakes by name, the most frequent first.
        lessons: The same by question, and what to teach.
        unnamed: Wrong answers without a name, by their results, the largest group first.
        same: Answers of the same form by several candidates.
        too_short: How many groups of the same form say nothing, since the answers are so short.
        changes: What people decided, in order of candidates.
        asked: How many points each question is worth that everybody was asked.
        facts: What was run, and how: labels and texts.
        late: Whether it is known when things were handed in.
        pass_mark: The share of the points that is enough, or None.
    """

    account: Account
    questions: tuple[str, ...]
    people: tuple[Person, ...]
    needs_you: tuple[Result, ...]
    tallies: tuple[Tally, ...]
    mistakes: tuple[Mistake, ...]
    lessons: tuple[Lesson, ...]
    unnamed: tuple[Group, ...]
    same: tuple[Group, ...]
    too_short: int
    changes: tuple[Change, ...]
    asked: Mapping[str, float]
    facts: tuple[tuple[str, str], ...]
    late: bool
    pass_mark: float | None


def overview_of(batch: Batch) -> Overview:
    """Go through a batch once, and return what the page of its class shows."""
    results = [result for rows in by_candidate(batch) for _, result in counted_of(rows, batch)]
    pass_mark = batch.run.get("pass_mark")
    questions = _questions(results, batch)
    people = _people(results, batch)
    same, too_short = _same(results)
    mistakes = _mistakes(results, batch.bank)
    return Overview(
        account=_account(people, results, batch),
        questions=questions,
        people=people,
        needs_you=tuple(result for result in results if result.status == "needs_review"),
        tallies=tuple(_tally(question, results, batch.bank) for question in questions if question),
        mistakes=mistakes,
        lessons=_lessons(mistakes, batch.bank),
        unnamed=_unnamed(results),
        same=same,
        too_short=too_short,
        changes=_changes(results, batch),
        facts=facts_of(batch),
        asked=asked_of(batch),
        late=any(result.late_days is not None for result in results),
        pass_mark=pass_mark,
    )


def _questions(results: Sequence[Result], batch: Batch) -> tuple[str, ...]:
    """Return the columns: those that were asked for, then others that were met; "" for answers to no question."""
    met = sorted({result.question for result in results if result.question})
    # Of somebody of whom nothing came there is nothing to say in a column of its own.
    nameless = [""] if any(not result.question and result.status != "missing" for result in results) else []
    return tuple(dict.fromkeys([*(batch.run.get("questions") or ()), *met, *nameless]))


def asked_of(batch: Batch) -> Mapping[str, float]:
    """Return how many points each question is worth that everybody was asked."""
    scheme = batch.run.get("points") or {}
    return {question: float(scheme.get(question, {}).get("max", 1.0)) for question in batch.run.get("questions") or ()}


def _people(results: Iterable[Result], batch: Batch) -> tuple[Person, ...]:
    found: defaultdict[str, dict[str, Result]] = defaultdict(dict)
    for result in results:
        found[result.candidate][result.question] = result
    names = sorted(found, key=lambda name: (name.lower(), name))
    return tuple(_person(name, found[name], batch) for name in names)


def _person(candidate: str, results: Mapping[str, Result], batch: Batch) -> Person:
    points, most = totals(results.values(), asked_of(batch))
    days = [result.late_days for result in results.values() if result.late_days is not None]
    statuses = {result.status for result in results.values()}
    return Person(
        candidate=candidate,
        name=name_of(candidate, batch),
        status=next((one for one in ("needs_review", "graded") if one in statuses), "missing"),
        results=results,
        points=points,
        max=most,
        reached=reached(points, most, batch.run.get("pass_mark")),
        late_days=max(days, default=None),
    )


def name_of(candidate: str, batch: Batch) -> str:
    """Return what the list of those who were expected calls a candidate beside their id, or ""."""
    person = (batch.run.get("people") or {}).get(candidate) or {}
    name = str(person.get("name") or "")
    return "" if name == candidate else name


def totals(results: Collection[Result], asked: Mapping[str, float]) -> tuple[float | None, float]:
    """Return somebody's points, None where some are open, and how many there could be.

    A question that was asked and of which nothing came is worth nothing to them, but counts in the whole.
    """
    whole = next((result.mark for result in results if not result.question and result.mark.by_hand), None)
    if whole is not None and whole.max is not None:  # a person marked everything at once
        return whole.points, whole.max
    answered = {result.question for result in results}
    marks = [result.mark for result in results]
    most = sum(mark.max or 0.0 for mark in marks)
    most += sum(worth for question, worth in asked.items() if question not in answered)
    waiting = any(result.status == "needs_review" and result.mark.points is None for result in results)
    given = any(mark.points is not None for mark in marks)
    if waiting or any(mark.points is None and mark.max is not None for mark in marks) or not (most or given):
        return None, most
    return sum(mark.points or 0.0 for mark in marks), most


def reached(points: float | None, most: float, pass_mark: float | None) -> bool | None:
    """Tell whether points reach a pass mark; None where there is none, or nothing to hold against it."""
    if pass_mark is None or points is None or not most:
        return None
    return points >= pass_mark * most - 1e-9


def _account(people: Sequence[Person], results: Iterable[Result], batch: Batch) -> Account:
    counts = Counter(person.status for person in people)
    absent = batch.run.get("roster") is not None and any(result.status == "missing" for result in results)
    return Account(counts["graded"], counts["needs_review"], counts["missing"], absent)


def _tally(question: str, results: Iterable[Result], bank: Bank | None) -> Tally:
    ours = [result for result in results if result.question == question]
    verdicts = Counter(status_words(one.verdict, one.status) for one in ours if one.status != "needs_review")
    marks = [result.mark.points for result in ours if result.mark.points is not None]
    return Tally(
        question,
        _title(question, bank),
        tuple(verdicts.most_common()),
        sum(result.status == "needs_review" for result in ours),
        sum(marks) / len(marks) if marks else None,
        next((result.mark.max for result in ours if result.mark.max is not None), None),
    )


def _title(question: str, bank: Bank | None) -> str:
    return bank.labels[question].title if bank and question in bank.labels else ""


def _mistakes(results: Iterable[Result], bank: Bank | None) -> tuple[Mistake, ...]:
    made: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    says: dict[tuple[str, str], str] = {}
    for result in results:
        for mistake, message in result.mistakes:
            made[result.question, mistake].append(result.candidate)
            says.setdefault((result.question, mistake), message)
    ordered = sorted(made, key=lambda key: (-len(made[key]), key))
    return tuple(
        Mistake(question, mistake, says[question, mistake], tuple(made[question, mistake]), _drills(key, bank))
        for key in ordered
        for question, mistake in [key]
    )


def _drills(key: tuple[str, str], bank: Bank | None) -> tuple[str, ...]:
    """Return the questions of the bank that are about a mistake."""
    labels = bank.labels.values() if bank else ()
    return tuple(label.id for label in labels if (label.loss, label.mistake) == key)[:_MOST_DRILLS]


def _lessons(mistakes: Sequence[Mistake], bank: Bank | None) -> tuple[Lesson, ...]:
    """Gather mistakes by question, that with the most frequent mistake first; each goes against its convention."""
    found: defaultdict[str, list[Mistake]] = defaultdict(list)
    for mistake in mistakes:
        found[mistake.question].append(mistake)
    known = bank.tasks if bank else {}
    return tuple(
        Lesson(
            question,
            _title(question, bank),
            " ".join(known[question].convention.split()) if question in known else "",
            tuple(made),
        )
        for question, made in found.items()
    )


def _unnamed(results: Iterable[Result]) -> tuple[Group, ...]:
    """Group the wrong answers that nobody has a name for by what they return; each alone where that is not known."""
    found: defaultdict[tuple[str, str], list[Result]] = defaultdict(list)
    for number, result in enumerate(results):
        if result.status == "graded" and result.verdict == "failed" and not result.mistakes:
            found[result.question, result.alike or f"alone {number}"].append(result)
    return _grouped(found.values())


def says_something(parts: int | None) -> bool:
    """Tell whether it means anything that two answers of so many parts have the same form."""
    return parts is None or parts >= ENOUGH_PARTS


def _same(results: Iterable[Result]) -> tuple[tuple[Group, ...], int]:
    """Group the answers of one form that several candidates handed in; count the groups that say nothing."""
    found: defaultdict[tuple[str, str], list[Result]] = defaultdict(list)
    for result in results:
        if result.shape:
            found[result.question, result.shape].append(result)
    several = [group for group in found.values() if len({one.candidate for one in group}) > 1]
    telling = [group for group in several if says_something(group[0].shape_size)]
    return _grouped(telling), len(several) - len(telling)


def _grouped(groups: Iterable[Sequence[Result]]) -> tuple[Group, ...]:
    made = [Group(g[0].question, tuple(dict.fromkeys(one.candidate for one in g)), _line(g)) for g in groups]
    return tuple(sorted(made, key=lambda group: (-len(group.candidates), group.question, group.candidates)))


def _line(group: Sequence[Result]) -> str:
    """Return what is said of each of a group, or else how they ended: what is said of one is not true of all."""
    said = {one.said for one in group}
    return (said.pop() if len(said) == 1 else "") or ", ".join(sorted({verdict_words(one.verdict) for one in group}))


def _changes(results: Iterable[Result], batch: Batch) -> tuple[Change, ...]:
    known = {(result.candidate, result.question): result.mark for result in results}
    made = []
    for key, history in sorted(batch.overrides.items()):
        mark = known.get(key)
        last = next((one for one in reversed(history) if one.points is not None), None)
        made += [Change(one, mark.graded if mark else None, one is last, mark is not None) for one in history]
    return tuple(made)


def facts_of(batch: Batch) -> tuple[tuple[str, str], ...]:
    """Return what was run, and how."""
    run = batch.run
    seeds = run.get("seeds") or [batch.seed]
    limits = ", ".join(_limit(name, value) for name, value in (run.get("limits") or {}).items())
    mark = run.get("pass_mark")
    told = [
        ("Seed" if len(seeds) == 1 else "Seeds", ", ".join(map(str, seeds))),
        ("Isolation", batch.isolation),
        ("Versions", ", ".join(f"{name} {run[name]}" for name in ("lossquiz", "python", "torch") if run.get(name))),
        ("Questions", str(run.get("bank") or "")[:12]),
        ("Limits", limits),
        ("Started", str(run.get("started") or "")),
        ("Deadline", str(run.get("deadline") or "")),
        ("Pass mark", "" if mark is None else f"{100 * mark:g}% of the points"),
        ("Command", str(run.get("command") or "")),
    ]
    return tuple((label, text) for label, text in told if text)


def _limit(name: str, value: Any) -> str:
    if name == "seconds":
        return f"{shown_value(value)} s of processor time"
    if name == "memory_bytes":
        return f"{value / (1 << 20):.0f} MiB of memory"
    return f"{name} {shown_value(value)}"


def total_text(points: float | None, most: float) -> str:
    """Return points of how many."""
    return f"{amount(points)} / {amount(most)}" if most else amount(points)


def names_text(names: Sequence[str], most: int = 12) -> str:
    """Return some names in one line, and how many more there are."""
    more = len(names) - most
    return ", ".join(names[:most]) + (f" and {counted(more, 'more', 'more')}" if more > 0 else "")
