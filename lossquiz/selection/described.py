"""A problem in a person's own words: which task it is, and which facts it says. No fact is guessed."""

from __future__ import annotations

import itertools
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from lossquiz.errors import UsageError
from lossquiz.selection.advice import admitted
from lossquiz.selection.conditions import Value
from lossquiz.selection.facts import all_facts, check_value, find_task, tasks
from lossquiz.selection.metric_rules import METRIC
from lossquiz.selection.metrics import read_metric, tasks_of_metric
from lossquiz.selection.numbers import read_number
from lossquiz.selection.phrases import (
    COMMA,
    GAP,
    MAYBE,
    NUMBER,
    OUTRIGHT,
    RANGE,
    STOP,
    TOLD,
    UNLESS,
    WIDE_GAP,
    Entry,
    Token,
    corrected,
    end_of,
    is_denied,
    is_denied_before,
    names_of,
    quoted,
    tokens_of,
)
from lossquiz.selection.proposals import Proposal, Seen
from lossquiz.selection.synonyms import entries_of, known_words, tasks_of_word

_LEAST, _SURE = 0.5, 1.2
_NEAR = 0.7
_WORD = 0.35
_LISTED = 3
_MORE_WORDS = 0.5
_UP_TO = {"to", NUMBER}
_AND = {"and", "or", COMMA}
_OPEN = {MAYBE, GAP, WIDE_GAP}
_NO_FACTS = {"task", "loss", OUTRIGHT, UNLESS}
_QUOTED = 3

_SORTS = ("multilabel_classification", "ordinal_classification", "binary_classification", "multiclass_classification")
"""The sorts of classes that can be named outright, each of which may be said of parts of the one before it."""
_OF_TWO = "binary_classification"
_BESIDE_SORTS = {"multilabel_classification": frozenset({_OF_TWO})}

_JUDGING = frozenset(
    {"judg", "evaluat", "metric", "measur", "minimiz", "optimiz", "maximiz", "leaderboard", "report", "criterion"}
    | {"benchmark", "assess", "compar", "scor", "kpi", "competition", "challeng", "kaggl"}
)
_OUTRIGHT_JUDGING = frozenset({"judg", "evaluat", "metric", "measur", "optimiz", "assess", "scor", "criterion", "kpi"})
_NAMING = frozenset({"by", "for", "is", "with", "on", "us"})
_OF_METRIC = frozenset({"correlation", "coefficient", "rank", "rho", "tau", "scor", NUMBER, "@", "at"})
_JUDGED = frozenset({"metric", "leaderboard", "criterion", "kpi", "scor", "coefficient"})
_DECIDES = frozenset({"matter", "count", "decid"})
_CUE_BEFORE, _CUE_AFTER = 5, 4
_BRACKETS = frozenset("()[]{}")
_ALTERNATIVES = frozenset({"or", "vs", "versus"})
_CLEAR_WORD = 5
_BEGINNING = {COMMA, STOP, "with", "by"}
_BESIDE = {
    "competition",
    "per",
    "column",
    "class",
    "label",
    NUMBER,
    "@",
    "at",
    "leaderboard",
    "averag",
    "macro",
    "micro",
}
_USUAL = "accuracy"  # a word of everyday language
_ONE, _SEVERAL = "quantile", "quantiles"
_THOUSANDS = r"[1-9]\d{0,2}(?:\.\d{3})+"
_PLURAL = re.compile(r"(?:quant|percent)iles|several|multiple|many|all\b", re.IGNORECASE)
_F_BETA = {"F2", "F3", "f2", "f3"}


class Near(NamedTuple):
    """A task that a description may mean, what speaks for it, and how much."""

    task: str
    because: str
    points: float


class Understood(NamedTuple):
    """What a description says.

    Attributes:
        text: The description.
        proposal: The task and the facts, each with the words that say it.
        others: The tasks that come next, at most two.
        near: Those of them that fit nearly as well.
    """

    text: str
    proposal: Proposal
    others: tuple[Near, ...] = ()
    near: tuple[Near, ...] = ()


