"""The time here, also where the machine's offset is none that Python has."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from lossquiz import local_time
from lossquiz.practice.reviews import _day as day_of_review
from lossquiz.report.terminal.interview import day
from lossquiz.takehome.moments import parse_moment

PACKAGE = Path(local_time.__file__).parent
NOON = datetime(2026, 3, 5, 12, tzinfo=timezone.utc)

pytestmark = pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone cannot be set here")


@pytest.fixture
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as patch:
        patch.setenv("TZ", request.param)
        time.tzset()
        yield
    time.tzset()


@pytest.mark.parametrize("zone", ["UTC+25", "UTC-25", "A+24"], indirect=True)
@pytest.mark.usefixtures("zone")
def test_where_the_offset_is_none_the_time_is_utc() -> None:
    assert local_time.local(NOON) == NOON
    assert local_time.local(NOON).utcoffset() == timedelta(0)
    assert local_time.local(NOON.replace(tzinfo=None)) == NOON
    assert local_time.now().utcoffset() == timedelta(0)
    assert abs(local_time.now() - datetime.now(timezone.utc)) < timedelta(minutes=1)
    assert day_of_review(NOON, None) == NOON.date()
    assert day(NOON.isoformat()) == "2026-03-05 12:00"
    assert parse_moment("2026-03-05 12:00") == NOON


@pytest.mark.parametrize("zone", ["UTC-5"], indirect=True)
@pytest.mark.usefixtures("zone")
def test_elsewhere_it_is_the_time_of_the_machine() -> None:
    assert local_time.local(NOON).isoformat() == "2026-03-05T17:00:00+05:00"
    assert local_time.local(NOON.replace(tzinfo=None)).isoformat() == "2026-03-05T12:00:00+05:00"


def test_no_other_module_asks_the_machine_for_its_offset() -> None:
    asking = re.compile(r"\.astimezone\(\)|astimezone\(None\)|\.localtime\(|date\.today\(\)|datetime\.now\(\)")
    found = [path.name for path in PACKAGE.rglob("*.py") if asking.search(path.read_text(encoding="utf-8"))]
    assert found == ["local_time.py"]
