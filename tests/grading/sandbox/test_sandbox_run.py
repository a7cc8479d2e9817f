"""What comes back of a submission: values, gradients, errors, each as data."""

# ruff: noqa: E501, ISC004 - submissions are easier to compare when each is one text

from __future__ import annotations

import json
from collections.abc import Callable
from textwrap import dedent

import numpy as np
import pytest

from lossquiz.grading.sandbox.both.job import Call, Forbidden, ScalarInput, TensorInput
from lossquiz.grading.sandbox.both.outcomes import (
    Crashed,
    ForbiddenUse,
    LoadFailure,
    NotRun,
    OutOfMemory,
    Raised,
    Returned,
    Run,
    TimedOut,
)

RunSource = Callable[..., Run]
MSE = "def answer(pred, target):\n    return ((pred - target) ** 2).mean()\n"


def returned(done: Run) -> Returned:
    assert isinstance(done.outcomes[0], Returned), done
    return done.outcomes[0]


def body(text: str) -> str:
    return f"import torch, numpy as np\ndef answer(pred, target):\n    return {text}\n"


def test_value_and_gradient_are_the_ones_worked_out_by_hand(run: RunSource) -> None:
    result = returned(run(MSE))
    # errors 0, 1, 3: mean of squares 10/3, gradient 2e/3
    assert (result.kind, result.dtype, result.shape, result.requires_grad) == ("tensor", "float32", (), True)
    assert result.value == pytest.approx(10 / 3)
    assert result.gradients["pred"] == pytest.approx(np.array([0, 2 / 3, 2]))
    assert list(result.gradients) == ["pred"]
    assert result.mutated == ()


def test_the_upstream_gradient_scales_the_gradient(run: RunSource, pair: Call) -> None:
    doubled = Call(pair.positional, upstream=-2.5)
    result = returned(run(MSE, calls=(doubled,)))
    assert result.gradients["pred"] == pytest.approx(np.array([0, -5 / 3, -5]))


def test_without_upstream_no_gradient_is_taken(run: RunSource, pair: Call) -> None:
    result = returned(run(MSE, calls=(Call(pair.positional),)))
    assert result.gradients == {}
    assert result.requires_grad


@pytest.mark.parametrize(
    ("text", "kind", "dtype", "shape"),
    [
        ("pred - target", "tensor", "float32", (3,)),
        ("(pred - target).mean(0, keepdim=True)", "tensor", "float32", (1,)),
        ("pred.double().sum()", "tensor", "float64", ()),
        ("pred.sum().bfloat16()", "tensor", "bfloat16", ()),
        ("pred.sum().half()", "tensor", "float16", ()),
        ("pred.sum().to(torch.complex64)", "tensor", "complex64", ()),
        ("pred.sum().conj() * 1j", "tensor", "complex64", ()),
        ("torch.tensor([1, 2])", "tensor", "int64", (2,)),
        ("(pred > 1).any()", "tensor", "bool", ()),
        ("pred.detach().numpy()", "array", "float32", (3,)),
        ("np.float64(1.5)", "array", "float64", ()),
        ("np.ones((2, 2), '>f4')", "array", "float32", (2, 2)),
        ("np.ma.masked_array([1.0], [True])", "array", "float64", (1,)),
        ("pred.sum().item()", "number", "float64", ()),
        ("3", "number", "int64", ()),
        ("True", "number", "bool", ()),
        ("torch.nn.Parameter(torch.ones(2))", "tensor", "float32", (2,)),
        ("torch.eye(2).to_sparse()", "tensor", "float32", (2, 2)),
        ("torch.eye(2).to_sparse_csr()", "tensor", "float32", (2, 2)),
        ("torch.quantize_per_tensor(torch.ones(2), 0.5, 0, torch.quint8).dequantize()", "tensor", "float32", (2,)),
        ("torch.ones(()).expand(4, 4)", "tensor", "float32", (4, 4)),
        ("torch.empty(0)", "tensor", "float32", (0,)),
    ],
)
def test_results_of_all_kinds_come_back_with_their_numbers(
    run: RunSource, text: str, kind: str, dtype: str, shape: tuple[int, ...]
) -> None:
    result = returned(run(body(text)))
    assert (result.kind, result.dtype, result.shape) == (kind, dtype, shape)
    assert result.value is not None
    assert result.value.shape == shape


@pytest.mark.parametrize(
    ("text", "kind", "shape"),
    [
        ("None", "none", ()),
        ("'0.5'", "other", ()),
        ("(pred.sum(), 1)", "other", ()),
        ("2**80", "number", ()),
        ("torch.ones(3, device='meta')", "tensor", (3,)),
        ("torch.ones(1).expand(3_000_000)", "tensor", (3_000_000,)),
        ("torch.ones([1] * 9)", "tensor", (1,) * 9),
        ("np.array([object()])", "array", (1,)),
        ("np.array(['a'])", "array", (1,)),
        ("np.zeros((3_000, 1_000), 'f4')", "array", (3_000, 1_000)),
    ],
)
def test_results_without_numbers_come_back_as_what_they_are(
    run: RunSource, text: str, kind: str, shape: tuple[int, ...]
) -> None:
    result = returned(run(body(text)))
    assert (result.kind, result.shape, result.value) == (kind, shape, None)


