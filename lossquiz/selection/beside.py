"""What the other columns of a table say of the target: events, queries, users and items, steps of time, exposure."""

from __future__ import annotations

import itertools
import statistics
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from lossquiz.selection import column_names as names
from lossquiz.selection.proposals import Seen
from lossquiz.selection.scales import tidy
from lossquiz.selection.target import NO, YES, Target
from lossquiz.selection.written import is_missing, read_dates, read_numbers

_CENSORED = {"censored", "alive", "living", "ongoing", "active", "retained", "right censored", "no event", "survived"}
_HAPPENED = {
    "event",
    "dead",
    "deceased",
    "died",
    "failed",
    "failure",
    "churned",
    "relapse",
    "observed",
    "death",
    "uncensored",
}
_FEWEST_STEPS = 10
_LOOKED_AT = 20_000
_SEVERAL = 1.2
_OF_QUERIES = {
    "relevance",
    "relevancy",
    "rel",
    "median_relevance",
    "clicked",
    "click",
    "booked",
    "booking",
    "purchased",
}

Others = Mapping[str, Sequence[str]]


class Beside(NamedTuple):
    """What other columns speak for: a task, why, facts, what else might be meant."""

    task: str
    because: str
    facts: tuple[Seen, ...] = ()
    notes: tuple[str, ...] = ()


def task_beside(target: Target, others: Others) -> Beside | None:
    """Return the task that other columns speak for, with the reason, or None."""
    looks: tuple[Callable[[Target, Others], Beside | None], ...] = (
        _preferences, _texts, _pairs, _durations, _rankings, _recommendations, _clicks,
    )  # fmt: skip
    return next((found for look in looks if (found := look(target, others))), None)


# ---- survival


def events_in(name: str, cells: Sequence[str]) -> tuple[float, int] | None:
    """Return the share of rows in which an event came, and how many kinds of it there are; None where it tells none.

    Args:
        name: The name of a column.
        cells: Its cells.
    """
    if not names.says(name, names.EVENT):
        return None
    words = [tidy(cell).rpartition(":")[2] for cell in cells if not is_missing(cell)]  # `1:DECEASED`
    different = set(words)
    alone = len(different) == 1 and not names.says(name, names.CENSOR)
    if not words or len(different) > 4 or alone:  # noqa: PLR2004 - more kinds of event than anybody tells apart
        return None
    happened = sum(_happened(word, different) for word in words) / len(words)
    if names.says(name, {"censored", "censor"}) and different <= YES | NO:  # there a yes means that it did not
        happened = 1 - happened
    causes = {word for word in different if _happened(word, different)}
    known = different <= YES | NO | _CENSORED | _HAPPENED or all(word.replace(".0", "").isdigit() for word in different)
    return (happened, len(causes)) if known else None


def _happened(word: str, among: set[str]) -> bool:
    if among in ({"1", "2"}, {"1.0", "2.0"}):
        return word.startswith("2")  # as R's survival has it: 1 censored, 2 dead
    return word not in NO | _CENSORED


def _durations(target: Target, others: Others) -> Beside | None:
    values = target.values
    if len(set(values)) < 3 or min(values) < 0:  # noqa: PLR2004
        return None
    timely = names.says(target.name, names.DURATION)
    for name, cells in others.items():
        strict = names.says(name, names.CENSOR)
        if not (timely or (strict and len(target.name) <= 2)):  # noqa: PLR2004 - y, t, or no name at all
            continue
        found = events_in(name, cells)
        if found:
            why = f"lengths of time, and column {name} says whether the event came"
            return Beside("survival", why, tuple(facts_of_events(name, *found)))
    return None


def facts_of_events(name: str, happened: float, causes: int) -> list[Seen]:
    """Return the facts of events beside durations."""
    seen = []
    if happened < 1:
        seen.append(
            Seen("right_censored", True, f"in {1 - happened:.1%} of the rows {name} says that nothing had happened yet")
        )
    if causes > 1:
        seen.append(Seen("competing_risks", True, f"{name} tells {causes} kinds of event apart"))
    return seen


# ---- lists, users, clicks


def _groups(cells: Sequence[str]) -> float:
    """Return how many rows have the same cell on average."""
    return len(cells) / max(len(set(cells)), 1)


