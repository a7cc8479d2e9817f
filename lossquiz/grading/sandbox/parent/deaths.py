"""How processes ended; deaths that are no fault of a submission's, after which what they were doing is begun again."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ending:
    """How a process ended by itself.

    Attributes:
        code: Its exit code; negative: the signal that ended it.
        processor: The processor seconds that it had used for its job.
    """

    code: int
    processor: float


class ZygoteDiedError(Exception):
    """The zygote is gone; a new one can do the job."""


class NoProcessError(Exception):
    """The system gave no process or thread: somebody has used up what the user or the container may have."""


class ChildKilledError(Exception):
    """The child was killed by somebody else: by hand, or by the kernel for want of memory."""
