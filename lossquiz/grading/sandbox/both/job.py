"""What the sandbox is asked to run: plain values only, so that nothing else can cross the border.

The parent builds these; the child rebuilds tensors from them. They hold inputs, never an expected
value, a seed or a verdict.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Layout = Literal["contiguous", "transposed", "strided"]
Use = Literal["plain", "accumulating", "training"]
EntryKind = Literal["function", "module", "backward"]
SourceFormat = Literal["python", "notebook", "archive"]


@dataclass(frozen=True, slots=True)
class TensorInput:
    """One tensor argument.

    Attributes:
        name: The parameter's name.
        array: The values, C-contiguous; float32, float64, int64 or bool.
        layout: How the tensor lies in memory when the answer sees it: `transposed` is the transpose of a
            contiguous tensor (same shape and values), `strided` takes every second element of a larger one.
        requires_grad: Whether it is a leaf that requires grad.
        at_logits: Whether it holds log-probabilities, whose gradient is read at the logits behind them.
    """

    name: str
    array: NDArray[np.generic]
    layout: Layout = "contiguous"
    requires_grad: bool = False
    at_logits: bool = False


@dataclass(frozen=True, slots=True)
class ScalarInput:
    """One plain Python argument: a float, int, bool or str."""

    name: str
    value: float | bool | str


Argument = TensorInput | ScalarInput


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the answer.

    A `plain` call gets leaves and is differentiated by `autograd.grad`. `accumulating` has gradients in `.grad` from
    before, and adds to them by `.backward()`. `training` is a step of a training loop: the inputs are results of
    other operations, another batch came before, and the same one is used twice (`training.py`).

    Attributes:
        positional: Arguments passed by position, in order.
        keyword: Arguments passed by name.
        construct: Keyword arguments of the constructor, for `module` entries.
        upstream: The gradient fed into backward (a scalar), or None to run forward only.
        use: In which way the answer is used.
        first: The call that comes before, where the use asks for one.
        most: How many elements a tensor may have that is made on the way; 0 for any number.
        tensors: The tensor arguments, positional ones first: gradients come back in this order.
    """

    positional: tuple[Argument, ...]
    keyword: tuple[Argument, ...] = ()
    construct: tuple[ScalarInput, ...] = ()
    upstream: float | None = None
    use: Use = "plain"
    first: Call | None = None
    most: int = 0
    tensors: tuple[TensorInput, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        tensors = tuple(a for a in (*self.positional, *self.keyword) if isinstance(a, TensorInput))
        object.__setattr__(self, "tensors", tensors)  # worked out once: it is asked for at each outcome


@dataclass(frozen=True, slots=True)
class Entry:
    """What to call in the submission.

    Attributes:
        name: The function or class.
        kind: `function` is called with the tensors and returns the loss; `module` is a class that is built, then
            called; `backward` returns a gradient (tensor or NumPy array) and runs under no autograd check.
        parameters: The names of all parameters in their order, the tensors first: an answer that calls them
            otherwise gets them by their position.
        tensors: How many of them are tensors, which are passed by position in any case.
        accepts_class: Whether an `nn.Module` class of the function's name is called in its place.
        shape: Whether the shape of its source is told too, by which answers are compared with one another.
    """

    name: str
    kind: EntryKind = "function"
    parameters: tuple[str, ...] = ()
    tensors: int = 0
    accepts_class: bool = False
    shape: bool = False


@dataclass(frozen=True, slots=True)
class Forbidden:
    """Built-ins that would do the exercise for the candidate.

    Attributes:
        functions: Dotted torch names of functions and classes, such as `torch.nn.functional.huber_loss`.
        operators: ATen operator names without overload, such as `huber_loss`; their backward goes with them.
    """

    functions: tuple[str, ...] = ()
    operators: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """What one submission may use, all its calls together.

    Attributes:
        seconds: Processor time of all its threads together; and as long may it do nothing, waiting or asleep.
        memory_bytes: Address space beyond what the zygote holds already.
        output_bytes: What is kept of stdout and stderr together.
        piece_bytes: The largest piece in which memory is given; 0 for any size.
    """

    seconds: float = 10.0
    memory_bytes: int = 1 << 30
    output_bytes: int = 64 << 10
    piece_bytes: int = 0


@dataclass(frozen=True, slots=True)
class Job:
    """One submission and the calls to make of it.

    Attributes:
        source: The bytes of the file, as they were found.
        filename: The name to show in tracebacks.
        entry: What to call.
        calls: The calls, in order.
        forbidden: Built-ins whose use is to be noted.
        source_format: Whether `source` is Python, a Jupyter notebook, or an archive that is to be opened.
        limits: Time, memory and output allowed.
        place: Where the submission lies below its candidate's folder, with `/`.
        companions: The other Python files there, which it may import: path below that folder, and bytes.
    """

    source: bytes
    filename: str
    entry: Entry
    calls: tuple[Call, ...]
    forbidden: Forbidden = field(default_factory=Forbidden)
    source_format: SourceFormat = "python"
    limits: Limits = field(default_factory=Limits)
    place: str = ""
    companions: tuple[tuple[str, bytes], ...] = ()
