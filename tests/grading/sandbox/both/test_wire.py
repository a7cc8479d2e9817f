"""The wire: what is packed comes back, and nothing that lies is believed."""

from __future__ import annotations

import contextlib
import struct

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lossquiz.grading.sandbox.both import wire, wire_jobs, wire_outcomes
from lossquiz.grading.sandbox.both.binding import bind, changes_of, fill
from lossquiz.grading.sandbox.both.job import Call, Entry, Forbidden, Limits, ScalarInput, TensorInput
from lossquiz.grading.sandbox.both.outcomes import (
    ForbiddenUse,
    LoadFailure,
    OutOfMemory,
    Raised,
    Remark,
    Returned,
    SideEffect,
)
from lossquiz.grading.sandbox.both.wire import Reader, WireError, Writer
from lossquiz.grading.sandbox.parent.supervise import Frames

CALL = Call(
    (
        TensorInput("x", np.arange(6, dtype="f4").reshape(2, 3), "strided", requires_grad=True),
        TensorInput("y", np.array([True, False])),
        ScalarInput("delta", 0.1),
        ScalarInput("n", -7),
    ),
    (ScalarInput("flag", True), ScalarInput("mode", "δ mean"), TensorInput("z", np.float64(2.5))),
    (ScalarInput("weight", 3.0),),
    upstream=-2.5,
)


def packed_array(code: int, shape: tuple[int, ...], raw: bytes) -> bytes:
    return bytes([code, len(shape)]) + b"".join(struct.pack("<I", size) for size in shape) + raw


def test_calls_come_back_as_they_were_with_their_numbers_apart() -> None:
    (back,) = wire_jobs.decode_calls(wire_jobs.encode_calls((CALL,)))
    assert all(not tensor.array.any() for tensor in back.tensors)
    bound, inputs = bind(back), wire_jobs.encode_inputs((CALL,))
    assert wire.HEADER.unpack_from(inputs) == (wire.INPUTS, len(inputs) - wire.HEADER.size)
    fill(bound, memoryview(inputs)[wire.HEADER.size :])
    assert changes_of(bound) == {}
    assert back.upstream == -2.5
    assert back.construct == CALL.construct
    assert back.positional[2:] == CALL.positional[2:]
    assert [type(a.value) for a in back.keyword if isinstance(a, ScalarInput)] == [bool, str]
    for ours, theirs, leaf in zip(CALL.tensors, back.tensors, bound.leaves, strict=True):
        assert (theirs.name, theirs.layout, theirs.requires_grad) == (ours.name, ours.layout, ours.requires_grad)
        assert theirs.array.dtype == np.asarray(ours.array).dtype
        np.testing.assert_array_equal(leaf.tensor.detach().numpy(), ours.array)


def test_a_call_without_upstream_is_not_one_with_zero() -> None:
    calls = (Call(()), Call((), upstream=0.0))
    assert [call.upstream for call in wire_jobs.decode_calls(wire_jobs.encode_calls(calls))] == [None, 0.0]


def test_the_use_of_a_call_and_the_call_before_it_come_back() -> None:
    first = Call((ScalarInput("delta", 0.5),), upstream=1.0)
    calls = (Call((), use="accumulating"), Call((), upstream=2.0, use="training", first=first), Call(()))
    assert wire_jobs.decode_calls(wire_jobs.encode_calls(calls)) == calls


def test_plan_and_source_come_back_as_they_were() -> None:
    entry = Entry("f", "module", ("pred", "delta"), 1, accepts_class=True, shape=True)
    forbidden, limits = Forbidden(("a.b",), ("c", "d")), Limits(1.5, 123, 456)
    plan = wire_jobs.encode_plan(entry, forbidden, limits, "notebook")
    assert wire_jobs.decode_plan(plan) == (entry, forbidden, limits, "notebook")
    files = (("lib/helpers.py", b"x = 1"),)
    source = wire_jobs.encode_source("é.py", b"\x00\xff" * 9, "q1/é.py", files)
    assert wire_jobs.decode_source(source) == ("é.py", b"\x00\xff" * 9, "q1/é.py", files)