def test_bfloat16_comes_back_exactly(run: RunSource) -> None:
    result = returned(run(body("torch.tensor([1.0, 3.140625, float('nan'), -0.0]).bfloat16()")))
    assert result.value is not None
    assert result.value.dtype == np.float32
    np.testing.assert_array_equal(result.value, np.array([1.0, 3.140625, np.nan, -0.0], "f4"))


@pytest.mark.parametrize("layout", ["contiguous", "transposed", "strided"])
@pytest.mark.parametrize("shape", [(), (5,), (3, 4), (2, 3, 4)])
def test_layouts_change_memory_and_not_values(run: RunSource, layout: str, shape: tuple[int, ...]) -> None:
    values = np.arange(np.prod(shape, dtype=int), dtype="f4").reshape(shape) + 1
    call = Call((TensorInput("pred", values, layout, requires_grad=True),), upstream=1.0)  # type: ignore[arg-type]
    done = run(
        "def answer(pred):\n    print(pred.is_leaf, pred.requires_grad, pred.is_contiguous(), pred.stride())\n"
        "    return pred * 2\n",
        calls=(call,),
    )
    result = returned(done)
    np.testing.assert_array_equal(result.value, values * 2)
    np.testing.assert_array_equal(result.gradients["pred"], np.full(shape, 2.0))
    leaf, grad, contiguous, strides = done.output.strip().split(" ", 3)
    assert (leaf, grad) == ("True", "True")
    if values.size > 1:
        assert (contiguous == "True") == (layout == "contiguous")
    if layout == "transposed" and shape == (2, 3, 4):
        assert strides == "(1, 2, 6)"
    if layout == "strided" and shape == (5,):
        assert strides == "(2,)"


def test_keyword_and_scalar_arguments_arrive_with_their_types(run: RunSource) -> None:
    call = Call(
        (TensorInput("pred", np.ones(1, "f4")), ScalarInput("n", 3)),
        (ScalarInput("delta", 0.1), ScalarInput("flag", True), ScalarInput("mode", "mean"), ScalarInput("k", False)),
    )
    done = run(
        "def answer(pred, n, *, delta, flag, mode, k):\n    print(n, delta, flag, mode, k)\n    return pred\n",
        calls=(call,),
    )
    assert done.output == "3 0.1 True mean False\n"


def test_every_dtype_of_input_arrives(run: RunSource) -> None:
    arrays = {name: np.array([1, 0], name) for name in ("float32", "float64", "int64", "bool")}
    call = Call(tuple(TensorInput(name, array) for name, array in arrays.items()))
    done = run("def answer(*tensors):\n    print(*[t.dtype for t in tensors])\n    return tensors[0]\n", calls=(call,))
    assert done.output == "torch.float32 torch.float64 torch.int64 torch.bool\n"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("target.add_(1)", ("target",)),
        ("pred.data.mul_(2)", ("pred",)),
        ("pred.detach().zero_(); target.clamp_(max=0)", ("pred", "target")),
        ("target[0] = 1.0", ()),
        ("target.data = torch.zeros(7)", ("target",)),
        ("target.requires_grad_(True)", ()),
    ],
)
def test_mutated_inputs_are_named(run: RunSource, line: str, names: tuple[str, ...]) -> None:
    source = f"import torch\ndef answer(pred, target):\n    {line}\n    return pred.sum()\n"
    assert returned(run(source)).mutated == names


def test_each_call_gets_fresh_inputs(run: RunSource, pair: Call) -> None:
    source = "def answer(pred, target):\n    target.add_(1)\n    return (pred * target).sum()\n"
    done = run(source, calls=(pair, pair))
    assert [outcome.value for outcome in done.outcomes if isinstance(outcome, Returned)] == [14.0, 14.0]


def test_a_missing_gradient_is_none_and_not_zero(run: RunSource) -> None:
    assert returned(run(body("target.sum()"))).gradients == {"pred": None}
    assert returned(run(body("pred.detach().sum()"))).gradients == {"pred": None}
    assert not returned(run(body("pred.detach().sum()"))).requires_grad
    assert np.array_equal(returned(run(body("(pred * 0).sum()"))).gradients["pred"], [0, 0, 0])


def test_an_error_in_backward_is_told_beside_the_value(run: RunSource) -> None:
    result = returned(
        run(
            """
            import torch
            class Broken(torch.autograd.Function):
                @staticmethod
                def forward(ctx, x):
                    return x.sum()
                @staticmethod
                def backward(ctx, gradient):
                    raise ValueError("no gradient here")
            def answer(pred, target):
                return Broken.apply(pred)
            """
        )
    )
    assert result.value == 7.0
    assert result.gradient_error == "ValueError: no gradient here"
    assert result.gradients == {"pred": None}


def test_a_custom_backward_is_used_as_it_is(run: RunSource) -> None:
    result = returned(
        run(
            """
            import torch
            class Own(torch.autograd.Function):
                @staticmethod
                def forward(ctx, x):
                    ctx.save_for_backward(x)
                    return x.sum()
                @staticmethod
                def backward(ctx, gradient):
                    return gradient * 3 * ctx.saved_tensors[0]
            def answer(pred, target):
                return Own.apply(pred)
            """
        )
    )
    assert result.gradients["pred"] == pytest.approx(np.array([3, 6, 12]))


