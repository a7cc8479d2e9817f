"""Python and regular expressions inside YAML files: whether they can be read, whatever stands there."""

from __future__ import annotations

import ast
import re
import warnings


def parse_code(text: str) -> ast.Module:
    """Parse Python source.

    Raises:
        ValueError: It is not valid Python, or nests deeper than the parser can follow; the message says so.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # an odd escape or comparison is the author's own affair
            return ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise ValueError(f"not valid Python: {error or 'nested too deeply'}") from error


def pattern_problem(text: str) -> str:
    """Say why a text is no regular expression, or return ""."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            re.compile(text)
    except (re.error, OverflowError, RecursionError) as error:
        return f'"{text}" is no regular expression: {error}'
    return ""
