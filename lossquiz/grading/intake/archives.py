"""Open archives in a locked child of the sandbox; nothing of them is ever written to a disk."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lossquiz.grading.foreign_text import clean
from lossquiz.grading.intake.find import RefusedError
from lossquiz.grading.sandbox.both.job import Entry, Job, Limits
from lossquiz.grading.sandbox.parent import Sandbox

if TYPE_CHECKING:
    from collections.abc import Sequence

_LIMITS = Limits(seconds=20.0, memory_bytes=1 << 30)


@dataclass(slots=True)
class Unpacker:
    """Opens archives, in a sandbox of its own that is started at the first one.

    Args:
        trust: Whether to open them even where nothing is isolated.
    """

    trust: bool = False
    _sandbox: Sandbox | None = field(default=None, init=False)

    def __call__(self, name: str, source: bytes) -> Sequence[tuple[str, bytes]]:
        """Return the files in an archive.

        Raises:
            RefusedError: It is not opened; the message says why.
        """
        if self._sandbox is None:
            self._sandbox = Sandbox(trust=self.trust, ahead=False)
        job = Job(source, name, Entry("archive"), (), source_format="archive", limits=_LIMITS)
        run = self._sandbox.run(job)
        if run.failure is not None:
            raise RefusedError(clean(run.failure.message, 300) or run.failure.stage)
        return run.members

    def close(self) -> None:
        """End the sandbox."""
        if self._sandbox is not None:
            self._sandbox.close()
            self._sandbox = None