def test_sparse_gradients_come_back_dense(run: RunSource) -> None:
    weights = Call((TensorInput("table", np.ones((4, 2), "f4"), requires_grad=True),), upstream=1.0)
    source = (
        "import torch\nimport torch.nn.functional as F\n"
        "def answer(table):\n    return F.embedding(torch.tensor([1, 1]), table, sparse=True).sum()\n"
    )
    result = returned(run(source, calls=(weights,)))
    assert np.array_equal(result.gradients["table"], [[0, 0], [2, 2], [0, 0], [0, 0]])


def test_subclasses_are_stripped_before_they_are_believed(run: RunSource) -> None:
    result = returned(
        run(
            """
            import torch
            class Liar(torch.Tensor):
                @classmethod
                def __torch_function__(cls, function, types, args=(), kwargs=None):
                    return torch.full((3, 3), 42.0)
                def __eq__(self, other):
                    return True
                shape = (7, 7)
            def answer(pred, target):
                return (pred * 2).sum().as_subclass(Liar)
            """
        )
    )
    assert (result.kind, result.type_name, result.shape, result.value) == ("tensor", "Liar", (), 14.0)
    assert np.array_equal(result.gradients["pred"], [2, 2, 2])


def test_an_object_that_claims_to_be_a_tensor_is_none(run: RunSource) -> None:
    source = """
        import torch
        class Claim:
            __class__ = torch.Tensor
            def __getattr__(self, name):
                return lambda *args: 0.0
        def answer(pred, target):
            return Claim()
        """
    assert returned(run(source)).kind == "other"


# --- errors ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "type_name", "message"),
    [
        ("raise ValueError('bad delta')", "ValueError", "bad delta"),
        ("1 / 0", "ZeroDivisionError", "division by zero"),
        ("raise SystemExit(3)", "SystemExit", "3"),
        ("exit(0)", "SystemExit", "0"),
        ("raise KeyboardInterrupt", "KeyboardInterrupt", ""),
        ("raise BaseException('x' * 5000)", "BaseException", "x" * 2000),
        ("raise type('Odd', (Exception,), {'__str__': lambda self: 1 / 0})", "Odd", ""),
        ("return answer(pred, target)", "RecursionError", "maximum recursion depth exceeded"),
    ],
)
def test_what_an_answer_raises_is_data(run: RunSource, line: str, type_name: str, message: str) -> None:
    outcome = run(f"def answer(pred, target):\n    x = 1\n    {line}\n").outcomes[0]
    assert isinstance(outcome, Raised)
    assert outcome.type_name == type_name
    assert outcome.message == message or outcome.message.startswith(message)
    assert outcome.line == 3


def test_one_call_that_raises_does_not_end_the_others(run: RunSource, pair: Call) -> None:
    double = Call((TensorInput("pred", np.ones(2)), TensorInput("target", np.ones(2))))
    source = "import torch\ndef answer(pred, target):\n    assert pred.dtype == torch.float32\n    return pred.sum()\n"
    outcomes = run(source, calls=(double, pair)).outcomes
    assert isinstance(outcomes[0], Raised)
    assert isinstance(outcomes[1], Returned)


@pytest.mark.parametrize("line", ["bytearray(8 << 30)", "torch.empty(1 << 32)", "np.empty(1 << 32)", "'x' * (1 << 33)"])
def test_asking_for_too_much_memory_is_told_apart(run: RunSource, line: str) -> None:
    source = f"import torch, numpy as np\ndef answer(pred, target):\n    return {line}\n"
    assert run(source).outcomes == (OutOfMemory(),)


def test_memory_taken_piece_by_piece_meets_the_limit(run: RunSource) -> None:
    source = "def answer(pred, target):\n    held = []\n    while True:\n        held.append(bytearray(1 << 24))\n"
    assert run(source, memory_bytes=1 << 28).outcomes == (OutOfMemory(),)


def test_shared_memory_counts_as_well(run: RunSource) -> None:
    source = "import mmap\ndef answer(pred, target):\n    return mmap.mmap(-1, 4 << 30)\n"
    outcome = run(source).outcomes[0]
    assert isinstance(outcome, (Raised, OutOfMemory))


def test_a_deadline_ends_the_call_and_keeps_the_earlier_ones(run: RunSource, pair: Call) -> None:
    source = "import time\nn = 0\ndef answer(pred, target):\n    global n\n    n += 1\n    if n == 2:\n        time.sleep(600)\n    return pred.sum()\n"
    done = run(source, calls=(pair,) * 4, seconds=1.0)
    assert [type(outcome) for outcome in done.outcomes] == [Returned, TimedOut, NotRun, NotRun]
    assert done.outcomes[1] == TimedOut(1.0, "idle")


@pytest.mark.parametrize(
    ("line", "limit"),
    [("time.sleep(0.2)", "idle"), ("while time.process_time() < start + 0.2 * n: pass", "processor")],
)
def test_the_limit_of_the_whole_counts_all_calls(run: RunSource, pair: Call, line: str, limit: str) -> None:
    source = (
        "import time\nn, start = 0, time.process_time()\ndef answer(pred, target):\n    global n\n    n += 1\n"
        f"    {line}\n    return pred.sum()\n"
    )
    done = run(source, calls=(pair,) * 40, seconds=2.0)
    assert TimedOut(2.0, limit) in done.outcomes  # type: ignore[arg-type]
    assert isinstance(done.outcomes[0], Returned)


