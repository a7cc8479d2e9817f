"""The system calls that a submission may make, and the BPF program that refuses all others.

Sources: linux `include/uapi/asm-generic/unistd.h` (aarch64) and `arch/x86/entry/syscalls/syscall_64.tbl` for the
numbers; `seccomp(2)` and `include/uapi/linux/{seccomp,filter,bpf_common,audit}.h` for the program.
"""

from __future__ import annotations

import errno
import struct
from collections.abc import Mapping
from types import MappingProxyType

# Name: (number on x86_64, number on aarch64 or None where the call does not exist). Most frequent first, because
# the filter asks in this order.
ALLOWED: Mapping[str, tuple[int, int | None]] = MappingProxyType(
    {
        "futex": (202, 98),
        "read": (0, 63),
        "write": (1, 64),
        "mmap": (9, 222),
        "munmap": (11, 215),
        "brk": (12, 214),
        "madvise": (28, 233),
        "mprotect": (10, 226),
        "mremap": (25, 216),
        "newfstatat": (262, 79),
        "fstat": (5, 80),
        "lseek": (8, 62),
        "close": (3, 57),
        "getdents64": (217, 61),
        "clock_gettime": (228, 113),
        "getrandom": (318, 278),
        "rt_sigaction": (13, 134),
        "rt_sigprocmask": (14, 135),
        "rt_sigreturn": (15, 139),
        "sigaltstack": (131, 132),
        "restart_syscall": (219, 128),
        "pread64": (17, 67),
        "readv": (19, 65),
        "writev": (20, 66),
        "readlinkat": (267, 78),
        "faccessat": (269, 48),
        "faccessat2": (439, 439),
        "statx": (332, 291),
        "statfs": (137, 43),
        "fstatfs": (138, 44),
        "getcwd": (79, 17),
        "stat": (4, None),
        "lstat": (6, None),
        "access": (21, None),
        "readlink": (89, None),
        "dup": (32, 23),
        "dup2": (33, None),
        "dup3": (292, 24),
        "pipe": (22, None),
        "pipe2": (293, 59),
        "poll": (7, None),
        "ppoll": (271, 73),
        "select": (23, None),
        "pselect6": (270, 72),
        "nanosleep": (35, 101),
        "clock_nanosleep": (230, 115),
        "clock_getres": (229, 114),
        "gettimeofday": (96, 169),
        "time": (201, None),
        "times": (100, 153),
        "getrusage": (98, 165),
        "getrlimit": (97, 163),
        "sysinfo": (99, 179),
        "uname": (63, 160),
        "getcpu": (309, 168),
        "setitimer": (38, 103),  # stops what stands beside the entry
        "getpid": (39, 172),
        "getppid": (110, 173),
        "gettid": (186, 178),
        "getuid": (102, 174),
        "geteuid": (107, 175),
        "getgid": (104, 176),
        "getegid": (108, 177),
        "sched_yield": (24, 124),
        "sched_getaffinity": (204, 123),
        "set_tid_address": (218, 96),
        "set_robust_list": (273, 99),
        "rseq": (334, 293),
        "membarrier": (324, 283),
        "close_range": (436, 436),
        "exit": (60, 93),
        "exit_group": (231, 94),
    }
)
# What making, filling, renaming and removing files of one's own needs. No links, no modes, no times, no chdir: nothing
# that a loss does needs them, and the time of a folder tells whether anything was ever made in it.
IN_A_FOLDER: Mapping[str, tuple[int, int | None]] = MappingProxyType(
    {
        "mkdir": (83, None),
        "mkdirat": (258, 34),
        "unlink": (87, None),
        "unlinkat": (263, 35),
        "rmdir": (84, None),
        "rename": (82, None),
        "renameat": (264, 38),
        "renameat2": (316, 276),
        "ftruncate": (77, 46),
        "fsync": (74, 82),
        "fdatasync": (75, 83),
        "msync": (26, 227),
        "pwrite64": (18, 68),
    }
)
# Calls that are allowed with some arguments only.
CLONE, CLONE3, PRLIMIT64, IOCTL, FCNTL, PRCTL, OPENAT = (
    (56, 220),
    (435, 435),
    (302, 261),
    (16, 29),
    (72, 25),
    (157, 167),
    (257, 56),
)
# AUDIT_ARCH_X86_64 and AUDIT_ARCH_AARCH64: ELF machine | 64 bit | little endian.
AUDIT_ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_X32_BIT = 0x40000000  # __X32_SYSCALL_BIT

# linux/seccomp.h: SECCOMP_RET_*
_KILL, _ERRNO, _ALLOW = 0x80000000, 0x00050000, 0x7FFF0000
# linux/bpf_common.h: BPF_LD|BPF_W|BPF_ABS; BPF_JMP|BPF_K with BPF_JEQ, BPF_JGE, BPF_JSET; BPF_RET|BPF_K
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
# struct seccomp_data: nr at 0, arch at 4, the low half of argument n at 16 + 8n (both machines are little endian).
_NUMBER, _ARCH, _ARGUMENTS = 0, 4, 16

