"""`lossquiz bank check`: when it takes a proof that was made before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from typer.testing import CliRunner

from lossquiz.cli import bank
from lossquiz.cli.app import app
from lossquiz.grading.proof.proofs import Proof


@pytest.mark.parametrize(
    ("words", "variable", "fresh"),
    [
        ((), "", False),
        ((), "false", False),
        ((), "0", False),
        (("--fresh",), "", True),
        ((), "true", True),
        ((), "1", True),
        ((), "yes, of some maker", True),
    ],
)
def test_the_option_and_continuous_integration_prove_anew(
    monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], variable: str, fresh: bool
) -> None:
    def prove_many(*_: object, **options: Any) -> Iterator[Proof]:
        assert options["fresh"] is fresh
        yield Proof("mse", (), mutants=4, killed=4)

    monkeypatch.setattr(bank, "prove_many", prove_many)
    monkeypatch.setenv("CI", variable)
    done = CliRunner().invoke(app, ["bank", "check", "--only", "mse", *words])
    assert done.exit_code == 0, done.output
    assert "1 questions, 0 faults. Mutation score 100.0%." in done.stdout