@pytest.mark.parametrize(
    ("line", "limits"),
    [
        ("while True: pass", {"processor"}),
        ("__import__('time').sleep(1000)", {"idle"}),
        ("__import__('threading').Event().wait()", {"idle"}),
        ("__import__('signal').pause() if False else __import__('select').select([], [], [])", {"idle"}),
        ("os.read(os.pipe()[0], 1)", {"idle"}),
        ("[print('x' * 4000) for _ in iter(int, 1)]", {"idle", "processor"}),
        ("sum(range(10 ** 12))", {"processor"}),
        ("10 ** 10 ** 10", {"processor"}),
        ("[threading.Thread(target=spin).start() for _ in range(3)], threading.Event().wait()", {"processor"}),
    ],
)
def test_no_way_to_hang_outlives_its_limit(run: RunSource, line: str, limits: set[str]) -> None:
    source = (
        "import os, threading\ndef spin():\n    while True: pass\n"
        f"def answer(pred, target):\n    {line}\n    return pred.sum()\n"
    )
    (outcome,) = run(source, seconds=0.4).outcomes
    assert isinstance(outcome, TimedOut), outcome
    assert outcome.seconds == 0.4
    assert outcome.limit in limits


def test_processor_time_that_is_used_up_in_bits_between_naps_is_not_idle_time_as_well(run: RunSource) -> None:
    """0.3 s of work and 0.3 s of sleep are within limits of 0.5 s each, though not on the clock."""
    source = """
        import time
        def answer(pred, target):
            start = time.process_time()
            for n in range(30):
                time.sleep(0.01)
                while time.process_time() < start + 0.01 * n: pass
            return pred.sum()
        """
    assert returned(run(source, seconds=0.5)).value == 7.0


@pytest.mark.parametrize(
    "line",
    [
        "time.sleep(600)",
        "while True: time.sleep(60)",
        "queue.Queue().get()",
        "threading.Event().wait()",
        "asyncio.run(asyncio.sleep(600))",
        "select.select([], [], [], 600)",
        "thread = threading.Thread(target=time.sleep, args=(600,), daemon=True); thread.start(); thread.join()",
    ],
)
def test_what_waits_after_the_answer_is_stopped_and_the_answer_is_run(run: RunSource, line: str) -> None:
    modules = "import asyncio, queue, select, threading, time\n"
    done = run(f"{modules}def answer(pred, target):\n    return pred.sum()\n{line}\n", seconds=1.0)
    assert returned(done).value == 7.0
    assert [(remark.kind, remark.line) for remark in done.remarks] == [("stopped", 4)]


def test_what_fails_between_two_tries_comes_before_the_one_that_is_run(run: RunSource) -> None:
    source = """
        def answer(pred, target):
            return pred.sum() if pred > target else target.sum()
        answer(torch.ones(2), torch.ones(2))
        def answer(pred, target):
            return pred.sum()
        answer(1, 2)
        quit()
        """
    done = run("import torch" + dedent(source))
    assert returned(done).value == 7.0
    found = [(remark.kind, remark.line, remark.text.partition(":")[0]) for remark in done.remarks]
    assert found == [("before", 3, "RuntimeError"), ("after", 6, "AttributeError"), ("after", 8, "SystemExit")]
    assert done.remarks[-1].text == "SystemExit"


def test_what_waits_before_there_is_an_answer_has_all_of_its_time_and_no_more(run: RunSource) -> None:
    done = run("import time\ntime.sleep(600)\ndef answer(pred, target):\n    return pred.sum()\n", seconds=0.4)
    assert done.failure == LoadFailure("timeout", "", "did not load: did nothing for 0.4 s (waiting or asleep)")


def test_swallowing_every_exception_does_not_outlive_the_deadline(run: RunSource) -> None:
    source = (
        "def answer(pred, target):\n    while True:\n        try:\n            while True: pass\n"
        "        except BaseException:\n            pass\n"
    )
    assert run(source, seconds=0.4).outcomes == (TimedOut(0.4),)


def test_a_slow_drip_onto_the_channel_meets_the_deadline(run: RunSource) -> None:
    source = (
        "import os, time\ndef answer(pred, target):\n    os.write(3, b'\\x05')\n    while True:\n"
        "        time.sleep(0.02)\n        os.write(3, b'\\x00') if False else None\n"
    )
    assert run(source, seconds=0.4).outcomes == (TimedOut(0.4, "idle"),)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("os._exit(0)", "exited with status 0 before it answered"),
        ("os._exit(7)", "exited with status 7 before it answered"),
        ("os.abort()", "ended by signal"),
        ("ctypes.string_at(0)", "ended by signal 11 (SIGSEGV)"),
        ("os.close(3), time.sleep(99)", "closed its channel before it answered"),
        ("os.write(3, b'\\x09' * 5)", "sent something that is no answer"),
        ("os.write(3, b'\\x05\\xff\\xff\\xff\\xff')", "sent something that is no answer"),
        ("os.write(3, b'\\x07\\0\\0\\0\\0')", "sent something that is no answer"),
        ("os.write(3, b'\\x03\\0\\0\\0\\0')", "sent something that is no answer"),
        ("os.write(3, pickle.dumps(pred.sum()))", "sent something that is no answer"),
        ("os.dup2(1, 3), time.sleep(99)", "closed its channel before it answered"),
    ],
)
def test_a_child_that_ends_or_lies_is_told_as_crashed(run: RunSource, pair: Call, line: str, reason: str) -> None:
    source = f"import ctypes, os, pickle, time\nn = 0\ndef answer(pred, target):\n    global n\n    n += 1\n    if n == 2:\n        {line}\n    return pred.sum()\n"
    first, second, third = run(source, calls=(pair,) * 3).outcomes
    assert isinstance(first, Returned)
    assert isinstance(second, Crashed), second
    assert second.reason.startswith(reason)
    assert third == NotRun()


