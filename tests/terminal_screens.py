"""A program in a pseudo-terminal, and what a person sees on its screen: for tests, and for docs/practice.md."""

from __future__ import annotations

import os
import re
import signal
import sys
from collections.abc import Mapping
from typing import Any

import pexpect
import pyte

PATIENCE = 60  # seconds until a terminal that does not show what is due fails the test


class Screen:
    """A program in a terminal of some rows and columns, read by an emulator.

    Args:
        words: The words after `lossquiz`.
        rows: The rows of the terminal.
        columns: Its columns.
        environment: What the program's environment has besides this process's own.
        program: What runs `lossquiz`, as Python; "" for `python -m lossquiz`.
    """

    def __init__(
        self,
        *words: str,
        rows: int = 24,
        columns: int = 80,
        environment: Mapping[str, str] | None = None,
        program: str = "",
    ) -> None:
        env = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "LINES", "NO_COLOR"}}
        env |= {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8", **(environment or {})}
        self.raw = ""
        self._screen = pyte.HistoryScreen(columns, rows, history=2000)
        self._stream = pyte.Stream(self._screen)
        self._child: Any = pexpect.spawn(
            sys.executable,
            [*(("-c", program) if program else ("-m", "lossquiz")), *words],
            env=env,
            dimensions=(rows, columns),
            encoding="utf-8",
            codec_errors="replace",
            timeout=PATIENCE,
        )
        self._child.delaybeforesend = None

    @property
    def rows(self) -> list[str]:
        """What the screen shows, row by row, without blanks at the ends."""
        return [row.rstrip() for row in self._screen.display]

    @property
    def text(self) -> str:
        """What the screen shows, without empty rows at its end."""
        return "\n".join(self.rows).rstrip("\n")

    def wait_for(self, text: str) -> None:
        """Read until the screen shows a text.

        Raises:
            AssertionError: It does not; the message has the screen.
        """
        while text not in self.text:
            if not self._read():
                raise AssertionError(f"{text!r} did not appear; the screen shows:\n{self.text}")

    def type(self, line: str) -> None:
        """Type some characters, as they are."""
        self._child.send(line)

    def enter(self, line: str = "") -> None:
        """Type a line, and press Enter."""
        self.type(f"{line}\r")

    def answer(self, line: str, until: str) -> None:
        """Enter a line, and read until what is shown from then on holds a text.

        Raises:
            AssertionError: It does not; the message has the screen.
        """
        begun = len(self.raw)
        self.enter(line)
        while until not in re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", self.raw[begun:]):
            if not self._read():
                raise AssertionError(f"{until!r} did not follow {line!r}; the screen shows:\n{self.text}")

    def clear(self) -> None:
        """Forget what the screen shows, so that only what comes from now on is found."""
        self._screen.reset()

    def resize(self, rows: int, columns: int) -> None:
        """Make the terminal another size; the program is told by the kernel."""
        self._screen.resize(rows, columns)
        self._child.setwinsize(rows, columns)

    def kill(self, number: signal.Signals) -> None:
        """Send a signal to the program."""
        self._child.kill(number)

    def end(self) -> int:
        """Read to the program's end, and return its exit code; of one that a signal ended, the negative of it."""
        while self._read():
            pass
        self._child.wait()  # closing ends by signals whoever has left the terminal and is not quite gone
        self._child.close()
        return int(-self._child.signalstatus if self._child.signalstatus else self._child.exitstatus)

    def stop(self) -> None:
        """End the program, whatever it does."""
        self._child.close(force=True)

    def _read(self) -> bool:
        try:
            data = self._child.read_nonblocking(4096, PATIENCE)
        except pexpect.EOF:
            return False
        except pexpect.TIMEOUT:
            self.stop()
            return False
        self.raw += data
        self._stream.feed(data)
        return True
