"""Archives: opened like folders, or refused as one row."""

from __future__ import annotations

from candidate import failed, flat, folder, forbidden, nothing_of_python, passed, unreadable
from containers import (
    EmptyFolder,
    HardLink,
    Link,
    Made,
    Notebook,
    Tar,
    Zip,
    bomb_of_zeros,
    bomb_that_overlaps,
    data,
    too_many_members,
)

from candidates.answers import (
    BCE_BACKWARD,
    CONTRASTIVE,
    CROSS_ENTROPY,
    CROSS_ENTROPY_BACKWARD,
    CUSTOM_NO_WEIGHT,
    HINGE,
    HINGE_SQUARED,
    HUBER,
    KL_DIV,
    LOG_COSH,
    MAE,
    MSE,
    MSE_BACKWARD,
    SMOOTH_L1,
    TRIPLET,
)

FINDER = b"\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X        " + bytes(40)
REACHES = "import torch.nn.functional as F\n\ndef kl_divergence_loss(log_q, p):\n"
REACHES += '    return F.kl_div(log_q, p, reduction="batchmean")\n'

CANDIDATES = (
    flat("ann.zip", "a zip with one answer", Zip({"huber.py": HUBER}), passed("huber", path="huber.py")),
    flat("bea.zip", "a zip with a wrong answer", Zip({"hinge.py": HINGE_SQUARED}), failed("hinge", path="hinge.py")),
    flat("cem.zip", "a zip with a forbidden answer", Zip({"kl_div.py": REACHES}), forbidden("kl_div", "kl_div")),
    flat(
        "made_on_a_mac.zip",
        "a folder of several answers, and what the Finder adds",
        Zip(
            {
                "homework 1": EmptyFolder(),
                "homework 1/mse.py": MSE,
                "homework 1/.DS_Store": b"\x00\x00\x00\x01Bud1",
                "homework 1/q2/triplet.py": TRIPLET,
                "__MACOSX/homework 1/._mse.py": FINDER,
                "__MACOSX/homework 1/q2/._triplet.py": FINDER,
            }
        ),
        passed("mse", path="homework 1/mse.py"),
        passed("triplet", path="homework 1/q2/triplet.py"),
    ),
    flat(
        "made_on_windows.ZIP",
        "an upper-case suffix, and backslashes between folders",
        Zip({"homework\\log_cosh.py": LOG_COSH}),
        passed("log_cosh"),
    ),
    flat(
        "package.zip",
        "modules that import each other, in a zip",
        Zip(
            {
                "src/losses/__init__.py": "",
                "src/losses/parts.py": "def mean(x):\n    return x.mean()\n",
                "src/losses/absolute.py": (
                    "from .parts import mean\n\ndef mae_loss(pred, target):\n    return mean(abs(pred - target))\n"
                ),
                "README.md": "# my losses",
                "requirements.txt": "torch\n",
            }
        ),
        passed("mae", path="src/losses/absolute.py"),
    ),
    flat("notebook.zip", "a notebook in a zip", Zip({"q.ipynb": Notebook([CROSS_ENTROPY])}), passed("cross_entropy")),
    flat("dan.tar", "a tar", Tar({"dan/mse_backward.py": MSE_BACKWARD}), passed("mse_backward")),
    flat("eva.tar.gz", "a tar.gz", Tar({"./mae.py": MAE}, "gz"), passed("mae")),
    flat("fay.tgz", "a tgz, wrong", Tar({"losses.py": CUSTOM_NO_WEIGHT}, "gz"), failed("custom_loss_module")),
    flat(
        "gus.tar.bz2", "a tar.bz2", Tar({"a/b/ce.py": CROSS_ENTROPY_BACKWARD}, "bz2"), passed("cross_entropy_backward")
    ),
    flat(
        "hal.tar.xz",
        "a tar.xz with folders of its own",
        Tar({"hal": EmptyFolder(), "hal/bce_grad.py": BCE_BACKWARD, "hal/._bce_grad.py": FINDER}, "xz"),
        passed("bce_with_logits_backward", path="hal/bce_grad.py"),
    ),
    folder(
        "zip_in_a_folder",
        "a zip beside a loose file",
        {
            "rest.zip": Zip({"kl.py": KL_DIV, "con.py": CONTRASTIVE}),
            "smooth_l1.py": SMOOTH_L1,
            "notes.pdf": b"%PDF-1.4\n",
        },
        passed("kl_div", path="rest.zip/kl.py"),
        passed("contrastive", path="rest.zip/con.py"),
        passed("smooth_l1", path="smooth_l1.py"),
    ),
    flat("empty.zip", "a zip of nothing", Zip({}), nothing_of_python()),
    flat("scan.zip", "a zip of a PDF", Zip({"scan.pdf": b"%PDF-1.7\n%\xe2\xe3\n"}), nothing_of_python()),
    flat(
        "climbs.zip",
        "a member that climbs out",
        Zip({"../../huber.py": HUBER, "mse.py": MSE}),
        unreadable(None, r"\.\.|outside|climb|leaves"),
    ),
    flat("absolute.zip", "an absolute member", Zip({"/opt/evil.py": MSE}), unreadable(None, "absolute|outside|/opt")),
    flat(
        "drive.zip",
        "a member on a drive",
        Zip({"C:\\Users\\me\\mse.py": MSE, "../x.py": MSE}),
        unreadable(None, r"absolute|outside|C:|\.\."),
    ),
    flat("link.zip", "a symbolic link in a zip", Zip({"huber.py": Link("/etc/passwd")}), unreadable(None, "link")),
    flat(
        "links.tar",
        "a symbolic link in a tar",
        Tar({"mse.py": MSE, "huber.py": Link("mse.py")}),
        unreadable(None, "link"),
    ),
    flat("hard.tar.gz", "a hard link in a tar", Tar({"huber.py": HardLink("../../x")}, "gz"), unreadable(None, "link")),
    flat(
        "damaged.zip",
        "a zip cut in the middle",
        data(Zip({"huber.py": HUBER}))[:150],
        unreadable(None, "zip|archive|damaged"),
    ),
    flat(
        "damaged.tar.gz",
        "an upload that broke off",
        data(Tar({"huber.py": HUBER, "mse.py": MSE, "hinge.py": HINGE}, "gz"))[:200],
        unreadable(None, "archive|damaged|ends|tar|gz"),
    ),
    flat("no_archive.zip", "a text under the name of a zip", "see my other mail", unreadable(None, "zip|archive")),
    flat(
        "secret.zip",
        "an encrypted zip",
        Zip({"huber.py": HUBER}, encrypted=True),
        unreadable(None, "encrypted|password"),
    ),
    flat("old.rar", "a rar", b"Rar!\x1a\x07\x01\x00" + bytes(60), unreadable(None, "rar")),
    flat("small.7z", "a 7z", b"7z\xbc\xaf\x27\x1c\x00\x04" + bytes(60), unreadable(None, "7z|7-zip")),
    flat(
        "zeros.tar.gz", "2 GiB of zeros in 2 MiB", Made(bomb_of_zeros), unreadable(None, "large|too|big|MiB|bytes|GiB")
    ),
    flat(
        "overlaps.zip",
        "a thousand members that are the same 16 MiB",
        Made(bomb_that_overlaps),
        unreadable(None, "large|too|big|MiB|bytes|overlap|damaged|GiB"),
    ),
    flat(
        "members.zip", "60,000 empty members", Made(too_many_members), unreadable(None, "many|members|files|more than")
    ),
)
