"""A session that is killed at any moment loses no answer that was acknowledged."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

# Forks a session 200 times; each records answers and says so after each, until it is killed in the middle of the next.
SCRIPT = """
import json, os, random, signal, sqlite3, sys
from lossquiz.practice.store import Attempt, open_store, progress_file, read_store

rng = random.Random(7)
acknowledged, opened = [], 0
for session in range(200):
    reads, writes = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reads)
        with open_store() as store:
            for number in range(1000):
                name = f"{session}-{number}"
                store.record(Attempt(name, "choose", "right", answer="x" * rng.randrange(3000)))
                if number % 3 == 2:
                    store.keep("interview", name)
                os.write(writes, f"{name}\\n".encode())
        os._exit(0)
    os.close(writes)
    wanted, said = rng.randrange(12), b""
    while said.count(b"\\n") < wanted:
        said += os.read(reads, 1 if rng.random() < 0.5 else 64)
    for _ in range(rng.randrange(3000)):  # a little later, wherever that is
        pass
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while more := os.read(reads, 4096):
        said += more
    os.close(reads)
    acknowledged += said.decode().split("\\n")[:-1]
    with read_store() as store:
        there = [attempt.question for attempt in store.attempts()]
    opened += 1
    assert set(acknowledged) <= set(there), (session, sorted(set(acknowledged) - set(there)))
    assert len(there) == len(set(there))
connection = sqlite3.connect(progress_file())
print(json.dumps([opened, len(acknowledged), connection.execute("PRAGMA integrity_check").fetchone()[0]]))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="sessions are forked")
def test_kill_at_two_hundred_moments(tmp_path: Path) -> None:
    env = {**os.environ, "LOSSQUIZ_HOME": str(tmp_path / "home")}
    done = subprocess.run([sys.executable, "-c", SCRIPT], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    opened, acknowledged, integrity = json.loads(done.stdout)
    assert (opened, integrity) == (200, "ok")
    assert acknowledged > 800
