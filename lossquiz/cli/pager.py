"""What is longer than the screen goes through the reader's pager; quitting it early is no error."""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from lossquiz.cli.failures import say

if TYPE_CHECKING:
    from lossquiz.cli.settings import Settings

LESS = "FRX"  # what less is told where nobody tells it more: end on one screen, keep colours, leave the text there
_USUAL = ("less", "more")


def show(settings: Settings, pieces: Sequence[tuple[str, str]], *, paged: bool = True) -> None:
    """Write pieces of styled text to stdout; where a person reads there and they do not fit, through a pager."""
    command = pager() if paged and _is_long(pieces) else []
    if not command or not _run(command, _rendered(settings, pieces)):
        settings.write(pieces)


def pager() -> list[str]:
    """Return the command of the reader's pager: `$PAGER`, else what there is; nothing where `$PAGER` is empty."""
    named = os.environ.get("PAGER")
    if named is None:
        return next(([name] for name in _USUAL if shutil.which(name)), [])
    try:
        return shlex.split(named)
    except ValueError as error:
        say(f"$PAGER: no command: {error}; mend or unset it")
        return []


def _is_long(pieces: Sequence[tuple[str, str]]) -> bool:
    there = sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    lines = 1 + sum(text.count("\n") for text, _ in pieces)
    return there and lines >= shutil.get_terminal_size().lines  # a line is the shell's next prompt


def _rendered(settings: Settings, pieces: Sequence[tuple[str, str]]) -> str:
    console = settings.console()
    with console.capture() as captured:
        settings.write(pieces, console)
    return captured.get()


def _run(command: list[str], text: str) -> bool:
    """Show a text in a pager until it is left; return False where it cannot be started."""
    environment = {**os.environ, "LESS": os.environ.get("LESS", LESS)}
    # Ctrl-C belongs to the pager while it is open. A handler, unlike SIG_IGN, is not inherited by it.
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, env=environment)  # noqa: S603 - the user's own pager
        with contextlib.suppress(OSError):  # it was left before it had read all
            process.communicate(text.encode(sys.stdout.encoding or "utf-8", "replace"))
        process.wait()
    except OSError as error:
        say(f"{command[0]}: cannot be started: {error.strerror}; set PAGER, or say --no-pager")
        return False
    finally:
        signal.signal(signal.SIGINT, before)
    return True
