"""Typed numbers: `0.5`, `1/2`, `ln 2`, `sqrt(2)/2`, `50%`, `2½`, `loss = 0,5`, read by a small parser of our own."""

from __future__ import annotations

import ast
import math
import operator
import re
import warnings
from collections.abc import Callable, Mapping

from lossquiz.questions.digits import TOO_LARGE, NumberError, dashes, in_ascii, plain_numbers
from lossquiz.questions.number_words import in_signs, without_words

MAX_LENGTH = 200

_NAMES: Mapping[str, float] = {"e": math.e, "pi": math.pi}
_FUNCTIONS: Mapping[str, Callable[[float], float]] = {
    "ln": math.log,
    "log": math.log,
    "log2": math.log2,
    "log10": math.log10,
    "sqrt": math.sqrt,
    "exp": math.exp,
    "abs": abs,
    "log1p": math.log1p,
    "expm1": math.expm1,
}
_OF_SEVERAL: Mapping[str, Callable[[list[float]], float]] = {"max": max, "min": min}
_BINARY: Mapping[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: math.pow,
}
_UNARY: Mapping[type[ast.unaryop], Callable[[float], float]] = {ast.UAdd: operator.pos, ast.USub: operator.neg}
_NUMBER = r"(\d+\.?\d*(?:e[+-]?\d+)?)"
_NOT_FINITE = "that is no finite number"

NEAR, ROUNDING = 0.02, 0.005  # how far a number may be from the one of which it is a rounded form
_BETWEEN = re.compile(r"(:=|(?<=[a-z)]):|[=≈~;]|\b(?:or|and|is|equals?(?: to)?)\b)")
_BESIDE = frozenset({";", "or", "and"})  # what stands before these is a number, and no name
_REPEATED = re.compile(r"(.*[\w.%)])( ?)\(([^()]*)\)")
_PLAIN = re.compile(r"[+-]?[\d.,]+(?: ?/ ?[\d.,]+)? ?%?")
# What people read in two ways, and the two ways of writing it.
_AMBIGUOUS = (
    (re.compile(r"(?<![a-z])(ln|log|exp) ?([\d.,]+) ?([*/^]) ?(\d[\d.,]*)"), r"\1(\2)\3\4 or \1(\2\3\4)"),
    (re.compile(r"([\d.,]+)/([\d.,]+)(pi|ln|log|sqrt|exp|√|\()"), r"(\1/\2)*\3... or \1/(\2*\3...)"),
    (re.compile(r"(ln|log|exp)\(([\d.]+),(\d+)\)"), r"\1(\2.\3) or a logarithm to a base"),
    (re.compile(r"([\w.)])(?<!\de) ?([+-]) ?([\d.,]+) ?%$"), r"...\1 \2 (\3)/100 or (...\1 \2 \3)/100"),
    (re.compile(r"(max|min)\(([\d.]+),(\d+)\)"), r"\1(\2, \3) or \1 of \2.\3 alone"),
)
# What Python would read otherwise than people do: 0x10, 0.(3), 0.5 +- 0.1.
_ODD = re.compile(r"\b0[xob]\d|\d\.\(|\+ ?/? ?-|\d_\d{0,2}(?!\d)")


def parse_number(text: str) -> float:
    """Read a typed number or a short expression.

    Logarithms are natural, and `%` at the end divides by 100. Words around the number are left out; of `ln 2 = 0.69`
    the first number counts, where the others are near to it.

    Raises:
        NumberError: It is no number, or not a finite one, or can be read as several.
    """
    if len(text) > MAX_LENGTH:
        raise NumberError("too long for a number")
    split = [*_BETWEEN.split(in_signs(in_ascii(text))), ""]
    parts = [
        (bare, after) for part, after in zip(split[::2], split[1::2], strict=True) if (bare := without_words(part))
    ]
    if not parts:
        raise NumberError(_advice(text))
    values = [value for value in (_claimed(part, after, text) for part, after in parts[:-1]) if value is not None]
    values.append(_value(parts[-1][0], text))
    if not all(_near(value, values[0]) for value in values):
        raise NumberError(f"{' and '.join(f'{value:.6g}' for value in values)} are several numbers; type one")
    return values[0]


def _near(value: float, other: float) -> bool:
    """Whether a number may be a rounded form of another."""
    return abs(value - other) <= NEAR * max(abs(value), abs(other)) + ROUNDING


def _claimed(part: str, after: str, text: str) -> float | None:
    """Return the number that stands before another one, or None where it is a name: `loss = 2.5`."""
    try:
        return _value(part, text)
    except NumberError:
        if after in _BESIDE or not part[0].isalpha():
            raise
        return None


