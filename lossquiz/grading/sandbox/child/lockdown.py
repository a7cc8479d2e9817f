"""Give up every right that a loss does not need: the whole sequence, in the order in which it happens.

`Lock.prepare` runs once in the zygote, `Lock.apply` in each child before it reads a byte of the submission.
Sources: `landlock(7)` and linux `include/uapi/linux/landlock.h`; `prctl(2)`; `capset(2)`; `user_namespaces(7)`;
`getrlimit(2)`; `proc(5)` for `oom_score_adj`. The system calls allowed are in `syscalls.py`.
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import os
import platform
import signal
import struct
from dataclasses import dataclass
from pathlib import Path

from lossquiz.grading.sandbox.both.job import Limits
from lossquiz.grading.sandbox.child.folders import BYTES as FOLDER_BYTES
from lossquiz.grading.sandbox.child.folders import Folder, Folders
from lossquiz.grading.sandbox.child.limits import limit_processes, limit_resources
from lossquiz.grading.sandbox.child.syscalls import filter_program, piece_program

# Numbers of calls that Python does not wrap; the same on x86_64 and aarch64.
_LANDLOCK_CREATE_RULESET, _LANDLOCK_ADD_RULE, _LANDLOCK_RESTRICT_SELF = 444, 445, 446
_CLOSE_RANGE = 436
_CAPSET = {"x86_64": 126, "aarch64": 91}

# linux/prctl.h, linux/seccomp.h, linux/capability.h
_PAGE = os.sysconf("SC_PAGESIZE")
# linux/mman.h: MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE
_NEW_AND_NOWHERE_ELSE = 0x2 | 0x20 | 0x100000
_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS = 1, 4, 22, 38
_SECCOMP_MODE_FILTER = 2
_CAPABILITY_VERSION_3 = 0x20080522

# linux/landlock.h
_CREATE_RULESET_VERSION = 1
_RULE_PATH_BENEATH = 1
_WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 1, 1 << 2, 1 << 3
# In a folder of one's own besides: REMOVE_DIR, REMOVE_FILE, MAKE_DIR, MAKE_REG, REFER (to rename), TRUNCATE. No
# links, devices, sockets or pipes, and nothing to execute.
_OWN_FOLDER = _WRITE_FILE | _READ_FILE | _READ_DIR | 1 << 4 | 1 << 5 | 1 << 7 | 1 << 8 | 1 << 13 | 1 << 14
# All file rights that an ABI knows: 13 at first, then REFER (2), TRUNCATE (3), IOCTL_DEV (5).
_FS_RIGHTS = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1, 5: (1 << 16) - 1}
_NET_RIGHTS = 0b11  # BIND_TCP | CONNECT_TCP, from ABI 4
_SCOPES = 0b11  # ABSTRACT_UNIX_SOCKET | SIGNAL, from ABI 6
TRUNCATE_ABI, _NET_ABI, _SCOPE_ABI = 3, 4, 6

# sched.h: CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET
_NAMESPACES = 0x04000000 | 0x08000000 | 0x10000000 | 0x20000000 | 0x40000000
MOUNTS = 0x00020000  # CLONE_NEWNS

# Where the child finds its descriptors.
STDIN, STDOUT, STDERR, CHANNEL, _RULESET = range(5)

_libc = ctypes.CDLL(None, use_errno=True)
_libc.syscall.restype = ctypes.c_long


def _checked(result: int, what: str) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result


def _syscall(what: str, number: int, *arguments: object) -> int:
    return _checked(_libc.syscall(ctypes.c_long(number), *arguments), what)


def _prctl(what: str, option: int, argument: object, last: object = 0) -> None:
    zero = ctypes.c_ulong(0)
    _checked(_libc.prctl(option, argument, last, zero, zero), what)


def landlock_abi() -> int:
    """Return the version of Landlock that the kernel knows, or 0."""
    size, flags = ctypes.c_size_t(0), ctypes.c_uint32(_CREATE_RULESET_VERSION)
    return max(0, int(_libc.syscall(ctypes.c_long(_LANDLOCK_CREATE_RULESET), None, size, flags)))


def seccomp_known() -> bool:
    """Tell whether the kernel takes filters and this machine has a table of calls."""
    supported = platform.machine() in _CAPSET
    # A null program: EFAULT where filters are known, EINVAL where they are not.
    known = _libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, None, 0, 0) < 0 and ctypes.get_errno() == 14  # noqa: PLR2004 - EFAULT
    return supported and known


@dataclass(frozen=True, slots=True)
class Paths:
    """What a submission may read: whole trees, folders that may only be listed, and devices."""

    trees: tuple[str, ...]
    listed: tuple[str, ...] = ()


def readable_paths(wanted: list[str], hidden: list[str]) -> Paths:
    """Return the rules that allow `wanted` without `hidden`.

    Landlock allows whole subtrees and takes nothing back, so that a folder with something hidden in it is listed,
    and its other entries are allowed one by one.
    """
    secret = [os.path.realpath(path) for path in hidden]
    trees: dict[str, None] = {}
    listed: dict[str, None] = {}
    queue = [os.path.realpath(path) for path in wanted if Path(path).exists()]
    while queue:
        path = queue.pop()
        if any(_within(path, other) for other in secret):
            continue
        if any(_within(other, path) for other in secret):
            listed[path] = None
            queue += [os.path.realpath(entry.path) for entry in os.scandir(path) if not _leads_to(entry, secret)]
        else:
            trees[path] = None
    return Paths(tuple(trees), tuple(listed))


def _leads_to(entry: os.DirEntry[str], secret: list[str]) -> bool:
    """Tell whether a link points at or above something hidden: following it could go round for ever."""
    if not entry.is_symlink():
        return False
    target = os.path.realpath(entry.path)
    return any(_within(other, target) for other in secret)


def _within(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip("/") + "/")


def _ruleset(abi: int, paths: Paths, own: str = "") -> int:
    """Return the descriptor of a Landlock ruleset that allows to read `paths`, to write beneath `own`, and no more."""
    rights = _FS_RIGHTS[min(abi, max(_FS_RIGHTS))]
    attributes = struct.pack("<QQQ", rights, _NET_RIGHTS if abi >= _NET_ABI else 0, _SCOPES if abi >= _SCOPE_ABI else 0)
    attributes = attributes[: 24 if abi >= _SCOPE_ABI else 16 if abi >= _NET_ABI else 8]
    ruleset = _syscall(
        "landlock_create_ruleset",
        _LANDLOCK_CREATE_RULESET,
        attributes,
        ctypes.c_size_t(len(attributes)),
        ctypes.c_uint32(0),
    )
    for path in paths.trees:
        _allow(ruleset, path, _READ_FILE | _READ_DIR)
    for path in paths.listed:
        _allow(ruleset, path, _READ_DIR)
    _allow(ruleset, os.devnull, _READ_FILE | _WRITE_FILE)
    if own:
        _allow(ruleset, own, _OWN_FOLDER)
    return ruleset


def _allow(ruleset: int, path: str, rights: int) -> None:
    try:
        handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return  # gone, or not ours to read: then it needs no rule
    try:
        if not Path(path).is_dir():
            rights &= ~_READ_DIR
        rule = struct.pack("<Qi", rights, handle)
        _syscall(
            "landlock_add_rule",
            _LANDLOCK_ADD_RULE,
            ctypes.c_int(ruleset),
            ctypes.c_int(_RULE_PATH_BENEATH),
            rule,
            ctypes.c_uint32(0),
        )
    finally:
        os.close(handle)


def enter_namespaces() -> int:
    """Move this process and its future children to namespaces of their own; return their flags, 0 where it is refused.

    Among them are `MOUNTS` where the kernel gives these as well.

    Must run before any thread starts. The caller forks afterwards, because only children enter the process namespace.
    """
    user, group = os.getuid(), os.getgid()
    entered = next((flags for flags in (_NAMESPACES | MOUNTS, _NAMESPACES) if _libc.unshare(flags) == 0), 0)
    if not entered:
        return 0
    with contextlib.suppress(OSError):  # without /proc, say: unmapped, but no less isolated
        Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1", encoding="ascii")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1", encoding="ascii")
    return entered


@dataclass(frozen=True, slots=True)
class Lock:
    """What is built once and applied in each child.

    Attributes:
        ruleset: The Landlock ruleset's descriptor, or -1 without Landlock.
        program: The seccomp program, or nothing without seccomp.
        counted: Whether the processes of the zygote's user namespace are counted apart from the user's others.
        folders: What gives each child a folder of its own, or None where nothing may be written.
    """

    ruleset: int
    program: bytes
    counted: bool = False
    folders: Folders | None = None

    @classmethod
    def prepare(
        cls, paths: Paths, *, landlock: bool, seccomp: bool, counted: bool = False, place: str | None = None
    ) -> Lock:
        """Build the ruleset and the program; at `place`, in a mount namespace of our own, the children's folders.

        Raises:
            OSError: if nothing can be mounted there.
        """
        ruleset = _ruleset(landlock_abi(), paths) if landlock else -1
        # Before its third version Landlock lets a file that may be read be cut to nothing (O_RDONLY | O_TRUNC).
        read_only = not landlock or landlock_abi() < TRUNCATE_ABI
        program = filter_program(platform.machine(), read_only=read_only, folder=bool(place)) if seccomp else b""
        folders = Folders(place, lambda own: _ruleset(landlock_abi(), paths, own)) if place else None
        return cls(ruleset, program, counted, folders)

    def apply(
        self, channel: int, output: int, null: int, parent: int, limits: Limits, folder: Folder | None = None
    ) -> None:
        """Lock this process, a fresh fork of `parent`, for good; it may write in `folder`, which becomes its own.

        Raises:
            OSError: if any step is refused; the caller must then end the process.
        """
        die_with(parent)
        arrange_descriptors(channel, output, null, folder.ruleset if folder else self.ruleset)
        if folder:
            os.chdir(folder.path)
        _be_killed_first()
        limit_resources(limits, FOLDER_BYTES if folder else 0)
        if self.counted:
            limit_processes()
        _prctl("dumpable", _PR_SET_DUMPABLE, ctypes.c_ulong(0))
        _prctl("no_new_privs", _PR_SET_NO_NEW_PRIVS, ctypes.c_ulong(1), ctypes.c_ulong(0))
        drop_capabilities()
        if self.ruleset >= 0:
            _syscall("landlock_restrict_self", _LANDLOCK_RESTRICT_SELF, ctypes.c_int(_RULESET), ctypes.c_uint32(0))
            os.close(_RULESET)
        if self.program:
            if limits.piece_bytes:
                _end_the_heap()
                _take_large_holes(limits.piece_bytes)
                _filter_calls(piece_program(platform.machine(), limits.piece_bytes))
            _filter_calls(self.program)


def _end_the_heap() -> None:
    """Put a page behind the heap, so that it cannot grow: all further memory comes from mmap, whose length can be read.

    Raises:
        OSError: It cannot be put there.
    """
    _libc.sbrk.restype = _libc.mmap.restype = ctypes.c_void_p
    end = -(-_libc.sbrk(ctypes.c_ssize_t(0)) // _PAGE) * _PAGE
    found = _libc.mmap(
        *(ctypes.c_void_p(end), ctypes.c_size_t(_PAGE), ctypes.c_int(0)),  # PROT_NONE
        *(ctypes.c_int(_NEW_AND_NOWHERE_ELSE), ctypes.c_int(-1), ctypes.c_long(0)),
    )
    if found != end:
        raise OSError(ctypes.get_errno(), "the heap cannot be ended")


def _take_large_holes(size: int) -> None:
    """Take what earlier work has left free in the heap in pieces of `size` and more: it was never asked of the kernel.

    Nothing is written to it, so that it costs no page; the first piece that is not of the heap goes back.
    """
    _libc.malloc.restype = ctypes.c_void_p
    end = _libc.sbrk(ctypes.c_ssize_t(0))
    while (hole := _libc.malloc(ctypes.c_size_t(size))) and hole < end:
        pass
    _libc.free(ctypes.c_void_p(hole))


def _filter_calls(program: bytes) -> None:
    # struct sock_fprog: number of steps, pointer to them.
    steps = ctypes.create_string_buffer(program, len(program))
    header = ctypes.create_string_buffer(struct.pack("@HP", len(program) // 8, ctypes.addressof(steps)))
    _prctl("seccomp", _PR_SET_SECCOMP, ctypes.c_ulong(_SECCOMP_MODE_FILTER), header)


def end_with_parent() -> None:
    """Have the kernel kill this process when its parent dies."""
    _prctl("parent death signal", _PR_SET_PDEATHSIG, ctypes.c_ulong(signal.SIGKILL))


def die_with(parent: int) -> None:
    """Start a session of this process's own, and have the kernel end it when its parent dies."""
    os.setsid()
    end_with_parent()
    if os.getppid() != parent:
        os._exit(1)  # the parent died before the signal was asked for


