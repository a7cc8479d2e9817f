"""When two submissions behave exactly alike: the same outcomes, to the last bit."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from lossquiz.grading.sandbox.both.outcomes import Outcome, Returned


def fingerprint(outcomes: Iterable[Outcome]) -> bytes:
    """Return a digest of all that a diagnosis may look at."""
    digest = hashlib.blake2b(digest_size=16)
    for outcome in outcomes:
        if not isinstance(outcome, Returned):
            digest.update(repr(outcome).encode("utf-8", "backslashreplace"))
            continue
        form = (outcome.kind, outcome.type_name, outcome.dtype, outcome.shape, outcome.requires_grad)
        told = (form, outcome.gradient_error, outcome.mutated, outcome.side_effects)
        digest.update(repr(told).encode("utf-8", "backslashreplace"))
        for name, array in (("", outcome.value), *outcome.gradients.items()):
            digest.update(f"|{name}|{'' if array is None else array.shape}".encode())
            digest.update(b"" if array is None else array.tobytes())
    return digest.digest()
