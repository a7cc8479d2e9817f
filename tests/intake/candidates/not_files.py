"""Links, pipes, giants: a row each, for a person to look at."""

from __future__ import annotations

from candidate import flat, folder, passed, unreadable
from containers import ClosedFolder, Fifo, Link, Notebook, Unreadable

from candidates.answers import FOCAL, HINGE, HUBER, MSE, TRIPLET

CANDIDATES = (
    folder(
        "link_to_a_file",
        "a symbolic link out of the folder",
        {"huber.py": Link("/etc/hostname")},
        unreadable("huber", "link", path="huber.py"),
    ),
    folder(
        "link_to_a_sibling",
        "a symbolic link within the folder, beside an answer",
        {"answer.py": HINGE, "mse.py": Link("answer.py")},
        passed("hinge", path="answer.py"),
        unreadable("mse", "link", path="mse.py"),
    ),
    folder(
        "link_to_a_folder",
        "a linked folder",
        {"more": Link(".."), "triplet.py": TRIPLET},
        unreadable(None, "link", path="more"),
        passed("triplet", path="triplet.py"),
    ),
    flat("linked_candidate", "a candidate that is a link", Link("link_to_a_file"), unreadable(None, "link")),
    flat("linked.py", "a flat link to nothing", Link("gone.py"), unreadable(None, "link")),
    folder(
        "a_pipe",
        "a named pipe",
        {"focal.py": Fifo(), "focal_loss.py": FOCAL},
        unreadable("focal", "regular|pipe|FIFO", path="focal.py"),
        passed("focal", path="focal_loss.py"),
    ),
    flat("pipe.py", "a flat named pipe", Fifo(), unreadable(None, "regular|pipe|FIFO")),
    folder(
        "a_giant",
        "a file with all its data in it",
        {"mse.py": MSE + "\nDATA = [\n" + "    0.123456789,\n" * 70_000 + "]\n"},
        unreadable("mse", "MiB|large|big"),
    ),
    folder(
        "a_big_notebook",
        "a notebook with its pictures, 3 MiB",
        {"huber.ipynb": Notebook([HUBER, "PICTURE = '" + "QUJD" * 800_000 + "'"])},
        passed("huber"),
    ),
)
CLOSED_TO_ORDINARY_USERS = (
    folder(
        "may_not_be_read",
        "a file that may not be read",
        {"huber.py": Unreadable(HUBER)},
        unreadable("huber", "permi|denied|read"),
    ),
    folder(
        "may_not_be_entered",
        "a folder that may not be entered",
        {"src": ClosedFolder("mse.py", MSE), "hinge.py": HINGE},
        unreadable(None, "permi|denied|enter|read", path="src"),
        passed("hinge", path="hinge.py"),
    ),
    flat(
        "closed_candidate",
        "a candidate that may not be entered",
        ClosedFolder("triplet.py", TRIPLET),
        unreadable(None, "permi|denied|enter|read"),
    ),
)