def _value(part: str, text: str) -> float:
    part = re.sub(r"(?<![a-z])(log10|log2|log1p|expm1) (?=\()", r"\1", part)
    repeated = _repeated(part, text)
    return _single(part, text) if repeated is None else repeated


def _repeated(part: str, text: str) -> float | None:
    """Return the number that is said once more in brackets behind it, as in `21/16 (1.3125)`; None where none is.

    Raises:
        NumberError: What is in the brackets is another number, which may be meant as a factor.
    """
    found = _REPEATED.fullmatch(part)
    if not found:
        return None
    before, space, again = found.groups()
    try:
        value, other = _single(before, text), _single(without_words(again), text)
    except NumberError:  # `ln (2)`, `2 * (3)`: no number stands before
        return None
    in_another_form = before.strip() != again.strip() and (
        bool(set("/%") & set(before)) or (bool(space) and ("." in before or bool(_PLAIN.fullmatch(again.strip()))))
    )
    if in_another_form and _near(value, other):
        return value
    if space:
        factor = before if re.fullmatch(r"[\d.,]+|\([^()]*\)", before) else f"({before})"
        raise NumberError(f'"{part[:40]}" has two readings: {before} or {factor}*({again}); type the one you mean')
    return None


def _single(part: str, text: str) -> float:
    body = _unambiguous(dashes(part))
    if _ODD.search(body):
        raise NumberError(_advice(text))
    body = _with_signs(plain_numbers(body))
    percent = body.endswith("%")
    if not re.fullmatch(r"[a-z\d.+\-*/(), ]+%?", body):
        raise NumberError(_reason(part, text))
    try:
        value = _evaluate(_parse(body.rstrip("% ")))
    except ZeroDivisionError:
        raise NumberError("that divides by zero") from None
    except OverflowError:
        raise NumberError(TOO_LARGE) from None
    except (SyntaxError, RecursionError, MemoryError):
        raise NumberError(_reason(part, text)) from None
    except NumberError:
        raise NumberError(_reason(part, text)) from None
    except ValueError:
        raise NumberError("that has no real value (a root or logarithm of a negative number?)") from None
    if not math.isfinite(value):
        raise NumberError(_NOT_FINITE)
    return value / 100 if percent else value


def _unambiguous(body: str) -> str:
    """Return an expression that has one reading.

    Raises:
        NumberError: It has several.
    """
    for pattern, advice in _AMBIGUOUS:
        found = pattern.search(body)
        if found:
            raise NumberError(f'"{body[:40]}" has two readings: {found.expand(advice)}; type the one you mean')
    return body


def _with_signs(body: str) -> str:
    """Write what people leave out: brackets after `ln`, and products."""
    body = re.sub(rf"(?<=\d) ?x ?(?={_NUMBER})", "*", body).replace("^", "**")
    body = re.sub(rf"√\s*{_NUMBER}", r"sqrt(\1)", body).replace("√", "sqrt")
    body = re.sub(rf"(?<![a-z])(log10|log2|log1p|expm1) {_NUMBER}(?![\d.(])", r"\1(\2)", body)
    body = re.sub(rf"(?<![a-z])(ln|log|sqrt|exp) ?{_NUMBER}(?!p?[\d.(])", r"\1(\2)", body)
    body = re.sub(r"(?<=\d) ?e(?= ?\*\*)", "*e", body)
    # `2 ln 2` and `2(3)` multiply; `log2(8)` and `log10(8)` are functions.
    return re.sub(rf"((?<![a-z\d.]){_NUMBER}|\)) ?(?=ln|log|sqrt|exp|pi|abs|max|min|\()", r"\1*", body)


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
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and not node.keywords:
        function, largest = _FUNCTIONS.get(node.func.id), _OF_SEVERAL.get(node.func.id)
        if function is not None and len(node.args) == 1:
            return function(_evaluate(node.args[0]))
        if largest is not None and len(node.args) > 1:
            return largest([_evaluate(each) for each in node.args])
    raise NumberError(_advice(ast.unparse(node)))


def _reason(part: str, text: str) -> str:
    """Say why a part of what was typed is no number."""
    if re.fullmatch(r"[+-]?(inf|infinity|∞|nan)", part):
        return _NOT_FINITE
    if part.endswith(("bit", "bits")):
        return "losses are in nats, not in bits: type the number in nats, such as ln 2 for one bit"
    return _advice(text)


def _advice(text: str) -> str:
    shown = text.strip()[:40]
    return f'"{shown}" is no number; type one such as 0.5, 1/2, ln 2, sqrt(2)/2 or 50%'
