"""Faults are found again by their key: their line, and whether what holds them is sound."""

from __future__ import annotations

import pytest

from lossquiz.errors import BankError
from lossquiz.forms.faults import Faults, raise_faults


def test_a_fault_spoils_what_holds_it_and_nothing_beside_it() -> None:
    faults = Faults("f.yaml")
    faults.fault_at("rules[1].promote.mse", "too much")
    spoilt = ("rules[1].promote.mse", "rules[1].promote", "rules[1]", "rules")
    assert [faults.sound(key) for key in spoilt] == [False] * 4
    beside = ("rules[1].promote.mae", "rules[10]", "rules[11].promote", "tasks", "rule")
    assert [faults.sound(key) for key in beside] == [True] * 5


def test_the_faults_of_all_files_are_raised_together() -> None:
    one, two, sound = Faults("one.yaml"), Faults("two.yaml", lines={"a": 3}), Faults("sound.yaml")
    one.fault_at("x", "odd")
    two.fault_at("a.b", "even")
    raise_faults([sound])
    with pytest.raises(BankError) as caught:
        raise_faults([one, sound, two])
    assert [str(fault) for fault in caught.value.faults] == ["one.yaml: x: odd", "two.yaml:3: a.b: even"]
