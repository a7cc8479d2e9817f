"""Run a command as a user without rights, even where Python itself lies in root's own home."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NOBODY = 65534
# In a mount namespace of its own: what hides Python is replaced by a folder with nothing in it but Python.
UNCOVER = """
set -e
closed=$1 prefix=$2 keep=$3
shift 3
mount --bind "$prefix" "$keep"
mount -t tmpfs -o mode=755 none "$closed"
mkdir -p "$prefix"
mount --move "$keep" "$prefix"
exec "$@"
"""


def as_ordinary_user(scratch: Path) -> list[str] | None:
    """Return the words to put before a command so that it runs without rights, or None where that cannot be had.

    Args:
        scratch: A folder in which an empty one may be made.
    """
    if os.geteuid() != 0:
        return []
    if not shutil.which("setpriv"):
        return None
    drop = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
    closed = _closed_folder(Path(sys.base_prefix).resolve())
    if closed and shutil.which("unshare"):
        keep = scratch / "keep"
        keep.mkdir()
        uncover = ["unshare", "-m", "sh", "-c", UNCOVER, "uncover", str(closed), str(Path(sys.base_prefix).resolve())]
        drop = [*uncover, str(keep), *drop]
    works = subprocess.run([*drop, sys.executable, "-c", "import torch, typer"], capture_output=True, check=False)
    return drop if works.returncode == 0 else None


def _closed_folder(path: Path) -> Path | None:
    """Return the first folder on the way to a path that others may not enter."""
    for folder in [*reversed(path.parents), path]:
        if not folder.stat().st_mode & 1:
            return folder
    return None
