"""The candidate's own editor, or one that is there."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from lossquiz.errors import InputError

_USUAL = ("sensible-editor", "nano", "vim", "vi", "emacs", "micro", "ee")
_USUAL_ON_WINDOWS = ("notepad",)


@dataclass(frozen=True, slots=True)
class Editor:
    """An editor.

    Attributes:
        command: The command that opens it, to which a file is added.
        said_by: The variable that names it, or "" where it is one that was found.
    """

    command: tuple[str, ...]
    said_by: str = ""

    @property
    def name(self) -> str:
        """What it is called."""
        return Path(self.command[0]).name

    @property
    def about(self) -> str:
        """Why it is this one, and how to have another; "" where the candidate has said so."""
        return "" if self.said_by else f"$EDITOR is not set; e opens {self.name}"


def editor() -> Editor | None:
    """Return the editor of `$VISUAL` or `$EDITOR`, else one that this machine has, else None.

    Raises:
        InputError: What the variable holds cannot be read as a command.
    """
    for name in ("VISUAL", "EDITOR"):
        command = _command(name)
        if command:
            return Editor(command, name)
    usual = _USUAL_ON_WINDOWS if sys.platform == "win32" else _USUAL
    found = next((name for name in usual if shutil.which(name)), None)
    return Editor((found,)) if found else None


def _command(name: str) -> tuple[str, ...]:
    try:
        return tuple(shlex.split(os.environ.get(name, ""), posix=sys.platform != "win32"))
    except ValueError as error:
        raise InputError(f"${name}: no command: {error}; mend or unset it") from error


def edit(chosen: Editor, path: Path) -> None:
    """Open a file in an editor and wait until it is closed; one with windows of its own may return at once.

    Raises:
        InputError: The editor cannot be started, or says that it failed.
    """
    name = chosen.command[0]
    # Ctrl-C belongs to the editor while it is open. A handler, unlike SIG_IGN, is not inherited by it.
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        code = subprocess.run([*chosen.command, str(path)], check=False).returncode  # noqa: S603 - the user's editor
    except OSError as error:
        raise InputError(f"{name}: cannot be started: {error.strerror}; set EDITOR to your editor") from error
    finally:
        signal.signal(signal.SIGINT, before)
    if code:
        raise InputError(f"{name} ended with code {code}; the file is {path}")
