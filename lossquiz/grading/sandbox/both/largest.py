"""A watch for the largest tensor that is made, forward and backward.

It says which answers are wasteful, and does not stand against one that goes round it: in the sandbox the kernel refuses
to give memory in pieces that are too large, whatever asks for them (`child/lockdown.py`).
"""

from __future__ import annotations

from typing import Any

import torch
from torch.utils._python_dispatch import TorchDispatchMode


class Largest(TorchDispatchMode):  # type: ignore[no-untyped-call]  # torch leaves it untyped
    """Looks at every tensor that comes out of an operator while it is active.

    Attributes:
        elements: The elements of the largest one, by the memory that it holds: a view of a small one is small.
    """

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.elements = 0

    @classmethod
    def _should_skip_dynamo(cls) -> bool:
        # Else each operator goes through a wrapper that takes as long as it, and that loads the compiler.
        return False

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        """Run an operator, and look at what it gives."""
        del types
        made = func(*args, **(kwargs or {}))
        for tensor in made if isinstance(made, (list, tuple)) else (made,):
            # Memory is first seen whole, as what has made it: only what has more elements than all before is looked at.
            if isinstance(tensor, torch.Tensor) and tensor.numel() > self.elements and tensor.layout is torch.strided:
                self.elements = max(self.elements, tensor.untyped_storage().nbytes() // tensor.element_size())
        return made
