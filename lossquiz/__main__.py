"""`python -m lossquiz` is `lossquiz`; an interrupt while the modules load is no traceback either."""

from __future__ import annotations

import sys


def main() -> None:
    """Load the command line and run it."""
    try:
        from lossquiz.cli.app import main as run
    except KeyboardInterrupt:
        print("lossquiz: interrupted", file=sys.stderr)  # noqa: T201 - the frame that speaks is not loaded yet
        sys.exit(130)
    run()


if __name__ == "__main__":
    main()
