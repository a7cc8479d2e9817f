"""Files beside a flat answer that hold none themselves, and that it imports or names: they belong to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lossquiz.grading.foreign_text import escape
from lossquiz.grading.intake.kinds import is_archive, text_of
from lossquiz.grading.intake.mentions import is_mentioned
from lossquiz.grading.intake.reading import MAX_SOURCE
from lossquiz.grading.intake.trees import Found, holds_source, is_folder


@dataclass(frozen=True, slots=True)
class Serving:
    """The entries that only serve answers beside them: entry to the files in it, and answer to its entries."""

    of: dict[str, list[tuple[str, bytes]]]
    by: dict[str, set[str]]
    everywhere: tuple[tuple[str, bytes], ...]

    def for_entry(self, name: str) -> tuple[tuple[str, bytes], ...]:
        """Return what an answer may import."""
        own = [pair for other in sorted(self.by.get(name, ())) for pair in self.of[other]]
        return (*self.everywhere, *own)


def serving_of(
    entries: dict[str, list[Found]], helpers: list[Found], answers_something: Callable[[str], bool]
) -> Serving:
    """Find the flat files and folders that hold no answer, and that an answer beside them imports or names.

    Each entry is read on its own, and again where it is needed: a class of thousands is not held in memory.
    """
    if all(is_folder(found) for found in entries.values()):
        return Serving({}, {}, tuple(pair for file in helpers for pair in _texts([file])))
    looked = [name for name in entries if not is_archive(name)]
    answers = {name for name in looked if any(answers_something(text_of(s)) for _, s in _texts(entries[name]))}
    servants = {name: _texts(entries[name]) for name in looked if name not in answers}
    by = {name: _reached(_texts(entries[name]), servants) for name in answers if not is_folder(entries[name])}
    used = set[str]().union(*by.values())
    python = {name: [pair for pair in servants[name] if pair[0].endswith(".py")] for name in used}
    return Serving(python, by, tuple(pair for file in helpers for pair in _texts([file])))


def _reached(texts: list[tuple[str, bytes]], servants: dict[str, list[tuple[str, bytes]]]) -> set[str]:
    """Return the entries that some texts import or name, and those that these do."""
    reached: set[str] = set()
    queue = [text_of(source) for _, source in texts] if servants else []
    while queue:
        text = queue.pop()
        for other in sorted(servants.keys() - reached):
            if is_mentioned(other, text):
                reached.add(other)
                queue += [text_of(source) for _, source in servants[other]]
    return reached


def _texts(found: list[Found]) -> list[tuple[str, bytes]]:
    read = []
    for file in found:
        if holds_source(file) and not file.problem:
            try:
                read.append((escape(file.place), file.read(MAX_SOURCE)))
            except (OSError, ValueError):
                continue
    return read
