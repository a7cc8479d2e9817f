"""What fails before the entry is defined, and after."""

from __future__ import annotations

from candidate import Row, error, failed, folder, passed
from containers import Notebook

from candidates.answers import (
    BCE,
    BCE_WITH_LOGITS,
    CATEGORICAL,
    CONTRASTIVE,
    CROSS_ENTROPY,
    CUSTOM,
    FOCAL,
    HINGE,
    HINGE_SQUARED,
    HUBER,
    HUBER_DETACHED,
    HUBER_SUM,
    KL_DIV,
    MAE,
    MSE,
    MSE_HALF,
    SMOOTH_L1,
    TRIPLET,
)

CANDIDATES = (
    folder(
        "after_assertion",
        "a failing assertion, with a wrong expectation",
        {"hinge.py": HINGE + "\nimport torch\nassert hinge_loss(torch.zeros(2), torch.ones(2)) == 0, 'expected 0'\n"},
        passed("hinge", warns="AssertionError|expected 0|assert"),
    ),
    folder(
        "after_assertion_wrong",
        "a failing assertion that tells the truth",
        {"hinge.py": HINGE_SQUARED + "\nimport torch\nassert hinge_loss(-torch.ones(2), torch.ones(2)) == 2\n"},
        failed("hinge", warns="AssertionError|assert"),
    ),
    folder(
        "after_exit",
        "exit() at the end",
        {"mse.py": MSE + "\nprint('bye')\nexit()\n"},
        passed("mse", warns="SystemExit|exit"),
    ),
    folder("after_exit_wrong", "exit() after a wrong answer", {"mse.py": MSE_HALF + "\nquit()\n"}, failed("mse")),
    folder(
        "after_sys_exit",
        "sys.exit(main())",
        {
            "kl_div.py": "import sys\n"
            + KL_DIV
            + "\n\ndef main():\n    print('usage: kl_div.py FILE')\n    return 1\n\nsys.exit(main())\n"
        },
        passed("kl_div", warns="SystemExit|exit"),
    ),
    folder(
        "after_missing_file",
        "a data file that was not handed in",
        {"mae.py": MAE + "\n\nrows = open('data.csv').read().splitlines()\nprint(len(rows))\n"},
        passed("mae", warns="FileNotFoundError|data.csv"),
    ),
    folder(
        "after_missing_file_wrong",
        "a data file that was not handed in, and no gradient",
        {"huber.py": HUBER_DETACHED + "\n\nweights = torch.load('best_model.pt')\n"},
        failed("huber", warns="best_model|FileNotFoundError"),
    ),
    folder(
        "after_name_error",
        "a name that does not exist",
        {"triplet.py": TRIPLET + "\n\nprint(triplet_los(torch.ones(1, 2), torch.ones(1, 2), torch.zeros(1, 2)))\n"},
        passed("triplet", warns="triplet_los|NameError"),
    ),
    folder(
        "after_cuda",
        "moved to a GPU that is not there",
        {
            "bce.py": BCE
            + "\n\ndevice = torch.device('cuda:7')\nx = torch.rand(3, device=device)\nprint(bce_loss(x, x))\n"
        },
        passed("bce", warns="cuda|CUDA|NVIDIA|torch"),
    ),
    folder(
        "after_shapes",
        "an example whose shapes do not fit",
        {
            "ce.py": CROSS_ENTROPY
            + (
                "\n\nlogits = torch.randn(4, 3)\nlabels = torch.tensor([0, 1, 2])\n"
                "loss = cross_entropy_loss(logits, labels)\nloss.backward()\n"
            )
        },
        passed("cross_entropy", warns="RuntimeError|size|shape|IndexError"),
    ),
    folder(
        "after_unittest_main",
        "unittest.main() ends the program",
        {
            "smooth_l1.py": "import unittest\n"
            + SMOOTH_L1
            + """

class Case(unittest.TestCase):
    def test_zero(self):
        self.assertEqual(smooth_l1_loss(torch.zeros(3), torch.zeros(3)).item(), 0)

unittest.main()
"""
        },
        passed("smooth_l1"),
    ),
    folder(
        "after_arguments",
        "a command line that is read without __main__",
        {
            "focal.py": FOCAL
            + """
import argparse
parser = argparse.ArgumentParser()
parser.add_argument("--data", required=True)
args = parser.parse_args()
print(args.data)
"""
        },
        passed("focal", warns="SystemExit|exit|--data|argparse"),
    ),
    folder(
        "after_keyboard_interrupt",
        "an exception that is no Exception",
        {"contrastive.py": CONTRASTIVE + "\n\nraise KeyboardInterrupt\n"},
        passed("contrastive", warns="KeyboardInterrupt"),
    ),
    folder(
        "between_two_answers",
        "the first example fails, and the second answer stands below it",
        {"hw.py": CATEGORICAL + "\n\nprint(1 / 0)\n\n" + BCE_WITH_LOGITS},
        passed("categorical_cross_entropy", warns="ZeroDivisionError|division"),
        passed("bce_with_logits", warns="ZeroDivisionError|division"),
    ),
    folder(
        "before_missing_file",
        "a settings file that the answer does not need",
        {"huber.py": "import json\nconfig = json.load(open('config.json'))\n" + HUBER},
        passed("huber", warns="config.json|FileNotFoundError"),
    ),
    folder(
        "before_missing_file_wrong",
        "a settings file, and a sum",
        {"huber.py": "import json\nconfig = json.load(open('config.json'))\n" + HUBER_SUM},
        failed("huber", warns="config.json|FileNotFoundError"),
    ),
    folder(
        "before_assertion",
        "insists on a GPU before anything else",
        {"mod.py": "import torch\nassert torch.cuda.device_count() > 99, 'a GPU, please'\n" + CUSTOM},
        passed("custom_loss_module", warns="AssertionError|GPU|assert"),
    ),
    folder(
        "before_exit",
        "stops at once where its folder is missing",
        {"mae.py": "import os, sys\nif not os.path.isdir('/data/hw3/train'):\n    sys.exit('no data')\n" + MAE},
        passed("mae", warns="SystemExit|no data|exit"),
    ),
    folder(
        "before_needed",
        "the default of delta comes from a file that is not there",
        {"huber.py": "DELTA = float(open('delta.txt').read())\n" + HUBER.replace("delta=1.0", "delta=DELTA")},
        error("huber", "delta.txt"),
    ),
    folder(
        "before_needed_in_the_body",
        "the body needs what an earlier failure did not define",
        {
            "triplet.py": "import torch\nNORM = int(open('order.cfg').readline())\n\n"
            "def triplet_loss(anchor, positive, negative, margin=1.0):\n"
            "    d = lambda a, b: torch.linalg.vector_norm(a - b, ord=NORM, dim=1)\n"
            "    return torch.relu(d(anchor, positive) - d(anchor, negative) + margin).mean()\n"
        },
        error("triplet", "order.cfg"),
    ),
    folder(
        "before_needed_by_a_decorator",
        "the decorator could not be made",
        {
            "mse.py": "import torch\n\nregister = torch.there_is_no_such_thing.register\n\n\n@register\n" + MSE,
        },
        error("mse", "there_is_no_such_thing"),
    ),
    folder(
        "before_repaired",
        "a fallback of their own for what is missing",
        {
            "kl.py": (
                "try:\n    from fast_kl_not_here import xlogy\nexcept ImportError:\n"
                "    from torch import xlogy\n\n"
                "def kl_divergence_loss(log_q, p):\n    return (xlogy(p, p) - p * log_q).sum(-1).mean()\n"
            )
        },
        passed("kl_div"),
    ),
    folder(
        "raises_always",
        "a body that forgets an import",
        {
            "log_cosh.py": (
                "import torch\n\ndef log_cosh_loss(p, t):\n    e = p - t\n"
                "    return (torch.logaddexp(e, -e) - math.log(2)).mean()\n"
            )
        },
        error("log_cosh", "math"),
    ),
    folder(
        "returns_nothing",
        "prints the loss, and forgets to return it",
        {"mse.py": "def mse_loss(pred, target):\n    loss = ((pred - target) ** 2).mean()\n    print(loss)\n"},
        Row("mse", "failed|error", says="None|tensor|return"),
    ),
    folder(
        "too_few_parameters",
        "delta is a global",
        {
            "huber.py": (
                "DELTA = 1.0\n\ndef huber_loss(pred, target):\n    e = abs(pred - target)\n"
                "    c = e.clamp(max=DELTA)\n    return (c * (e - c / 2)).mean()\n"
            )
        },
        Row("huber", "failed|error", "graded"),
    ),
    folder(
        "fails_in_both_forms",
        "the same failure in a file and in a notebook",
        {
            "a/mae.py": "frame = read_everything()\n" + MAE,
            "b/mae.ipynb": Notebook(["frame = read_everything()", MAE]),
        },
        passed("mae", path="a/mae.py", warns="read_everything"),
        passed("mae", path="b/mae.ipynb", warns="read_everything"),
    ),
)
