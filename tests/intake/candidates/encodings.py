"""Encodings, line ends and suffixes: how right Python reaches us under odd covers."""

from __future__ import annotations

from candidate import failed, flat, folder, passed, unreadable
from containers import Notebook, data

from candidates.answers import (
    BCE,
    BCE_WITH_LOGITS,
    BCE_WITH_LOGITS_NAIVE,
    CROSS_ENTROPY,
    CUSTOM,
    FOCAL,
    HINGE,
    HUBER,
    HUBER_FIXED_DELTA,
    HUBER_TYPED,
    KL_DIV,
    LOG_COSH,
    MAE,
    MAE_SIGNED,
    MSE,
    SMOOTH_L1,
    TRIPLET,
    WEIGHTED,
)

LATIN = "# -*- coding: latin-1 -*-\n# Lösung für Übung 3: mittlerer Fehler\n"
RUSSIAN = "# -*- coding: cp1251 -*-\n# Функция потерь Хьюбера\n"
CHINESE = "# coding=gbk\n# 均方误差损失函数\n"
UNMARKED = "# Verlustfunktion für Schätzer, größer ist schlechter\n"
PYTHON_2 = """
import torch
def mae_loss(pred, target):
    print "computing"
    return (pred - target).abs().mean()
"""
SMART_QUOTES = """
import torch.nn.functional as F
def focal_loss(logits, target, gamma=2.0):
    ce = F.binary_cross_entropy_with_logits(logits, target, reduction=“none”)
    return ((1 - (-ce).exp()) ** gamma * ce).mean()
"""