class _Match(NamedTuple):
    entry: Entry
    start: int
    end: int
    quote: str
    value: Value = True


def understand(text: str, task: str = "") -> Understood:
    """Return the task and the facts that a text says.

    Args:
        text: A problem in a person's own words.
        task: A task that was named outright; then only its facts are looked for.

    Raises:
        UsageError: The text is empty, or speaks of no task; the message gives the nearest.
    """
    tokens = corrected(tokens_of(text), known_words())
    matches = _meant(list(_matches(text, tokens)))
    ranked = _ranked(tokens, _longest(matches))
    if task:
        chosen = find_task(task)
        return Understood(text, Proposal(chosen, "as you said", _facts(chosen, tokens, matches)))
    if not tokens:
        raise UsageError('the description is empty; say what is predicted, such as "house prices with some outliers"')
    if not ranked or ranked[0].points < _LEAST:
        raise UsageError(_nothing(ranked))
    first, others = ranked[0], ranked[1:_LISTED]
    near = tuple(other for other in others if other.points >= _NEAR * first.points or first.points < _SURE)
    return Understood(text, Proposal(first.task, first.because, _facts(first.task, tokens, matches)), others, near)


def _nothing(ranked: Sequence[Near]) -> str:
    nearest = f"nearest: {', '.join(near.task for near in ranked[:_LISTED])}" if ranked else "--help lists examples"
    return (
        f"the description does not say which task it is ({nearest}); "
        "name it by --task, or search for a word by `lossquiz recommend --facts WORD`"
    )


def _matches(text: str, tokens: Sequence[Token]) -> Iterator[_Match]:
    """Yield what is said, and not denied, anywhere in the text."""
    for start, token in enumerate(tokens):
        for name in names_of(token):
            for entry in entries_of(name):
                end = end_of(entry.phrase, tokens, start)
                if end > start and not _denied(entry, tokens, start, end):
                    yield from _read(entry, text, tokens, start, end)
        if token.text in _F_BETA:
            name, _, _ = read_metric(token.text).partition("=")
            entry = Entry(((token.word,),), METRIC, name, tasks=tasks_of_metric(name), points=0.5)
            yield _Match(entry, start, start + 1, quoted(text, tokens, start, start + 1), read_metric(token.text))


def _meant(matches: Sequence[_Match]) -> list[_Match]:
    """Return the matches without those that stand in words where they mean something else."""
    elsewhere = [match for match in matches if match.entry.kind == UNLESS]
    return [
        match
        for match in matches
        if match.entry.kind != UNLESS and not any(_is_in(match, other) for other in elsewhere)
    ]


def _is_in(match: _Match, other: _Match) -> bool:
    same = match.entry.kind in {"fact", OUTRIGHT} and match.entry.id == other.entry.id
    return same and match.start < other.end and other.start < match.end


def _denied(entry: Entry, tokens: Sequence[Token], start: int, end: int) -> bool:
    if entry.kind in _NO_FACTS:  # RetinaNet never converges: it is one all the same
        return is_denied_before(tokens, start, end)
    return is_denied(entry.phrase, tokens, start, end)


def _read(entry: Entry, text: str, tokens: Sequence[Token], start: int, end: int) -> Iterator[_Match]:
    match = _Match(entry, start, end, quoted(text, tokens, start, end))
    if entry.bare:
        if _judges_outright(tokens, start, end):
            yield match._replace(value=entry.id)
    elif entry.kind == METRIC:
        yield match._replace(value=entry.id if _judges(entry, tokens, start, end) else False)
    elif entry.kind in _NO_FACTS:
        yield match
    elif not (all_facts()[entry.id].number and (_one_of_several(tokens, start) or _first_of_several(tokens, start))):
        value = _value(entry, tokens[start:end])
        if value is not None:
            yield match._replace(value=value)


