"""Candidates of whom nothing can be tied to a question; and starters as they were given out."""

from __future__ import annotations

from textwrap import indent

from candidate import Row, error, flat, folder, missing, near, nothing_of_python, passed
from containers import EmptyFolder, Notebook, Starter, Text, Zip

from candidates.answers import CUSTOM, HINGE, HUBER, KL_DIV, MSE, TRIPLET

PDF = b"%PDF-1.5\n%\xd0\xd4\xc5\xd8\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<<>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06"
ESSAY = """Dear Prof. Smith,

the Huber loss is quadratic for small errors and linear for large ones. I did not
manage to write the code before the deadline, but the idea is:
if |e| <= delta then 0.5 e^2, otherwise delta (|e| - 0.5 delta).

Best,
Kim
"""
FENCED = (
    f"# My answer\n\n~~~~ {{.python}}\nimport torch\n~~~~\n\n- as asked:\n\n  ```Python\n{indent(HUBER, '  ')}  ```\n"
)
PAGE = """<html><style>pre { margin: 0 }</style><body><PRE class="out">1 &lt; 2</PRE>
<div class="highlight"><pre><span></span>
<span class="k">def</span> <span class="nf">huber_loss</span>(pred, target, delta=<span class="mi">1.0</span>):
    <span class="k">return</span> (pred &gt; target).float().mean()
</pre></div></body></html>
"""
JAVA = """
public class Huber {
    public static double loss(double[] p, double[] t, double delta) { return 0.0; }
}
"""
CLASS_ONLY = """
import torch
import torch.nn as nn

class HuberLoss(nn.Module):
    def __init__(self, delta=1.0):
        super().__init__()
        self.delta = delta

    def forward(self, pred, target):
        e = (pred - target).abs()
        c = e.clamp(max=self.delta)
        return (c * (e - c / 2)).mean()
"""
OTHERWISE = """
import torch

def add(a, b):
    return a + b

def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)
"""
LFS = """version https://git-lfs.github.com/spec/v1
oid sha256:4665a5ea423c2713d436b5ee50593a9640e0018c1550b5a0002f74190d6caea8
size 1287
"""

