"""What came back from a submission. Wrong code is data here, never an exception of ours.

Everything in these types was said by untrusted code, except `TimedOut`, `Crashed` and `OutOfMemory`,
which the parent saw itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# `processor` time used up; `idle`, doing nothing; `wall`, the far limit of the clock where a system does not tell.
TimeLimit = Literal["processor", "idle", "wall"]
ResultKind = Literal["tensor", "array", "number", "none", "other"]
SideEffectKind = Literal[
    "grad", "flag", "hook", "setting", "seed", "own_class", "shares_input", "overwritten", "not_repeated", "graph_lost",
    "no_module", "own_call", "no_forward", "other_object", "no_copy", "too_large",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class SideEffect:
    """Something that a call did beside returning its result, or that its result is apart from its numbers.

    Attributes:
        kind: `grad`, `flag`, `hook`: the `.grad` of an input, whether it requires grad, or its hooks were changed;
            `setting`: something was left set for the whole process; `seed`: random numbers were seeded;
            `own_class`: the result is no plain tensor; `shares_input`: it is memory of an input; `overwritten`: a
            later call changed it; `not_repeated`: the same inputs gave another result; `graph_lost`: after a later
            call its gradient is another, or cannot be taken;
            `no_module`, `own_call`, `no_forward`, `other_object`, `no_copy`: what is wrong with a class, which is no
            `nn.Module`, overrides `__call__`, lacks `forward`, makes something else, or cannot be copied;
            `too_large`: a tensor was made that has more elements than the call allows.
        name: Which input or setting, the name of the class, or how large.
    """

    kind: SideEffectKind
    name: str = ""


@dataclass(frozen=True, slots=True)
class Returned:
    """A call that came back.

    Attributes:
        kind: What kind of object was returned: a tensor, a NumPy array, a Python number, None, or something else.
        type_name: The name of its Python type, for messages.
        dtype: Its dtype as NumPy names it (`bfloat16` for torch's), or "" when it has none.
        shape: Its shape; () for a Python number.
        value: The numbers as an array of that dtype and shape, or None when there are none or they were too
            many to send.
        requires_grad: Whether autograd can differentiate the result.
        gradients: For each tensor input that requires grad: the gradient, or None where none arrived.
        gradient_error: What backward raised, or "".
        mutated: Names of the tensor inputs whose values differ after the call, compared in the parent.
        side_effects: What else the call did.
        after: What is in those inputs after the call.
    """

    kind: ResultKind
    type_name: str
    dtype: str
    shape: tuple[int, ...]
    value: NDArray[np.generic] | None
    requires_grad: bool = False
    gradients: Mapping[str, NDArray[np.generic] | None] = field(default_factory=dict)
    gradient_error: str = ""
    mutated: tuple[str, ...] = ()
    side_effects: tuple[SideEffect, ...] = ()
    after: Mapping[str, NDArray[np.generic]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Raised:
    """A call that raised: the exception's type, its message, and the line of the submission (0 when unknown).

    In a notebook the line counts within code cell `cell`, from 1; in a Python file `cell` is 0.
    """

    type_name: str
    message: str
    line: int = 0
    cell: int = 0


@dataclass(frozen=True, slots=True)
class TimedOut:
    """A call that did not come back in its time: `limit` is the limit that it met, of `seconds`."""

    seconds: float
    limit: TimeLimit = "processor"

    @property
    def reason(self) -> str:
        """Which limit was met, as people read it."""
        amount = f"{self.seconds:g} s"
        if self.limit == "processor":
            return f"used more than {amount} of processor time"
        if self.limit == "idle":
            return f"did nothing for {amount} (waiting or asleep)"
        return f"did not end within {amount} of the clock"


@dataclass(frozen=True, slots=True)
class Crashed:
    """A child that ended before it answered: by a signal, by `os._exit`, or by garbage on its pipe."""

    reason: str


@dataclass(frozen=True, slots=True)
class OutOfMemory:
    """A call that asked for more memory than allowed."""


@dataclass(frozen=True, slots=True)
class NotRun:
    """A call that was never made, because an earlier one ended the child."""


Outcome = Returned | Raised | TimedOut | Crashed | OutOfMemory | NotRun


@dataclass(frozen=True, slots=True)
class LoadFailure:
    """A submission that could not be loaded, so that no call was made.

    Attributes:
        stage: `decode`, `parse`, `import`, `missing` (nothing of the entry's name), `timeout`, `crash` or `memory`.
        type_name: The exception's type, or "".
        message: Its message, capped.
        line: The line, or 0.
        defined: The public functions and classes that the submission does define, when it got that far.
        cell: The notebook's code cell within which `line` counts, from 1; 0 in a Python file.
        source: The text of that line, or "".
        column: The place in that text where Python stopped, from 1, or 0.
        stand_in: The class of the entry's name that stands where a function was asked for, or "".
        imported: The public functions that come from the candidate's other files.
        unwritten: The functions and classes that are declared and not written, as in a starter.
    """

    stage: Literal["decode", "parse", "import", "missing", "timeout", "crash", "memory"]
    type_name: str
    message: str
    line: int = 0
    defined: tuple[str, ...] = ()
    cell: int = 0
    source: str = ""
    stand_in: str = ""
    imported: tuple[str, ...] = ()
    column: int = 0
    unwritten: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about a submission that costs it nothing by itself.

    Attributes:
        kind: `before`: a statement failed before the entry was defined, and the next ones were executed; `after`: one
            failed after that; `stopped`: what comes after the entry took too long and was stopped; `found`: where the
            entry was found; `renamed`: parameters under other names; `beside`: a forbidden built-in that the entry
            does not reach; `set`: what was set for the whole process, and put back; `shape`: the shape of the answer;
            `stand_in`: the class that was graded in place of a function.
        text: What there is to say; of a failure, its type and message; of a shape, its hash.
        line: The line, or 0; of a shape, of how many parts it consists.
        cell: The notebook's code cell within which `line` counts, from 1; 0 in a Python file.
        source: The text of that line, or "".
        missing: The module that was not found, where that is what failed, or "".
    """

    kind: Literal["before", "after", "stopped", "found", "renamed", "beside", "set", "shape", "stand_in"]
    text: str
    line: int = 0
    cell: int = 0
    source: str = ""
    missing: str = ""


@dataclass(frozen=True, slots=True)
class ForbiddenUse:
    """One use of a forbidden built-in: its name, the line (0 when unknown), and how it was seen.

    In a notebook the line counts within code cell `cell`, from 1; in a Python file `cell` is 0. `file` names the
    companion in which it stands, or is "".
    """

    name: str
    line: int
    seen: Literal["source", "call", "operator"]
    cell: int = 0
    file: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """All that came back for one job.

    Attributes:
        outcomes: One for each call, in order; empty when loading failed.
        failure: Why loading failed, or None.
        forbidden: The forbidden built-ins that were seen.
        output: What was printed, cut at the limit, as text with replacement characters.
        seconds: Wall-clock time of the child.
        remarks: What was noticed about the submission beside that.
        members: The files of an archive: their paths in it, and their bytes.
    """

    outcomes: tuple[Outcome, ...]
    failure: LoadFailure | None = None
    forbidden: tuple[ForbiddenUse, ...] = ()
    output: str = ""
    seconds: float = 0.0
    remarks: tuple[Remark, ...] = ()
    members: tuple[tuple[str, bytes], ...] = ()
