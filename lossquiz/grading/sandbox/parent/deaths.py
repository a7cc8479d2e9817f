"""Deaths of processes that are no fault of a submission's: what they were doing is begun again."""

from __future__ import annotations


class ZygoteDiedError(Exception):
    """The zygote is gone; a new one can do the job."""


class ChildKilledError(Exception):
    """The child was killed by somebody else: by hand, or by the kernel for want of memory."""
