"""How many questions with options can be guessed from the look of the options alone.

Whoever writes a right answer takes more care with it: it grows longer, has more commas, repeats the question's words. A
candidate who notices needs to know nothing. So strategies that read nothing are tried on the whole bank, and each must
stay near chance; so must a small model that learns from the other questions what right options look like.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lossquiz.questions.model import Bank
    from lossquiz.questions.options import OptionsQuestion

LIMIT = 0.33
FEWEST = 30  # questions of a kind; with fewer, chance alone goes beyond the limit
_FEWEST_NUMBERS = 15
_FOLDS, _STEPS, _RATE, _DECAY = 10, 300, 0.5, 0.02

Score = Callable[[str, str], float]
"""Says of a question's words and an option how much a strategy likes the option."""


def shares(bank: Bank) -> Mapping[str, Mapping[str, float]]:
    """Return for each kind with options which share of its questions each strategy guesses.

    Kinds with few questions are left out.
    """
    kinds: dict[str, list[OptionsQuestion]] = {}
    for question in bank.questions.values():
        if question.choices():
            kinds.setdefault(question.kind, []).append(question)  # type: ignore[arg-type]  # such a question has options
    return {kind: guessed(questions) for kind, questions in kinds.items() if len(questions) >= FEWEST}


def guessed(questions: Sequence[OptionsQuestion]) -> dict[str, float]:
    """Return which share of some questions each strategy guesses; of options that it likes equally, it picks by lot."""
    found = {name: _share(questions, score) for name, score in STRATEGIES.items()}
    found["second longest"] = sum(map(_second_longest, questions)) / len(questions)
    found["middle number"] = _middle_number(questions)
    found["learnt from the others"] = _learnt(questions)
    return found


def _share(questions: Sequence[OptionsQuestion], score: Score) -> float:
    return sum(_chance(question, score) for question in questions) / len(questions)


def _chance(question: OptionsQuestion, score: Score) -> float:
    scores = [score(question.asking(), option.text) for option in question.options]
    best = [option.correct for option, value in zip(question.options, scores, strict=True) if value == max(scores)]
    return sum(best) / len(best)


def _second_longest(question: OptionsQuestion) -> float:
    lengths = sorted((len(option.text) for option in question.options), reverse=True)
    right = next(len(option.text) for option in question.options if option.correct)
    return (right == lengths[1]) / lengths.count(lengths[1])


def _middle_number(questions: Sequence[OptionsQuestion]) -> float:
    """Guess the number in the middle, where all options begin with one; questions without numbers are left out."""
    hits, asked = 0.0, 0
    for question in questions:
        numbers = [_number(option.text) for option in question.options]
        known = [number for number in numbers if number is not None]
        if len(known) < len(numbers):
            continue
        asked += 1
        middle = sorted(known)[(len(known) - 1) // 2 : len(known) // 2 + 1]
        best = [o.correct for o, number in zip(question.options, numbers, strict=True) if number in middle]
        hits += sum(best) / len(best)
    return hits / asked if asked >= _FEWEST_NUMBERS else 0.0


def _number(text: str) -> float | None:
    found = re.match(r"[^\d\w]*(-?\d+(\.\d+)?)", text.replace("−", "-"))
    return float(found.group(1)) if found else None


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]{4,}", text.lower()))


def _rank(lengths: Sequence[int], own: int) -> float:
    return sum(length < own for length in lengths) + sum(length == own for length in lengths) / 2


STRATEGIES: Mapping[str, Score] = {
    "longest": lambda _, text: len(text),
    "shortest": lambda _, text: -len(text),
    "most commas": lambda _, text: text.count(","),
    "most digits": lambda _, text: sum(character.isdigit() for character in text),
    "shares most words": lambda prompt, text: len(_words(prompt) & _words(text)),
}


def _features(question: OptionsQuestion) -> Iterator[list[float]]:
    """Yield what an option looks like beside the others of its question."""
    texts = [option.text for option in question.options]
    lengths = [len(text) for text in texts]
    for text in texts:
        place = _rank(lengths, len(text)) / len(texts)
        yield [
            place,
            place * place,
            len(text) / (sum(lengths) / len(lengths)) - 1,
            *(
                float(bool(re.search(pattern, text)))
                for pattern in (",", r"\d", r"[(:;]", r"\b(no|not|never|nothing)\b")
            ),
            float(bool(re.search(r"\b(always|never|all|only|any|nothing|every)\b", text.lower()))),
            len(_words(question.asking()) & _words(text)) / 3,
        ]


def _learnt(questions: Sequence[OptionsQuestion]) -> float:
    """Guess by a softmax regression over the looks of options, learnt from the other nine tenths of the questions."""
    import numpy as np

    looks = [np.array(list(_features(question))) for question in questions]
    right = [[option.correct for option in question.options].index(True) for question in questions]
    hits = 0.0
    for fold in range(_FOLDS):
        train = [place for place in range(len(questions)) if place % _FOLDS != fold]
        weights = np.zeros(looks[0].shape[1])
        for _ in range(_STEPS):
            slope = _DECAY * weights
            for place in train:
                scores = np.exp(looks[place] @ weights)
                slope = slope + ((scores / scores.sum()) @ looks[place] - looks[place][right[place]]) / len(train)
            weights = weights - _RATE * slope
        for place in range(fold, len(questions), _FOLDS):
            scores = looks[place] @ weights
            best = np.isclose(scores, scores.max())
            hits += float(best[right[place]] / best.sum())
    return hits / len(questions)
