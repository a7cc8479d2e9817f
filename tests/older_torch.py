"""What releases of torch cannot do yet that are older than the one that `make` installs, but still allowed."""

from __future__ import annotations

import pytest
import torch

NEWEST = (2, 13)  # as in constraints.txt
RELEASE = tuple(int(part) for part in torch.__version__.split(".")[:2])


def skip_on_older_torch(why: str) -> None:
    """Skip the rest of a test whose means an older torch lacks; on the release that `make` installs it is run."""
    if RELEASE < NEWEST:
        pytest.skip(f"torch {torch.__version__}: {why}")
