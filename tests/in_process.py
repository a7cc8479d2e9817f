"""The program as it is typed, run in this process, with torch loaded and a sandbox at hand.

For tests of what comes out. How the program starts, is interrupted and ends is asked of a process of its own: most of
what one of those does is to load torch, twice.
"""

from __future__ import annotations

import atexit
import contextlib
import functools
import io
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

from lossquiz.grading.sandbox.parent import Sandbox


class _Kept(Sandbox):
    """A sandbox that whoever is done with it leaves for the next."""

    def close(self) -> None:
        """Go on."""


@functools.cache
def _sandbox() -> _Kept:
    made = _Kept()
    atexit.register(Sandbox.close, made)
    return made


@contextlib.contextmanager
def kept_sandbox() -> Iterator[None]:
    """Have commands that ask for a sandbox get one that was started before."""
    with mock.patch("lossquiz.grading.sandbox.parent.Sandbox", side_effect=lambda **_: _sandbox()):
        yield


def lossquiz(folder: Path, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the program in a folder, with an empty home there; its output is a pipe, and nobody types."""
    from lossquiz.cli.app import main

    settings = {"LOSSQUIZ_HOME": str(folder / "home"), "NO_COLOR": "1", "COLUMNS": "80", **variables}
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
    before = Path.cwd()
    os.chdir(folder)
    try:
        with (
            Path(os.devnull).open(encoding="utf-8") as nobody,
            mock.patch.dict(os.environ, settings),
            mock.patch.multiple(sys, argv=["lossquiz", *words], stdin=nobody, stdout=out, stderr=err),
            kept_sandbox(),
        ):
            main()
    except SystemExit as end:
        code = end.code
    finally:
        os.chdir(before)
    assert isinstance(code, int)
    for stream in (out, err):
        stream.seek(0)
    return subprocess.CompletedProcess(words, code, out.read(), err.read())
