"""The statements of a piece of source, as far as they were executed: which one failed, and what comes after it."""

from __future__ import annotations
import __future__

import ast
import functools
import operator
import sys
from types import CodeType, TracebackType

from lossquiz.grading.sandbox.child.pieces import Piece

# The bits of `from __future__` imports, which hold for the rest of a file too.
_FUTURE = functools.reduce(
    operator.or_, (getattr(__future__, name).compiler_flag for name in __future__.all_feature_names)
)


def code_after(piece: Piece, code: CodeType, traceback: TracebackType | None) -> CodeType | None:
    """Return the code of the statements after the one that failed, or None where there are none."""
    failed = _place(code, traceback)
    rest = [statement for statement in statements_of(piece) if _begin(statement) > failed]
    if not rest:
        return None
    flags = code.co_flags & _FUTURE
    compiled: CodeType = compile(ast.Module(rest, []), piece.filename, "exec", flags=flags, dont_inherit=True)
    return compiled


def line_of_statement(piece: Piece, code: CodeType, traceback: TracebackType | None) -> int:
    """Return the first line of the statement that was being executed, or 0."""
    reached = _place(code, traceback)
    begun = [_begin(statement) for statement in statements_of(piece)]
    return max((place[0] for place in begun if place <= reached), default=0)


def statements_of(piece: Piece) -> list[ast.stmt]:
    """Return the statements of a piece; none where it is too deep to be read."""
    try:
        return ast.parse(piece.text).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []


def _begin(statement: ast.stmt) -> tuple[int, int]:
    decorators = getattr(statement, "decorator_list", [])
    first = min([statement, *decorators], key=lambda node: (node.lineno, node.col_offset))
    return first.lineno, first.col_offset


def _place(code: CodeType, traceback: TracebackType | None) -> tuple[int, int]:
    """Return line and column that were reached in `code` itself."""
    while traceback is not None and traceback.tb_frame.f_code is not code:
        traceback = traceback.tb_next
    if traceback is None:
        return sys.maxsize, 0
    line = traceback.tb_lineno or 0
    positions = getattr(code, "co_positions", None)  # from Python 3.11
    if positions is None:
        return line, sys.maxsize
    first, _, column, _ = [*positions()][traceback.tb_lasti // 2]
    return line, sys.maxsize if column is None or first != line else column
