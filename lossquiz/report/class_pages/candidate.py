"""The page of one candidate: for each question the mark, what is right, what is wrong, and their code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from lossquiz.report.class_pages.curve import Chart, charts_of
from lossquiz.report.class_pages.overview import asked_of, name_of, reached, says_something, totals
from lossquiz.report.class_pages.results import Result, counted_of, error_text, repeat_command
from lossquiz.report.class_pages.source import Mark as LineMark
from lossquiz.report.class_pages.source import Piece, pieces_of
from lossquiz.report.class_pages.wording import seen_by_candidate, shown_value
from lossquiz.report.formats import Batch
from lossquiz.report.standing import by_candidate, check_message
from lossquiz.takehome.marks import CHECKS

if TYPE_CHECKING:
    from lossquiz.takehome.overrides import Override

Row = Mapping[str, Any]
Alike = dict[tuple[str, str], list[str]]
_ENDED = {
    "TimedOut": "nothing within its time",
    "OutOfMemory": "nothing: it asked for more memory than is allowed",
    "Crashed": "nothing: its process ended",
    "NotRun": "nothing: its process had ended before",
}


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One check: what came of it, and what it is worth.

    Attributes:
        name: The check, in words.
        outcome: `right`, `wrong` or `not judged`.
        cases: In how many cases it was made, and how many of them failed, in words.
        message: What was seen, or "".
        points: The points that it gave, or None where points do not come from checks.
        max: The points that it could give, or None.
    """

    name: str
    outcome: str
    cases: str
    message: str
    points: float | None
    max: float | None


