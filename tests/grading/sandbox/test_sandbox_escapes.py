"""What a submission may not reach, tried from within. Each attempt must fail, and the answer still comes back."""

# ruff: noqa: E501 - submissions are easier to compare when each is one text

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import lossquiz
from lossquiz.grading.sandbox.parent import Sandbox

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the lock is Linux's")

Ask = Callable[[str], str]


@pytest.fixture(autouse=True)
def _needs_full(sandbox: Sandbox) -> None:
    if sandbox.level != "full":
        pytest.skip("this machine does not isolate fully")


def attempt(ask: Ask, *lines: str) -> str:
    """Return `escaped`, or the type of the error that an attempt met."""
    body = "\n".join(f"    {line}" for line in lines)
    return ask(f"try:\n{body}\n    print('escaped')\nexcept BaseException as error:\n    print(type(error).__name__)")


@pytest.mark.parametrize(
    "path",
    [
        "/etc/passwd",
        "/etc/hostname",
        "/proc/self/environ",
        "/proc/self/maps",
        "/proc/self/mem",
        "/proc/1/cmdline",
        "/proc/self/root/etc/passwd",
        "/dev/kmsg",
        "/var/log",
        lossquiz.__file__,
        str(Path(lossquiz.__file__).parent / "grading" / "sandbox" / "both" / "wire.py"),
        str(Path(lossquiz.__file__).parent.parent / "pyproject.toml"),
        str(Path(__file__)),
    ],
)
def test_no_file_beyond_pythons_own_can_be_read(said: Ask, path: str) -> None:
    assert attempt(said, f"open({path!r}, 'rb').read(1)") == "PermissionError"


@pytest.mark.parametrize("folder", ["/", "/etc", "/tmp", "/home", "/proc", "/proc/self/fd", "..", "/mnt"])  # noqa: S108
def test_no_folder_beyond_pythons_own_can_be_listed(said: Ask, folder: str) -> None:
    assert attempt(said, "import os", f"os.listdir({folder!r})") == "PermissionError"


def test_pythons_own_files_can_be_read(said: Ask) -> None:
    assert attempt(said, "import json, decimal, statistics", "open(json.__file__).read()") == "escaped"


@pytest.mark.parametrize(
    "code",
    [
        "open('/tmp/lossquiz-was-here', 'w')",
        "open('../lossquiz-was-here', 'w')",
        "open('/dev/shm/lossquiz-was-here', 'w')",
        "os.mkdir('/tmp/lossquiz-was-here')",
        "os.symlink('/etc/passwd', '/tmp/lossquiz-was-here')",
        "os.mkfifo('/tmp/lossquiz-was-here')",
        "os.remove('/tmp')",
        "os.rename('/tmp', '/tmp2')",
        "os.chmod('/tmp', 0o777)",
        "os.utime('/tmp')",
        "os.truncate(json.__file__, 0)",
        "open(json.__file__, 'a')",
        "os.chdir('/')",
        "os.chroot('/tmp')",
        "os.memfd_create('x')",
        "tempfile.TemporaryFile(dir='/tmp')",
        "os.symlink('/etc/passwd', 'link')",
        "os.link(json.__file__, 'link')",
        "os.mkfifo('pipe')",
        "os.utime('.', (0, 0))",
        "os.chmod('.', 0o777)",
        "os.setxattr('.', 'user.note', b'1')",
    ],
)
def test_nothing_can_be_written_but_in_a_folder_of_its_own(said: Ask, code: str) -> None:
    assert attempt(said, "import json, os, tempfile", code) in {"PermissionError", "FileNotFoundError"}


@pytest.mark.parametrize("family", ["AF_INET", "AF_INET6", "AF_UNIX", "AF_NETLINK", "AF_PACKET", "AF_VSOCK", "AF_ALG"])
def test_no_network_of_any_family(said: Ask, family: str) -> None:
    assert attempt(said, "import socket", f"socket.socket(socket.{family}, socket.SOCK_STREAM)") == "PermissionError"


