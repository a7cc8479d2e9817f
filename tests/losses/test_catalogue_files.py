"""Every way in which a file of the catalogue can be wrong is told with its line, its key and what was expected."""

from __future__ import annotations

from pathlib import Path

import pytest

from lossquiz.errors import BankError, Fault
from lossquiz.losses.catalogue import DATA, catalogue
from lossquiz.losses.checks import read_catalogue

HUBER = """\
huber:
  title: Huber loss
  form: real
  aliases: [robust_l2]
  formula: "e²/2 if |e| ≤ δ, else δ(|e| − δ/2)"
  torch: torch.nn.HuberLoss(delta=$delta)
  arguments: {delta: "1.0"}
  options: {large_target_scale: "delta=1.35 * residual_scale"}
  use: outliers among otherwise Gaussian errors
  trade_offs: ["δ must match the scale of the residuals"]
  source: PyTorch HuberLoss

mae:
  title: Mean absolute error
  form: real
  formula: mean |e|
  torch: torch.nn.L1Loss()
  use: outliers, or when the median is wanted
  trade_offs: ["estimates the median, not the mean"]
  source: PyTorch L1Loss
"""
REAL = """\
real:
  expects: two tensors of one shape
  reduction: mean over all elements
  inputs: {pred: "float [N]", target: "float [N]"}
  example: "(torch.randn(4), torch.randn(4))"
"""


def put(folder: Path, huber: str = HUBER, real: str = REAL) -> Path:
    (folder / "families").mkdir()
    (folder / "families" / "regression.yaml").write_text(huber, encoding="utf-8")
    (folder / "input_forms.yaml").write_text(real, encoding="utf-8")
    (folder / "names.yaml").write_text("residual_scale: 1.4826 times the median absolute residual\n", encoding="utf-8")
    (folder / "libraries.yaml").write_text('torch: "2.13"\n', encoding="utf-8")
    return folder


def faults_of(folder: Path) -> tuple[Fault, ...]:
    with pytest.raises(BankError) as caught:
        read_catalogue(folder)
    return caught.value.faults


def test_a_loss_has_the_family_of_its_file_and_what_its_input_form_says(tmp_path: Path) -> None:
    content = read_catalogue(put(tmp_path))
    assert [loss["id"] for loss in content["losses"]] == ["huber", "mae"]
    huber = content["losses"][0]
    assert huber["family"] == "regression"
    assert (huber["expects"], huber["reduction"]) == ("two tensors of one shape", "mean over all elements")
    assert (huber["explain_only"], huber["snippet"]) == (False, "")


def test_what_a_loss_says_itself_goes_before_its_input_form(tmp_path: Path) -> None:
    content = read_catalogue(put(tmp_path, HUBER.replace("  form: real\n", "  form: real\n  expects: pairs\n", 1)))
    assert [loss["expects"] for loss in content["losses"]] == ["pairs", "two tensors of one shape"]


def test_what_a_loss_adds_stands_after_its_input_form(tmp_path: Path) -> None:
    content = read_catalogue(put(tmp_path, HUBER.replace("  form: real\n", "  form: real\n  expects_also: δ > 0\n", 1)))
    assert [loss["expects"] for loss in content["losses"]] == [
        "two tensors of one shape; δ > 0",
        "two tensors of one shape",
    ]
    assert "expects_also" not in content["losses"][0]


