"""The parent reads what a child wrote: any bytes are an answer or a clear refusal, and never another exception."""

from __future__ import annotations

import json
import random
import struct
from pathlib import Path

import numpy as np
import pytest
from attack_batch import RIGHT, make_place, run_grade

from lossquiz.grading.sandbox.both import wire, wire_outcomes
from lossquiz.grading.sandbox.both.job import Call, TensorInput
from lossquiz.grading.sandbox.both.outcomes import ForbiddenUse, LoadFailure, OutOfMemory, Raised, Returned

CALL = Call(
    (TensorInput("pred", np.ones((2, 3), "f4"), requires_grad=True), TensorInput("target", np.ones((2, 3), "f4"))),
    upstream=1.0,
)
OUTCOMES = (
    Returned(
        "tensor",
        "Tensor",
        "float32",
        (),
        np.array(1, "f4"),
        requires_grad=True,
        gradients={"pred": np.ones((2, 3), "f4")},
    ),
    Returned("array", "ndarray", "bool", (2,), np.array([True, False])),
    Raised("ValueError", "no", 3),
    OutOfMemory(),
)
SAMPLES = [wire_outcomes.encode_outcome(o, CALL, {"target": np.zeros((2, 3), "f4")}) for o in OUTCOMES]
USES = wire_outcomes.encode_uses((ForbiddenUse("huber_loss", 3, "call"),))
FAILURE = wire_outcomes.encode_failure(LoadFailure("import", "ValueError", "no", 3, ("a", "b")))
EXTREMES = (b"\0\0\0\0", b"\xff\xff\xff\xff", b"\xff\xff\xff\x7f", b"\0\0\0\x80", b"\1\0\0\0")


def change(random_: random.Random, data: bytes) -> bytes:
    """Change some bytes as a forger would: codes, counts, lengths, insertions, omissions."""
    changed = bytearray(data)
    for _ in range(random_.randint(1, 6)):
        at = random_.randrange(len(changed) + 1)
        kind = random_.randrange(4)
        if kind == 0 and at < len(changed):
            changed[at] = random_.choice((0, 1, 2, 7, 8, 255, random_.randrange(256)))
        elif kind == 1:
            changed[at : at + 4] = random_.choice(EXTREMES)
        elif kind == 2:
            changed[at:at] = random_.choice(EXTREMES) * random_.randint(1, 4)
        else:
            del changed[at : at + random_.randint(1, 8)]
    return bytes(changed)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("kind", ["uses", "failure"])
def test_changed_notes_are_read_or_refused(kind: str, seed: int) -> None:
    random_ = random.Random(seed)  # noqa: S311 - to be repeatable
    data, decode = {
        "uses": (USES, wire_outcomes.decode_uses),
        "failure": (FAILURE, wire_outcomes.decode_failure),
    }[kind]
    refused = 0
    for _ in range(5_000):
        try:
            decode(change(random_, data))
        except wire.WireError:
            refused += 1
    assert refused > 1_000


def test_changed_outcomes_are_read_or_refused() -> None:
    random_ = random.Random(1)  # noqa: S311 - to be repeatable
    for _ in range(60_000):
        try:
            outcome = wire_outcomes.decode_outcome(change(random_, random_.choice(SAMPLES)), CALL)
        except wire.WireError:
            continue
        assert isinstance(outcome, (Returned, Raised, OutOfMemory))


@pytest.mark.parametrize("dims", [(0, *(2**32 - 1,) * 7), (2, 2**32 - 1, 2**32 - 1, 0)])
def test_an_array_of_nothing_may_not_claim_everything(dims: tuple[int, ...]) -> None:
    data = bytes([8, len(dims)]) + struct.pack(f"<{len(dims)}I", *dims)
    with pytest.raises(wire.WireError):
        wire.Reader(data).array()


FORGED = """import os, struct

def text(words):
    return struct.pack("<I", len(words)) + words

def huber_loss(pred, target, delta=1.0):
    shape = bytes([8]) + struct.pack("<8I", 0, *[0xFFFFFFFF] * 7)
    outcome = bytes([1, 0]) + text(b"Tensor") + text(b"float32") + shape + bytes([1, 7]) + shape
    outcome += bytes([1]) + text(b"") + bytes(5)
    os.write(3, struct.pack("<BI", 5, len(outcome)) + outcome)
    os._exit(0)
"""


def test_forged_bytes_do_not_end_the_batch(tmp_path: Path) -> None:
    place = make_place(tmp_path)
    for name, source in (("a-forger", FORGED), ("b-honest", RIGHT.format(mark=""))):
        (place.answers / name).mkdir()
        (place.answers / name / "huber.py").write_text(source)
    done = run_grade(place, str(place.answers), "--json", "--seed", "11")
    assert done.returncode == 1, done.stderr
    verdicts = [row["verdict"] for row in json.loads(done.stdout)["submissions"]]
    assert verdicts == ["crashed", "passed"]
