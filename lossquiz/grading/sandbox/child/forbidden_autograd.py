"""Take autograd out of use where a gradient is to be written by hand: its engine, its graph, its forward mode.

Every backward pass, from Python, from a script or from an operator, starts in one engine, and the engine first asks
whoever may compile it: here somebody who refuses. Nodes could be called one by one: no tensor gives out its node any
more. Forward mode, and the operators that compute a step of a gradient, end in the dispatcher.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch._C
from torch._C._dynamo import compiled_autograd

from lossquiz.grading.sandbox.child.unplugging import replace_getter, unplug

_C: Any = torch._C  # noqa: SLF001 - none of this has a public name
# The doors that people know, for the names that a report shows.
FUNCTIONS = (
    "torch.autograd.grad",
    "torch.autograd.backward",
    "torch.Tensor.backward",
    "torch.autograd.functional.jacobian",
    "torch.autograd.functional.vjp",
    "torch.autograd.functional.jvp",
    "torch.autograd.functional.hessian",
    "torch.autograd.functional.hvp",
    "torch.autograd.functional.vhp",
    "torch.autograd.forward_ad",
    "torch.autograd.forward_ad.enter_dual_level",
    "torch.autograd.forward_ad.make_dual",
    "torch.func.grad",
    "torch.func.grad_and_value",
    "torch.func.vjp",
    "torch.func.jvp",
    "torch.func.jacrev",
    "torch.func.jacfwd",
    "torch.func.hessian",
    "torch.func.linearize",
)
# A small step along the imaginary axis gives a derivative too, in torch as in NumPy.
COMPLEX = (
    "complex",
    "torch.complex64",
    "torch.complex128",
    "torch.cfloat",
    "torch.cdouble",
    "numpy.complex64",
    "numpy.complex128",
    "numpy.csingle",
    "numpy.cdouble",
)
# Without one of these, no source lets torch differentiate: `grad` alone is what people call what they write by hand.
SPOKEN_OF = r"\bautograd\b|\.backward\b|\bfunc\b|\bfunctorch\b|\boptim\b|\bcheckpoint\b"
# Losses and activations whose `_backward` is a step of a gradient; what makes dual numbers, and complex ones.
OPERATORS = frozenset({
    "_make_dual", "complex", "polar", "view_as_complex", "view_as_real",
    "binary_cross_entropy_backward", "huber_loss_backward", "mse_loss_backward", "multi_margin_loss_backward",
    "multilabel_margin_loss_backward", "nll_loss_backward", "nll_loss2d_backward", "smooth_l1_loss_backward",
    "soft_margin_loss_backward", "_ctc_loss_backward",
    "_log_softmax_backward_data", "_softmax_backward_data", "log_sigmoid_backward", "logit_backward",
    "sigmoid_backward", "softplus_backward", "tanh_backward", "threshold_backward", "hardtanh_backward",
})  # fmt: skip


def close_side_doors() -> None:
    """Let nobody have a script differentiated in advance; torch itself has no use for that."""
    unplug(getattr(_C, "_jit_differentiate", None))


def take_out_engine(refuse: Callable[..., object]) -> None:
    """Let every backward pass call `refuse`, which raises, and no tensor give out its node; nothing undoes it."""
    set_compiler: Any = compiled_autograd.set_autograd_compiler
    try:
        set_compiler(refuse, False)
    except TypeError:  # torch 2.4 asks for no more than the compiler
        set_compiler(refuse)
    unplug(set_compiler)
    tensors, own = vars(_C.TensorBase), vars(_C._FunctionBase)  # noqa: SLF001 - as above
    for name in ("grad_fn", "_grad_fn"):
        if name in tensors:
            replace_getter(tensors[name], tensors["_backward_hooks"])  # None, or an empty table
    replace_getter(own["next_functions"], own["dirty_tensors"])
