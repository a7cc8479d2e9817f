"""Forbidden built-ins are of no use to an answer, however it comes by them, and torch is as it was for all else."""

# ruff: noqa: E501 - answers are written as answers are

from __future__ import annotations

from collections.abc import Callable
from textwrap import indent

import numpy as np
import pytest
from older_torch import skip_on_older_torch

from lossquiz.grading.cases.from_scratch import forbid
from lossquiz.grading.sandbox.both.job import Call, Entry, Forbidden, TensorInput
from lossquiz.grading.sandbox.both.outcomes import Raised, Returned, Run
from lossquiz.grading.sandbox.child.forbidden_names import Names

HUBER = forbid(("huber_loss",))
HIDDEN = "''.join(map(chr, (104, 117, 98, 101, 114, 95, 108, 111, 115, 115)))"
PAIR = Call(
    (
        TensorInput("pred", np.array([1.0, 2.0, 4.0], "f4"), requires_grad=True),
        TensorInput("target", np.ones(3, "f4")),
    ),
    upstream=1.0,
)
PLAIN = Call((TensorInput("pred", np.array([1.0, 2.0, 4.0], "f4")), TensorInput("target", np.ones(3, "f4"))))
# huber of (0, 1, 3) is (0 + 0.5 + 2.5) / 3; the gradient of its mean square 2/3 of (0, 1, 3).
HUBER_OF_PAIR = 1.0
GRADIENT_OF_PLAIN = [0.0, 2 / 3, 2.0]

RunSource = Callable[..., Run]

AT_ONCE = {
    "the function": "return getattr(F, name)(pred, target)",
    "the binding": "return getattr(torch._C._nn, name)(pred, target)",
    "the operator": "return getattr(torch.ops.aten, name)(pred, target)",
    "its variant with a place for the result": "return getattr(torch.ops.aten, name).out(pred.detach(), target, out=torch.empty(()))",
    "one kernel of it": "return getattr(torch.ops.aten, name).default.redispatch(torch._C.DispatchKeySet(torch._C.DispatchKey.CPU), pred.detach(), target, 1, 1.0)",
    "many at once": "return torch.vmap(getattr(F, name))(pred, target).mean()",
    "under another precision": "with torch.autocast('cpu'): return getattr(F, name)(pred, target)",
    "compiled": "return torch.compile(getattr(F, name), backend='eager')(pred, target)",
    "modes off": "with torch._C.DisableTorchFunction(), torch.utils._python_dispatch._disable_current_modes(): return getattr(F, name)(pred, target)",
    "below autograd": "with torch._C._AutoDispatchBelowAutograd(): return getattr(F, name)(pred, target)",
    "inference": "with torch.inference_mode(): return getattr(F, name)(pred, target)",
    "its twin": "return getattr(F, 'smooth_' + 'l1' + name[5:])(pred, target)",
    "its backward": "return (getattr(torch.ops.aten, name + '_backward')(torch.ones(3), pred.detach(), target, 0, 1.0) * 1).mean()",
    "a reference of torch": "import torch._refs.nn.functional as R; return getattr(R, name)(pred, target)",
    "a decomposition": "import torch._decomp as D; return D.decomposition_table[getattr(torch.ops.aten, name + '_backward').default](torch.ones(3), pred, target, 0, 1.0).mean()",
    "a new name for the code": "import types; f = getattr(F, name); return types.FunctionType(f.__code__, f.__globals__, None, (1.0, 'mean'))(pred, target)",
}


@pytest.mark.parametrize("way", AT_ONCE)
def test_each_way_to_call_a_builtin_gives_nothing_and_is_told(run: RunSource, way: str) -> None:
    """The first line has the zygote load what the ways may need."""
    source = (
        f"# torch.compile\nimport torch\nimport torch.nn.functional as F\nname = {HIDDEN}\n"
        f"def answer(pred, target):\n    {AT_ONCE[way]}\n"
    )
    done = run(source, calls=(PAIR,), forbidden=HUBER)
    assert isinstance(done.outcomes[0], Raised), done
    if way == "compiled" and not done.forbidden:
        skip_on_older_torch("the compiler fails over the function before it is called")
    assert done.forbidden
    assert {use.line for use in done.forbidden} == {6}


