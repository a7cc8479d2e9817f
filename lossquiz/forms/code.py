"""Python and regular expressions inside YAML files: whether they can be read, whatever stands there."""

from __future__ import annotations

import ast
import re
import warnings
from typing import Any

_UNREADABLE = (SyntaxError, ValueError, RecursionError, MemoryError)


def parse_code(text: str) -> ast.Module:
    """Parse Python source.

    Raises:
        ValueError: It is not valid Python, or nests deeper than the parser can follow; the message says so.
    """
    try:
        module: ast.Module = _parse(text, "exec")
    except _UNREADABLE as error:
        raise ValueError(f"not valid Python: {error or 'nested too deeply'}") from error
    return module


def code_problem(text: str) -> str:
    """Say why a text is no Python source, or return ""."""
    try:
        parse_code(text)
    except ValueError as error:
        return str(error)
    return ""


def expression_problem(text: str) -> str:
    """Say why a text is no Python expression, or return ""."""
    try:
        _parse(text, "eval")
    except _UNREADABLE as error:
        return f"not a Python expression: {error or 'nested too deeply'}"
    return ""


def _parse(text: str, mode: str) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # an odd escape or comparison is the author's own affair
        return ast.parse(text, mode=mode)


def pattern_problem(text: str) -> str:
    """Say why a text is no regular expression, or return ""."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            re.compile(text)
    except (re.error, OverflowError, RecursionError) as error:
        return f'"{text}" is no regular expression: {error}'
    return ""
