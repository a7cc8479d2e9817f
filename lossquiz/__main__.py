"""`python -m lossquiz` is `lossquiz`; an interrupt while the modules load is no traceback either."""

from __future__ import annotations

import gc
import sys

ALLOCATIONS = 100_000  # before the first look for garbage; Python's own 700 cost a light command a tenth of its time


def main() -> None:
    """Load the command line and run it."""
    gc.set_threshold(ALLOCATIONS, *gc.get_threshold()[1:])
    try:
        from lossquiz.cli.app import main as run
    except KeyboardInterrupt:
        begun = "\n" if sys.stderr.isatty() else ""  # the line on which a terminal shows ^C
        print(f"{begun}lossquiz: interrupted", file=sys.stderr)  # noqa: T201 - the frame that speaks is not loaded yet
        sys.exit(130)
    try:
        run()
    finally:
        # An interrupt that has passed through code made from text (a dataclass, as it is defined) is remembered by
        # Python, which would end by the signal though it was caught and told; the next such code forgets it.
        exec("")  # noqa: S102 - nothing
        gc.freeze()  # nothing is worth collecting any more: the interpreter would look through all of it as it ends


if __name__ == "__main__":
    main()
