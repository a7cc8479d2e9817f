"""Terminals and pipes that are not UTF-8: text is written as well as their alphabet allows, and never crashes."""

from __future__ import annotations

import codecs
import os
import sys
import unicodedata
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO, cast

_SPELLED = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "eps", "η": "eta", "θ": "theta", "κ": "kappa",
    "λ": "lambda", "μ": "mu", "π": "pi", "ρ": "rho", "σ": "sigma", "τ": "tau", "φ": "phi", "ω": "omega", "Δ": "Delta",
    "Σ": "sum", "∑": "sum", "∇": "grad", "∂": "d", "√": "sqrt", "∞": "inf", "∈": "in", "·": "*", "×": "x", "÷": "/",
    "−": "-", "–": "-", "—": "-", "‑": "-", "±": "+-", "≤": "<=", "≥": ">=", "≠": "!=", "≈": "~", "‖": "||",
    "→": "->", "←": "<-", "↔": "<->", "⇒": "=>", "✓": "+", "✗": "x", "•": "*", "…": "...", "“": '"', "”": '"',
    "‘": "'", "’": "'", "½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⁺": "^+", "⁻": "^-", "₊": "_+", "₋": "_-",
    "ᵀ": "^T", "│": "|", "─": "-", "┤": "|", "└": "+", "┼": "+",
}  # fmt: skip
_MARKS = {"super": "^", "sub": "_"}


def spell(character: str) -> str:
    """Write a character in ASCII: `²` as `^2`, `δ` as `delta`, `é` as `e`, and `?` where nothing fits."""
    if character in _SPELLED:
        return _SPELLED[character]
    parts = unicodedata.decomposition(character).split()
    mark = next((sign for name, sign in _MARKS.items() if parts and parts[0] == f"<{name}>"), "")
    plain = "".join(c for c in unicodedata.normalize("NFKD", character) if c.isascii())
    return f"{mark}{plain}" if plain else "?"


def _spell_out(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(spell, error.object[error.start : error.end])), error.end


codecs.register_error("lossquiz.spell", _spell_out)


def prepare_streams() -> None:
    """Let no character stop the program: what cannot be written is spelled out, what cannot be read is replaced.

    A stream that the caller closed becomes one that leads nowhere.
    """
    sys.stdin = sys.stdin or _nowhere("r")
    sys.stdout = sys.stdout or _nowhere("w")
    sys.stderr = sys.stderr or _nowhere("w")
    for stream in (sys.stdout, sys.stderr):
        _set_errors(stream, "lossquiz.spell")
    _set_errors(sys.stdin, "replace")


def _nowhere(mode: str) -> TextIOWrapper:
    return cast("TextIOWrapper", Path(os.devnull).open(mode, encoding="utf-8"))


def _set_errors(stream: TextIO, errors: str) -> None:
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(errors=errors)
