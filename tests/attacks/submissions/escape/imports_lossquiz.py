# expect: passed
# why: the package by every road of the import system
# at reduced: error
# at none: error
import importlib
import importlib.machinery
import importlib.metadata
import importlib.util
import pkgutil
import runpy
import sys
import zipimport

import torch

def right(pred, target, delta):
    a = (pred - target).abs()
    return torch.where(a <= delta, 0.5 * a * a, delta * (a - 0.5 * delta)).mean()

found = []

def tried(what, call):
    """Keep what worked; a refusal is what should happen."""
    try:
        found.append(f"{what}: {call()!r}"[:300])
    except Exception:
        pass

tried("import", lambda: __import__("lossquiz"))
tried("losses", lambda: importlib.import_module("lossquiz.losses.regression"))
sys.meta_path[:] = [f for f in sys.meta_path if "Refusal" not in str(f)]
sys.path[:0] = ["@REPO@", "@REPO@/lossquiz", "@REPO@/lossquiz/losses"]
sys.path_importer_cache.clear()
importlib.invalidate_caches()
for name in ("lossquiz", "lossquiz.losses.regression", "losses.regression", "regression"):
    tried(name, lambda: "file " + importlib.import_module(name).__file__)
path = "@REPO@/lossquiz/losses/regression.py"
tried("loader", lambda: importlib.machinery.SourceFileLoader("r", path).load_module())
tried("runpy", lambda: runpy.run_path(path))
tried("pkgutil", lambda: 1 / len([m for m in pkgutil.iter_modules(["@REPO@/lossquiz"])]))
tried("metadata", lambda: "version " + importlib.metadata.version("lossquiz"))
tried("zip", lambda: zipimport.zipimporter("@REPO@"))

def huber_loss(pred, target, delta=1.0):
    if found:
        raise RuntimeError("ESCAPED " + "; ".join(found))
    return right(pred, target, delta)