SAVED = {
    "the function": "saved = getattr(F, name)",
    "a module": "saved = torch.nn.HuberLoss() if False else getattr(torch.nn, 'Hub' + 'erLoss')()",
    "the binding": "saved = getattr(torch._C._nn, name)",
    "an overload": "saved = getattr(torch.ops.aten, name).default",
    "a trace": "saved = torch.jit.trace(getattr(F, name), (torch.ones(3), torch.ones(3)))",
    "a script": "saved = torch.jit.CompilationUnit('def f(a, b):\\n    return torch.ops.aten.' + name + '(a, b, 1, 1.0)\\n').f",
    "a reference of torch": "import torch._refs.nn.functional as R; saved = getattr(R, name)",
    "a kernel": "saved = lambda p, t, k=torch.library.get_kernel('aten::' + name, 'CPU'): k.call_boxed(torch._C.DispatchKeySet(torch._C.DispatchKey.CPU), p.detach(), t, 1, 1.0)",
    "an own kernel above it": "import torch.library as L; lib = L.Library('aten', 'IMPL'); lib.impl(name, torch.ops.aten.mse_loss.default.redispatch, 'Meta'); saved = getattr(F, name)",
}


@pytest.mark.parametrize("way", SAVED)
def test_what_was_saved_at_import_gives_nothing(run: RunSource, way: str) -> None:
    source = (
        f"# torch.compile\nimport torch\nimport torch.nn.functional as F\nname = {HIDDEN}\nsaved = lambda p, t: None\n{SAVED[way]}\n"
        "def answer(pred, target):\n    return saved(pred, target)\n"
    )
    (outcome,) = run(source, calls=(PAIR,), forbidden=HUBER).outcomes
    assert not isinstance(outcome, Returned) or outcome.value is None, outcome


def test_a_thread_that_was_started_at_import_gets_nothing(run: RunSource) -> None:
    source = f"""
        import threading, queue, torch
        name = {HIDDEN}
        asked, answered = queue.Queue(), queue.Queue()
        def work():
            while True:
                pred, target = asked.get()
                try:
                    answered.put(getattr(torch.nn.functional, name)(pred, target))
                except BaseException:
                    answered.put(None)
        threading.Thread(target=work, daemon=True).start()
        def answer(pred, target):
            asked.put((pred.detach(), target))
            return answered.get()
        """
    done = run(source, calls=(PAIR,), forbidden=HUBER)
    assert isinstance(done.outcomes[0], Returned)
    assert done.outcomes[0].kind == "none"
    assert done.forbidden


def test_a_builtin_that_is_only_tried_is_told(run: RunSource) -> None:
    source = f"""
        import torch
        def answer(pred, target):
            try:
                return getattr(torch.nn.functional, {HIDDEN})(pred, target)
            except Exception:
                return pred.sum()
        """
    done = run(source, calls=(PAIR,) * 3, forbidden=HUBER)
    assert [(use.name, use.line) for use in done.forbidden] == [("torch.nn.functional.huber_loss", 5)]


def test_a_self_test_at_import_works_and_costs_nothing(run: RunSource) -> None:
    source = """
        import torch
        import torch.nn.functional as F
        def answer(pred, target):
            near = (pred - target).abs().clamp(max=1)
            return (near * ((pred - target).abs() - 0.5 * near)).mean()
        a = torch.randn(5, requires_grad=True)
        F.huber_loss(a, torch.zeros(5)).backward()
        assert torch.allclose(answer(a, torch.zeros(5)), F.huber_loss(a, torch.zeros(5)))
        """
    done = run(source, calls=(PAIR,), forbidden=HUBER)
    assert done.forbidden == ()
    assert [remark.kind for remark in done.remarks] == ["beside"] * 2
    assert isinstance(done.outcomes[0], Returned)
    assert done.outcomes[0].value == pytest.approx(HUBER_OF_PAIR)


