"""Notebooks: cells that fail, magics, shells, formats, and answers spread over cells."""

from __future__ import annotations

from candidate import error, failed, flat, folder, missing, passed
from containers import Notebook, Text

from candidates.answers import (
    BCE,
    CATEGORICAL,
    CONTRASTIVE,
    CROSS_ENTROPY,
    CUSTOM,
    FOCAL,
    HINGE,
    HUBER,
    HUBER_CLAMPED,
    HUBER_NO_HALF,
    HUBER_SUM,
    KL_DIV,
    KL_DIV_MEAN_OF_ALL,
    LOG_COSH,
    MAE,
    MAE_SIGNED,
    MSE,
    MSE_HALF,
    MSE_LOOP,
    SMOOTH_L1,
    TRIPLET,
    TRIPLET_SWAPPED,
)

TITLE = Text("# Homework 3\n\nImplement the loss **from scratch**: $L = \\frac{1}{n}\\sum_i \\ell(e_i)$")
BODY = """\
def huber_loss(pred, target, delta=1.0):
    e = torch.abs(pred - target)
    return torch.where(e <= delta, 0.5 * e ** 2, delta * (e - 0.5 * delta)).mean()
"""

CANDIDATES = (
    folder(
        "nb_plain", "a title, the answer, an empty cell", {"huber.ipynb": Notebook([TITLE, HUBER, ""])}, passed("huber")
    ),
    folder("nb_plain_wrong", "the same, a sum", {"huber.ipynb": Notebook([TITLE, HUBER_SUM, ""])}, failed("huber")),
    flat("Untitled3.ipynb", "a flat notebook named after nothing", Notebook([LOG_COSH]), passed("log_cosh")),
    folder(
        "nb_several_questions",
        "four questions in one notebook, one wrong, one spread over cells",
        {
            "assignment.ipynb": Notebook(
                [
                    TITLE,
                    "import torch\nfrom torch import nn\nimport torch.nn.functional as F",
                    Text("## Question 1: Huber"),
                    BODY,
                    Text("## Question 2: KL"),
                    KL_DIV_MEAN_OF_ALL,
                    Text("## Question 3"),
                    "def pairwise(a, b):\n    return (a - b).norm(dim=-1)",
                    (
                        "def triplet_loss(anchor, positive, negative, margin=1.0):\n"
                        "    gap = pairwise(anchor, positive) - pairwise(anchor, negative)\n"
                        "    return F.relu(gap + margin).mean()"
                    ),
                    Text("## Question 4: a module"),
                    CUSTOM,
                ]
            )
        },
        passed("huber"),
        failed("kl_div"),
        passed("triplet"),
        passed("custom_loss_module"),
    ),
    folder(
        "nb_failing_cell_before",
        "a cell fails before the answer",
        {"q1.ipynb": Notebook(["df = open('/content/train.csv').read()", HUBER])},
        passed("huber", warns="FileNotFoundError|train.csv"),
    ),
    folder(
        "nb_failing_cell_before_named",
        "the same, named after the question",
        {"huber.ipynb": Notebook(["df = open('/content/train.csv').read()", HUBER])},
        passed("huber", warns="FileNotFoundError|train.csv"),
    ),
    folder(
        "nb_failing_cell_before_wrong",
        "a cell fails before a wrong answer",
        {"q1.ipynb": Notebook(["x = undefined_name + 1", HUBER_NO_HALF])},
        failed("huber", warns="undefined_name"),
    ),
    folder(
        "nb_failing_cell_after",
        "a comparison fails after the answer",
        {"mse.ipynb": Notebook(["import torch", MSE, "assert mse_loss(torch.ones(2), torch.zeros(2)) == 2"])},
        passed("mse", warns="AssertionError|assert"),
    ),
    folder(
        "nb_cell_that_does_not_parse",
        "an unfinished cell between right ones",
        {"q.ipynb": Notebook(["import torch", "def plot_losses(history:\n    plt.", TRIPLET, "print('done'"])},
        passed("triplet", warns="SyntaxError|parse|syntax"),
    ),
    folder(
        "nb_cell_that_does_not_parse_wrong",
        "an unfinished cell, and a wrong answer",
        {"q.ipynb": Notebook(["for x in range(3)\n    print(x)", TRIPLET_SWAPPED])},
        failed("triplet"),
    ),
    folder(
        "nb_first_cause",
        "the first cell stops at its first line, so that torch is never imported",
        {"huber.ipynb": Notebook(["import wandb_not_here\nimport torch", BODY])},
        error("huber", "wandb_not_here"),
    ),
    folder(
        "nb_first_cause_typo",
        "a typo in the first cell, a NameError in the answer",
        {"huber.ipynb": Notebook(["imprt torch", BODY])},
        error("huber", "imprt|syntax"),
    ),
    folder(
        "nb_imports_never_run",
        "the import stands in a text cell",
        {"huber.ipynb": Notebook([Text("import torch", "raw"), BODY])},
        error("huber", "torch"),
    ),
    folder(
        "nb_magics",
        "line magics, in all their places",
        {
            "mae.ipynb": Notebook(
                [
                    (
                        "%matplotlib inline\n%load_ext autoreload\n%autoreload 2\n"
                        "%config InlineBackend.figure_format = 'retina'"
                    ),
                    "import torch\n%env CUDA_VISIBLE_DEVICES=0\nif torch.cuda.is_available():\n    %cd /content\n",
                    MAE,
                    "%timeit mae_loss(torch.ones(3), torch.zeros(3))\n%time mae_loss(torch.ones(3), torch.zeros(3))",
                    "%who\n%run -i helpers_that_are_not_here.py",
                ]
            )
        },
        passed("mae"),
    ),
    folder(
        "nb_magics_wrong",
        "line magics around a wrong answer",
        {"mae.ipynb": Notebook(["%pylab inline\nimport torch", MAE_SIGNED, "%timeit mae_loss(a, b)"])},
        failed("mae"),
    ),
    folder(
        "nb_shell",
        "pip with continued lines, shells whose output is kept",
        {
            "hinge.ipynb": Notebook(
                [
                    "!pip install -q torch \\\n    torchvision \\\n    --index-url https://example.org/wheels",
                    (
                        "%pip install einops_not_here\n!nvidia-smi\nfiles = !ls\nprint(files)\n"
                        "!wget -q https://example.com/x.zip && unzip x.zip"
                    ),
                    HINGE,
                    "!python hinge.py --test",
                ]
            )
        },
        passed("hinge"),
    ),
    folder(
        "nb_cell_magics",
        "the answer under %%time and %%capture; bash, html and javascript beside it",
        {
            "losses.ipynb": Notebook(
                [
                    "%%bash\nset -e\necho hello | grep h\nfor f in *.py; do echo $f; done",
                    "%%html\n<h1>Losses</h1>",
                    "%%javascript\nalert('hi')",
                    "%%time\n" + SMOOTH_L1,
                    "%%capture out\n" + CROSS_ENTROPY,
                    "%%timeit -n 3\nsmooth_l1_loss(torch.ones(2), torch.zeros(2))",
                ]
            )
        },
        passed("smooth_l1"),
        passed("cross_entropy"),
    ),
    folder(
        "nb_writefile",
        "%%writefile makes the module that the next cell imports",
        {
            "focal.ipynb": Notebook(
                [
                    (
                        "%%writefile my_focal_parts.py\nimport torch\n\ndef modulate(p, gamma):\n"
                        "    return (1 - p) ** gamma\n"
                    ),
                    "import torch\nimport torch.nn.functional as F\nfrom my_focal_parts import modulate",
                    (
                        "def focal_loss(logits, target, gamma=2.0):\n"
                        "    bce = F.binary_cross_entropy_with_logits(logits, target, reduction='none')\n"
                        "    return (modulate(torch.exp(-bce), gamma) * bce).mean()"
                    ),
                ]
            )
        },
        passed("focal"),
    ),
    folder(
        "nb_ipython",
        "get_ipython, display, IPython.display",
        {
            "kl.ipynb": Notebook(
                [
                    "get_ipython().run_line_magic('matplotlib', 'inline')\nget_ipython().system('pip list')",
                    (
                        "from IPython.display import display, HTML, Markdown, clear_output\n"
                        "from IPython import get_ipython\nimport IPython"
                    ),
                    KL_DIV,
                    "display(Markdown('**done**'))\ndisplay(HTML('<b>x</b>'))\nclear_output(wait=True)\ntorch.Tensor?\n??kl_divergence_loss",
                ]
            )
        },
        passed("kl_div"),
    ),
    folder(
        "nb_await",
        "await at the top of a cell",
        {
            "bce.ipynb": Notebook(
                [
                    "import asyncio\nimport torch",
                    "async def fetch():\n    await asyncio.sleep(0)\n    return -100.0\n\nFLOOR = await fetch()",
                    (
                        "def bce_loss(probs, target):\n"
                        "    a = probs.log().clamp(min=FLOOR)\n    b = (1 - probs).log().clamp(min=FLOOR)\n"
                        "    return -(target * a + (1 - target) * b).mean()"
                    ),
                ]
            )
        },
        passed("bce"),
    ),
    folder(
        "nb_colab",
        "google.colab: a drive, an upload",
        {
            "contrastive.ipynb": Notebook(
                [
                    "from google.colab import drive, files\ndrive.mount('/content/drive')",
                    "import sys\nsys.path.append('/content/drive/MyDrive/hw')\nuploaded = files.upload()",
                    CONTRASTIVE,
                    "files.download('contrastive.py')",
                ]
            )
        },
        passed("contrastive"),
    ),
    folder(
        "nb_progress_and_plots",
        "tqdm and matplotlib around the answer",
        {
            "mse.ipynb": Notebook(
                [
                    (
                        "import numpy as np\nimport matplotlib.pyplot as plt\n"
                        "from tqdm.notebook import tqdm\nplt.style.use('ggplot')"
                    ),
                    MSE_LOOP,
                    (
                        "import torch\nlosses = []\nfor k in tqdm(range(5), desc='steps'):\n"
                        "    losses.append(mse_loss(torch.tensor([float(k)]), torch.zeros(1)).item())"
                    ),
                    (
                        "fig, ax = plt.subplots(1, 2, figsize=(8, 4))\nax[0].plot(losses, label='m')\nax[0].legend()\n"
                        "plt.tight_layout()\nplt.savefig('losses.png', dpi=150)\nplt.show()"
                    ),
                ]
            )
        },
        passed("mse"),
    ),
    folder(
        "nb_format_3",
        "a notebook of format 3",
        {"old.ipynb": Notebook([TITLE, "import torch", BODY], version=3)},
        passed("huber"),
    ),
    folder(
        "nb_format_3_wrong",
        "a notebook of format 3 with a wrong answer",
        {"old.ipynb": Notebook([TITLE, MSE_HALF], version=3)},
        failed("mse"),
    ),
    folder(
        "nb_format_5",
        "a notebook of a format to come",
        {"new.ipynb": Notebook([TITLE, CATEGORICAL], version=5)},
        passed("categorical_cross_entropy"),
    ),
    folder(
        "nb_whole_strings",
        "cells whose source is one string, as some editors write them",
        {"bce.ipynb": Notebook([TITLE, BCE, FOCAL], whole=True)},
        passed("bce"),
        passed("focal"),
    ),
    folder(
        "nb_redefined_right",
        "the last definition counts: right",
        {"h.ipynb": Notebook([HUBER_NO_HALF, Text("That was wrong. Again:"), HUBER_CLAMPED])},
        passed("huber"),
    ),
    folder(
        "nb_redefined_wrong",
        "the last definition counts: wrong",
        {"h.ipynb": Notebook([HUBER, Text("Can it be shorter?"), HUBER_SUM])},
        failed("huber"),
    ),
    folder(
        "nb_input_and_exit",
        "asks for something, and stops the kernel at the end",
        {"q.ipynb": Notebook(["name = input('Your name: ')\nprint('Hello', name)", HINGE, "exit()", "quit"])},
        passed("hinge"),
    ),
    folder(
        "nb_defined_after_exit",
        "the kernel is stopped in a cell before the answer",
        {"q.ipynb": Notebook(["import sys\nsys.exit('stop here')", HINGE])},
        passed("hinge", warns="SystemExit|exit|stop here"),
    ),
    folder(
        "nb_text_only",
        "a notebook of text: no cell of code",
        {"huber.ipynb": Notebook([TITLE, Text("I did not get to this one, sorry.")])},
        missing(),
    ),
    folder(
        "nb_with_its_checkpoint",
        "the checkpoint that Jupyter keeps is no answer",
        {
            "kl_div.ipynb": Notebook([KL_DIV]),
            ".ipynb_checkpoints/kl_div-checkpoint.ipynb": Notebook([KL_DIV_MEAN_OF_ALL]),
        },
        passed("kl_div", path="kl_div.ipynb"),
    ),
    folder(
        "nb_imports_a_sibling",
        "a notebook and the module that it imports",
        {
            "answer.ipynb": Notebook(
                [
                    "import torch\nfrom reductions import batch_mean",
                    "def mae_loss(pred, target):\n    return batch_mean(torch.abs(pred - target))",
                ]
            ),
            "reductions.py": "def batch_mean(x):\n    return x.sum() / x.numel()\n",
        },
        passed("mae", path="answer.ipynb"),
    ),
)
