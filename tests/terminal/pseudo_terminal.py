"""A program in a pseudo-terminal: what is drawn, what is typed, how it ends."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pexpect

PATIENCE = 60  # seconds until a terminal that says nothing more fails the test
_CODES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[()][A-Z0-9]|\x1b[=>]")
_HOME = "\x1b[H"

Open = Callable[..., "Terminal"]


class Terminal:
    """A program in a pseudo-terminal.

    Attributes:
        text: All that came so far, with its codes.
    """

    def __init__(self, command: list[str], rows: int, columns: int, env: Mapping[str, str], cwd: Path) -> None:
        self.text = ""
        self._seen = 0
        self.child = pexpect.spawn(
            command[0],
            command[1:],
            env=dict(env),
            cwd=str(cwd),
            dimensions=(rows, columns),
            encoding="utf-8",
            codec_errors="replace",
            timeout=PATIENCE,
        )

    def wait(self, words: str) -> None:
        """Wait until some words have come, beyond those that were waited for before."""
        while (at := plain(self.text).find(words, self._seen)) < 0:
            self._read(words)
        self._seen = at + len(words)

    def frame(self, words: str = "") -> list[str]:
        """Wait until some words are on a screen that is drawn anew each time; return its lines without their codes."""
        while True:
            begin = self.text.rfind(_HOME)
            lines = plain(self.text[begin + len(_HOME) :]).split("\r\n") if begin >= 0 else []
            # Drawn to its end: nothing is read from half a screen.
            if "\x1b[J" in self.text[begin:] and words in " ".join(" ".join(lines).split()):
                return [line.rstrip() for line in lines]
            self._read(words)

    def type(self, keys: str) -> None:
        """Type some keys."""
        self.child.send(keys)

    def resize(self, rows: int, columns: int) -> None:
        """Give the terminal another size."""
        self.child.setwinsize(rows, columns)

    def end(self) -> int:
        """Read to the end, and return the exit code."""
        try:
            while True:
                self._read("the end")
        except EOFError:
            pass
        self.child.wait()  # closing ends by signals whoever has left the terminal and is not quite gone
        self.child.close()
        return int(128 + self.child.signalstatus if self.child.signalstatus else self.child.exitstatus or 0)

    def _read(self, words: str) -> None:
        try:
            self.text += self.child.read_nonblocking(65536, PATIENCE)
        except pexpect.TIMEOUT:
            raise AssertionError(f"{words!r} did not come; there is:\n{plain(self.text)[-3000:]}") from None
        except pexpect.EOF:
            raise EOFError(f"it ended before {words!r}; there was:\n{plain(self.text)[-3000:]}") from None


def plain(text: str) -> str:
    """Return what a terminal was sent without the codes."""
    return _CODES.sub("", text)