@pytest.mark.parametrize(
    ("old", "new", "line", "key", "message"),
    [
        ("  title: Huber loss", "  titel: Huber loss", 2, "huber.titel", "unknown key; did you mean title?"),
        ("  title: Huber loss\n", "", 2, "huber.title", "missing; expected its name in prose"),
        ("title: Huber loss", "title: [Huber]", 2, "huber.title", "expected text, got a list"),
        ("title: Huber loss", "title:", 2, "huber.title", "expected text, got nothing"),
        ("title: Huber loss", "family: regression", 2, "huber.family", "the file's name is the family"),
        ("form: real", "form: reel", 3, "huber.form", 'no input form "reel"; did you mean real?'),
        ("form: real", "form: real\n  reduction: mean over all elements", 4, "huber.reduction", "says the same"),
        ("[robust_l2]", "robust_l2", 4, "huber.aliases", 'expected a list, got "robust_l2"'),
        ("[robust_l2]", "[Robust L2]", 4, "huber.aliases[0]", "expected a word in lower case"),
        ("[robust_l2]", "[mae]", 13, "mae", '"mae" already names huber in regression.yaml'),
        ("torch: torch.nn.HuberLoss(delta=$delta)", "", 1, "huber", "expected either `torch` or `snippet`"),
        ("delta=$delta", "delta=$epsilon", 6, "huber.torch", "no default for $epsilon; add it under `arguments`"),
        (
            "torch: torch.nn.HuberLoss(delta=$delta)",
            'snippet: "def huber(pred, target, weight, delta=$delta): return 0"',
            1,
            "huber.inputs",
            "the code takes pred, target, weight; give each",
        ),
        ("delta=$delta", "delta=$", 6, "huber.torch", "expected the name of an argument"),
        ("delta=$delta", "delta=", 6, "huber.torch", "not valid Python"),
        ('{delta: "1.0"}', "[1.0]", 7, "huber.arguments", "expected a mapping, got a list"),
        ("delta=1.35 * residual_scale", "tune it", 8, "huber.options.large_target_scale", "expected settings such as"),
        ('["δ must match the scale of the residuals"]', "[]", 10, "huber.trade_offs", "expected at least 1 items"),
        ("source: PyTorch HuberLoss", "explain_only: soon", 11, "huber.explain_only", "expected true or false"),
        ("mae:\n", "huber:\n", 13, "huber", "the key stands twice; keep one"),
    ],
)
def test_a_fault_says_where_what_and_what_was_expected(
    tmp_path: Path, old: str, new: str, line: int, key: str, message: str
) -> None:
    assert old in HUBER
    faults = faults_of(put(tmp_path, HUBER.replace(old, new, 1)))
    (fault,) = (fault for fault in faults if fault.key == key and message in fault.message)
    assert (fault.path, fault.line) == ("regression.yaml", line)


def test_all_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    # What needs only the loss itself is checked although another loss, and a form, do not read well.
    broken = HUBER.replace("title: Huber loss", "titel: Huber loss").replace("L1Loss()", "L1Loss($p)")
    faults = faults_of(put(tmp_path, broken, REAL.replace("  reduction: mean over all elements\n", "")))
    assert [str(fault).partition(": ")[0] + " " + fault.key for fault in faults] == [
        "input_forms.yaml:2 real.reduction",
        "regression.yaml:2 huber.titel",
        "regression.yaml:2 huber.title",
        "regression.yaml:17 mae.torch",
    ]


def test_a_word_names_one_loss_in_all_families(tmp_path: Path) -> None:
    folder = put(tmp_path)
    (folder / "families" / "robust.yaml").write_text(HUBER[HUBER.index("mae:") :], encoding="utf-8")
    (fault,) = faults_of(folder)
    assert (fault.path, fault.line, fault.message) == ("robust.yaml", 1, '"mae" already names mae in regression.yaml')


def test_a_library_has_a_version(tmp_path: Path) -> None:
    folder = put(tmp_path)
    (folder / "libraries.yaml").write_text('torch: "2.13"\nkeras: new\n', encoding="utf-8")
    (fault,) = faults_of(folder)
    assert (fault.path, fault.line) == ("libraries.yaml", 2)
    assert "expected a version" in fault.message


def test_a_file_that_is_not_there_or_empty_is_one_fault(tmp_path: Path) -> None:
    (tmp_path / "input_forms.yaml").write_text("", encoding="utf-8")
    assert [str(fault) for fault in faults_of(tmp_path)] == [
        "names.yaml: cannot be read: No such file or directory",
        "libraries.yaml: cannot be read: No such file or directory",
        "input_forms.yaml: the file is empty; expected a mapping",
    ]


def test_each_shipped_family_has_a_file_of_its_own() -> None:
    files = sorted(path.stem for path in (DATA / "families").glob("*.yaml"))
    assert list(dict.fromkeys(loss.family for loss in catalogue().values())) == files
    assert len(files) == 24
