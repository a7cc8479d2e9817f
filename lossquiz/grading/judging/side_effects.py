"""What a call did beside returning its result, in words."""

from __future__ import annotations

from collections.abc import Mapping

from lossquiz.grading.sandbox.both.outcomes import SideEffect, SideEffectKind

_SENTENCES: Mapping[SideEffectKind, str] = {
    "grad": "changed {}.grad, where the gradients of other terms are gathered; leave backward to the caller",
    "flag": "changed whether {} requires grad; it is the caller's",
    "hook": "left a hook on {}, which changes every later gradient",
    "setting": "left {} changed for the whole process; use a context manager",
    "seed": "seeded the random numbers of the whole process",
    "own_class": "returned a {}; expected a plain torch.Tensor",
    "shares_input": "returned memory of its input {}; return a tensor of its own",
    "overwritten": "changed a result that it had returned before; return a new tensor from every call",
    "not_repeated": "gave two results for the same inputs; nothing may be kept between calls",
    "graph_lost": "gave a result whose gradient does not survive the next call; nothing may be kept between calls",
    "no_module": "{} is no nn.Module; derive the class from it",
    "own_call": "{} overrides __call__, which skips the hooks of nn.Module; write forward",
    "no_forward": "{} has no forward of its own",
    "other_object": "the class makes a {} in place of an object of its own",
    "too_large": "made a tensor of {}; work in blocks, backward too",
    "no_copy": "a copy of the object does not work as the object does (copy.deepcopy, state_dict, to)",
}


def in_words(effect: SideEffect) -> str:
    """Return a sentence for the contract check."""
    return _SENTENCES[effect.kind].format(effect.name)