@dataclass(frozen=True, slots=True)
class Example:
    """The smallest input that shows a failure.

    Attributes:
        check: The check that it fails.
        note: What it is.
        inputs: Names, values, and the shape or what else is to be said.
        results: What is right beside what came back: a label, the two, and whether they differ.
        formula: The formula; "" where there is none, or an example before has it.
    """

    check: str
    note: str
    inputs: tuple[tuple[str, str, str], ...]
    results: tuple[tuple[str, str, str, bool], ...]
    formula: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a candidate's page says of one question.

    Attributes:
        result: What the page of the class says of it.
        title: The question's name, or its id.
        file: The file below what they handed in.
        sha256: The file's hash, or "".
        checks: The checks, those that are right first.
        fact: In how many cases it agrees, and what the others have in common, or "".
        mistakes: The mistakes by name: id, sentence, derivation.
        error: Why it could not be run, or "".
        first_cause: What failed first, or "".
        examples: The smallest counterexamples.
        charts: Their curve over the reference's.
        pieces: Their code.
        no_code: Why there is none, or "".
        hint: The question's first hint, or "".
        warnings: What was noticed and costs nothing.
        output: What their code printed, or "".
        repeat: The command that grades it again, or "" where the seed is not to be seen.
        repeats: Under which other seeds it was graded: the seed, or 0 where it is not to be seen, and the verdict.
        submitted: When it was handed in, or "".
        others: Other versions, which do not count.
        history: What people decided, the latest last.
        same: Who else handed in an answer of the same form.
    """

    result: Result
    title: str
    file: str
    sha256: str
    checks: tuple[CheckLine, ...]
    fact: str
    mistakes: tuple[tuple[str, str, str], ...]
    error: str
    first_cause: str
    examples: tuple[Example, ...]
    charts: tuple[Chart, ...]
    pieces: tuple[Piece, ...]
    no_code: str
    hint: str
    warnings: tuple[str, ...]
    output: str
    repeat: str
    repeats: tuple[tuple[int, str], ...]
    submitted: str
    others: tuple[tuple[str, str], ...]
    history: tuple[Override, ...]
    same: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CandidatePage:
    """All that a candidate's page shows.

    Attributes:
        candidate: Who.
        name: What a list calls them beside that, or "".
        answers: Their answers, by question.
        points: Their points in all, or None where some are open.
        max: How many there could be.
        reached: Whether the pass mark is reached, or None.
        late_days: The most days that an answer is late, or None.
        lacking: The names of questions that were asked and of which nothing came.
        shows_points: Whether the reader gets to see points.
        shows_seed: Whether the reader gets to see seeds, from which all cases follow.
        for_instructor: Whether it is for the instructor, who sees all.
    """

    candidate: str
    name: str
    answers: tuple[Answer, ...]
    points: float | None
    max: float
    reached: bool | None
    late_days: int | None
    lacking: tuple[str, ...]
    shows_points: bool
    shows_seed: bool
    for_instructor: bool


def candidate_pages(batch: Batch) -> Iterator[CandidatePage]:
    """Go through a batch, and yield the page of each candidate when the last of their rows has come."""
    alike: Alike = {}
    for row in batch.rows:
        if row.get("shape") and says_something(row.get("shape_size")):
            alike.setdefault((row["question"], row["shape"]), []).append(row["candidate"])
    for rows in by_candidate(batch):
        yield page_of(rows, batch, alike)


def page_of(rows: Sequence[Row], batch: Batch, alike: Alike) -> CandidatePage:
    """Return the page of the candidate whose rows these are; `alike` says who handed in what has the same form."""
    order = {question: place for place, question in enumerate(batch.run.get("questions") or ())}
    pairs = sorted(
        counted_of(rows, batch), key=lambda pair: (order.get(pair[1].question, len(order)), pair[1].question)
    )
    answers = tuple(_answer(row, result, batch, alike) for row, result in pairs)
    asked, answered = asked_of(batch), {answer.result.question for answer in answers}
    points, most = totals([answer.result for answer in answers], asked)
    days = [a.result.late_days for a in answers if a.result.late_days is not None]
    own = batch.audience == "candidate"
    return CandidatePage(
        candidate=rows[0]["candidate"],
        name=name_of(rows[0]["candidate"], batch),
        answers=answers,
        points=points,
        max=most,
        reached=reached(points, most, batch.run.get("pass_mark")),
        late_days=max(days, default=None),
        lacking=tuple(_title(question, batch) for question in asked if question not in answered),
        shows_points=_sees(batch, "points"),
        shows_seed=_sees(batch, "counterexamples"),
        for_instructor=not own,
    )


def _sees(batch: Batch, what: str) -> bool:
    return batch.audience != "candidate" or seen_by_candidate(batch.run, what)


def _answer(row: Row, result: Result, batch: Batch, alike: Alike) -> Answer:
    error = row.get("error")
    own = batch.audience == "candidate"
    named = row["diagnosis"] if _sees(batch, "mistakes") else ()
    pieces, no_code = _code(row, batch)
    seeds = _sees(batch, "counterexamples")  # whoever has the seed has them all
    path = row["file"] if own and row.get("file") else row["path"]
    return Answer(
        result=result,
        title=_title(result.question, batch),
        file=row.get("file") or "",
        sha256=row.get("sha256") or "",
        checks=tuple(sorted(_checks(row, batch, by_hand=result.mark.by_hand), key=lambda check: _ORDER[check.outcome])),
        fact=row.get("fact") or "",
        mistakes=tuple((one["id"], one["message"], one.get("derivation") or "") for one in named),
        error=error_text(row),
        first_cause=str(error.get("first_cause") or "") if isinstance(error, Mapping) else "",
        examples=tuple(_examples(row)) if _sees(batch, "counterexamples") else (),
        charts=charts_of(row.get("curve")) if _sees(batch, "counterexamples") else (),
        pieces=pieces,
        no_code=no_code,
        hint="" if row["verdict"] == "passed" else _hint(result.question, batch),
        warnings=tuple(row.get("warnings") or ()),
        output=(row.get("output") or "") if _sees(batch, "output") else "",
        repeat=repeat_command({**row, "path": path}, row.get("seed", batch.seed), batch)
        if row.get("sha256") and seeds
        else "",
        repeats=tuple((one["seed"] if seeds else 0, one["verdict"]) for one in row.get("repeats") or ()),
        submitted=row.get("submitted") or "",
        others=() if own else tuple((one["file"], one.get("submitted") or "") for one in row.get("others") or ()),
        history=() if own else result.mark.history,
        same=()
        if own
        else tuple(name for name in alike.get((row["question"], result.shape), ()) if name != result.candidate),
    )


_ORDER = {"right": 0, "wrong": 1, "not judged": 2}


def _title(question: str, batch: Batch) -> str:
    known = batch.bank.labels if batch.bank else {}
    return known[question].title if question in known else question


def _hint(question: str, batch: Batch) -> str:
    if batch.bank is None or question not in batch.bank.tasks:
        return ""
    return next(iter(batch.bank.tasks[question].hints), "")


def _checks(row: Row, batch: Batch, *, by_hand: bool) -> Iterator[CheckLine]:
    weights = {} if by_hand else _weights(row, batch)
    for check in row["checks"]:
        judged, passed = check["judged"], check["passed"]
        most = weights.get(check["name"]) if judged else None
        yield CheckLine(
            name=check["name"].replace("_", " "),
            outcome="not judged" if not judged else "right" if passed else "wrong",
            cases=_cases(check),
            message=check_message(check, numbers=_sees(batch, "counterexamples")).removeprefix("not judged: "),
            points=None if most is None else most if passed else 0.0,
            max=most,
        )


def _weights(row: Row, batch: Batch) -> Mapping[str, float]:
    """Return what each check that was judged is worth in points; nothing where the points come from elsewhere."""
    most, judged = row.get("max"), [check["name"] for check in row["checks"] if check["judged"]]
    if most is None or row.get("points") is None or row["verdict"] == "forbidden":
        return {}
    scheme = (batch.run.get("points") or {}).get(row["question"]) or {}
    named = scheme.get("checks") or {}
    weighs = {name: float(named.get(name, 0.0) if named else 1.0) for name in judged}
    whole = sum(weighs.values())
    return {name: most * weight / whole for name, weight in weighs.items()} if whole else {}


def _cases(check: Mapping[str, Any]) -> str:
    cases, failed = check["cases"], check.get("failed")
    if not check["judged"]:
        return ""
    if failed is None:
        return str(cases)
    return f"{cases - failed - check.get('not_judged', 0)} of {cases}"


def _examples(row: Row) -> Iterator[Example]:
    """Go through the counterexamples, the first checks first: each input once, and each way to give no result once."""
    seen: list[Any] = []
    formulas: set[str] = set()
    places = {name: place for place, name in enumerate(CHECKS)}
    for check in sorted(row["checks"], key=lambda check: places.get(check["name"], len(places))):
        example = check.get("counterexample")
        if not example:
            continue
        said = example["got"] if "value" not in example["got"] else (example["inputs"], example["parameters"])
        if said not in seen:
            seen.append(said)
            made = _example(check["name"].replace("_", " "), example)
            yield replace(made, formula="") if made.formula in formulas else made
            formulas.add(made.formula)


def _example(check: str, example: Mapping[str, Any]) -> Example:
    shapes = example.get("shapes") or {}
    inputs = [
        (name, shown_value(values), "×".join(map(str, shapes.get(name, ()))) or "0-d")
        for name, values in example["inputs"].items()
    ]
    inputs += [(name, shown_value(value), "") for name, value in (example.get("parameters") or {}).items()]
    inputs += [
        (name, shown_value(value), "left at its default") for name, value in (example.get("defaults") or {}).items()
    ]
    if example.get("upstream") not in (None, 1.0):
        inputs.append(("loss", f"times {shown_value(example['upstream'])}", "before backward"))
    note = ", ".join(filter(None, (f"{example['kind']}: {example['note']}", example.get("dtype"))))
    return Example(check, note, tuple(inputs), tuple(_results(example)), example.get("formula") or "")


def _results(example: Mapping[str, Any]) -> Iterator[tuple[str, str, str, bool]]:
    expected, got = example["expected"], example["got"]
    ended = got.get("raised") or _ENDED.get(got.get("ended", ""), "")
    right, came = shown_value(expected.get("value")), shown_value(got.get("value"))
    came += f" in {got['dtype']}" if "dtype" in got else ""
    terms = example.get("terms") or ()
    told = f"{right} = mean of {', '.join(map(shown_value, terms))}" if terms else right
    yield "value", told, ended or came, bool(ended) or right != came
    if ended:
        return
    for name, after in (got.get("after") or {}).items():
        yield f"{name} after the call", shown_value(example["inputs"][name]), shown_value(after), True
    for name, slope in (expected.get("gradient") or {}).items():
        theirs = got.get("gradient", {}).get(name)
        said = shown_value(theirs) if theirs is not None else got.get("gradient_error") or "none"
        yield f"gradient of {name}", shown_value(slope), said, shown_value(slope) != said


def _code(row: Row, batch: Batch) -> tuple[tuple[Piece, ...], str]:
    """Return their code with what is to be said of its lines, or why it is not shown."""
    sha256 = row.get("sha256") or ""
    if not sha256:
        return (), ""
    try:
        content = batch.source(sha256)
    except KeyError:
        return (), "The file is not kept with these results."
    return pieces_of(content, row.get("file") or row["path"], _line_marks(row)), ""


def _line_marks(row: Row) -> Iterator[LineMark]:
    error = row.get("error")
    if isinstance(error, Mapping) and error.get("line"):
        yield LineMark(error.get("cell") or 0, error["line"], error.get("type") or "here")
    said = "not allowed here" if row["verdict"] == "forbidden" else "uses"
    for use in row.get("uses") or ():
        if use.get("line") and not use.get("file"):  # another file than theirs is told in words
            yield LineMark(use.get("cell") or 0, use["line"], f"{said}: {use['name']}")