def test_outcomes_come_back_as_they_were() -> None:
    gradient = np.full((2, 3), 0.5, "f4")
    sent = Returned("tensor", "Tensor", "float32", (2,), np.array([np.nan, -0.0], "f4"), True, {"x": gradient}, "odd")
    back = wire_outcomes.decode_outcome(wire_outcomes.encode_outcome(sent, CALL, {"y": np.array([True, True])}), CALL)
    assert isinstance(back, Returned)
    assert (back.kind, back.dtype, back.shape, back.gradient_error, back.mutated) == (
        "tensor", "float32", (2,), "odd", ("y",),
    )  # fmt: skip
    assert back.value is not None
    assert back.value.tobytes() == sent.value.tobytes()  # type: ignore[union-attr]
    np.testing.assert_array_equal(back.gradients["x"], gradient)


@pytest.mark.parametrize(
    "outcome",
    [
        *(Raised("ValueError", "bad", 3, 2), OutOfMemory(), Returned("none", "NoneType", "", (), None)),
        Returned("other", "dict", "", (), None, side_effects=(SideEffect("grad", "x"), SideEffect("no_copy"))),
    ],
)
def test_other_outcomes_come_back_as_they_were(outcome: Raised | OutOfMemory | Returned) -> None:
    assert wire_outcomes.decode_outcome(wire_outcomes.encode_outcome(outcome, CALL, {}), CALL) == outcome


def test_more_side_effects_than_an_honest_child_tells_are_cut_here_and_refused_there() -> None:
    sent = Returned("none", "NoneType", "", (), None, side_effects=(SideEffect("seed"),) * 300)
    data = wire_outcomes.encode_outcome(sent, CALL, {})
    back = wire_outcomes.decode_outcome(data, CALL)
    assert isinstance(back, Returned)
    assert len(back.side_effects) == wire_outcomes.MAX_EFFECTS
    at = len(data) - 5 * wire_outcomes.MAX_EFFECTS - 1
    assert data[at] == wire_outcomes.MAX_EFFECTS
    with pytest.raises(WireError, match="too many side effects"):
        wire_outcomes.decode_outcome(data[:at] + b"\xff" + data[at + 1 :], CALL)


def test_failures_and_uses_come_back_as_they_were() -> None:
    failure = LoadFailure("import", "KeyError", "x", 9, ("f", "g"), 4, "x = {}['x']", "Huber", ("h",), 7, ("g",))
    assert wire_outcomes.decode_failure(wire_outcomes.encode_failure(failure)) == failure
    uses = (ForbiddenUse("torch.f", 3, "operator", 1), ForbiddenUse("g", 0, "source", 0, "lib/ops.py"))
    assert wire_outcomes.decode_uses(wire_outcomes.encode_uses(uses)) == uses
    remarks = (Remark("before", "KeyError: 'x'", 9, 4, "x = {}['x']"), Remark("after", "No module", 3, 0, "", "einops"))
    assert wire_outcomes.decode_remarks(wire_outcomes.encode_remarks(remarks)) == remarks


def test_members_of_an_archive_come_back_and_stay_below_it() -> None:
    assert wire_outcomes.decode_member(wire_outcomes.encode_member("a/b.py", b"x")) == ("a/b.py", b"x")
    for path in ("", "/etc/passwd", "../x", "a/../../x", "a//b", "a\\b", "."):
        with pytest.raises(WireError):
            wire_outcomes.decode_member(wire_outcomes.encode_member(path, b""))


def test_an_input_sent_as_changed_that_is_the_same_is_not_mutated() -> None:
    sent = Returned("none", "NoneType", "", (), None)
    same = {"x": np.array(CALL.tensors[0].array)}
    back = wire_outcomes.decode_outcome(wire_outcomes.encode_outcome(sent, CALL, same), CALL)
    assert isinstance(back, Returned)
    assert back.mutated == ()


