"""Typed numbers: `0.5`, `1/2`, `ln 2`, `sqrt(2)/2`, `50%`, `0,5`, read by a small arithmetic parser of our own."""

from __future__ import annotations

import ast
import math
import operator
import re
import warnings
from collections.abc import Callable, Mapping

MAX_LENGTH = 200

_SIGNS = {
    "−": "-",
    "–": "-",
    "×": "*",
    "·": "*",
    "÷": "/",
    "^": "**",
    "π": "pi",
    "½": "(1/2)",
    "¼": "(1/4)",
    "¾": "(3/4)",
}
_NAMES: Mapping[str, float] = {"e": math.e, "pi": math.pi}
_FUNCTIONS: Mapping[str, Callable[[float], float]] = {
    "ln": math.log,
    "log": math.log,
    "log2": math.log2,
    "log10": math.log10,
    "sqrt": math.sqrt,
    "exp": math.exp,
    "abs": abs,
}
_BINARY: Mapping[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: math.pow,
}
_UNARY: Mapping[type[ast.unaryop], Callable[[float], float]] = {ast.UAdd: operator.pos, ast.USub: operator.neg}
_NUMBER = r"(\d+\.?\d*|\.\d+)"


class NumberError(ValueError):
    """Text that is no number; the message says why, for the one who typed it."""


def parse_number(text: str) -> float:
    """Read a typed number or a short expression.

    Logarithms are natural, a comma between digits is a decimal point, and `%` at the end divides by 100.

    Raises:
        NumberError: It is no number, or not a finite one.
    """
    if len(text) > MAX_LENGTH:
        raise NumberError("too long for a number")
    body = _normalise(text)
    percent = body.endswith("%")
    if not re.fullmatch(r"[a-z\d.+\-*/() ]+%?", body):
        raise NumberError(_advice(text))
    try:
        value = _evaluate(_parse(body.rstrip("% ")))
    except ZeroDivisionError:
        raise NumberError("that divides by zero") from None
    except OverflowError:
        raise NumberError("that is too large to be a number") from None
    except (SyntaxError, RecursionError, MemoryError):
        raise NumberError(_advice(text)) from None
    except NumberError:
        raise
    except ValueError:
        raise NumberError("that has no real value (a root or logarithm of a negative number?)") from None
    if not math.isfinite(value):
        raise NumberError("that is no finite number")
    return value / 100 if percent else value


def _normalise(text: str) -> str:
    body = text.strip().lower().lstrip("=≈~ ").removesuffix("nats").removesuffix("nat").strip()
    for sign, plain in _SIGNS.items():
        body = body.replace(sign, plain)
    body = re.sub(r"(?<=\d),(?=\d)", "" if "." in body else ".", body)
    body = re.sub(rf"√\s*{_NUMBER}", r"sqrt(\1)", body).replace("√", "sqrt")
    body = re.sub(rf"\b(ln|log|sqrt|exp)\s*{_NUMBER}(?!\s*[\d.(])", r"\1(\2)", body)
    body = re.sub(rf"(?<=\d)(ln|log|sqrt|exp)\s*{_NUMBER}(?!\s*[\d.(])", r"\1(\2)", body)
    # `2 ln 2` and `2(3)` multiply; `log2(8)` and `log10(8)` are functions.
    return re.sub(r"((?<![a-z\d.])(?:\d+\.?\d*|\.\d+)|\))\s*(?=ln|log|sqrt|exp|pi|abs|\()", r"\1*", body)


def _parse(body: str) -> ast.expr:
    with warnings.catch_warnings():
        # `1or 2` is refused below; Python would also warn on stderr.
        warnings.simplefilter("ignore")
        return ast.parse(body, mode="eval").body


def _evaluate(node: ast.expr) -> float:
    if isinstance(node, ast.Constant) and isinstance(node.value, (int, float)) and not isinstance(node.value, bool):
        return float(node.value)
    if isinstance(node, ast.Name) and node.id in _NAMES:
        return _NAMES[node.id]
    if isinstance(node, ast.UnaryOp) and type(node.op) in _UNARY:
        return _UNARY[type(node.op)](_evaluate(node.operand))
    if isinstance(node, ast.BinOp) and type(node.op) in _BINARY:
        return _BINARY[type(node.op)](_evaluate(node.left), _evaluate(node.right))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and len(node.args) == 1 and not node.keywords:
        function = _FUNCTIONS.get(node.func.id)
        if function is not None:
            return function(_evaluate(node.args[0]))
    raise NumberError(_advice(ast.unparse(node)))


def _advice(text: str) -> str:
    shown = text.strip()[:40]
    return f'"{shown}" is no number; type one such as 0.5, 1/2, ln 2, sqrt(2)/2 or 50%'