@pytest.mark.parametrize(
    "code",
    [
        "os.fork()",
        "os.vfork() if hasattr(os, 'vfork') else os.fork()",
        "os.forkpty()",
        "os.execv('/bin/sh', ['sh'])",
        "os.posix_spawn('/bin/true', ['true'], {})",
        "subprocess.run(['true'])",
        "os.popen('true').read() or (_ for _ in ()).throw(PermissionError)",
        "os.kill(os.getppid(), 9)",
        "os.kill(-1, 9)",
        "os.killpg(0, 9)",
        "os.kill(os.getpid(), 9)",
        "signal.pidfd_send_signal(os.pidfd_open(os.getppid()), 9)",
        "os.setpriority(os.PRIO_PROCESS, os.getppid(), 19)",
        "os.sched_setaffinity(os.getppid(), {0})",
        "os.setuid(0)",
        "os.setns(0)",
        "os.unshare(0x10000000)",
        "resource.prlimit(os.getppid(), resource.RLIMIT_CPU, (1, 1))",
    ],
)
def test_no_process_is_started_or_reached(said: Ask, code: str) -> None:
    line = f"{code} if 'os.' not in {code!r} or hasattr(os, {code!r}.split('os.')[1].split('(')[0]) else open('/')"
    assert attempt(said, "import os, resource, signal, subprocess", line) in {"PermissionError", "IsADirectoryError"}


# Number on x86_64 and on aarch64.
SYSCALLS = {
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "io_uring_setup": (425, 425),
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "keyctl": (250, 219),
    "mount": (165, 40),
    "unshare": (272, 97),
    "setns": (308, 268),
    "execveat": (322, 281),
    "socketpair": (53, 199),
    "sendmsg": (46, 211),
    "memfd_create": (319, 279),
    "shmget": (29, 194),
    "pidfd_getfd": (438, 438),
    "open_by_handle_at": (304, 265),
    "name_to_handle_at": (303, 264),
    "tgkill": (234, 131),
    "rt_sigqueueinfo": (129, 138),
    "setrlimit": (160, 164),
    "capset": (126, 91),
    "seccomp": (317, 277),
    "landlock_create_ruleset": (444, 444),
    "kexec_load": (246, 104),
    "add_key": (248, 217),
    "timer_create": (222, 107),
    "timer_settime": (223, 110),
    "timer_delete": (226, 111),
    "fork": (57, None),
    "vfork": (58, None),
}


@pytest.mark.parametrize("name", SYSCALLS)
def test_raw_system_calls_are_refused(said: Ask, name: str) -> None:
    answer = said(
        f"""
        import ctypes, platform
        number = {SYSCALLS[name]!r}[("x86_64", "aarch64").index(platform.machine())]
        libc = ctypes.CDLL(None, use_errno=True)
        libc.syscall.restype = ctypes.c_long
        result = libc.syscall(ctypes.c_long(number), 0, 0, 0, 0, 0, 0) if number is not None else -1
        print(result, ctypes.get_errno() or 1)
        """
    )
    assert answer == "-1 1"  # EPERM


def test_clone_makes_threads_but_no_processes(said: Ask) -> None:
    answer = said(
        """
        import ctypes, platform, threading
        number = {"x86_64": 56, "aarch64": 220}[platform.machine()]
        libc = ctypes.CDLL(None, use_errno=True)
        print(libc.syscall(number, 17, 0, 0, 0, 0), ctypes.get_errno())
        print(libc.syscall(435, 0, 0), ctypes.get_errno())
        seen = []
        thread = threading.Thread(target=seen.append, args=(1,))
        thread.start(); thread.join()
        print(seen)
        """
    )
    assert answer.split("\n") == ["-1 1", "-1 38", "[1]"]  # EPERM; ENOSYS for clone3; a thread runs


def test_lossquiz_cannot_be_imported(said: Ask) -> None:
    answer = said(
        """
        import importlib, sys
        for name in ("lossquiz", "lossquiz.grading", "lossquiz.losses", "lossquiz.grading.sandbox.both.wire"):
            try:
                importlib.import_module(name)
                print("escaped", name)
            except ModuleNotFoundError:
                pass
        print([name for name in sys.modules if "lossquiz" in name])
        """
    )
    assert answer == "[]"


