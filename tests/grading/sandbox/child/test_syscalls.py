"""The BPF program, run by an interpreter of its own on both machines: which calls pass, and which do not."""

from __future__ import annotations

import errno
import struct
import sys

import pytest

from lossquiz.grading.sandbox.child.syscalls import ALLOWED, AUDIT_ARCH, IN_A_FOLDER, filter_program

KILL, EPERM, ENOSYS, ALLOW = "kill", "eperm", "enosys", "allow"
ANSWERS = {0x80000000: KILL, 0x50000 | errno.EPERM: EPERM, 0x50000 | errno.ENOSYS: ENOSYS, 0x7FFF0000: ALLOW}
MACHINES = ("x86_64", "aarch64")
# From the kernel's tables: names that must be refused on each machine, by number.
REFUSED = {
    "x86_64": {
        "open": 2, "sendmsg": 46, "socket": 41, "connect": 42, "bind": 49, "fork": 57, "vfork": 58, "execve":
        59, "kill": 62, "ptrace": 101, "setuid": 105, "capset": 126, "prctl": 157, "chroot": 161, "mount":
        165, "tkill": 200, "unlink": 87, "rename": 82, "mkdir": 83, "truncate": 76, "chdir": 80, "setrlimit":
        160, "shmget": 29, "tgkill": 234, "keyctl": 250, "inotify_init": 253, "unshare": 272,
        "perf_event_open": 298, "process_vm_readv": 310, "seccomp": 317, "bpf": 321, "memfd_create": 319,
        "execveat": 322, "userfaultfd": 323, "pidfd_send_signal": 424, "io_uring_setup": 425, "pidfd_open":
        434, "pidfd_getfd": 438, "process_madvise": 440, "landlock_create_ruleset": 444, "mlock": 149,
        "sched_setaffinity": 203, "setpriority": 141, "epoll_create": 213, "eventfd2": 290, "timer_create":
        222,
    },
    "aarch64": {
        "setxattr": 5, "inotify_init1": 26, "mkdirat": 34, "unlinkat": 35, "mount": 40, "truncate": 45,
        "chdir": 49, "chroot": 51, "unshare": 97, "ptrace": 117, "kill": 129, "tgkill": 131, "setuid": 146,
        "capset": 91, "socket": 198, "bind": 200, "connect": 203, "sendmsg": 211, "keyctl": 219, "execve":
        221, "perf_event_open": 241, "process_vm_readv": 270, "seccomp": 277, "memfd_create": 279, "bpf": 280,
        "execveat": 281, "userfaultfd": 282, "io_uring_setup": 425, "pidfd_getfd": 438, "setns": 268,
        "sched_setaffinity": 122, "renameat2": 276,
    },
}  # fmt: skip


def ask(
    machine: str, number: int, *arguments: int, arch: int | None = None, read_only: bool = False, folder: bool = False
) -> str:
    """Interpret the program on one call: only the five instructions that it uses."""
    program = filter_program(machine, read_only=read_only, folder=folder)
    steps = list(struct.iter_unpack("<HBBI", program))
    padded = (*arguments, *(0,) * (6 - len(arguments)))
    data = struct.pack("<iIQ6Q", number, AUDIT_ARCH[machine] if arch is None else arch, 0, *padded)
    position, value = 0, 0
    while True:
        code, if_true, if_false, constant = steps[position]
        position += 1
        if code == 0x20:
            (value,) = struct.unpack_from("<I", data, constant)
        elif code == 0x06:
            return ANSWERS[constant]
        else:
            true = {0x15: value == constant, 0x35: value >= constant, 0x45: bool(value & constant)}[code]
            position += if_true if true else if_false


@pytest.mark.parametrize("machine", MACHINES)
def test_what_is_listed_passes(machine: str) -> None:
    column = MACHINES.index(machine)
    numbers = [pair[column] for pair in ALLOWED.values() if pair[column] is not None]
    assert len(numbers) == len(set(numbers))
    assert {ask(machine, number) for number in numbers if number is not None} == {ALLOW}


@pytest.mark.parametrize(("machine", "name"), [(machine, name) for machine in MACHINES for name in REFUSED[machine]])
def test_what_is_not_listed_is_refused_and_not_killed(machine: str, name: str) -> None:
    assert ask(machine, REFUSED[machine][name], 99, 99, 99) == EPERM


@pytest.mark.parametrize("machine", MACHINES)
def test_everything_else_is_refused(machine: str) -> None:
    column = MACHINES.index(machine)
    listed = {pair[column] for pair in ALLOWED.values()}
    special = {56, 220, 435, 302, 261, 16, 29, 72, 25, 157, 167, 257}
    for number in range(600):
        if number not in listed and number not in special:
            assert ask(machine, number, 99, 99, 99) == EPERM, number


def test_calls_of_another_machine_or_of_x32_kill() -> None:
    assert ask("x86_64", 0, arch=AUDIT_ARCH["aarch64"]) == KILL
    assert ask("x86_64", 0, arch=0x40000003) == KILL  # AUDIT_ARCH_I386: int 0x80
    assert ask("x86_64", 0x40000000) == KILL
    assert ask("x86_64", 0x40000000 + 59) == KILL
    assert ask("aarch64", 63, arch=AUDIT_ARCH["x86_64"]) == KILL
    assert ask("x86_64", -1 & 0x7FFFFFFF) == KILL


