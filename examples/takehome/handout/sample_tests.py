"""Sample tests: a few cases worked out by hand, to try while you write.

    python sample_tests.py              the answers in starter/
    python sample_tests.py FOLDER       those in another folder
    python -m pytest sample_tests.py    the same, where pytest is installed

They need Python and torch. Your answers will be graded on other numbers, and on more than these: what passes here is
well begun.
"""

import importlib.util
import sys
from pathlib import Path

import torch

FOLDER = Path(__file__).resolve().parent / "starter"


def check(answer, inputs, parameters, value, gradients):
    """Ask an answer one case; raise AssertionError with what is wrong."""
    tensors = {
        name: torch.tensor(values, dtype=getattr(torch, dtype), requires_grad=name in gradients)
        for name, (dtype, values) in inputs.items()
    }
    given = tensors.values()
    result = answer(**parameters)(*given) if isinstance(answer, type) else answer(*given, **parameters)
    compare("the result", result, value)
    if gradients:
        wanted = [tensors[name] for name in gradients]
        found = [None] * len(wanted)
        if result.requires_grad:
            found = torch.autograd.grad(result, wanted, allow_unused=True)
        for (name, right), got in zip(gradients.items(), found):
            compare("the gradient to " + name, torch.zeros_like(tensors[name]) if got is None else got, right)


def compare(what, got, right):
    """Hold a tensor against the right numbers."""
    if not isinstance(got, torch.Tensor) and not hasattr(got, "__array__"):
        raise AssertionError(f"{what} is {type(got).__name__}, and should be a tensor")
    got = torch.as_tensor(got).detach().double()
    right = torch.tensor(right, dtype=torch.float64)
    if got.shape != right.shape:
        raise AssertionError(f"{what} has the shape {list(got.shape)}, and should have {list(right.shape)}")
    if not torch.allclose(got, right, rtol=1e-4, atol=1e-5):
        raise AssertionError(f"{what} is {shown(got)}, and should be {shown(right)}")


def shown(tensor):
    """Return numbers in few digits."""
    return " ".join(str(tensor.numpy().round(5).tolist()).split())


def try_case(name, note, call):
    """Run one case, and print how it went; return whether it is right."""
    try:
        call()
    except NotImplementedError:
        word, why = "to do", "not written yet"
    except AssertionError as error:
        word, why = "WRONG", str(error)
    except Exception as error:
        word, why = "ERROR", f"{type(error).__name__}: {error}"
    else:
        word, why = "right", ""
    print(f"{word}  {name}: {note}" + (f"\n       {why}" if why else ""))
    return not why


def load(file, name):
    """Return the function or class of a name from one of your files."""
    path = FOLDER / file
    if not path.is_file():
        raise AssertionError(f"there is no {path}")
    if str(FOLDER) not in sys.path:
        sys.path.insert(0, str(FOLDER))
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    if not hasattr(module, name):
        raise AssertionError(f"{path} defines no {name}")
    return getattr(module, name)


def test_huber_1():
    check(
        load("huber.py", "huber_loss"),
        {"pred": ("float32", 2.0), "target": ("float32", 0.0)},
        {"delta": 0.5},
        0.875,
        {"pred": 0.5},
    )


test_huber_1.case = ("huber", "far beyond δ = 0.5")


def test_huber_2():
    check(
        load("huber.py", "huber_loss"),
        {"pred": ("float32", [0.5]), "target": ("float32", [0.0])},
        {},
        0.125,
        {"pred": [0.5]},
    )


test_huber_2.case = ("huber", "inside δ = 1")


def test_huber_3():
    check(
        load("huber.py", "huber_loss"),
        {"pred": ("float32", [3.0]), "target": ("float32", [0.0])},
        {},
        2.5,
        {"pred": [1.0]},
    )


test_huber_3.case = ("huber", "beyond δ = 1")


def test_huber_4():
    check(
        load("huber.py", "huber_loss"),
        {"pred": ("float32", [2.0, -2.0]), "target": ("float32", [1.0, 2.0])},
        {"delta": 2.0},
        3.25,
        {"pred": [0.5, -1.0]},
    )


test_huber_4.case = ("huber", "one inside, one beyond")


def test_bce_with_logits_1():
    check(
        load("bce_with_logits.py", "bce_with_logits_loss"),
        {"logits": ("float32", [2.0]), "target": ("float32", [1.0])},
        {},
        0.126928011,
        {"logits": [-0.119202922]},
    )


test_bce_with_logits_1.case = ("bce_with_logits", "log(1 + e^−2) = 0.1269")


def test_bce_with_logits_2():
    check(
        load("bce_with_logits.py", "bce_with_logits_loss"),
        {"logits": ("float32", 1.0), "target": ("float32", 0.0)},
        {},
        1.31326169,
        {"logits": 0.731058579},
    )


test_bce_with_logits_2.case = ("bce_with_logits", "one number, 0-d: log(1 + e) = 1.3133")


def test_bce_with_logits_3():
    check(
        load("bce_with_logits.py", "bce_with_logits_loss"),
        {"logits": ("float32", [-2.0, 2.0]), "target": ("float32", [1.0, 1.0])},
        {},
        1.12692801,
        {"logits": [-0.440398539, -0.059601461]},
    )


test_bce_with_logits_3.case = ("bce_with_logits", "wrong by 2 and right by 2: 2.1269 and 0.1269")


def test_bce_with_logits_4():
    check(
        load("bce_with_logits.py", "bce_with_logits_loss"),
        {"logits": ("float32", [[1.0, -1.0, 2.0], [-2.0, 1.0, -1.0]]), "target": ("float32", [[1.0, 0.0, 0.0], [1.0, 0.0, 0.0]])},
        {},
        1.0844838,
        {"logits": [[-0.0448235702, 0.0448235702, 0.146799513], [-0.146799513, 0.121843096, 0.0448235702]]},
    )


test_bce_with_logits_4.case = ("bce_with_logits", "2 × 3 elements")


def main():
    """Run every case, and say how many are right."""
    global FOLDER
    if len(sys.argv) > 1:
        FOLDER = Path(sys.argv[1]).resolve()
    sys.stdout.reconfigure(errors="replace")
    tests = [test for name, test in globals().items() if name.startswith("test_")]
    right = sum(try_case(*test.case, test) for test in tests)
    print(f"\n{right} of {len(tests)} sample cases are right.")
    return 0 if right == len(tests) else 1


if __name__ == "__main__":
    sys.exit(main())