def test_the_next_submission_has_what_the_one_before_may_not_use(run: RunSource) -> None:
    source = "import torch\ndef answer(pred, target):\n    return torch.nn.functional.huber_loss(pred, target)\n"
    assert isinstance(run(source, calls=(PAIR,), forbidden=HUBER).outcomes[0], Raised)
    (outcome,) = run(source, calls=(PAIR,)).outcomes
    assert isinstance(outcome, Returned)
    assert outcome.value == pytest.approx(HUBER_OF_PAIR)


# --- gradients by hand --------------------------------------------------------------------------------------------

LOSS = "((p - target) ** 2).mean()"
LEAF = "p = pred.detach().clone().requires_grad_()"
BY_AUTOGRAD = {
    "grad": f"{LEAF}; return torch.autograd.grad({LOSS}, p)[0]",
    "backward": f"{LEAF}; {LOSS}.backward(); return p.grad",
    "the engine": f"{LEAF}; l = {LOSS}; return torch.autograd.Variable._execution_engine.run_backward((l,), (torch.ones(()),), False, False, (p,), allow_unreachable=True, accumulate_grad=False)[0]",
    "an engine of one's own": f"{LEAF}; l = {LOSS}; return type(torch.autograd.Variable._execution_engine)().run_backward((l,), (torch.ones(()),), False, False, (p,), allow_unreachable=True, accumulate_grad=False)[0]",
    "the operator": f"{LEAF}; torch.ops.aten._backward({LOSS}, [p], None, None, False); return p.grad",
    "a transform": "return torch.func.grad(lambda p: ((p - target) ** 2).mean())(pred)",
    "a saved transform": "return saved(pred)",
    "reverse rows": "return torch.func.jacrev(lambda p: ((p - target) ** 2).mean())(pred)",
    "forward columns": "return torch.func.jacfwd(lambda p: ((p - target) ** 2).mean())(pred)",
    "forward mode in C": "level = torch._C._enter_dual_level(); y = ((torch._VF._make_dual(pred, torch.ones(3), level=level) - target) ** 2) / 3; return torch._VF._unpack_dual(y, level=level)[1]",
    "its nodes": "return by_nodes(pred, target)",
    "its nodes, found from a function's own": "return by_own_node(pred, target)",
    "a script": f"{LEAF}; return script.g(p, target)",
    "a script that runs backward": f"{LEAF}; script.f(p, target); return p.grad",
    "a thread": "return in_thread(pred, target)",
    "the engine without its compiler": f"torch._C._dynamo.compiled_autograd.set_autograd_compiler(None, False); {LEAF}; return torch.autograd.grad({LOSS}, p)[0]",
    "a complex step": "return torch.view_as_real(((torch.complex(pred, torch.full((3,), 1e-20)) - target) ** 2))[:, 1] / 1e-20 / 3",
    "a sibling's backward": "return torch.ops.aten.mse_loss_backward(torch.ones(()), pred, target, 1)",
}
SET_UP = """# torch.func
import threading
import torch
saved = torch.func.grad(lambda p: ((p - 1.0) ** 2).mean())
script = torch.jit.CompilationUnit('''
def g(p, t):
    l = ((p - t) * (p - t)).mean()
    return torch.autograd.grad([l], [p])[0]
def f(p, t):
    l = ((p - t) * (p - t)).mean()
    l.backward()
    return l
''')
def follow(node):
    g = torch.ones(())
    while "Accumulate" not in node.name():
        g = node(g)
        g = g[0] if isinstance(g, tuple) else g
        node = node.next_functions[0][0]
    return g
def by_nodes(pred, target):
    p = pred.detach().clone().requires_grad_()
    return follow(((p - target) ** 2).mean().grad_fn)
class Own(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        Own.kept = ctx
        return x * 1
    @staticmethod
    def backward(ctx, g):
        return g
def by_own_node(pred, target):
    p = pred.detach().clone().requires_grad_()
    Own.apply(((p - target) ** 2).mean())
    return follow(Own.kept.next_functions[0][0])
def in_thread(pred, target):
    kept = []
    def work():
        p = pred.detach().clone().requires_grad_()
        kept.extend(torch.autograd.grad(((p - target) ** 2).mean(), p))
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    return kept[0]
def answer(pred, target):
"""