_MMAP, _MREMAP = (9, 222), (25, 216)
_MAP_ANONYMOUS = 0x20
_CLONE_THREAD = 0x00010000
# CLONE_NEWTIME | NEWNS | NEWCGROUP | NEWUTS | NEWIPC | NEWUSER | NEWPID | NEWNET
_CLONE_NEW = 0x00000080 | 0x00020000 | 0x7E000000
_OPEN_WRITES = 0o1 | 0o2 | 0o100 | 0o1000 | 0o2000 | 0o20000000  # O_WRONLY|RDWR|CREAT|TRUNC|APPEND|__O_TMPFILE
_TERMINAL_ASKED = (0x5401, 0x5451, 0x5421)  # TCGETS (isatty), FIOCLEX, FIONBIO
_FD_FLAGS = (0, 1, 2, 3, 4, 1030)  # F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_DUPFD_CLOEXEC
_NAMING = (15, 16, 0x53564D41)  # PR_SET_NAME, PR_GET_NAME, PR_SET_VMA


def _step(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    """Return one `struct sock_filter`."""
    return struct.pack("<HBBI", code, if_true, if_false, value)


def _answer(value: int) -> list[bytes]:
    return [_step(_RETURN, value)]


def _refuse(number: int) -> list[bytes]:
    return _answer(_ERRNO | number)


def _when(number: int, body: list[bytes]) -> list[bytes]:
    """Return: if the call's number is `number`, run `body` (which always returns), else go on."""
    return [_step(_EQUAL, number, 0, len(body)), *body]


def _argument_in(position: int, values: tuple[int, ...]) -> list[bytes]:
    """Return: allow when the argument is one of `values`, else EPERM."""
    steps = [_step(_LOAD, _ARGUMENTS + 8 * position)]
    for value in values:
        steps += [_step(_EQUAL, value, 0, 1), *_answer(_ALLOW)]
    return steps + _refuse(errno.EPERM)


def _argument_without(position: int, bits: int, required: int = 0) -> list[bytes]:
    """Return: EPERM when the argument has any of `bits` or lacks the bit `required`, else allow."""
    steps = [_step(_LOAD, _ARGUMENTS + 8 * position), _step(_ANY_BIT, bits, 0, 1), *_refuse(errno.EPERM)]
    if required:
        steps += [_step(_ANY_BIT, required, 1, 0), *_refuse(errno.EPERM)]
    return steps + _answer(_ALLOW)


def piece_program(machine: str, size: int) -> bytes:
    """Return the program that refuses anonymous memory in pieces larger than `size`, and allows all else.

    Raises:
        KeyError: for a machine that is neither `x86_64` nor `aarch64`.
    """
    column = ("x86_64", "aarch64").index(machine) if machine in AUDIT_ARCH else None
    if column is None:
        raise KeyError(machine)
    steps = [_step(_LOAD, _ARCH), _step(_EQUAL, AUDIT_ARCH[machine], 1, 0), *_answer(_KILL), _step(_LOAD, _NUMBER)]
    anonymous = [_step(_LOAD, _ARGUMENTS + 8 * 3), _step(_ANY_BIT, _MAP_ANONYMOUS, 1, 0), *_answer(_ALLOW)]
    steps += _when(_MMAP[column], [*anonymous, *_no_larger(1, size)])
    steps += _when(_MREMAP[column], _no_larger(2, size))
    steps += _answer(_ALLOW)
    return b"".join(steps)


def _no_larger(position: int, size: int) -> list[bytes]:
    """Return: ENOMEM when the argument is larger than `size` (below 4 GiB), else allow."""
    high, low = _ARGUMENTS + 8 * position + 4, _ARGUMENTS + 8 * position
    return [
        *(_step(_LOAD, high), _step(_EQUAL, 0, 1, 0), *_refuse(errno.ENOMEM)),
        *(_step(_LOAD, low), _step(_AT_LEAST, size + 1, 0, 1), *_refuse(errno.ENOMEM)),
        *_answer(_ALLOW),
    ]


def filter_program(machine: str, *, read_only: bool, folder: bool = False) -> bytes:
    """Return the program for `machine` (`x86_64` or `aarch64`).

    Args:
        machine: As `platform.machine()` names it.
        read_only: Refuse to open files for writing here, for want of Landlock to do so.
        folder: Allow the calls that a folder of one's own needs; Landlock says where they work.

    Raises:
        KeyError: for another machine.
    """
    column = ("x86_64", "aarch64").index(machine) if machine in AUDIT_ARCH else None
    if column is None:
        raise KeyError(machine)
    steps = [_step(_LOAD, _ARCH), _step(_EQUAL, AUDIT_ARCH[machine], 1, 0), *_answer(_KILL), _step(_LOAD, _NUMBER)]
    if machine == "x86_64":
        steps += [_step(_AT_LEAST, _X32_BIT, 0, 1), *_answer(_KILL)]
    for numbers in (*ALLOWED.values(), *(IN_A_FOLDER.values() if folder else ())):
        number = numbers[column]
        if number is not None:
            steps += _when(number, _answer(_ALLOW))
    steps += _when(OPENAT[column], _argument_without(2, _OPEN_WRITES) if read_only else _answer(_ALLOW))
    # glibc falls back to clone, whose flags can be read here, when clone3 is not there.
    steps += _when(CLONE3[column], _refuse(errno.ENOSYS))
    steps += _when(CLONE[column], _argument_without(0, _CLONE_NEW, _CLONE_THREAD))
    steps += _when(PRLIMIT64[column], _argument_in(0, (0,)))
    steps += _when(IOCTL[column], _argument_in(1, _TERMINAL_ASKED))
    steps += _when(FCNTL[column], _argument_in(1, _FD_FLAGS))
    steps += _when(PRCTL[column], _argument_in(0, _NAMING))
    steps += _refuse(errno.EPERM)
    return b"".join(steps)
