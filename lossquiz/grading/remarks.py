"""What is to be said of a submission beside its checks: why it could not be graded, and what was noticed on the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lossquiz.grading.foreign_text import clean
from lossquiz.grading.sandbox.both.outcomes import LoadFailure, Outcome, Raised, Remark

_MOST = 20
_CONFLICT = ("<<<<<<< ", "=======", ">>>>>>> ")  # what git leaves of two versions that it cannot merge
NOT_THERE = ("NameError", "AttributeError", "UnboundLocalError")
_ENDINGS = {"before": "walked over", "after": "after the answer, which was graded"}


def place(line: int, cell: int) -> str:
    """Return where something stands, in brackets after a space, or "" where that is not known."""
    if not line:
        return ""
    return f" (cell {cell}, line {line})" if cell else f" (line {line})"


def failure_text(failure: LoadFailure) -> str:
    """Say why a submission could not be loaded: what was raised, where, and the line itself."""
    kind = f"{failure.type_name}{place(failure.line, failure.cell)}: " if failure.type_name else ""
    line = f" — {failure.source}" if failure.source else ""
    merge = " (left over from a merge)" if failure.source.startswith(_CONFLICT) else ""
    return clean(f"{kind}{failure.message}{line}{merge}")


def warnings_of(remarks: Sequence[Remark], said: str = "") -> tuple[str, ...]:
    """Return what costs a submission nothing, a line each."""
    return tuple(clean(text, 500) for text in [*([said] if said else []), *_sentences(remarks)][:_MOST])


def _sentences(remarks: Sequence[Remark]) -> Iterator[str]:
    for remark in remarks:
        line = f" — {remark.source}" if remark.source else ""
        where = place(remark.line, remark.cell)
        if remark.kind in _ENDINGS:
            yield f"{remark.text}{where}{line.removesuffix(':')}: {_ENDINGS[remark.kind]}"
        elif remark.kind == "stopped":
            yield f"what comes after the answer took too long and was stopped{where}{line}"
        elif remark.kind == "renamed":
            yield f"parameters under other names were passed by their place: {remark.text}"
        elif remark.kind == "set":
            yield f"while it loads it sets {remark.text} for everybody; that was put back"
        elif remark.kind == "found":
            yield remark.text
    yield from _beside(remark for remark in remarks if remark.kind == "beside")


def _beside(remarks: Iterable[Remark]) -> Iterator[str]:
    uses: dict[str, list[str]] = {}
    for remark in remarks:
        uses.setdefault(remark.text, []).append(place(remark.line, remark.cell).strip(" ()"))
    for name, places in uses.items():
        yield f"{name} is used beside the answer, not by it: {', '.join(filter(None, places))}"


def cause_of(remarks: Sequence[Remark], outcome: Outcome) -> Remark | None:
    """Return what failed first where that explains why a name is missing later."""
    if not isinstance(outcome, Raised) or outcome.type_name not in NOT_THERE:
        return None
    return next((remark for remark in remarks if remark.kind == "before"), None)


def first_cause(remarks: Sequence[Remark], outcome: Outcome) -> str:
    """Say what failed first where that explains why a name is missing later, or ""."""
    cause = cause_of(remarks, outcome)
    if cause is None:
        return ""
    line = f" — {cause.source}" if cause.source else ""
    return f"{cause.text}{place(cause.line, cause.cell)}{line}"


def is_uncallable(outcome: Outcome) -> bool:
    """Tell whether an answer could not be called at all: it raised TypeError, and none of its lines was reached."""
    return isinstance(outcome, Raised) and outcome.type_name == "TypeError" and not outcome.line