def test_lossquiz_cannot_be_imported_without_the_refusing_finder(said: Ask) -> None:
    package = str(Path(lossquiz.__file__).parent.parent)
    answer = said(
        f"""
        import sys
        sys.meta_path[:] = [finder for finder in sys.meta_path if "Refusal" not in str(finder)]
        sys.path.insert(0, {package!r})
        try:
            import lossquiz.losses
            print("escaped")
        except (ImportError, PermissionError):
            print("refused")
        """
    )
    assert answer == "refused"


def test_the_environment_holds_no_secret(said: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOSSQUIZ_TEST_SECRET", "hunter2")
    with Sandbox() as fresh:
        del fresh
    names = set(said("import os; print(*os.environ)").split())
    assert names <= {
        "CUDA_VISIBLE_DEVICES",
        "MALLOC_ARENA_MAX",
        "PATH",
        "LANG",
        "LC_ALL",
        "LC_CTYPE",
        "LD_LIBRARY_PATH",
        "OMP_NUM_THREADS",
        "OPENBLAS_NUM_THREADS",
        "MKL_NUM_THREADS",
        "TMPDIR",
        "HOME",
        "MPLCONFIGDIR",
        "NUMEXPR_NUM_THREADS",
        "TORCHINDUCTOR_CACHE_DIR",  # torch sets it itself
    }


def test_only_its_own_descriptors_are_open(said: Ask) -> None:
    answer = said(
        """
        import os
        held = []
        for number in range(256):
            try:
                os.fstat(number)
                held.append(number)
            except OSError:
                pass
        print(held)
        """
    )
    assert answer == "[0, 1, 2, 3]"


def test_nothing_of_the_trusted_side_is_in_memory(said: Ask) -> None:
    answer = said(
        """
        import gc
        names = {type(thing).__name__ for thing in gc.get_objects()}
        print(sorted(names & {"GradeReport", "Question", "Case", "Comparison", "Sandbox", "Supervisor", "Job"}))
        """
    )
    assert answer == "[]"


def test_one_submission_leaves_nothing_for_the_next(said: Ask) -> None:
    said(
        "import torch, builtins, sys; builtins.leak = 'SENTINEL-4711'; sys.leak = 1; torch.leak = 1; torch.manual_seed(5)"
    )
    answer = said(
        """
        import builtins, gc, sys, torch
        print(hasattr(builtins, "leak"), hasattr(sys, "leak"), hasattr(torch, "leak"))
        word = "SENTINEL-" + str(4700 + 11)
        print(sum(word in text for text in gc.get_objects() if type(text) is str))
        """
    )
    assert answer.split("\n") == ["False False False", "0"]


def test_the_source_of_one_submission_is_not_in_the_memory_of_the_next(run: Callable[..., object], said: Ask) -> None:
    run("# SENTINEL-" + "X" * 40 + "\ndef answer(pred, target):\n    return pred.sum()\n")
    # The heap's own address range, read through ctypes: what the zygote holds is what a child inherits.
    answer = said(
        """
        import ctypes
        libc = ctypes.CDLL(None)
        libc.sbrk.restype = ctypes.c_void_p
        end = libc.sbrk(0)
        size = 4 << 20
        heap = ctypes.string_at(end - size, size)
        word = b"SENTINEL-" + b"X" * 4 * 10
        found = heap.count(word)
        print(found, len(heap) == size)
        """
    )
    assert answer in {"0 True", "1 True"}  # its own copy of the word, made just now


def test_privileges_and_limits_are_gone_for_good(said: Ask, has_folder: bool) -> None:
    answer = said(
        """
        import ctypes, os, resource
        libc = ctypes.CDLL(None, use_errno=True)
        print(resource.getrlimit(resource.RLIMIT_FSIZE), resource.getrlimit(resource.RLIMIT_CORE))
        try:
            resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
            print("escaped")
        except (ValueError, OSError) as error:
            print(type(error).__name__)
        print(os.geteuid() == os.getuid())
        """
    )
    most = 4 << 20 if has_folder else 0
    assert answer.split("\n") == [f"({most}, {most}) (0, 0)", "ValueError", "True"]