def test_forged_results_are_only_numbers(run: RunSource) -> None:
    """A frame written by hand is an answer like any other: it says what the result is, not whether it is right."""
    source = """
        import os, struct
        def answer(pred, target):
            payload = b"\\x02" + struct.pack("<I", 4) + b"Fake" + struct.pack("<I", 2) + b"ok" + struct.pack("<II", 9, 0)
            os.write(3, struct.pack("<BI", 5, len(payload)) + payload)
            os.write(3, struct.pack("<BI", 7, 0))
            os._exit(0)
        """
    assert run(source).outcomes == (Raised("Fake", "ok", 9),)


# --- loading --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "stage", "type_name", "line"),
    [
        (b"x = 1\ndef answer(:\n", "parse", "SyntaxError", 2),
        (b"\xff\xff", "decode", "SyntaxError", 1),
        (b"x = 1\ny = '\xe9'\n", "decode", "SyntaxError", 2),
        (b"# coding: klingon\n", "decode", "SyntaxError", 0),
        (b"# coding: rot13\nkevag(1)\n", "decode", "SyntaxError", 0),
        (b"x = '\x00'\n", "decode", "SyntaxError", 1),
        (b"import torch\nraise ValueError('at import')\n", "import", "ValueError", 2),
        (b"import does_not_exist\n", "import", "ModuleNotFoundError", 1),
        (b"\n\nexit()\n", "import", "SystemExit", 3),
        (b"(" * 100_000, "parse", "", 0),
        (b"-" * 200_000 + b"1", "", "", 0),
        (b"x = " + b"[" * 90 + b"]" * 90 + b"\n" + b"a" * 50 + b" = " + b"+".join([b"1"] * 100_000), "", "", 0),
    ],
)
def test_what_cannot_be_loaded_says_why(run: RunSource, source: bytes, stage: str, type_name: str, line: int) -> None:
    done = run(source)
    assert done.outcomes == ()
    assert isinstance(done.failure, LoadFailure)
    if stage:
        assert done.failure.stage == stage
    if type_name:
        assert (done.failure.type_name, done.failure.line) == (type_name, line)
    assert len(done.failure.message) <= 2000


def test_a_missing_answer_lists_what_is_defined_and_guesses_nothing(run: RunSource) -> None:
    failure = run(
        "import torch\nfrom math import exp\ndef other(a, b): ...\nclass Loss: ...\ndef _hidden(): ...\n"
    ).failure
    assert failure == LoadFailure(
        "missing",
        "",
        "no function called answer is defined",
        defined=("other", "Loss"),
        unwritten=("other", "_hidden"),
    )


def test_a_name_that_is_no_function_is_missing(run: RunSource) -> None:
    failure = run("answer = 3\n").failure
    assert failure is not None
    assert (failure.stage, failure.message) == ("missing", "answer is defined, but is no function")


def test_a_hang_and_a_crash_at_import_are_failures_to_load(run: RunSource) -> None:
    hang, crash = run("while True: pass\n", seconds=0.4).failure, run("import os\nos._exit(0)\n").failure
    memory = run("x = bytearray(8 << 30)\n").failure
    assert hang is not None
    assert crash is not None
    assert memory is not None
    assert (hang.stage, crash.stage, memory.stage) == ("timeout", "crash", "memory")


@pytest.mark.parametrize(
    "source",
    [
        b"\xef\xbb\xbfdef answer(pred, target):\n    return pred.sum()\n",
        "# coding: latin-1\nname = 'é'\ndef answer(pred, target):\n    return pred.sum() * len(name)\n".encode(
            "latin-1"
        ),
        b"def answer(pred, target):\r\n    return pred.sum()\r\n",
        b"answer = lambda pred, target: pred.sum()",
        b"from __future__ import annotations\nfrom dataclasses import dataclass\n@dataclass\nclass C:\n    k: float = 1.0\n"
        b"def answer(pred, target):\n    return pred.sum() * C().k\n",
        b"import sys\nfrom typing import get_type_hints, NamedTuple\nclass P(NamedTuple):\n    x: 'int'\n"
        b"get_type_hints(P)\nassert sys.modules[__name__].P is P\ndef answer(pred, target):\n    return pred.sum()\n",
        b"if __name__ == '__main__':\n    raise SystemExit('ran as a script')\ndef answer(pred, target):\n    return pred.sum()\n",
        b"import functools\n@functools.lru_cache\ndef k():\n    return 1.0\ndef answer(pred, target):\n    return pred.sum() * k()\n",
        b"import inspect\ndef answer(pred, target):\n    assert 'pred' in inspect.getsource(answer)\n    return pred.sum()\n",
        b"import torch\nclass A(torch.nn.Module):\n    def forward(self, p, t):\n        return p.sum()\nanswer = A()\n",
    ],
)
def test_honest_ways_to_write_a_file_all_load(run: RunSource, source: bytes) -> None:
    assert returned(run(source)).value == 7.0