def _rankings(target: Target, others: Others) -> Beside | None:
    levels = sorted(set(target.values))
    few = 2 <= len(levels) <= 11 and all((2 * value).is_integer() and value >= 0 for value in levels)  # noqa: PLR2004
    judged = names.says(target.name, names.JUDGED)
    if not judged or not (few or (len(levels) > 2 and judged in {"relevance", "score", "rank", "position"})):  # noqa: PLR2004
        return None
    queries = names.QUERY if judged in _OF_QUERIES else names.STRICT_QUERY
    for name, cells in others.items():
        query = names.says(name, queries)
        if query and 1.5 <= _groups(cells) < len(cells) / 2:  # noqa: PLR2004 - several rows each, and several queries
            why = f"rows belong to queries (column {name}, {_groups(cells):.3g} rows each), and the target grades them"
            graded = len(levels) > 2  # noqa: PLR2004
            fact = "graded_relevance" if graded else "binary_relevance"
            return Beside("ranking", why, (Seen(fact, True, f"{len(levels)} different grades"),))
    return None


def _recommendations(target: Target, others: Others) -> Beside | None:
    rated, used = names.says(target.name, names.RATED), names.says(target.name, names.USED)
    if not (rated or used) or (not target.values and len(set(target.known)) > 3):  # noqa: PLR2004
        return None
    users = [name for name, cells in others.items() if names.says(name, names.USER) and _is_key(name, cells)]
    items = [name for name, cells in others.items() if names.says(name, names.ITEM) and _is_key(name, cells)]
    items = [name for name in items if name not in users]
    if not users or not items:
        return None
    levels = len(set(target.cells) - {None})
    why = f"users (column {users[0]}) and items (column {items[0]}), each in several rows"
    if rated and not used:
        if levels == 2:  # noqa: PLR2004 - yes or no
            return Beside("recommendation", why, (Seen("explicit_like_dislike", True, "two different answers"),))
        return Beside("recommendation", why, (Seen("explicit_ratings", True, f"{levels} different ratings"),))
    return Beside(
        "recommendation", why, (Seen("implicit_feedback", True, f"the name says what users did ({used or rated})"),)
    )


def _is_key(name: str, cells: Sequence[str]) -> bool:
    """Tell whether a column names users or items: it is called so, or an id, and each is in several rows."""
    called = names.says(name, names.ID) or len(names.parts(name)) == 1 or name.lower().endswith("id")
    return bool(called) and _groups(cells) >= _SEVERAL


def _clicks(target: Target, others: Others) -> Beside | None:
    clicked = names.says(target.name, names.CLICK)
    if not clicked or len(set(target.known)) != 2:  # noqa: PLR2004 - yes or no
        return None
    advert = next((name for name in others if names.says(name, names.AD)), "")
    return Beside("ctr_prediction", f"clicks or not, beside column {advert}") if advert else None


# ---- texts


def _texts(target: Target, others: Others) -> Beside | None:
    if target.numbers or not _is_text(target.known):
        return None
    source = next((name for name in others if names.says(name, names.SOURCE) and _is_text(others[name])), "")
    if not source:
        return None
    if names.says(source, names.ASKS) and names.says(target.name, names.ANSWERS):
        seen = Seen("completion_only", True, f"{target.name or 'the target'} answers what {source} asks")
        return Beside("language_modelling", f"texts that answer the texts of column {source}", (seen,))
    return Beside("translation", f"texts, written from the texts of column {source}")


def pair_in(others: Others) -> tuple[str, str] | None:
    """Return two columns of texts that go by one name with two numbers or letters, or None."""
    stems: dict[str, list[str]] = defaultdict(list)
    for name, cells in others.items():
        if name[-1:].lower() in {"1", "2", "a", "b"} and _is_text(cells):
            stems[name[:-1].rstrip("_- ").lower()].append(name)
    return next(((found[0], found[1]) for found in stems.values() if len(found) == 2), None)  # noqa: PLR2004


def _pairs(target: Target, others: Others) -> Beside | None:
    graded = len(set(target.values)) > 2 and not names.says(target.name, names.CLASS)  # noqa: PLR2004 - not only yes or no
    pair = pair_in(others) if graded else None
    if not pair:
        return None
    seen = Seen("graded_similarity", True, f"a number for each pair of {pair[0]} and {pair[1]}")
    return Beside("similarity", f"pairs of texts (columns {pair[0]} and {pair[1]}) with a grade", (seen,))


