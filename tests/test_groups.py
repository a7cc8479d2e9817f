"""What belongs together stays in one process: else what a group works out once is worked out in every process."""

from __future__ import annotations

import pytest


@pytest.mark.xdist_group("together")
def test_those_who_hand_out_the_tests_know_of_groups(request: pytest.FixtureRequest) -> None:
    if not getattr(request.config.option, "loadgroup", False):
        pytest.skip("not run with --dist loadgroup")
    assert request.node.nodeid.endswith("@together")
