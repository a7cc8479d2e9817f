"""Where the system has no process to give: others may have it back soon, and one row at the most is lost."""

from __future__ import annotations

import errno
import json
import os
import resource
import subprocess
import sys
import tempfile
import textwrap
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lossquiz.errors import IsolationError
from lossquiz.grading.sandbox.both.job import Job
from lossquiz.grading.sandbox.both.outcomes import Crashed, LoadFailure, Returned, Run
from lossquiz.grading.sandbox.child import zygote
from lossquiz.grading.sandbox.parent import Sandbox, launch, patience, zygote_link
from lossquiz.grading.sandbox.parent import sandbox as sandbox_module

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the zygote is Linux's")

MakeJob = Callable[..., Job]
ANSWER = "def answer(pred, target):\n    return pred.sum()\n"
REPO = Path(__file__).resolve().parents[4]


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience.time, "sleep", lambda _seconds: None)
    monkeypatch.setattr(zygote.time, "sleep", lambda _seconds: None)


class Crowded:
    """Refuses the first `times` calls, as a full system does, and passes the others on."""

    def __init__(self, call: Callable[..., Any], times: int, error: Exception | None = None) -> None:
        self.call, self.left, self.error = call, times, error or BlockingIOError(11, "full")

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        if self.left:
            self.left -= 1
            raise self.error
        return self.call(*arguments, **named)


def test_the_zygote_tries_again_and_clears_up_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    cleared: list[int] = []
    monkeypatch.setattr(zygote.os, "fork", Crowded(lambda: 77, 3))
    assert zygote.fork(1.0, lambda: cleared.append(1)) == 77
    assert len(cleared) == 3


def test_the_zygote_does_not_try_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zygote.os, "fork", Crowded(lambda: 77, 1000))
    with pytest.raises(BlockingIOError):
        zygote.fork(1.0)


# What a zygote says that starts, and then has no process for anybody but the last to ask: it dies with the order to it.
SPEAKING = """
    import json, socket, struct, sys
    control = socket.socket(fileno=json.loads(sys.argv[1])["control"])
    def say(kind, payload=b""):
        control.sendall(struct.pack("<BI", kind, len(payload)) + payload)
    say(11, json.dumps({"level": "full", "namespaces": False}).encode())
    say(12)
    while True:
        header, ancillary, _, _ = control.recvmsg(5, 1024)
        if not header:
            break
        kind, length = struct.unpack("<BI", header)
        while length:
            length -= len(control.recv(length))
        say(13, struct.pack("<i", -1))
    """


@pytest.mark.parametrize("calls", [None, ()])
def test_a_job_for_which_there_is_no_process_in_the_end_is_told_as_crashed(
    monkeypatch: pytest.MonkeyPatch, make_job: MakeJob, tmp_path: Path, calls: Any
) -> None:
    script = tmp_path / "zygote.py"
    script.write_text(textwrap.dedent(SPEAKING))
    monkeypatch.setattr(launch, "BOOTSTRAP", str(script))
    monkeypatch.setattr(sandbox_module, "_PATIENCE_SECONDS", 0.1)
    before = len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - the number of entries only
    with Sandbox() as crowded:
        done = [crowded.run(make_job(ANSWER, calls=calls, seconds=0.1)) for _ in range(2)]
    told = (
        Run((), LoadFailure("crash", "", sandbox_module._CROWDED))
        if calls == ()
        else Run((Crashed(sandbox_module._CROWDED),))
    )
    assert done == [told, told]
    assert len(os.listdir("/proc/self/fd")) == before  # noqa: PTH208


def test_a_zygote_that_cannot_be_started_is_started_later(monkeypatch: pytest.MonkeyPatch, make_job: MakeJob) -> None:
    popen = Crowded(subprocess.Popen, 4)
    monkeypatch.setattr(zygote_link.subprocess, "Popen", popen)
    with Sandbox(trust=True) as late:
        late.start()
        assert late.level
        assert isinstance(late.run(make_job(ANSWER)).outcomes[0], Returned)
    assert popen.left == 0


def test_without_any_process_the_sandbox_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zygote_link.subprocess, "Popen", Crowded(subprocess.Popen, 10**9))
    monkeypatch.setattr(sandbox_module, "_PATIENCE_SECONDS", 0.1)
    with Sandbox(trust=True) as never, pytest.raises(IsolationError, match="no process could be started"):
        _ = never.level


@pytest.mark.parametrize("missing", ["process", "thread"])
def test_a_worker_of_a_system_without_fork_waits_as_well(
    monkeypatch: pytest.MonkeyPatch, make_job: MakeJob, missing: str
) -> None:
    monkeypatch.setenv("LOSSQUIZ_ISOLATION", "spawn")
    if missing == "process":
        monkeypatch.setattr(subprocess, "Popen", Crowded(subprocess.Popen, 3))
    else:
        full = Crowded(threading.Thread.start, 3, RuntimeError("can't start new thread"))
        monkeypatch.setattr(threading.Thread, "start", lambda thread, *_: full(thread))
    with Sandbox(trust=True) as late:
        assert isinstance(late.run(make_job(ANSWER)).outcomes[0], Returned)


