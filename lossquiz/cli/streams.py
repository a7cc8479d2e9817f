"""Terminals and pipes that are not UTF-8: text is written as well as their alphabet allows, and never crashes."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO, cast

from lossquiz.report.spelling import HANDLER


def prepare_streams() -> None:
    """Let no character stop the program: what cannot be written is spelled out, what cannot be read is replaced.

    A stream that the caller closed becomes one that leads nowhere.
    """
    sys.stdin = sys.stdin or _nowhere("r")
    sys.stdout = sys.stdout or _nowhere("w")
    sys.stderr = sys.stderr or _nowhere("w")
    for stream in (sys.stdout, sys.stderr):
        _set_errors(stream, HANDLER)
    _set_errors(sys.stdin, "replace")


def _nowhere(mode: str) -> TextIOWrapper:
    return cast("TextIOWrapper", Path(os.devnull).open(mode, encoding="utf-8"))


def _set_errors(stream: TextIO, errors: str) -> None:
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(errors=errors)