def _one_of_several(tokens: Sequence[Token], start: int) -> bool:
    """Tell whether the number that begins there is one of several: `80% and 95% intervals`, `zero to ten topics`.

    One in brackets, or in words after one in digits, begins anew: `each 0 or 1 (three classes per label)`.
    """
    before = tokens[max(0, start - 2) : start]
    if tokens[start].word != NUMBER or not before:
        return False
    if before[-1].word in _UP_TO:
        return True
    joined = before[-1].word in _AND and before[-1].text not in _BRACKETS and before[0].word == NUMBER
    return joined and _in_digits(before[0]) == _in_digits(tokens[start])


def _first_of_several(tokens: Sequence[Token], start: int) -> bool:
    """Tell whether the level that begins there is the first of several: `p10, p50 and p90`."""
    levels = [token for token in tokens[start : start + 3 : 2] if token.word == NUMBER and token.text[0] in "pP"]
    return len(levels) > 1 and tokens[start + 1].word in _AND | _UP_TO


def _in_digits(number: Token) -> bool:
    return number.end - number.start == len(number.text)


def _longest(matches: Sequence[_Match]) -> list[_Match]:
    """Return the matches without those that a longer one cuts: `want mean` of `mean and variance`.

    Of names of metrics the longest is meant, and what is meant as no metric is left out.
    """
    facts = [match for match in matches if match.entry.kind not in _NO_FACTS]
    return [
        match
        for match in matches
        if match.entry.kind in _NO_FACTS or not (match.value is False or any(_cuts(other, match) for other in facts))
    ]


def _cuts(longer: _Match, match: _Match) -> bool:
    overlap = min(longer.end, match.end) - max(longer.start, match.start)
    wider = longer.end - longer.start - (match.end - match.start)
    begins_it = wider == 0 and longer.start < match.start and match.value is True
    if overlap <= 0 or not (wider > 0 or begins_it):
        return False
    is_within = overlap == match.end - match.start
    metrics = longer.entry.kind == match.entry.kind == METRIC
    return metrics or (not is_within and longer.entry.kind == match.entry.kind and longer.entry.id != match.entry.id)


def _value(entry: Entry, tokens: Sequence[Token]) -> Value | None:
    """Return the value of a fact that some words say, or None where its number is none that it could be."""
    fact = all_facts()[entry.id]
    numbers = [token.text for token in tokens if token.word == NUMBER]
    try:
        if entry.least > -math.inf and _measured(numbers) < entry.least:
            return None
        if entry.value or not (fact.number or fact.range):
            return check_value(fact, entry.value or True)
        if fact.range:
            ranges = [token.text for token in tokens if token.word == RANGE]
            return check_value(fact, ranges[0] if ranges else " to ".join(numbers[:2]))
        return _number(entry, numbers[0])
    except (UsageError, IndexError):
        return None


def _measured(numbers: Sequence[str]) -> float:
    """Return how large a number is, or of two how many times as large as the first the second is."""
    read = [read_number(text, "count") or 0 for text in numbers[:2]]
    return read[0] if len(read) == 1 else read[1] / read[0] if read[0] > 0 else 0


def _number(entry: Entry, text: str) -> Value:
    fact = all_facts()[entry.id]
    if fact.number.get("whole") and re.fullmatch(_THOUSANDS, text):
        text = text.replace(".", "")
    try:
        number = check_value(fact, text)
    except UsageError:
        # 100:1 says of positives, too, that they are the rarer.
        number = check_value(fact, ":".join(reversed(re.split(r"\s*[:/]\s*", text))))
    if entry.rest and fact.number.get("stands_for") == "ratio":
        return check_value(fact, round(1 / float(number), 12))
    return check_value(fact, round(1 - float(number), 12)) if entry.rest else number