# --- for real -------------------------------------------------------------------------------------------------------

FLOODED = """
    import json, resource, sys
    from lossquiz.grading.batch import grade_all
    from lossquiz.grading.intake.submission import Submission
    from lossquiz.grading.sandbox.both.job import Limits
    from lossquiz.grading.worker import Recipe, Unit
    from lossquiz.questions.bank import load_bank

    RIGHT = b"def mse_loss(pred, target):\\n    return (pred - target).pow(2).mean()\\n"
    FLOOD = b"import threading, time\\nthreading.stack_size(32768)\\n" + RIGHT + (
        b"try:\\n    while True: threading.Thread(target=time.sleep, args=(600,), daemon=True).start()\\n"
        b"except RuntimeError: time.sleep(600)\\n"
    )
    if __name__ == "__main__":
        most = int(sys.argv[1])
        resource.setrlimit(resource.RLIMIT_NPROC, (most, most))
        recipe = Recipe({"mse": load_bank().tasks["mse"]}, None, 5, Limits(seconds=2.0))
        sources = [RIGHT, FLOOD, RIGHT, FLOOD, RIGHT, FLOOD, RIGHT, FLOOD, RIGHT, RIGHT]
        units = (Unit(Submission(f"{n}/mse.py", source, "python", stem="mse", from_folder=True))
                 for n, source in enumerate(sources))
        print(json.dumps([report.verdict for report in grade_all(units, recipe, 8)]))
    """


def become_somebody() -> None:
    """Root's processes are not limited: be a user who has no other."""
    if os.getuid() == 0:
        os.setgroups([])
        os.setgid(54321)
        os.setuid(54321)


def threads_of_the_user() -> int:
    """Return how many threads the user has that the test will run as."""
    if os.getuid() == 0:
        return 0
    return sum(
        len(list(folder.glob("task/*")))
        for folder in Path("/proc").glob("[0-9]*")
        if folder.exists() and folder.stat().st_uid == os.getuid()
    )


def test_a_flood_of_threads_costs_its_own_row_only() -> None:
    """Several at a time share a zygote here: while one floods, the others' processes cannot be forked."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        script = Path(folder) / "flooded.py"
        script.write_text(textwrap.dedent(FLOODED))
        environment = {**os.environ, "PYTHONPATH": str(REPO), "LOSSQUIZ_HOME": folder, "HOME": folder}
        command = [sys.executable, str(script), str(threads_of_the_user() + 60)]

        def run(command: list[str]) -> subprocess.CompletedProcess[str]:
            return subprocess.run(
                command, preexec_fn=become_somebody, env=environment, cwd=folder, capture_output=True, text=True,
                check=False,
            )  # fmt: skip

        try:
            readable = run([sys.executable, "-c", "import lossquiz, torch"]).returncode == 0
        except PermissionError:
            readable = False
        if not readable:
            pytest.skip("root is not limited, and no other user may read this Python")
        done = run(command)
    assert done.returncode == 0, done.stderr
    verdicts = json.loads(done.stdout)
    assert [verdicts[n] for n in (0, 2, 4, 6, 8, 9)] == ["passed"] * 6, verdicts
    assert {verdicts[n] for n in (1, 3, 5, 7)} <= {"timeout", "crashed"}, verdicts


def test_a_child_may_not_have_all_threads_of_its_user(run: Callable[..., Run], sandbox: Sandbox) -> None:
    """Together the children of one zygote have a bound of their own; more than a few hundred are ended soon."""
    source = """
        import resource, threading, time
        print(resource.getrlimit(resource.RLIMIT_NPROC), flush=True)
        threading.stack_size(32768)
        try:
            for _ in range(400):
                threading.Thread(target=time.sleep, args=(600,), daemon=True).start()
        except RuntimeError:
            print("no more", flush=True)
        time.sleep(600)
        """
    done = run(source, seconds=600.0)
    if "no more" in done.output:
        pytest.skip("fewer threads than a flood are allowed here")
    assert done.failure == LoadFailure("crash", "", "started more than 256 threads")
    found = sandbox._source.hello()  # type: ignore[union-attr]
    if found["namespaces"] and found["landlock"] >= 2:
        most = min(1024, *(n for n in resource.getrlimit(resource.RLIMIT_NPROC) if n > 0))
        assert done.output.startswith(f"({most}, {most})")


def test_only_a_want_of_processes_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[int] = []

    def refuse() -> int:
        tried.append(len(tried))
        raise OSError(errno.ENOMEM, "no process can be made here")

    monkeypatch.setattr(os, "fork", refuse)
    with pytest.raises(OSError, match="no process can be made"):
        zygote.fork(1000.0)
    assert tried == [0]