CANDIDATES = (
    folder("nothing_at_all", "an empty folder", {}, nothing_of_python()),
    folder("empty_folders", "folders in folders", {"q1/src": EmptyFolder(), "q2": EmptyFolder()}, nothing_of_python()),
    folder("a_pdf", "a PDF only", {"homework3.pdf": PDF}, nothing_of_python()),
    folder(
        "pictures",
        "photographs of paper, and a text document",
        {"IMG_0001.PNG": PNG, "loss.docx": b"PK\x03\x04\x14\x00word"},
        nothing_of_python(),
    ),
    folder("an_essay", "prose in a .txt", {"huber.txt": ESSAY}, missing()),
    folder(
        "java",
        "another language",
        {"Huber.java": JAVA, "Huber.class": b"\xca\xfe\xba\xbe\x00\x00"},
        nothing_of_python(),
    ),
    folder(
        "a_web_page",
        "a notebook exported as a page, data",
        {"hw.html": "<html><body><pre>def huber_loss(p, t):</pre></body></html>", "data.json": '{"rows": [1, 2]}'},
        near(r"hw\.html: copy it", "huber"),
    ),
    folder(
        "a_page_of_cells",
        "the same as Jupyter writes it: marked up, with an answer to another question in Python",
        {"hw.html": PAGE, "mse.py": MSE},
        near(r"hw\.html: copy it", "huber"),
        passed("mse", path="mse.py"),
    ),
    folder("markdown", "the answer in a fence", {"answer.md": FENCED}, near(r"answer\.md: copy it", "huber")),
    flat("markdown_of_pat.md", "a flat one", FENCED, near(r"markdown_of_pat\.md: copy it", "huber")),
    folder(
        "markdown_in_a_zip",
        "the same, packed",
        {"a.zip": Zip({"README.md": FENCED})},
        near(r"README\.md: copy", "huber"),
    ),
    folder(
        "markdown_and_a_starter",
        "the answer in a fence, and the starter as it was",
        {"huber.py": Starter("huber"), "notes/answer.md": FENCED},
        near(r"answer\.md: copy it", "huber"),
    ),
    folder(
        "markdown_beside_the_answer",
        "what is answered in Python, explained",
        {"huber.py": HUBER, "explained.md": FENCED},
        passed("huber", path="huber.py"),
    ),
    folder(
        "markdown_of_the_question",
        "only signatures, and code that is no fence or no Python",
        {
            "task.md": (
                "```python\ndef huber_loss(pred, target, delta=1.0):\n    ...\n```\n\n"
                "```r\nmse_loss <- function(a, b) 0\ndef mse_loss\n```\n\n"
                "    def hinge_loss(scores, target): is what is asked\n"
            )
        },
        nothing_of_python(),
    ),
    folder("an_empty_file", "a file of no bytes", {"answer.py": ""}, missing()),
    folder(
        "comments_only", "a file of comments", {"answer.py": "# TODO\n# def huber_loss(pred, target): ...\n"}, missing()
    ),
    folder("other_functions", "functions of another exercise", {"exercise0.py": OTHERWISE}, missing()),
    folder(
        "no_code_cells",
        "a notebook of text",
        {"hw.ipynb": Notebook([Text("# Solutions"), Text("$$L = e^2$$")])},
        missing(),
    ),
    folder("zip_of_a_pdf", "a zip of a PDF, in a folder", {"hw.zip": Zip({"hw.pdf": PDF})}, nothing_of_python()),
    flat("essay_of_lee.txt", "a flat file of prose", ESSAY, missing()),
    flat("scan_of_max.pdf", "a flat PDF", PDF, nothing_of_python()),
    folder("near_camel", "huberLoss", {"s123.py": HUBER.replace("huber_loss", "huberLoss")}, near("huberLoss")),
    folder("near_title", "Huber_Loss", {"s124.py": HUBER.replace("huber_loss", "Huber_Loss")}, near("Huber_Loss")),
    folder("near_typo", "hubber_loss", {"s125.py": HUBER.replace("huber_loss", "hubber_loss")}, near("hubber_loss")),
    folder(
        "near_in_a_notebook",
        "tripletLoss in a notebook",
        {"q.ipynb": Notebook([TRIPLET.replace("triplet_loss", "tripletLoss")])},
        near("tripletLoss"),
    ),
    folder(
        "near_short",
        "kl_divergence",
        {"kl.py": KL_DIV.replace("kl_divergence_loss", "kl_divergence")},
        near("kl_divergence"),
    ),
    folder(
        "near_in_a_zip",
        "MSE_loss in a zip",
        {"a.zip": Zip({"m.py": MSE.replace("mse_loss", "MSE_loss")})},
        near("MSE_loss"),
    ),
    folder(
        "class_for_function",
        "a class where a function was asked for",
        {"answer.py": CLASS_ONLY},
        near("HuberLoss.*--accept-class|--accept-class.*HuberLoss"),
    ),
    folder(
        "function_for_class",
        "a function where a class was asked for, under a near name",
        {
            "answer.py": (
                "def custom_loss(pred, target, weight=1.0):\n    e = pred - target\n"
                "    return (e * e).mean() + weight * e.abs().mean()\n"
            )
        },
        near("custom_loss"),
    ),
    folder(
        "lfs_pointer",
        "a pointer where the file should be",
        {"huber.py": LFS},
        Row("huber", "error", "needs_review", reason="syntax|parse|LFS|line"),
    ),
    folder(
        "starter_huber",
        "the starter, untouched",
        {"huber.py": Starter("huber")},
        error("huber", "starter|untouched|NotImplementedError.*starter"),
    ),
    folder(
        "starter_module",
        "the starter of the module, untouched",
        {"custom_loss_module.py": Starter("custom_loss_module")},
        error("custom_loss_module", "starter|untouched"),
    ),
    folder(
        "starter_gradient",
        "the starter of a gradient, untouched",
        {"mse_backward.py": Starter("mse_backward")},
        error("mse_backward", "starter|untouched"),
    ),
    folder(
        "starters_and_one_answer",
        "one question answered, two starters left",
        {"huber.py": Starter("huber"), "hinge.py": HINGE, "triplet.py": Starter("triplet")},
        error("huber", "starter|untouched", path="huber.py"),
        passed("hinge", path="hinge.py"),
        error("triplet", "starter|untouched", path="triplet.py"),
    ),
    folder(
        "starters_beside_the_answers",
        "the handout, handed in with the answers",
        {
            "handout/starter/huber.py": Starter("huber"),
            "handout/starter/custom_loss_module.py": Starter("custom_loss_module"),
            "handout/starter/mse.py": Starter("mse"),
            "solutions/huber.py": HUBER,
            "solutions/all.py": CUSTOM,
        },
        passed("huber", path="solutions/huber.py"),
        passed("custom_loss_module", path="solutions/all.py"),
        error("mse", "starter|untouched", path="handout/starter/mse.py"),
    ),
    folder(
        "stubs_of_one_s_own",
        "signatures in a file, the answers in a notebook; what only seems to be a signature is graded",
        {
            "plan.py": (
                'def huber_loss(pred, target, delta=1.0):\n    """Later."""\n\n\n'
                "def mse_loss(pred, target):\n    raise NotImplementedError('later')\n\n\n"
                "def hinge_loss(scores, target):\n    return None\n"
            ),
            "work.ipynb": Notebook([HUBER, MSE, HINGE]),
        },
        passed("huber", path="work.ipynb"),
        passed("mse", path="work.ipynb"),
        passed("hinge", path="work.ipynb"),
        Row("hinge", "failed|error", "graded", path="plan.py"),
    ),
    folder(
        "two_starters",
        "the same starter twice, and no answer",
        {"a/huber.py": Starter("huber"), "b/huber.py": Starter("huber")},
        error("huber", "starter|untouched", path="a/huber.py"),
        error("huber", "starter|untouched", path="b/huber.py"),
    ),
)