def _judges(entry: Entry, tokens: Sequence[Token], start: int, end: int) -> bool:
    """Tell whether the name of a metric is said as what judges, and not as a loss or in another sense."""
    shape = "".join(token.text for token in tokens[start:end])
    is_abbreviation = sum(letter.isupper() or letter.isdigit() for letter in shape) > 1
    for place in range(start - 1, max(-1, start - 1 - _CUE_BEFORE), -1):
        if tokens[place].word == STOP:
            break
        if tokens[place].word in _JUDGING:
            return not _one_of_two(tokens, start, end)
    for token in (tokens[end - 1], *tokens[end : end + _CUE_AFTER]):
        if token.word in {STOP, COMMA}:
            break
        if token.word in _JUDGED or (token.word in _DECIDES and is_abbreviation):
            return not _one_of_two(tokens, start, end)
    said = end - start > 1 or len(shape) >= _CLEAR_WORD or is_abbreviation
    begins = not start or tokens[start - 1].word in _BEGINNING
    return (
        entry.clear
        and entry.id != _USUAL
        and said
        and begins
        and not _one_of_two(tokens, start, end)
        and not _told(tokens, end)
    )


def _judges_outright(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Tell whether what stands there is named as what judges, and nothing more: `evaluated by Spearman`."""
    before = [token.word for token in tokens[max(0, start - 2) : start]]
    said = len(before) > 1 and before[0] in _OUTRIGHT_JUDGING and before[1] in _NAMING
    said = said or (start > 1 and tokens[start - 1].text == ":" and before[0] in _JUDGED)
    told = itertools.takewhile(lambda token: token.word not in {STOP, COMMA, "and"}, tokens[end:])
    return said and all(token.word in _OF_METRIC for token in told) and not _one_of_two(tokens, start, end)


def _told(tokens: Sequence[Token], end: int) -> bool:
    """Tell whether something is told of a metric: `AUC is good`; what judges stands alone, `NDCG@10`."""
    clause = itertools.takewhile(lambda token: token.word not in {STOP, COMMA}, tokens[end:])
    return any(token.word not in _BESIDE for token in clause)


def _one_of_two(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Tell whether it is asked which of two: `MSE or MAE`."""
    before = tokens[start - 1].word if start else ""
    after = tokens[end].word if end < len(tokens) else ""
    return before in _ALTERNATIVES or after in _ALTERNATIVES


def _ranked(tokens: Sequence[Token], matches: Sequence[_Match]) -> tuple[Near, ...]:
    """Return the tasks that something speaks for, the likeliest first."""
    speaking: dict[str, list[tuple[float, _Match]]] = defaultdict(list)
    telling = [match for match in matches if match.entry.kind == "task" and match.entry.points >= TOLD]
    for match in (match for match in matches if match.entry.kind != OUTRIGHT):
        others = [other for other in telling if other.entry.id != match.entry.id] if match.entry.kind == "task" else []
        worth = _worth(match, others)
        for task in (match.entry.id,) if match.entry.kind == "task" else match.entry.tasks:
            speaking[task].append((worth, match))
    words = _words_of(tokens)
    found = [_near(task, speaking[task], words[task]) for task in tasks() if task != "other"]
    outright = [match for match in matches if match.entry.kind == OUTRIGHT]
    outright = [match for match in outright if not _one_of_two(tokens, match.start, match.end)]
    if any(match.entry.id == "n_classes" and match.entry.least > 2 for match in matches):  # noqa: PLR2004 - two classes
        outright = [match for match in outright if match.entry.id != _OF_TWO]
        found = [near._replace(points=near.points / 2) if near.task == _OF_TWO else near for near in found]
    found = _sorted_out(found, {match.entry.id: match for match in outright})
    order = list(tasks())
    said = [near for near in found if near.points > 0]
    return tuple(sorted(said, key=lambda near: (-near.points, order.index(near.task))))


def _sorted_out(found: Sequence[Near], named: Mapping[str, _Match]) -> list[Near]:
    """Return the tasks with all that is said of classes counted for the sort of classes that is named outright.

    `image classification, binary, rare` is of two classes; labels that do not exclude each other may be binary.
    """
    sort = next((task for task in _SORTS if task in named), "")
    if not sort or len(set(named) - _BESIDE_SORTS.get(sort, frozenset())) > 1:
        return list(found)
    most = max(near.points for near in found if near.task in _SORTS)
    told = named[sort].quote
    return [
        near
        if near.task not in _SORTS
        else near._replace(points=most, because=near.because if near.points else told)
        if near.task == sort
        else near._replace(points=near.points / 2)
        for near in found
    ]


def _words_of(tokens: Sequence[Token]) -> Mapping[str, Mapping[str, float]]:
    """Return the single words that speak of each task, with their points."""
    points: dict[str, dict[str, float]] = defaultdict(dict)
    for token in tokens:
        for task, weight in tasks_of_word(token.word).items():
            points[task][token.text] = _WORD * weight
    return points


def _near(task: str, speaking: Iterable[tuple[float, _Match]], words: Mapping[str, float]) -> Near:
    """Return a task with its points: of what overlaps, only what says the most counts, and everything only once."""
    taken: set[int] = set()
    heard: set[tuple[str, ...]] = set()
    points, quotes = sum(words.values()), []
    for worth, match in sorted(speaking, key=lambda pair: (-pair[0], pair[1].start - pair[1].end, pair[1].start)):
        places = set(range(match.start, match.end))
        name = (match.entry.kind, match.entry.id, str(match.entry.phrase))
        if taken & places or name in heard:
            continue
        taken |= places
        heard.add(name)
        points += worth
        quotes.append(match.quote)
    told = quotes or [f"'{word}'" for word in words]
    return Near(task, ", ".join(dict.fromkeys(told[:_QUOTED])), round(points, 6))


def _worth(match: _Match, others: Sequence[_Match]) -> float:
    """Return how much a match speaks for its task: more words say more, and part of a longer phrase says half."""
    words = sum(element[0] not in _OPEN for element in match.entry.phrase)
    worth = match.entry.points + (_MORE_WORDS * (words - 1) if match.entry.points >= TOLD else 0.0)
    is_part = any(
        other.start <= match.start and match.end <= other.end and other.end - other.start > match.end - match.start
        for other in others
    )
    return worth / 2 if is_part else worth


def _facts(task: str, tokens: Sequence[Token], said: Sequence[_Match]) -> tuple[Seen, ...]:
    """Return the facts that are said and can hold in the task together, in the order of the text."""
    best: dict[str, _Match] = {}
    for match in _longest([match for match in said if match.entry.kind not in _NO_FACTS and _counts(match, task)]):
        name = _fact_of(match)
        if _one_of_two(tokens, match.start, match.end) and not _said_again(match, said):
            continue  # which of two is asked: said is neither
        known = best.get(name)
        if known is None or _exactness(match) > _exactness(known):
            best[name] = match
    if _ONE in best and _SEVERAL in best and not _PLURAL.search(best[_SEVERAL].quote):
        del best[_SEVERAL]  # a quantile forecast of p90 is one of one
    seen: list[Seen] = []
    for name, match in sorted(best.items(), key=lambda pair: pair[1].start):
        facts = {other.fact: other.value for other in seen} | {name: match.value}
        if _can_hold(task, facts):
            seen.append(Seen(name, match.value, match.quote))
    return tuple(seen)


def _said_again(match: _Match, said: Sequence[_Match]) -> bool:
    return any(
        (other.entry.id, other.value) == (match.entry.id, match.value)
        and (other.end <= match.start or match.end <= other.start)
        for other in said
    )


def _counts(match: _Match, task: str) -> bool:
    where = match.entry.tasks
    return all_facts()[_fact_of(match)].belongs_to(task) and (not where or task in where)


def _fact_of(match: _Match) -> str:
    return METRIC if match.entry.kind == METRIC else match.entry.id


def _exactness(match: _Match) -> tuple[bool, int]:
    return match.value is not True, match.end - match.start


def _can_hold(task: str, facts: Mapping[str, Value]) -> bool:
    try:
        admitted(task, facts)
    except UsageError:
        return False
    return True
