"""The proof of a bank as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from lossquiz.grading.proof.score import mutation_score

if TYPE_CHECKING:
    from lossquiz.grading.proof.proofs import Proof


def proof_json(proofs: Sequence[Proof]) -> str:
    """Return the proofs as one JSON object."""
    whole = {
        "version": 1,
        "faults": sum(len(proof.faults) for proof in proofs),
        "mutation_score": mutation_score(proofs),
        "questions": [asdict(proof) for proof in proofs],
    }
    return json.dumps(whole, indent=2, ensure_ascii=False)