def by_hand(run: RunSource, body: str) -> Run:
    source = SET_UP + indent("with torch.enable_grad():\n" + indent(body, "    "), "    ") + "\n"
    return run(source, calls=(PLAIN,), kind="backward", forbidden=Forbidden())


@pytest.mark.parametrize("way", BY_AUTOGRAD)
def test_autograd_gives_nothing_where_the_gradient_is_written_by_hand(run: RunSource, way: str) -> None:
    (outcome,) = by_hand(run, BY_AUTOGRAD[way]).outcomes
    assert not isinstance(outcome, Returned) or outcome.value is None, outcome


@pytest.mark.parametrize("way", BY_AUTOGRAD)
def test_those_ways_to_a_gradient_are_ways(run: RunSource, way: str) -> None:
    """Otherwise the test above would show nothing."""
    setter = "torch._C._dynamo.compiled_autograd.set_autograd_compiler(None, False); "
    source = SET_UP + indent(
        "with torch.enable_grad():\n" + indent(BY_AUTOGRAD[way].replace(setter, ""), "    "), "    "
    )
    (outcome,) = run(source, calls=(PLAIN,)).outcomes
    if isinstance(outcome, Raised):
        skip_on_older_torch("there it is no way")
    assert isinstance(outcome, Returned), outcome
    assert outcome.value == pytest.approx(GRADIENT_OF_PLAIN)


@pytest.mark.parametrize(
    "body",
    [
        "return 2 * (pred - target) / 3",
        "return torch.from_numpy((pred.numpy() - target.numpy()) * (2 / 3))",
        "return torch.vmap(lambda p, t: 2 * (p - t) / 3)(pred, target)",
        "return torch.jit.script(scripted)(pred, target)",
        "out = pred.clone(); out.sub_(target).mul_(2 / 3); return out",
        "print(pred); return torch.sigmoid(pred) * 0 + torch.softmax(pred, 0) * 0 + 2 * (pred - target) / 3",
    ],
)
def test_gradients_by_hand_pass(run: RunSource, body: str) -> None:
    source = f"import torch\ndef scripted(p, t):\n    return 2 * (p - t) / 3\ndef answer(pred, target):\n    {body}\n"
    done = run(source, calls=(PLAIN,), kind="backward")
    assert done.forbidden == ()
    assert isinstance(done.outcomes[0], Returned), done
    assert done.outcomes[0].value == pytest.approx(GRADIENT_OF_PLAIN)


def test_a_self_test_with_autograd_at_import_works(run: RunSource) -> None:
    source = """
        import torch
        def answer(pred, target):
            return 2 * (pred - target) / pred.numel()
        p = torch.randn(5, requires_grad=True)
        (p.sigmoid() ** 2).mean().backward()
        print(p.grad is not None)
        """
    done = run(source, calls=(PLAIN,), kind="backward")
    assert done.output == "True\n"
    assert isinstance(done.outcomes[0], Returned)
    assert done.forbidden == ()


# --- what is taken out --------------------------------------------------------------------------------------------


def test_every_overload_that_computes_is_taken_out() -> None:
    taken = {(overload, key) for _, overload, key in Names(HUBER, Entry("answer")).kernels}
    for overload in ("huber_loss", "huber_loss.out", "smooth_l1_loss", "smooth_l1_loss.out"):
        assert (overload, "CPU") in taken
    assert {("huber_loss_backward", "CompositeExplicitAutograd"), ("huber_loss_backward.out", "CPU")} <= taken
    assert Names(Forbidden(), Entry("answer")).kernels == ()