CANDIDATES = (
    folder("utf8_bom", "UTF-8 with a BOM", {"huber.py": HUBER.encode("utf-8-sig")}, passed("huber")),
    folder(
        "utf16_little",
        "UTF-16, as Notepad's 'Unicode'",
        {"mse.py": b"\xff\xfe" + MSE.encode("utf-16-le")},
        passed("mse"),
    ),
    folder(
        "utf16_big",
        "UTF-16, big-endian, with CRLF",
        {"mae.py": b"\xfe\xff" + MAE.replace("\n", "\r\n").encode("utf-16-be")},
        passed("mae"),
    ),
    folder("utf16_wrong", "UTF-16 and a wrong answer", {"mae.py": MAE_SIGNED.encode("utf-16")}, failed("mae")),
    folder(
        "cookie_latin1", "a PEP 263 cookie: Latin-1", {"hinge.py": (LATIN + HINGE).encode("latin-1")}, passed("hinge")
    ),
    folder(
        "cookie_cp1251",
        "a PEP 263 cookie: Cyrillic",
        {"huber.py": (RUSSIAN + HUBER_TYPED).encode("cp1251")},
        passed("huber"),
    ),
    folder(
        "cookie_cp1251_wrong",
        "a PEP 263 cookie: Cyrillic, and a delta that is ignored",
        {"huber.py": (RUSSIAN + HUBER_FIXED_DELTA).encode("cp1251")},
        failed("huber"),
    ),
    folder(
        "cookie_gbk",
        "a PEP 263 cookie on line 2: GBK",
        {"答案.py": ("#!/usr/bin/python\n" + CHINESE + MSE).encode("gbk")},
        passed("mse"),
    ),
    folder(
        "cookie_unknown",
        "a cookie that names no encoding",
        {"mse.py": "# coding: klingon\n" + MSE},
        unreadable("mse", "klingon|encoding|coding|decode"),
    ),
    folder(
        "no_cookie",
        "Latin-1 that does not say so",
        {"mse.py": (UNMARKED + MSE).encode("latin-1")},
        unreadable("mse", "UTF-8|decode|encod"),
    ),
    folder(
        "no_cookie_no_name",
        "Latin-1 that does not say so, beside a right answer",
        {"draft.py": (UNMARKED + MSE).encode("latin-1"), "triplet.py": TRIPLET},
        unreadable(None, "UTF-8|decode|encod", path="draft.py"),
        passed("triplet", path="triplet.py"),
    ),
    folder(
        "crlf",
        "Windows line ends, tabs, no newline at the end",
        {"kl_div.py": KL_DIV.replace("    ", "\t").replace("\n", "\r\n").rstrip()},
        passed("kl_div"),
    ),
    folder(
        "form_feeds", "form feeds between the parts", {"bce.py": BCE.replace("\n\n\n", "\n\f\n\f\n")}, passed("bce")
    ),
    folder(
        "null_bytes",
        "a file with null bytes",
        {"huber.py": HUBER.encode() + bytes(16)},
        unreadable("huber", "null|parse|syntax|decode|NUL"),
    ),
    folder("python_2", "a print statement", {"mae.py": PYTHON_2}, unreadable("mae", "print|syntax|parse")),
    folder(
        "smart_quotes",
        "quotes as a word processor makes them",
        {"focal.py": SMART_QUOTES},
        unreadable("focal", "syntax|parse|character|“"),
    ),
    folder(
        "unfinished",
        "an unclosed bracket, under a name that says nothing",
        {
            "answer.py": (
                "import torch\n\ndef huber_loss(pred, target, delta=1.0):\n"
                "    return torch.where((pred - target).abs() <\n"
            )
        },
        unreadable(None, "syntax|parse|closed|line"),
    ),
    folder(
        "conflict_markers",
        "a merge that was never finished",
        {"hinge.py": "<<<<<<< HEAD\n" + HINGE + "=======\n" + HINGE.replace("mean", "sum") + ">>>>>>> b1\n"},
        unreadable("hinge", "syntax|parse|line"),
    ),
    folder("upper_case", "HUBER.PY", {"HUBER.PY": HUBER}, passed("huber", path="HUBER.PY")),
    folder(
        "upper_case_notebook",
        "Q1.IPYNB",
        {"Q1.IPYNB": Notebook([CROSS_ENTROPY])},
        passed("cross_entropy", path="Q1.IPYNB"),
    ),
    folder(
        "upper_case_wrong",
        "BCE.PY, and wrong",
        {"LOGITS.Py": BCE_WITH_LOGITS_NAIVE},
        failed("bce_with_logits", path="LOGITS.Py"),
    ),
    flat("huber_by_mail.txt", "Python in a .txt", HUBER, passed("huber", warns="txt")),
    folder(
        "hidden_suffix",
        "a suffix that Windows hides",
        {"smooth_l1.py.txt": SMOOTH_L1},
        passed("smooth_l1", warns="txt"),
    ),
    folder("txt_wrong", "wrong Python in a .txt", {"mae.txt": MAE_SIGNED}, failed("mae", warns="txt")),
    folder(
        "no_suffix",
        "no suffix at all",
        {"log_cosh": "#!/usr/bin/env python\n" + LOG_COSH},
        passed("log_cosh", warns=r"suffix|ending|extension|\.py|name"),
    ),
    flat(
        "answers_of_kim",
        "a flat file without a suffix",
        WEIGHTED,
        passed("weighted_mse_l1", warns=r"suffix|ending|extension|\.py|name"),
    ),
    folder(
        "notebook_as_json",
        "a notebook saved as .json",
        {"Untitled.json": Notebook([BCE_WITH_LOGITS])},
        passed("bce_with_logits"),
    ),
    folder(
        "notebook_as_txt",
        "a notebook saved as .txt",
        {"hw.ipynb.txt": Notebook([CUSTOM])},
        passed("custom_loss_module"),
    ),
    folder("notebook_as_py", "a notebook saved as .py", {"focal.py": Notebook([FOCAL, "%timeit 1"])}, passed("focal")),
    folder(
        "notebook_as_py_wrong",
        "a notebook saved as .py, wrong",
        {"q.py": Notebook([BCE_WITH_LOGITS_NAIVE])},
        failed("bce_with_logits"),
    ),
    folder(
        "notebook_with_bom",
        "a notebook with a BOM",
        {"q.ipynb": b"\xef\xbb\xbf" + data(Notebook([KL_DIV]))},
        passed("kl_div"),
    ),
    folder(
        "python_as_notebook",
        "plain Python saved as .ipynb",
        {"triplet.ipynb": TRIPLET},
        unreadable("triplet", "notebook|JSON"),
    ),
    folder(
        "broken_notebook",
        "a notebook cut in the middle",
        {"hinge.ipynb": data(Notebook([HINGE]))[:120]},
        unreadable("hinge", "notebook|JSON"),
    ),
    folder(
        "pep_723",
        "inline metadata and a shebang",
        {"loss.py": "#!/usr/bin/env -S uv run\n# /// script\n# dependencies = ['torch']\n# ///\n" + SMOOTH_L1},
        passed("smooth_l1"),
    ),
)
