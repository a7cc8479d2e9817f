"""What a submission needs and the sandbox has not is told from its mistakes."""

from __future__ import annotations

import pytest

from lossquiz.grading.lacks import lacking
from lossquiz.grading.sandbox.both.outcomes import LoadFailure, NotRun, Raised, Remark

EINOPS = "the package einops, which is not installed here"
CONFIG = "the file config.json, which the sandbox does not have"
GPU = "a GPU, which the sandbox does not have"
NETWORK = "the network, which the sandbox does not have"
PACKAGE = Remark("before", "ModuleNotFoundError: No module named 'einops'", 1, 2, "import einops", "einops")
FILE = Remark("before", "FileNotFoundError: [Errno 2] No such file or directory: 'config.json'", 4, 0, "open(PATH)")
CUDA = Remark("before", "AssertionError: Torch not compiled with CUDA enabled", 4, 1, "net.cuda()")
LOADER = Remark("before", FILE.text, 9, 0, "spec.loader.exec_module(helper)")
HELPER = Remark("before", "FileNotFoundError: [Errno 2] No such file or directory: '/a/helper.py'", 9, 0, "load(h)")
EARLIER = Remark("before", "ValueError: no", 1, 1, "int('no')")
NAME = Raised("NameError", "name 'einops' is not defined", 7)
NO_HELPER = Raised("AttributeError", "module 'helper' has no attribute 'half'", 12)


@pytest.mark.parametrize(
    ("type_name", "message", "lack"),
    [
        ("ModuleNotFoundError", "No module named 'einops'", EINOPS),
        ("ModuleNotFoundError", "submissions cannot import lossquiz", ""),
        ("ImportError", "cannot import name 'x' from 'torch'", ""),
        ("FileNotFoundError", "[Errno 2] No such file or directory: 'config.json'", CONFIG),
        ("FileNotFoundError", "[Errno 2] No such file or directory: '/content/drive/config.json'", CONFIG),
        ("FileNotFoundError", "config.json not found.", CONFIG),
        ("FileNotFoundError", "gone", "a file that the sandbox does not have"),
        ("AssertionError", "Torch not compiled with CUDA enabled", GPU),
        ("RuntimeError", "Found no NVIDIA driver on your system. Please check that you have an NVIDIA GPU", GPU),
        ("RuntimeError", "PyTorch is not linked with support for mps devices", GPU),
        ("urllib.error.URLError", "<urlopen error [Errno -3] Temporary failure in name resolution>", NETWORK),
        ("AssertionError", "shapes differ", ""),
        ("RuntimeError", "The size of tensor a (3) must match the size of tensor b (4)", ""),
        ("OSError", "[Errno 28] No space left on device", ""),
    ],
)
def test_what_is_wanted_is_told_by_what_was_raised(type_name: str, message: str, lack: str) -> None:
    assert lacking(LoadFailure("import", type_name, message), (), ()) == lack
    assert lacking(None, (Raised(type_name, message),), ()) == lack


@pytest.mark.parametrize(
    ("outcomes", "remarks", "lack"),
    [
        ((NAME, NAME), (PACKAGE,), EINOPS),
        ((NAME, NAME), (EARLIER, FILE, PACKAGE), CONFIG),
        ((NAME,), (CUDA,), GPU),
        ((NO_HELPER, NO_HELPER), (LOADER,), CONFIG),
        ((NO_HELPER,), (HELPER,), "the file helper.py, which the sandbox does not have"),
        ((NO_HELPER,), (FILE,), ""),  # which says nothing of that module
        ((NAME, NotRun()), (PACKAGE,), ""),
        ((Raised("ValueError", "no"),), (PACKAGE,), ""),
        ((NAME, Raised("ValueError", "no")), (PACKAGE,), ""),
        ((NAME,), (EARLIER,), ""),
        ((NAME,), (Remark("after", FILE.text, 30),), ""),
        ((), (PACKAGE,), ""),
    ],
)
def test_a_statement_that_failed_for_want_of_something_explains_what_is_missing_later(
    outcomes: tuple[Raised | NotRun, ...], remarks: tuple[Remark, ...], lack: str
) -> None:
    assert lacking(None, outcomes, remarks) == lack
