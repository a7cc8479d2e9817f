"""Seeds of cases."""

from __future__ import annotations

import secrets

MAX_SEED = 2**31


def fresh_seed() -> int:
    """Draw a seed that nobody can guess."""
    return secrets.randbelow(MAX_SEED)