def arrange_descriptors(channel: int, output: int, null: int, ruleset: int) -> None:
    """Put what the child needs into fixed slots and close everything else."""
    # First above the slots, so that none is overwritten before it is copied.
    wanted = [null, output, output, channel, *([ruleset] if ruleset >= 0 else [])]
    raised = [fcntl.fcntl(number, fcntl.F_DUPFD, len(wanted) + 1) for number in wanted]
    for slot, number in enumerate(raised):
        os.dup2(number, slot)
    last = ctypes.c_uint32(0xFFFFFFFF)
    if _libc.syscall(ctypes.c_long(_CLOSE_RANGE), ctypes.c_uint32(len(wanted)), last, ctypes.c_uint32(0)) != 0:
        os.closerange(len(wanted), os.sysconf("SC_OPEN_MAX"))  # before Linux 5.9


def _be_killed_first() -> None:
    """Tell the kernel to end this process before any other when memory runs out."""
    number = os.open("/proc/self/oom_score_adj", os.O_WRONLY)
    os.write(number, b"1000")
    os.close(number)


def drop_capabilities() -> None:
    """Give up all capabilities, also those within a user namespace or of root."""
    number = _CAPSET.get(platform.machine())
    if number is None:
        return
    header = struct.pack("<Ii", _CAPABILITY_VERSION_3, 0)
    _syscall("capset", number, header, struct.pack("<6I", *(0,) * 6))
