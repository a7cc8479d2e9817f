"""Answers that import from their own folder, and one that looks into another's."""

from __future__ import annotations

from candidate import Row, failed, flat, folder, forbidden, passed
from containers import EmptyFolder, Notebook

from candidates.answers import CUSTOM, HINGE, HUBER, MAE, MSE, TRIPLET

REDUCE = "def mean(values):\n    return values.sum() / values.numel()\n"
REDUCE_WRONG = "def mean(values):\n    return values.sum() / len(values.reshape(-1)[1:])\n"
USES_REDUCE = """
from {module} import mean

def mae_loss(pred, target):
    return mean((pred - target).abs())
"""

CANDIDATES = (
    folder(
        "sibling",
        "a module beside the answer",
        {"mae.py": USES_REDUCE.format(module="reduce_utils"), "reduce_utils.py": REDUCE},
        passed("mae", path="mae.py"),
    ),
    folder(
        "sibling_wrong",
        "the mistake lies in the module beside the answer",
        {"mae.py": USES_REDUCE.format(module="reduce_utils"), "reduce_utils.py": REDUCE_WRONG},
        failed("mae", path="mae.py"),
    ),
    folder(
        "sibling_that_reaches",
        "the module beside the answer calls the built-in",
        {
            "huber.py": (
                "import core\n\ndef huber_loss(pred, target, delta=1.0):\n    return core.run(pred, target, delta)\n"
            ),
            "core.py": "import torch.nn.functional as F\n\ndef run(a, b, d):\n    return F.huber_loss(a, b, delta=d)\n",
        },
        forbidden("huber", "huber_loss", path="huber.py"),
    ),
    folder(
        "sibling_that_only_compares",
        "the module beside the answer has a comparison that the answer does not call",
        {
            "huber.py": HUBER.replace("import torch\n", "import torch\n\nfrom checks import check_shapes\n").replace(
                "    error =", "    check_shapes(pred, target)\n    error ="
            ),
            "checks.py": """
import torch.nn.functional as F

def check_shapes(a, b):
    assert a.shape == b.shape

def compare(ours, a, b):
    return (ours(a, b) - F.huber_loss(a, b)).abs()
""",
        },
        passed("huber", path="huber.py"),
    ),
    folder(
        "star_import",
        "from helpers import *",
        {
            "triplet.py": """
from helpers import *

def triplet_loss(anchor, positive, negative, margin=1.0):
    return positive_part(distance(anchor, positive) - distance(anchor, negative) + margin).mean()
""",
            "helpers.py": """
import torch

def distance(a, b):
    return torch.norm(a - b, dim=1)

def positive_part(x):
    return torch.clamp(x, min=0.0)
""",
        },
        passed("triplet", path="triplet.py"),
    ),
    folder(
        "package_relative",
        "a package with a relative import",
        {
            "losses/__init__.py": '"""My losses."""\nfrom .mae import mae_loss\n',
            "losses/mae.py": USES_REDUCE.format(module=".ops"),
            "losses/ops.py": REDUCE,
        },
        passed("mae", path="losses/mae.py"),
    ),
    folder(
        "package_relative_wrong",
        "a package with a relative import of something wrong",
        {
            "losses/__init__.py": "",
            "losses/mae.py": USES_REDUCE.format(module=".ops"),
            "losses/ops.py": REDUCE_WRONG,
        },
        failed("mae", path="losses/mae.py"),
    ),
    folder(
        "the_folder_is_the_package",
        "an __init__.py at the top of the candidate's folder",
        {"__init__.py": "", "mae.py": USES_REDUCE.format(module=".ops"), "ops.py": REDUCE},
        passed("mae", path="mae.py"),
    ),
    folder(
        "relative_without_init",
        "a relative import where nothing says that it is a package",
        {"mae.py": USES_REDUCE.format(module=".ops"), "ops.py": REDUCE},
        passed("mae", path="mae.py"),
    ),
    folder(
        "package_nested",
        "two packages down, and up again",
        {
            "mylib/__init__.py": "",
            "mylib/common/__init__.py": "from . import reduce\n",
            "mylib/common/reduce.py": REDUCE,
            "mylib/regression/__init__.py": "",
            "mylib/regression/absolute.py": USES_REDUCE.format(module="..common.reduce"),
        },
        passed("mae", path="mylib/regression/absolute.py"),
    ),
    folder(
        "package_absolute",
        "a package that imports itself by name",
        {
            "lossy/__init__.py": "",
            "lossy/ops.py": REDUCE,
            "lossy/mae.py": USES_REDUCE.format(module="lossy.ops"),
        },
        passed("mae", path="lossy/mae.py"),
    ),
    folder(
        "package_under_src",
        "a src layout",
        {
            "pyproject.toml": '[project]\nname = "lossy"\nversion = "0"\n',
            "src/lossy/__init__.py": "",
            "src/lossy/ops.py": REDUCE,
            "src/lossy/mae.py": USES_REDUCE.format(module="lossy.ops"),
        },
        passed("mae", path="src/lossy/mae.py"),
    ),
    folder(
        "folders_without_init",
        "a module of a neighbouring folder, from the top",
        {"q1/mae.py": USES_REDUCE.format(module="common.reduce"), "common/reduce.py": REDUCE},
        passed("mae", path="q1/mae.py"),
    ),
    folder(
        "answer_in_init",
        "the answer stands in __init__.py",
        {"losses/__init__.py": "from . import ops\n\n" + HINGE, "losses/ops.py": REDUCE},
        passed("hinge", path="losses/__init__.py"),
    ),
    folder(
        "driver",
        "main.py imports the answers and prints: no answer itself",
        {
            "main.py": """
from losses import mse_loss
from modules import CustomLoss
import torch

def main():
    a, b = torch.rand(4), torch.rand(4)
    print("mse", mse_loss(a, b), "custom", CustomLoss()(a, b))

if __name__ == "__main__":
    main()
""",
            "losses.py": MSE,
            "modules.py": CUSTOM,
        },
        passed("mse", path="losses.py"),
        passed("custom_loss_module", path="modules.py"),
    ),
    folder(
        "circular",
        "two modules that import each other",
        {
            "kinds.py": "import losses\n\nPOWER = 2\n\ndef names():\n    return dir(losses)\n",
            "losses.py": (
                "import kinds\n\ndef mse_loss(pred, target):\n    return ((pred - target) ** kinds.POWER).mean()\n"
            ),
        },
        passed("mse", path="losses.py"),
    ),
    folder(
        "lazy",
        "the import stands in the function",
        {
            "mse.py": (
                "def mse_loss(pred, target):\n    from ops.power import square\n"
                "    return square(pred - target).mean()\n"
            ),
            "ops/__init__.py": "",
            "ops/power.py": "def square(x):\n    return x * x\n",
            "results": EmptyFolder(),
        },
        passed("mse", path="mse.py"),
    ),
    folder(
        "path_by_hand",
        "sys.path is extended by hand, as in a lecture",
        {
            "code/answer.py": """
import os, sys
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
from numbers_of_mine import mean

def mae_loss(pred, target):
    return mean(abs(pred - target))
""",
            "lib/numbers_of_mine.py": REDUCE,
        },
        passed("mae", path="code/answer.py"),
    ),
    folder(
        "sibling_with_an_answer",
        "one answer imports another, and each is graded",
        {
            "losses_a.py": MSE + MAE,
            "losses_b.py": """
from losses_a import mae_loss, mse_loss

def weighted_mse_l1_loss(pred, target, weight=1.0):
    return mse_loss(pred, target) + weight * mae_loss(pred, target)
""",
        },
        passed("mse", path="losses_a.py"),
        passed("mae", path="losses_a.py"),
        passed("weighted_mse_l1", path="losses_b.py"),
    ),
    folder(
        "notebook_and_package",
        "a notebook that imports the package beside it",
        {
            "hw/__init__.py": "",
            "hw/distances.py": "import torch\n\ndef euclid(a, b):\n    return torch.linalg.vector_norm(a - b, dim=1)\n",
            "triplet.ipynb": Notebook(
                [
                    "import torch\nfrom hw.distances import euclid as d",
                    (
                        "def triplet_loss(anchor, positive, negative, margin=1.0):\n"
                        "    return (d(anchor, positive) - d(anchor, negative) + margin).clamp(min=0).mean()"
                    ),
                ]
            ),
        },
        passed("triplet", path="triplet.ipynb"),
    ),
    flat("zz_neighbour_answer.py", "an answer that another candidate would like to have", TRIPLET, passed("triplet")),
    flat(
        "zz_imports_the_neighbour.py",
        "imports the answer of the candidate beside it",
        "import zz_neighbour_answer as theirs\n\n"
        "def triplet_loss(anchor, positive, negative, margin=1.0):\n"
        "    return theirs.triplet_loss(anchor, positive, negative, margin)\n",
        Row("triplet", "error", says="zz_neighbour_answer"),
    ),
    folder(
        "zz_climbs_to_the_neighbour",
        "puts the folder of all candidates on the path",
        {
            "triplet.py": """
import os, sys
here = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = ["..", os.path.dirname(here), os.path.join(here, "..", "sibling")]
from zz_neighbour_answer import triplet_loss as theirs

def triplet_loss(anchor, positive, negative, margin=1.0):
    return theirs(anchor, positive, negative, margin)
"""
        },
        Row("triplet", "error", says="zz_neighbour_answer"),
        needs_full=True,
    ),
)
