"""Python code in few columns: broken only where Python lets a line end, else left to run over."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

_STEP = 4
_WORSE = 100
_CLOSERS = {")", "]", "}"}
_OPERATORS = {"+", "-", "*", "/", "@", "and", "or", "if", "else", "for"}


class _Break(NamedTuple):
    """Where a line may end: how bad that would look, and the column of what would begin the next."""

    badness: int
    column: int


def fitted(source: str, width: int) -> list[str]:
    """Return the lines of some code, broken within brackets where they are too long.

    A line that cannot be broken so, and code that is no Python by itself, runs over.
    """
    return [part for parts in fitted_lines(source, width) for part in parts]


def fitted_lines(source: str, width: int) -> list[list[str]]:
    """Return for each line of some code the lines that it is broken into, as `fitted` does."""
    lines = source.split("\n")
    whole = [[line] for line in lines]
    if all(len(line) <= width for line in lines):
        return whole
    import ast

    try:
        breaks = _breaks(source)
        broken = [list(_parts(line, breaks.get(number, []), width)) for number, line in enumerate(lines)]
        told = "\n".join(part for parts in broken for part in parts)
        same = ast.dump(ast.parse(source)) == ast.dump(ast.parse(told))
    except (SyntaxError, ValueError):
        return whole
    return broken if same else whole


def _breaks(source: str) -> dict[int, list[_Break]]:
    """Return where each line may end, by its number from 0.

    Raises:
        SyntaxError: It is no Python.
    """
    import io
    import tokenize

    found: dict[int, list[_Break]] = {}
    depth, lambdas = 0, [0]
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            if token.type not in {tokenize.OP, tokenize.NAME}:
                continue
            depth, ends = _step(token.string, depth, lambdas)
            here = found.setdefault(token.start[0] - 1, [])
            if token.string in _CLOSERS:
                here[:] = [place for place in here if place.column != token.start[1]]  # not in `()`, nor before `)`
            elif depth and ends is not None:
                here.append(_Break(depth, token.end[1]) if ends else _Break(depth + _WORSE, token.start[1]))
    except tokenize.TokenError as error:
        raise SyntaxError(str(error)) from None
    return found


def _step(word: str, depth: int, lambdas: list[int]) -> tuple[int, bool | None]:
    """Take one token in.

    Returns:
        How many brackets are open behind it, and whether a line may end after it (True), before it (False), or not.
    """
    if word in {"(", "[", "{"}:
        lambdas.append(0)
        return depth + 1, True
    if word in _CLOSERS:
        lambdas[1:] = lambdas[1:-1]
        return depth - 1, None
    if word == "lambda":
        lambdas[-1] += 1
    elif word == ":" and lambdas[-1]:
        lambdas[-1] -= 1
    elif word == ",":
        return depth, None if lambdas[-1] else True
    return depth, False if word in _OPERATORS else None


def _parts(line: str, breaks: list[_Break], width: int) -> Iterator[str]:
    """Break one line within as few brackets as can be: after a comma or a bracket, else before an operator."""
    base = len(line) - len(line.lstrip())
    start, indent = 0, ""
    while len(indent) + len(line) - start > width:
        left = [place for place in breaks if place.column > start + base and line[place.column :].strip()]
        fits = [place for place in left if len(indent) + len(line[start : place.column].rstrip()) <= width]
        chosen = min(fits, key=lambda place: (place.badness, -place.column), default=next(iter(left), None))
        if chosen is None:
            break
        yield f"{indent}{line[start : chosen.column].rstrip()}"
        start = chosen.column + len(line[chosen.column :]) - len(line[chosen.column :].lstrip())
        base, indent = 0, " " * (len(line) - len(line.lstrip()) + _STEP)
    yield f"{indent}{line[start:]}"