@pytest.mark.parametrize("name", ["math", "typing", "collections", "functools", "itertools", "dataclasses", "abc", "enum", "operator",
                                  "warnings", "contextlib", "copy", "random", "statistics", "numbers", "fractions", "decimal",
                                  "types", "inspect", "logging", "json", "re", "time", "string", "textwrap", "torch.nn", "numpy.linalg"])  # fmt: skip
def test_the_modules_a_loss_may_want_can_be_imported(run: RunSource, name: str) -> None:
    assert returned(run(f"import {name}\ndef answer(pred, target):\n    return pred.sum()\n")).value == 7.0


def test_modules_are_built_then_called(run: RunSource, pair: Call) -> None:
    source = """
        import torch
        class CustomLoss(torch.nn.Module):
            def __init__(self, weight=1.0):
                super().__init__()
                self.weight = weight
            def forward(self, pred, target):
                return ((pred - target) ** 2).mean() + self.weight * (pred - target).abs().mean()
        """
    call = Call(pair.positional, construct=(ScalarInput("weight", 0.5),), upstream=1.0)
    result = returned(run(source, calls=(call,), name="CustomLoss", kind="module"))
    # errors 0, 1, 3: 10/3 + 0.5 * 4/3
    assert result.value == pytest.approx(4.0)
    assert result.gradients["pred"] == pytest.approx(np.array([0, 2 / 3 + 1 / 6, 2 + 1 / 6]))


def test_a_module_entry_must_be_a_class(run: RunSource) -> None:
    failure = run(
        "def CustomLoss(weight=1.0):\n    return lambda p, t: p.sum()\n", name="CustomLoss", kind="module"
    ).failure
    assert failure is not None
    assert failure.message == "CustomLoss is defined, but is no class"


def test_helpers_can_be_imported_and_do_not_shadow(run: RunSource) -> None:
    source = (
        "import math\nfrom helpers import half\ndef answer(pred, target):\n    return half(pred.sum()) * math.cos(0)\n"
    )
    helpers = (("helpers.py", b"def half(x):\n    return x / 2\n"), ("math.py", b"raise ValueError('shadowed')\n"))
    assert returned(run(source, companions=helpers)).value == 3.5


def test_a_candidate_s_own_file_comes_before_what_only_stands_in(run: RunSource) -> None:
    source = "from tabulate import half\ndef answer(pred, target):\n    return half * pred.sum()\n"
    assert returned(run(source, companions=(("tabulate.py", b"half = 0.5\n"),))).value == 3.5


def test_an_error_in_a_helper_names_its_line(run: RunSource) -> None:
    helpers = (("helpers.py", b"def half(x):\n    return x / 0\n"),)
    outcome = run(
        "from helpers import half\ndef answer(pred, target):\n    return half(1)\n", companions=helpers
    ).outcomes[0]
    assert isinstance(outcome, Raised)
    assert outcome.line == 2


# --- notebooks ------------------------------------------------------------------------------------------------------


def notebook(*cells: str | list[str]) -> bytes:
    made = [{"cell_type": "code", "source": cell, "metadata": {}, "outputs": []} for cell in cells]
    return json.dumps({"cells": [{"cell_type": "markdown", "source": "# def answer"}, *made], "nbformat": 4}).encode()


def test_a_notebook_is_its_code_cells(run: RunSource) -> None:
    cells = notebook(
        "%matplotlib inline\nimport torch\n!pip install x",
        ["k = 2.0\n", "files = !ls\n", "torch?"],
        "%%time\ndef answer(pred, target):\n    x = (pred\n    % 100).sum()\n    return x * k",
        "%%bash\nrm -rf /",
    )
    assert returned(run(cells, source_format="notebook")).value == 14.0


def test_what_a_cell_writes_can_be_imported_by_later_ones(run: RunSource) -> None:
    written = "%%writefile lib.py\ndef half(x):\n    return x / 2\n"
    cells = notebook(written, "%run lib.py\ndef answer(pred, target):\n    return half(pred.sum())\n")
    assert returned(run(cells, source_format="notebook")).value == 3.5


IDIOMS = (
    "%load_ext autoreload\n%autoreload 2\n!pip install torch \\\n    matplotlib\n%matplotlib inline",
    "from google.colab import drive\ndrive.mount('/content/drive')\nfiles = !ls /content\nprint(files)",
    "import matplotlib.pyplot as plt\nimport seaborn as sns, torch\nfrom tqdm.auto import tqdm, trange\n"
    "sns.set()\nfig, axes = plt.subplots(2, 2)\nn, bins, patches = plt.hist(torch.randn(9))\nplt.show()",
    "%%writefile ops.py\ndef half(x):\n    return x / 2\n",
    "%%time\nfrom ops import half\n\ndef answer(pred, target):\n    return half(pred.sum()) * 2\n",
    "%timeit -n 10 answer(torch.ones(3), torch.ones(3))\nanswer?\nhelp = %env HOME",
    "w = torch.ones(3, requires_grad=True)\nfor step in (bar := tqdm(range(3))):\n"
    "    answer(w, w).backward()\n    bar.set_postfix(step=step)\nassert bar.n == 3",
    "name = input('Your name: ')\nbreakpoint()\nfrom IPython.display import display, HTML\ndisplay(HTML('<b>'))",
    "%%html\n<b>done</b>",
    "%%bash\nrm -rf /",
)


