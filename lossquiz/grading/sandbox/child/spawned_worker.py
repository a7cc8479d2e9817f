"""A worker for one submission, where there is no fork: the same frames over its own standard input and output.

It isolates nothing but memory and time: it runs code that is trusted.
"""

from __future__ import annotations

import os
import struct
import sys
import time
from collections.abc import Callable
from typing import Any

from lossquiz.grading.sandbox.child.limits import limit_resources

# Trusted code may write; torch does, when some of its parts are first used.
_FILE_BYTES = 256 << 20


def main(settings: dict[str, Any], close_rooms: Callable[[], None]) -> None:
    """Load torch, say so, serve one task, end."""
    del settings
    pipe_ends = _take_standard_streams()
    import torch

    from lossquiz.grading.sandbox.both import binding, wire, wire_jobs
    from lossquiz.grading.sandbox.child import compiling, forbidden_calls, interactive, serve, stand_ins

    torch.set_num_threads(1)
    serve.rehearse()  # before the clock runs: torch sets up much at its first backward
    forbidden_calls.prepare()
    compiling.install()
    interactive.install()
    stand_ins.install()
    close_rooms()
    pipe = serve.Pipe(*pipe_ends)
    pipe.send(wire.READY, wire.PROCESSOR.pack(time.process_time()))  # what torch has used is not the submission's
    payload = pipe.receive(wire.TASK)
    (size,) = struct.unpack_from("<I", payload)
    entry, forbidden, limits, source_format = wire_jobs.decode_plan(payload[4 : 4 + size])
    calls = wire_jobs.decode_calls(payload[4 + size :])
    bounds = tuple(binding.bind(call) for call in calls)
    limit_resources(limits, _FILE_BYTES)
    serve.serve(serve.make_task(entry, forbidden, limits, source_format, calls, bounds), pipe)
    os._exit(0)


def _take_standard_streams() -> tuple[int, int]:
    """Keep input and output for frames; what the submission prints goes where errors go, which the parent reads."""
    ends = os.dup(0), os.dup(1)
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.dup2(2, 1)
    os.close(null)
    if sys.platform == "win32":
        import msvcrt

        for end in ends:
            msvcrt.setmode(end, os.O_BINARY)
    return ends
