"""The pytest plugin of `make check`: only the answers that changed, and no test is begun after its time."""

from __future__ import annotations

import time
from collections import Counter
from typing import Any

import pytest

LEFT_OUT = "left out for time"
SUBMISSIONS = "tests/grading/test_submissions.py"


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("make check")
    group.addoption("--until", type=float, default=float("inf"), help="Begin no test after this time of the clock.")
    group.addoption("--answers", default="", help="Of the submissions, grade those of these questions, or these.")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the answers out that nobody asked for."""
    wanted = config.getoption("--answers").split(",")
    if wanted == [""]:
        return
    unasked = [item for item in items if item.nodeid.startswith(SUBMISSIONS) and not is_wanted(item.name, wanted)]
    items[:] = [item for item in items if item not in unasked]
    config.hook.pytest_deselected(items=unasked)


def is_wanted(name: str, wanted: list[str]) -> bool:
    """Whether a test's name holds a question, `[huber]` or `[huber/…]`, or one answer of it, that is wanted."""
    answer = name.partition("[")[2].partition("@")[0].rstrip("]")
    return answer in wanted or answer.partition("/")[0] in wanted


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what comes too late, before its fixtures are made."""
    if time.time() > item.config.getoption("--until"):
        pytest.skip(LEFT_OUT)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say of which files how many tests were left out."""
    late = Counter(
        report.nodeid.partition("::")[0] for report in terminalreporter.getreports("skipped") if is_late(report)
    )
    for file, count in late.items():
        terminalreporter.write_line(f"{LEFT_OUT}: {count} tests of {file}")


def is_late(report: Any) -> bool:
    return isinstance(report.longrepr, tuple) and report.longrepr[2].endswith(LEFT_OUT)