def test_what_people_write_around_an_answer_does_no_harm(run: RunSource) -> None:
    asked = (
        "import sys\nasked = [m for m in sys.modules if m.partition('.')[0] in ('IPython', 'lossquiz')]\nprint(asked)"
    )
    done = run(notebook(*IDIOMS, asked), source_format="notebook")
    assert returned(done).value == 7.0
    assert done.forbidden == ()
    assert done.output == "<stand-in for get_ipython().getoutput()>\nYour name: ['IPython', 'IPython.display']\n"


def test_each_of_these_cells_runs_to_its_end(run: RunSource) -> None:
    for number in range(len(IDIOMS)):
        ended = f"{IDIOMS[number]}\nprint('ended')" if not IDIOMS[number].startswith("%%") else "print('ended')"
        assert run(notebook(*IDIOMS[:number], ended), source_format="notebook").output.endswith("ended\n"), ended


def test_asyncio_works_in_files_and_cells(run: RunSource) -> None:
    main = (
        "import asyncio\nasync def half(x):\n    await asyncio.sleep(0.001)\n    return x / 2\n"
        "async def main(x):\n    return sum(await asyncio.gather(half(x), half(x)))\n"
    )
    answer = "def answer(pred, target):\n    return asyncio.run(main(pred.sum()))\n"
    assert returned(run(f"{main}three = asyncio.run(main(3))\n{answer}")).value == 7.0
    cells = notebook(
        main, "three = await main(3)\ntask = asyncio.create_task(main(4))", f"{answer}x = await task\nprint(x)"
    )
    done = run(cells, source_format="notebook")
    assert (returned(done).value, done.output) == (7.0, "4.0\n")
    thread = "def answer(pred, target):\n    return asyncio.run(asyncio.to_thread(lambda: pred.sum()))\n"
    assert returned(run(f"import asyncio\n{thread}")).value == 7.0


def test_a_cell_that_awaits_what_fails_says_where(run: RunSource) -> None:
    cells = notebook("x = 1", "async def fail():\n    return 1 / 0\n\nawait fail()\n")
    failure = run(cells, source_format="notebook").failure
    assert failure is not None
    assert (failure.stage, failure.type_name, failure.cell, failure.line) == ("import", "ZeroDivisionError", 2, 2)


def test_what_a_stand_in_returns_is_no_loss(run: RunSource) -> None:
    source = "import wandb\ndef answer(pred, target):\n    return wandb.log({'loss': pred.sum()})\n"
    result = returned(run(source))
    assert (result.kind, result.type_name, result.value) == ("other", "StandIn", None)


def test_the_same_surroundings_are_there_for_the_next_submission(run: RunSource) -> None:
    source = "for _ in range(100): input()\nimport tqdm\ntqdm.tqdm = None\ndef answer(p, t):\n    return p.sum()\n"
    assert returned(run(source)).value == 7.0
    again = "import tqdm\ninput()\ndef answer(p, t):\n    return p.sum() * len(list(tqdm.tqdm([1])))\n"
    assert returned(run(again)).value == 7.0


def test_an_exported_notebook_is_graded_as_the_notebook(run: RunSource) -> None:
    source = (
        "#!/usr/bin/env python\n# In[1]:\nget_ipython().run_line_magic('matplotlib', 'inline')\n"
        "get_ipython().system('pip install x')\n# In[2]:\n"
        "get_ipython().run_cell_magic('time', '', 'def answer(pred, target):\\n    return pred.sum()\\n')\n"
    )
    assert returned(run(source)).value == 7.0


def test_a_cell_that_raises_does_not_hide_later_ones(run: RunSource) -> None:
    cells = notebook(
        "1 / 0\n", "def broken(:\n", "def answer(pred, target):\n    return pred.sum()\n", "raise KeyError"
    )
    assert returned(run(cells, source_format="notebook")).value == 7.0


def test_a_notebook_without_the_answer_tells_its_first_error(run: RunSource) -> None:
    cells = notebook("x = 1", "import a_package_that_is_absent\ndef answer(pred, target):\n    return pred.sum()\n")
    failure = run(cells, source_format="notebook").failure
    assert failure is not None
    assert (failure.stage, failure.type_name, failure.cell, failure.line) == ("import", "ModuleNotFoundError", 2, 1)


def test_lines_of_a_notebook_count_within_the_cell(run: RunSource) -> None:
    cells = notebook("import torch\n\n", "def answer(pred, target):\n    y = 1\n    return y / 0\n")
    outcome = run(cells, source_format="notebook").outcomes[0]
    assert isinstance(outcome, Raised)
    assert (outcome.cell, outcome.line) == (2, 3)


@pytest.mark.parametrize("raw", [b"{}", b"[]", b"not json", b'{"cells": 3}', b"[" * 100_000, b"\xff"])
def test_what_is_no_notebook_says_so(run: RunSource, raw: bytes) -> None:
    failure = run(raw, source_format="notebook").failure
    assert failure is not None
    assert failure.stage == "decode"


# --- output ---------------------------------------------------------------------------------------------------------


def test_what_is_printed_is_kept_up_to_the_limit(run: RunSource) -> None:
    source = (
        "import os, sys\nprint('at import')\ndef answer(pred, target):\n    print('to stdout')\n"
        "    sys.stderr.write('to stderr\\n')\n    os.write(1, b'raw\\n')\n    return pred.sum()\n"
    )
    done = run(source)
    assert sorted(done.output.split()) == sorted(["at", "import", "to", "stdout", "to", "stderr", "raw"])
    assert run(source, output_bytes=5).output.startswith(done.output[:5])


