"""The candidate's own editor."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
from pathlib import Path

from lossquiz.errors import InputError


def editor() -> list[str]:
    """Return the command of the candidate's editor, from `$VISUAL` or `$EDITOR`, or nothing.

    Raises:
        InputError: It cannot be read as a command.
    """
    name = "VISUAL" if os.environ.get("VISUAL", "").strip() else "EDITOR"
    try:
        return shlex.split(os.environ.get(name, ""))
    except ValueError as error:
        raise InputError(f"${name}: no command: {error}; mend or unset it") from error


def edit(command: list[str], path: Path) -> None:
    """Open a file in an editor and wait until it is closed.

    Raises:
        InputError: The editor cannot be started, or says that it failed.
    """
    # Ctrl-C belongs to the editor while it is open. A handler, unlike SIG_IGN, is not inherited by it.
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        code = subprocess.run([*command, str(path)], check=False).returncode  # noqa: S603 - the user's own editor
    except OSError as error:
        raise InputError(f"{command[0]}: cannot be started: {error.strerror}; set EDITOR to your editor") from error
    finally:
        signal.signal(signal.SIGINT, before)
    if code:
        raise InputError(f"{command[0]} ended with code {code}; the file is {path}")
