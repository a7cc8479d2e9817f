"""What the parent orders of the zygote, and what the zygote answers: one byte of kind, four of length, a payload."""

from __future__ import annotations

import struct

# Orders of the parent, and answers to it. AGAIN is RUN with the task of the last RUN; AHEAD is AGAIN for a child that
# is to be ready before its source comes. WAKE has no answer.
RUN, END, FORGET, AGAIN, AHEAD, WAKE = range(1, 7)
# STARTED with the process id NOBODY: the system gave no process.
HELLO, READY, STARTED, ENDED, BROKEN = range(11, 16)

HEADER = struct.Struct("<BI")
TASK_HEADER = struct.Struct("<BI")  # flags, and the length of the plan that comes before the calls
PROCESS = struct.Struct("<i")
NOBODY = -1
# Exit code (negative: by a signal), whether the process ended by itself, and the processor seconds that it used.
ENDING = struct.Struct("<i?d")

NEEDS_MORE_OF_TORCH = 1