@pytest.mark.parametrize(("machine", "clone"), [("x86_64", 56), ("aarch64", 220)])
def test_clone_makes_threads_only(machine: str, clone: int) -> None:
    pthread = 0x003D0F00  # what glibc asks for: VM|FS|FILES|SIGHAND|THREAD|SYSVSEM|SETTLS|PARENT_SETTID|CHILD_CLEARTID
    assert ask(machine, clone, pthread) == ALLOW
    assert ask(machine, clone, 17) == EPERM  # SIGCHLD: fork
    assert ask(machine, clone, 0x4111) == EPERM  # vfork
    for namespace in (0x80, 0x20000, 0x2000000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000):
        assert ask(machine, clone, pthread | namespace) == EPERM
    assert ask(machine, 435) == ENOSYS


@pytest.mark.parametrize(
    ("machine", "prlimit", "ioctl", "fcntl", "prctl"), [("x86_64", 302, 16, 72, 157), ("aarch64", 261, 29, 25, 167)]
)
def test_arguments_decide_where_they_must(machine: str, prlimit: int, ioctl: int, fcntl: int, prctl: int) -> None:
    assert ask(machine, prlimit, 0, 7) == ALLOW
    assert ask(machine, prlimit, 1, 7) == EPERM
    assert ask(machine, ioctl, 1, 0x5401) == ALLOW  # isatty
    assert ask(machine, ioctl, 1, 0x5412) == EPERM  # TIOCSTI types into the terminal
    assert ask(machine, ioctl, 1, 0x541C) == EPERM  # TIOCLINUX
    assert ask(machine, fcntl, 3, 3) == ALLOW  # F_GETFL
    assert ask(machine, fcntl, 3, 8) == EPERM  # F_SETOWN sends signals
    assert ask(machine, fcntl, 3, 10) == EPERM  # F_SETSIG
    assert ask(machine, prctl, 15) == ALLOW  # PR_SET_NAME
    assert ask(machine, prctl, 4) == EPERM  # PR_SET_DUMPABLE
    assert ask(machine, prctl, 1) == EPERM  # PR_SET_PDEATHSIG
    assert ask(machine, prctl, 22) == EPERM  # PR_SET_SECCOMP


@pytest.mark.parametrize(("machine", "openat"), [("x86_64", 257), ("aarch64", 56)])
def test_files_open_for_writing_only_where_landlock_decides(machine: str, openat: int) -> None:
    for flags in (0o1, 0o2, 0o101, 0o1000, 0o2000, 0o20200000):
        assert ask(machine, openat, 0, 0, flags, read_only=True) == EPERM
        assert ask(machine, openat, 0, 0, flags) == ALLOW
    assert ask(machine, openat, 0, 0, 0o2000000, read_only=True) == ALLOW  # O_RDONLY | O_CLOEXEC
    assert ask(machine, openat, 0, 0, 0o200000, read_only=True) == ALLOW  # O_DIRECTORY


def test_jumps_stay_within_the_program_and_its_size_is_allowed() -> None:
    for machine in MACHINES:
        steps = list(struct.iter_unpack("<HBBI", filter_program(machine, read_only=True)))
        assert len(steps) <= 4096  # BPF_MAXINSNS
        for position, (code, if_true, if_false, _) in enumerate(steps):
            assert code in {0x20, 0x15, 0x35, 0x45, 0x06}
            assert position + 1 + max(if_true, if_false) < len(steps) or code == 0x06


def test_an_unknown_machine_has_no_program() -> None:
    with pytest.raises(KeyError):
        filter_program("riscv64", read_only=False)


@pytest.mark.parametrize("machine", MACHINES)
def test_a_folder_of_one_s_own_adds_its_few_calls_and_no_others(machine: str) -> None:
    column = MACHINES.index(machine)
    added = {numbers[column] for numbers in IN_A_FOLDER.values()} - {None}
    with_folder, without = (
        {number for number in range(460) if ask(machine, number, folder=folder) == ALLOW} for folder in (True, False)
    )
    assert with_folder - without == added
    assert without <= with_folder
    links, modes, times = {86, 88, 265, 266}, {90, 91, 268}, {132, 235, 261, 280}
    if machine == "aarch64":
        links, modes, times = {36, 37}, {52, 53}, {88}
    assert not with_folder & (links | modes | times)


@pytest.mark.skipif(sys.platform != "linux", reason="Landlock is Linux's")
@pytest.mark.parametrize(("abi", "refused"), [(1, True), (2, True), (3, False), (7, False)])
def test_where_landlock_does_not_know_of_cutting_files_nothing_is_opened_to_write(
    monkeypatch: pytest.MonkeyPatch, abi: int, refused: bool
) -> None:
    from lossquiz.grading.sandbox.child import lockdown

    monkeypatch.setattr(lockdown, "landlock_abi", lambda: abi)
    monkeypatch.setattr(lockdown, "_ruleset", lambda _abi, _paths: -1)
    monkeypatch.setattr(lockdown.platform, "machine", lambda: "x86_64")
    program = lockdown.Lock.prepare(lockdown.Paths(()), landlock=True, seccomp=True).program
    assert (program == filter_program("x86_64", read_only=True)) == refused