def _is_text(cells: Sequence[str]) -> bool:
    some = cells[:_LOOKED_AT]
    words = sum(len(cell.split()) for cell in some) / max(len(some), 1)
    return words >= 3 and len(set(some)) > len(some) / 2  # noqa: PLR2004


def _preferences(target: Target, others: Others) -> Beside | None:
    pairs = {"chosen": "rejected", "preferred": "dispreferred", "winner": "loser", "accepted": "rejected"}
    for wanted, other in pairs.items():
        if names.says(target.name, {wanted}) and (
            beside := next((name for name in others if names.says(name, {other})), "")
        ):
            seen = Seen("paired_preferences", True, f"{target.name} was preferred to {beside}")
            return Beside(
                "preference_optimisation", f"one answer is {wanted}, the other (column {beside}) is {other}", (seen,)
            )
    return None


# ---- time


def steps_of_time(others: Others) -> Iterator[str]:
    """Yield what speaks for time series: a column whose moments go on in even steps, alone or for each series."""
    for name, cells in others.items():
        if not names.says(name, names.WHEN) or len(cells) < _FEWEST_STEPS:
            continue
        moments = _moments(name, list(cells[:_LOOKED_AT]), others)
        if moments is None:
            continue
        if _even(moments):
            yield f"column {name} goes on in even steps of time"
            continue
        series = next((key for key, ids in others.items() if key != name and _even_within(moments, ids)), "")
        if series:
            yield f"column {name} goes on in even steps of time for each {series}"


def _moments(name: str, cells: Sequence[str], others: Others) -> list[float] | None:
    if any(is_missing(cell) for cell in cells):
        return None
    numbers = read_numbers(cells)
    if numbers is None:
        return _months(cells)
    values = numbers.known
    if len(values) < len(cells):
        return None
    if names.says(name, names.YEAR):  # a year, with the month in a column of its own
        month = next((other for other in others if names.parts(other) in (["month"], ["mon"])), "")
        inner = _moments(month, list(others[month][: len(cells)]), {}) if month else None
        if inner and max(inner) <= 12:  # noqa: PLR2004
            return [12 * year + one for year, one in zip(values, inner, strict=True)]
    return values


def _months(cells: Sequence[str]) -> list[float] | None:
    months = read_dates([f"{cell}-01" if len(cell) == 7 else f"{cell}" for cell in cells])  # noqa: PLR2004 - 2020-01
    if None not in months:
        return [month for month in months if month is not None]
    short = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    places = [short.index(cell[:3].lower()) + 1 if cell[:3].lower() in short else None for cell in cells]
    return None if None in places else [float(place) for place in places if place is not None]


def _even(moments: Sequence[float]) -> bool:
    """Tell whether moments are all different and nearly all one step apart; months are from 28 to 31 days."""
    if len(moments) < _FEWEST_STEPS or len(set(moments)) < len(moments):
        return False
    ordered = sorted(moments)
    if list(moments) not in (ordered, ordered[::-1]):
        return False
    gaps = [late - early for early, late in itertools.pairwise(ordered)]
    middle = statistics.median(gaps)
    return sum(0.88 * middle <= gap <= 1.12 * middle for gap in gaps) >= 0.75 * len(gaps)


def _even_within(moments: Sequence[float], ids: Sequence[str]) -> bool:
    groups: dict[str, list[float]] = defaultdict(list)
    for moment, key in zip(moments, ids, strict=False):
        groups[key].append(moment)
    long = [group for group in groups.values() if len(group) >= _FEWEST_STEPS]
    several = 2 <= len(groups) <= len(moments) / _FEWEST_STEPS  # noqa: PLR2004 - more than one series
    return several and len(long) > len(groups) / 2 and all(map(_even, long))


# ---- what rows weigh


def exposure_in(others: Others) -> str:
    """Return the column that says for how long, or how many, each row was observed, or ""."""
    for name, cells in others.items():
        if names.says(name, names.EXPOSURE):
            numbers = read_numbers(cells)
            if numbers and min(numbers.known) >= 0 and len(set(numbers.known)) > 1:
                return name
    return ""


def weights_in(others: Others) -> str:
    """Return the column that says what each row weighs, or ""."""
    return next((name for name in others if names.says(name, names.WEIGHTS)), "")
