"""Options to choose from, for the kinds of question that have some."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lossquiz.questions.question import Question, reminders

if TYPE_CHECKING:
    from lossquiz.questions.model import Bank
    from lossquiz.questions.question import Mistakes
    from lossquiz.questions.replies import Answer, Verdict

# h, q, r and s are commands at the prompt, so no option is called by them.
LABELS = "abcdefgijklmnoptuvwxyz"
SHORTEST_TEXT = 4  # fewer characters of an option's text are taken for a slip, not for a choice

_SIGNS = str.maketrans(
    {"×": "*", "·": "*", "⋅": "*", "−": "-", "–": "-", "—": "-", "≤": "<=", "≥": ">=", "≈": "~", "²": "^2", "³": "^3"}
    | {"’": "'", "‘": "'", "“": '"', "”": '"'}
)
_TIMES = re.compile(r"(?<=[\w)])\s+x\s+(?=[\w(])|(?<=\d)x\s?(?=\d)")
_BESIDE_SIGNS = re.compile(r"\s*([-*=~+<>/])\s*")
_NAMED = re.compile(r"(?:(?:the|my|answer|option|choice|letter|number|it's|it|is|i|think|say)[: ]+)+\(?(\w+)[).?!, ]*")
_LINE = re.compile(r"\(?(\w+) ?[).:] ?(.+)")  # an option as it is shown, with its letter


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose from, and why it is right or wrong."""

    text: str
    correct: bool
    why: str


def label_of(position: int) -> str:
    """Return the letter of the option shown at a position."""
    return LABELS[position] if position < len(LABELS) else str(position + 1)


class OptionsQuestion(Question):
    """A question with options, of which exactly one is right."""

    __slots__ = ()
    prompt: str
    options: tuple[Option, ...]
    explanation: str
    hints: tuple[str, ...]

    def asking(self) -> str:
        """Return the question in words."""
        return self.prompt

    def choices(self) -> tuple[Option, ...]:
        """Return the options."""
        return self.options

    def lesson(self) -> str:
        """Return the explanation."""
        return self.explanation

    @property
    def right(self) -> int:
        """The index of the option that is right."""
        return next(index for index, option in enumerate(self.options) if option.correct)

    def mark(self, typed: str, *, order: Sequence[int] = (), mistakes: Mistakes | None = None) -> Verdict:
        """Mark a letter, a number or the text of an option."""
        from lossquiz.questions.replies import Verdict

        del mistakes
        shown = tuple(order) or self.own_order()
        chosen = self._which(typed, shown)
        option, right = self.options[chosen], self.options[self.right]
        if option.correct:
            return Verdict(True, 1.0, tuple(filter(None, (option.why,))), chosen=chosen)
        answer = f"The answer is ({label_of(shown.index(self.right))}): {right.text}"
        return Verdict(False, 0.0, tuple(filter(None, (option.why, answer, right.why))), chosen=chosen)

    def answer(self, order: Sequence[int] = ()) -> Answer:
        """Return the right option with its letter."""
        from lossquiz.questions.replies import Answer

        right = self.options[self.right]
        place = (tuple(order) or self.own_order()).index(self.right)
        return Answer(text=right.text, place=label_of(place), why=right.why)

    def hints_in(self, bank: Bank, order: Sequence[int] = ()) -> tuple[str, ...]:
        """Return its own hints; else the loss's formula and convention, which a choice can be reasoned from."""
        del order
        return self.hints or reminders(bank, self.loss)

    def _which(self, typed: str, order: tuple[int, ...]) -> int:
        from lossquiz.questions.replies import UnclearAnswerError

        word = _plain(typed)
        texts = {index: _plain(self.options[index].text) for index in order}
        labels = {label: index for place, index in enumerate(order) for label in (label_of(place), str(place + 1))}
        exact = [index for index, text in texts.items() if text == word]
        placed = labels.get(word.strip("().?!:, "))
        if len(exact) == 1 and placed not in {None, *exact}:
            other = label_of(order.index(exact[0]))
            raise UnclearAnswerError(
                f'"{typed.strip()}" stands as ({other}), and is the place of another; type "option {other}" or'
                f' "option {typed.strip()}"'
            )
        if len(exact) == 1:
            return exact[0]
        if placed is not None:
            return placed
        named = _NAMED.fullmatch(word)
        if named and named[1] in labels:
            return labels[named[1]]
        line = _LINE.fullmatch(word)
        if line and line[1] in labels and texts[labels[line[1]]] == line[2]:
            return labels[line[1]]
        near = [index for index, text in texts.items() if len(word) >= SHORTEST_TEXT and word in text]
        if len(near) == 1:
            return near[0]
        last = label_of(len(order) - 1)
        raise UnclearAnswerError(f"type a letter from a to {last}, its number, or the text of an option (? for help)")


def _plain(text: str) -> str:
    """Return a text as it is compared: in lower case, with the signs and blanks that people type for others."""
    signs = _TIMES.sub(" * ", text.casefold().translate(_SIGNS))
    return _BESIDE_SIGNS.sub(r"\1", " ".join(signs.split())).strip(".")