def test_a_chatty_answer_is_graded_and_its_excess_dropped(run: RunSource) -> None:
    done = run(
        "def answer(pred, target):\n    for _ in range(3000):\n        print('x' * 999)\n    return pred.sum()\n",
        output_bytes=10_000,
    )
    assert returned(done).value == 7.0
    assert len(done.output) == 10_000


def test_bytes_that_are_no_text_are_replaced(run: RunSource) -> None:
    done = run("import os\ndef answer(pred, target):\n    os.write(1, b'\\xff\\x1b[31m')\n    return pred.sum()\n")
    assert done.output == "\ufffd\x1b[31m"


def test_warnings_are_not_output(run: RunSource) -> None:
    source = "import warnings, torch\nimport numpy as np\ndef answer(pred, target):\n    warnings.warn('loud')\n    np.log(0.0)\n    return pred.sum()\n"
    assert run(source).output == ""


def test_closing_every_stream_does_not_matter(run: RunSource) -> None:
    source = (
        "import os\nfor number in (0, 1, 2):\n    os.close(number)\ndef answer(pred, target):\n    return pred.sum()\n"
    )
    assert returned(run(source)).value == 7.0


def test_broken_standard_streams_do_not_matter(run: RunSource) -> None:
    source = "import sys\nsys.stdout = None\nsys.stderr.close()\ndef answer(pred, target):\n    return pred.sum()\n"
    assert returned(run(source)).value == 7.0


# --- what an answer may use -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "torch.func.grad(lambda p: (p * p).sum())(pred).sum()",
        "torch.func.vmap(lambda p: p * 2)(pred).sum()",
        "torch.func.jacrev(lambda p: p * p)(pred).sum()",
        "torch.utils.checkpoint.checkpoint(lambda p: p.sum(), pred, use_reentrant=False)",
        "torch.autograd.grad((pred ** 2).sum(), pred, create_graph=True)[0].sum()",
        "torch.logsumexp(pred, 0)",
        "torch.cdist(pred[:, None], pred[:, None]).sum()",
        "torch.einsum('i,i->', pred, target)",
        "torch.linalg.norm(pred)",
        "torch.distributions.Normal(pred, 1.0).log_prob(target).sum()",
        "torch.stack([p for p in pred]).sum()",
        "torch.vmap(torch.sin)(pred).sum()",
        "torch.jit.script(scripted)(pred)",
        "F.softplus(pred).sum()",
        "getattr(torch, 'fu' + 'nc').grad(lambda p: (p * p).sum())(pred).sum()",
    ],
)
@pytest.mark.parametrize("watched", [False, True])
def test_torch_features_work_where_something_is_forbidden_as_well(run: RunSource, text: str, watched: bool) -> None:
    forbidden = Forbidden(("torch.nn.functional.huber_loss",), ("huber_loss",))
    source = (
        "import torch\nimport torch.utils.checkpoint\nimport torch.nn.functional as F\n"
        "def scripted(x: torch.Tensor) -> torch.Tensor:\n    return (x * 2).sum()\n"
        f"def answer(pred, target):\n    return {text}\n"
    )
    done = run(source, forbidden=forbidden if watched else Forbidden())
    result = returned(done)
    assert done.forbidden == ()
    assert result.requires_grad
    assert result.gradients["pred"] is not None, result.gradient_error


def test_a_training_loop_beside_the_answer_does_no_harm(run: RunSource) -> None:
    source = """
        import torch
        def answer(pred, target):
            return ((pred - target) ** 2).mean()
        weight = torch.zeros(3, requires_grad=True)
        optimizer = torch.optim.Adam([weight], lr=0.1)
        for _ in range(3):
            optimizer.zero_grad()
            answer(weight, torch.ones(3)).backward()
            optimizer.step()
        """
    assert returned(run(source)).value == pytest.approx(10 / 3)


def test_forbidden_uses_come_back_with_their_lines(run: RunSource) -> None:
    forbidden = Forbidden(("torch.nn.functional.huber_loss",), ("huber_loss",))
    done = run(
        "import torch.nn.functional as f\n\ndef answer(pred, target):\n    return f.huber_loss(pred, target)\n",
        forbidden=forbidden,
    )
    assert done.forbidden == (
        ForbiddenUse("torch.nn.functional.huber_loss", 4, "source"),
        ForbiddenUse("torch.nn.functional.huber_loss", 4, "call"),
    )
    (outcome,) = done.outcomes
    assert isinstance(outcome, Raised)
    assert (outcome.type_name, outcome.line) == ("ForbiddenError", 4)


def test_a_thread_that_goes_on_ends_with_the_child(run: RunSource) -> None:
    source = (
        "import threading, time\ndef spin():\n    while True: time.sleep(0.01)\nthreading.Thread(target=spin).start()\n"
        "def answer(pred, target):\n    return pred.sum()\n"
    )
    assert returned(run(source)).value == 7.0


def test_threads_of_torch_do_not_hang(run: RunSource) -> None:
    source = "import torch\ndef answer(pred, target):\n    torch.set_num_threads(2)\n    return pred.sum() + torch.rand(2000, 2000).sum() * 0\n"
    assert isinstance(run(source).outcomes[0], (Returned, Raised))