@pytest.mark.parametrize(
    ("code", "shape", "raw"),
    [
        (7, (4,), b"\0" * 15),  # a byte too few
        (7, (0xFFFFFFFF, 0xFFFFFFFF), b""),  # would be 64 EiB
        (7, (2048, 2048), b"\0" * 16),  # 16 MiB claimed
        (7, (1,) * 9, b"\0" * 4),  # rank 9
        (99, (1,), b"\0" * 8),  # no such dtype
        (0, (1,), b"\x02"),  # a bool that is neither
    ],
)
def test_arrays_that_lie_are_refused_before_memory_is_taken(code: int, shape: tuple[int, ...], raw: bytes) -> None:
    with pytest.raises(WireError):
        Reader(packed_array(code, shape, raw)).array()


def test_more_bytes_than_allowed_are_refused_also_when_they_are_there() -> None:
    size = wire.MAX_VALUE_BYTES // 4 + 1
    with pytest.raises(WireError, match="more than"):
        Reader(packed_array(7, (size,), bytes(4 * size))).array()


def test_an_empty_dimension_may_stand_beside_a_huge_one() -> None:
    assert Reader(packed_array(7, (0, 0xFFFF), b"")).array().shape == (0, 0xFFFF)


@pytest.mark.parametrize(
    ("dtype", "shape", "array"),
    [
        ("float32", (3,), np.zeros(2, "f4")),
        ("float32", (), np.zeros(1, "f4")),
        ("float64", (2,), np.zeros(2, "f4")),
        ("object", (2,), np.zeros(2, "f4")),
        ("bfloat16", (2,), np.zeros(2, "f8")),
    ],
)
def test_numbers_must_fit_the_claimed_dtype_and_shape(dtype: str, shape: tuple[int, ...], array: np.ndarray) -> None:
    lie = wire_outcomes.encode_outcome(Returned("tensor", "Tensor", dtype, shape, array), CALL, {})
    with pytest.raises(WireError):
        wire_outcomes.decode_outcome(lie, CALL)


@pytest.mark.parametrize("wrong", [np.zeros((3, 2), "f4"), np.zeros((2, 3), "f8"), np.zeros(6, "f4")])
def test_gradients_must_have_the_inputs_dtype_and_shape(wrong: np.ndarray) -> None:
    lie = Returned("tensor", "Tensor", "float32", (), np.float32(1) * np.ones(()), True, {"x": wrong})
    with pytest.raises(WireError):
        wire_outcomes.decode_outcome(wire_outcomes.encode_outcome(lie, CALL, {}), CALL)


def test_bytes_left_over_are_refused() -> None:
    good = wire_outcomes.encode_outcome(OutOfMemory(), CALL, {})
    with pytest.raises(WireError, match="left over"):
        wire_outcomes.decode_outcome(good + b"\0", CALL)


def test_texts_are_cut_and_made_readable() -> None:
    out = Writer()
    out.text("x" * 9_000)
    out.text("\udcff")
    reader = Reader(bytes(out.parts))
    assert reader.text() == "x" * wire.MAX_TEXT
    assert reader.text() == "\\udcff"


def test_frames_are_cut_from_any_pieces_and_bounded() -> None:
    data = wire.frame(5, b"abc") + wire.frame(7)
    frames = Frames()
    found = []
    for byte in data:
        frames.feed(bytes([byte]))
        while (frame := frames.next(10)) is not None:
            found.append(frame)
    assert found == [(5, b"abc"), (7, b"")]
    frames.feed(struct.pack("<BI", 5, 11))
    with pytest.raises(WireError):
        frames.next(10)


@given(st.binary(max_size=300))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_bytes_do_more_than_be_refused(data: bytes) -> None:
    for decode in (
        lambda raw: wire_outcomes.decode_outcome(raw, CALL),
        wire_outcomes.decode_failure,
        wire_outcomes.decode_uses,
    ):
        with contextlib.suppress(WireError):
            decode(data)


@given(st.data())
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_changed_byte_of_an_honest_message_does_no_harm(data: st.DataObject) -> None:
    gradient = np.full((2, 3), 0.5, "f4")
    sent = Returned("tensor", "Tensor", "float32", (), np.ones((), "f4"), True, {"x": gradient})
    raw = bytearray(wire_outcomes.encode_outcome(sent, CALL, {}))
    raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    try:
        back = wire_outcomes.decode_outcome(bytes(raw), CALL)
    except WireError:
        return
    if isinstance(back, Returned) and back.value is not None:
        assert back.value.shape == back.shape
