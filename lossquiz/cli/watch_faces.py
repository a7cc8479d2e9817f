"""What `lossquiz watch` is shown on, and where its keys come from: a screen that is drawn over, or lines."""

from __future__ import annotations

import queue
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

from lossquiz.cli.keyboard import LineKeys, Screen
from lossquiz.report.spelling import spell
from lossquiz.report.terminal import watch as shown

if TYPE_CHECKING:
    from lossquiz.cli.settings import Settings
    from lossquiz.practice.watch import Watching

Event = tuple[str, Any]
Events = queue.SimpleQueue[Event]


class Face(Protocol):
    """What the watching is shown on."""

    def show(self, watching: Watching, view: shown.View) -> None:
        """Show how things stand."""

    def scroll(self, watching: Watching, view: shown.View, pages: float) -> shown.View:
        """Return the view some pages further down."""

    def suspend(self) -> None:
        """Stop until the shell lets this go on."""


class Drawn:
    """One screen, drawn anew each time."""

    def __init__(self, settings: Settings, events: Events) -> None:
        self._screen = Screen(events.put)
        self._console = settings.console()
        self._spell: Callable[[str], str] = str if settings.unicode else _spelled

    def __enter__(self) -> Drawn:  # noqa: PYI034 - Self needs Python 3.11
        self._screen.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self._screen.__exit__(*error)

    def show(self, watching: Watching, view: shown.View) -> None:
        """Draw how things stand."""
        width, height = self._screen.size
        lines = shown.screen(watching, view, width, height, self._spell)
        self._screen.draw([self._styled(line) for line in lines])

    def scroll(self, watching: Watching, view: shown.View, pages: float) -> shown.View:
        """Return the view some pages further down, as far as there are rows."""
        width, height = self._screen.size
        rows, room = shown.page_of(watching, view, width, height, self._spell)
        return replace(view, top=max(0, min(view.top + int(pages * room), rows - room)))

    def suspend(self) -> None:
        """Leave the screen as it was until the shell lets this go on."""
        self._screen.suspend()

    def _styled(self, line: shown.Line) -> str:
        from rich.text import Text

        with self._console.capture() as drawn:
            self._console.print(Text.assemble(*line), end="", soft_wrap=True)
        return drawn.get()


def _spelled(text: str) -> str:
    return "".join(character if character.isascii() else spell(character) for character in text)


class Plain:
    """Lines that are appended; what was said is not said again."""

    def __init__(self, settings: Settings, events: Events) -> None:
        self._settings = settings
        self._keys = LineKeys(events.put)
        self._said: list[tuple[str, ...]] = []
        self._watching: Watching | None = None

    def __enter__(self) -> Plain:  # noqa: PYI034 - Self needs Python 3.11
        self._keys.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def show(self, watching: Watching, view: shown.View) -> None:
        """Write what was not said yet."""
        width = self._settings.width
        if watching is not self._watching:
            self._watching, self._said = watching, []
            self._write(shown.plain_opening(watching, width))
        blocks = shown.plain_blocks(watching, view, width)
        for block in blocks:
            if block not in self._said:
                self._write(block)
        self._said = blocks

    @staticmethod
    def _write(lines: Iterable[str]) -> None:
        sys.stdout.write("".join(f"{line}\n" for line in lines))
        sys.stdout.flush()

    def scroll(self, watching: Watching, view: shown.View, pages: float) -> shown.View:
        """Return the same view: lines stay where they are."""
        del watching, pages
        return view

    def suspend(self) -> None:
        """The shell's own business here."""
