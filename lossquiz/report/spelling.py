"""What an alphabet without Greek letters and signs writes in their place."""

from __future__ import annotations

import codecs
import unicodedata

HANDLER = "lossquiz.spell"  # the name by which a stream's `errors` asks for it

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


codecs.register_error(HANDLER, _spell_out)


def spelled(text: str, encoding: str) -> str:
    """Return a text as a stream of an encoding writes it."""
    return text.encode(encoding, HANDLER).decode(encoding)
