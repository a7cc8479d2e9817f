"""A proof is kept while nothing changes that it rests on: each such thing is changed once, by a byte."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import grimp
import pytest

from lossquiz.cache import cache_home
from lossquiz.grading.proof import apart, kept
from lossquiz.grading.proof.many import prove_many
from lossquiz.grading.proof.proofs import Proof, Survivor
from lossquiz.questions.bank import load_bank
from lossquiz.questions.model import BankLoss
from lossquiz.questions.scaffold import write_scaffold

PROVED = Proof("my_loss", (), mutants=12, killed=12, equivalent={"return 0": "It is the same, “so to speak”."})
FAULTY = Proof("my_loss", ("it does not hold",))
SURVIVED = Proof("my_loss", (), mutants=2, killed=1, survivors=(Survivor("return 1", "-0 +1"),))


class Prover:
    """Stands in for the work of proving, and counts how often it is done."""

    def __init__(self) -> None:
        self.times = 0
        self.proof = PROVED

    def __call__(self, losses: Sequence[BankLoss], *_: object, **__: object) -> Iterator[tuple[BankLoss, Proof]]:
        for loss in losses:
            self.times += 1
            yield loss, self.proof


@pytest.fixture
def prover(monkeypatch: pytest.MonkeyPatch) -> Prover:
    counted = Prover()
    monkeypatch.setattr(apart, "prove_apart", counted)
    return counted


@pytest.fixture
def bank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LOSSQUIZ_HOME", str(tmp_path / "home"))
    write_scaffold(tmp_path / "bank", "mine", "my_loss")
    return tmp_path / "bank"


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a copy of the package's code, which the proofs are taken to rest on."""
    copy = tmp_path / "package"
    shutil.copytree(kept.PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__", "*.yaml"))
    monkeypatch.setattr(kept, "PACKAGE", copy)
    kept.machinery.cache_clear()
    yield copy
    kept.machinery.cache_clear()


def proofs(bank: Path, *, seeds: int = 3, mutate: bool = True, fresh: bool = False) -> list[Proof]:
    """Prove the bank as it is now."""
    kept.machinery.cache_clear()
    losses = list(load_bank(root=bank).losses.values())
    return list(prove_many(losses, bank, seeds=seeds, mutate=mutate, jobs=1, fresh=fresh))


def append(path: Path, byte: bytes = b"\n") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as file:
        file.write(byte)


def entry() -> Path:
    (found,) = (cache_home() / "proofs").iterdir()
    return found


def test_what_has_not_changed_is_proved_once(bank: Path, prover: Prover) -> None:
    assert [proofs(bank) for _ in range(3)] == [[PROVED]] * 3
    assert prover.times == 1


@pytest.mark.parametrize(
    "name",
    [
        "mine/my_loss.yaml", "solutions/mine/my_loss.py", "references.py", "samplers.py", "parts/imported.py",
    ],
)  # fmt: skip
def test_a_changed_byte_of_the_bank_is_proved_anew(bank: Path, prover: Prover, name: str) -> None:
    proofs(bank)
    append(bank / name)
    assert [proofs(bank) for _ in range(2)] == [[PROVED]] * 2
    assert prover.times == 2


@pytest.mark.parametrize(
    "name",
    [
        "grading/judging/compare.py", "grading/proof/mutants.py", "grading/sandbox/both/calling.py",
        "losses/regression.py", "questions/samplers.py", "forms/schema.py", "errors.py", "grading/new.py",
    ],
)  # fmt: skip
def test_a_changed_byte_of_the_code_is_proved_anew(bank: Path, package: Path, prover: Prover, name: str) -> None:
    proofs(bank)
    append(package / name)
    proofs(bank)
    assert prover.times == 2


def test_the_solution_of_another_loss_is_nothing_to_a_proof(bank: Path, prover: Prover) -> None:
    proofs(bank)
    append(bank / "solutions" / "mine" / "other.py")
    proofs(bank)
    assert prover.times == 1


def test_all_code_that_proving_imports_is_counted_in() -> None:
    graph = grimp.build_graph("lossquiz", cache_dir=None)
    proving = {"lossquiz.grading.proof.prove", *graph.find_upstream_modules("lossquiz.grading.proof.prove")}
    counted = {path for pattern in kept.RESTS_ON for path in kept.PACKAGE.glob(pattern)}
    for module in proving:
        within = module.split(".")[1:]
        file = kept.PACKAGE.joinpath(*within).with_suffix(".py") if within else kept.PACKAGE / "__init__.py"
        assert counted & {file, kept.PACKAGE.joinpath(*within, "__init__.py")}, module


def test_another_release_of_what_computes_is_proved_anew(
    bank: Path, prover: Prover, monkeypatch: pytest.MonkeyPatch
) -> None:
    proofs(bank)
    monkeypatch.setattr(kept, "version", lambda name: f"{name} of tomorrow")
    proofs(bank)
    assert prover.times == 2


def test_what_is_inherited_from_the_catalogue_counts(prover: Prover, bank: Path) -> None:
    loss = load_bank(root=bank).losses["my_loss"]
    other = replace(loss, card=replace(loss.card, torch="nn.Other()"))
    for one in (loss, other, loss):
        list(prove_many([one], bank, seeds=1, mutate=True, jobs=1))
    assert prover.times == 3


def test_more_seeds_or_mutants_are_another_proof(bank: Path, prover: Prover) -> None:
    for _ in range(2):
        proofs(bank, seeds=3)
        proofs(bank, seeds=4)
        proofs(bank, seeds=3, mutate=False)
    assert prover.times == 3


def test_two_banks_do_not_share_a_proof(bank: Path, tmp_path: Path, prover: Prover) -> None:
    shutil.copytree(bank, tmp_path / "other")
    for _ in range(2):
        proofs(bank)
        proofs(tmp_path / "other")
    assert prover.times == 2


@pytest.mark.parametrize("proof", [FAULTY, SURVIVED])
def test_a_proof_with_faults_or_survivors_is_not_kept(bank: Path, prover: Prover, proof: Proof) -> None:
    prover.proof = proof
    assert [proofs(bank) for _ in range(2)] == [[proof]] * 2
    assert prover.times == 2


def test_a_change_while_it_is_proved_is_proved_anew(
    bank: Path, prover: Prover, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(losses: Sequence[BankLoss], *_: object, **__: object) -> Iterator[tuple[BankLoss, Proof]]:
        append(bank / "references.py")
        yield from ((loss, PROVED) for loss in losses)

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(apart, "prove_apart", slow)
        proofs(bank)
    proofs(bank)
    assert prover.times == 1


@pytest.mark.parametrize(
    "damage",
    [
        lambda whole: whole[:-9],
        lambda whole: whole.replace(b'"killed": 12', b'"killed": 11'),
        lambda whole: whole.partition(b"\n")[2],
        lambda _: b"",
        lambda _: b"\xff\n{}",
    ],
)
def test_a_damaged_entry_is_proved_anew(bank: Path, prover: Prover, damage: Callable[[bytes], bytes]) -> None:
    proofs(bank)
    whole = entry().read_bytes()
    assert whole.count(b'"killed": 12') == 1
    entry().write_bytes(damage(whole))
    assert proofs(bank) == [PROVED]
    assert prover.times == 2


def test_a_cache_that_cannot_be_written_is_done_without(bank: Path, tmp_path: Path, prover: Prover) -> None:
    (tmp_path / "home").write_text("a file where the folder should be")
    assert [proofs(bank) for _ in range(2)] == [[PROVED]] * 2
    assert prover.times == 2


def test_a_reference_of_another_package_is_not_followed_and_its_proof_not_kept(bank: Path, prover: Prover) -> None:
    path = bank / "mine" / "my_loss.yaml"
    path.write_text(path.read_text().replace("references.py:my_loss_loss", "elsewhere.my_loss"))
    for _ in range(2):
        proofs(bank)
    assert prover.times == 2
