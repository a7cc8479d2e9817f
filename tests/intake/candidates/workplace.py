"""What a submission finds around it: a private folder, nobody's files, a terminal that answers nothing."""

from __future__ import annotations

from candidate import failed, folder, passed
from containers import Notebook

from candidates.answers import BCE, CONTRASTIVE, CROSS_ENTROPY, HINGE, HUBER, KL_DIV, MAE, MAE_SIGNED, MSE, TRIPLET

LEAVES = """
import os
os.makedirs("checkpoints", exist_ok=True)
with open("left_by_another.txt", "w") as file:
    file.write("mine")
"""
FINDS = """
import os
if os.path.exists("left_by_another.txt") or os.path.isdir("checkpoints"):
    raise RuntimeError("somebody was here before me")
"""

CANDIDATES = (
    folder(
        "writes_and_reads_back",
        "keeps a table in a file of its own, before the answer",
        {
            "huber.py": "import json, os, tempfile\n"
            "with open('params.json', 'w') as f:\n    json.dump({'half': 0.5}, f)\n"
            "HALF = json.load(open('params.json'))['half']\n"
            "with tempfile.TemporaryDirectory() as d:\n    open(os.path.join(d, 'x'), 'w').write('x')\n"
            + HUBER.replace("0.5 *", "HALF *")
        },
        passed("huber"),
    ),
    folder(
        "saves_at_the_end",
        "saves a checkpoint and a log",
        {
            "bce.py": BCE
            + (
                "\n\nimport logging\nlogging.basicConfig(filename='train.log')\n"
                "logging.warning('done')\ntorch.save({'loss': 1.0}, 'model.pt')\n"
            )
        },
        passed("bce"),
    ),
    folder(
        "saves_elsewhere",
        "saves to a folder of its own machine",
        {"hinge.py": HINGE + "\n\nimport torch\ntorch.save({}, '/home/kim/hw3/model.pt')\n"},
        passed("hinge", warns="/home/kim|Error"),
    ),
    folder("leaves_files_1", "leaves files in the working folder", {"mse.py": LEAVES + MSE}, passed("mse")),
    folder("leaves_files_2", "must not find what another left", {"mse.py": FINDS + MSE + LEAVES}, passed("mse")),
    folder("leaves_files_3", "must not find what another left", {"mae.py": FINDS + MAE + LEAVES}, passed("mae")),
    folder(
        "asks",
        "input() in a file, at the top and at the end",
        {"mae.py": "who = input('Your name? ')\nprint('Hello', who)\n" + MAE + "\n\ninput('Press Enter to close')\n"},
        passed("mae"),
    ),
    folder("asks_wrong", "input() before a wrong answer", {"mae.py": "input('go?')\n" + MAE_SIGNED}, failed("mae")),
    folder(
        "talks",
        "prints a great deal, to both streams",
        {
            "ce.py": "import sys, warnings\nwarnings.warn('deprecated', DeprecationWarning)\n"
            + CROSS_ENTROPY
            + "\n\nfor i in range(20000):\n    print('epoch', i, 'loss', 1 / (i + 1))\nsys.stderr.write('x' * 300000)\n"
        },
        passed("cross_entropy"),
    ),
    folder(
        "talks_in_every_call",
        "prints in the answer itself",
        {
            "mse.py": (
                "def mse_loss(pred, target):\n    print('pred', pred)\n"
                "    loss = ((pred - target) ** 2).mean()\n"
                "    print(f'loss={loss.item():.4f}')\n    return loss\n"
            )
        },
        passed("mse"),
    ),
    folder(
        "sets_everything",
        "seeds, printing, threads, warnings, as people do at the top",
        {
            "kl.py": "import os, random, warnings\nimport numpy as np\nimport torch\n"
            "SEED = 42\nrandom.seed(SEED)\nnp.random.seed(SEED)\ntorch.manual_seed(SEED)\n"
            "os.environ['CUBLAS_WORKSPACE_CONFIG'] = ':4096:8'\ntorch.backends.cudnn.deterministic = True\n"
            "torch.set_printoptions(precision=8)\nwarnings.filterwarnings('ignore')\n" + KL_DIV
        },
        passed("kl_div"),
    ),
    folder(
        "deterministic_algorithms",
        "asks torch for deterministic algorithms: right alone as among others",
        {"contrastive.py": "import torch\ntorch.use_deterministic_algorithms(True)\n" + CONTRASTIVE},
        passed("contrastive"),
    ),
    folder(
        "default_double",
        "sets the default dtype",
        {"mse.py": "import torch\ntorch.set_default_dtype(torch.float64)\n" + MSE},
        passed("mse", warns="dtype|float64|default"),
    ),
    folder(
        "starts_programs",
        "pip by subprocess, clear by os.system",
        {
            "triplet.py": "import os, subprocess, sys\nos.system('clear')\n"
            "subprocess.check_call([sys.executable, '-m', 'pip', 'install', 'torch'])\n" + TRIPLET
        },
        passed("triplet"),
    ),
    folder(
        "event_loop",
        "asyncio.run in a file and in a notebook",
        {
            "hinge.py": (
                "import asyncio\n\nasync def margin():\n    await asyncio.sleep(0)\n"
                "    return 1.0\n\nM = asyncio.run(margin())\n\n"
                "def hinge_loss(scores, target):\n    return (M - target * scores).clamp(min=0).mean()\n"
            ),
            "mae.ipynb": Notebook(
                ["import asyncio\nasync def nothing():\n    return None\nasyncio.run(nothing())", MAE]
            ),
        },
        passed("hinge", path="hinge.py"),
        passed("mae", path="mae.ipynb"),
    ),
    folder(
        "knows_its_name",
        "looks at __file__, __name__ and sys.argv",
        {
            "smooth.py": """
import sys
from pathlib import Path
import torch

HERE = Path(__file__).resolve().parent
print(HERE.name, __name__, sys.argv[0], Path.cwd())

def smooth_l1_loss(pred, target, beta=1.0):
    d = (pred - target).abs()
    if not beta:
        return d.mean()
    near = torch.clamp(d, max=beta)
    return (near * (d - near / 2) / beta).mean()
"""
        },
        passed("smooth_l1"),
    ),
)
