"""Archives are opened in a locked child, in memory; tricks in them are refused."""

from __future__ import annotations

import io
import stat
import tarfile
import zipfile
from collections.abc import Iterator

import pytest

from lossquiz.grading.intake.archives import Unpacker
from lossquiz.grading.intake.find import RefusedError
from lossquiz.grading.sandbox.child import archive


def zipped(*members: tuple[str, bytes], mode: int = 0o644, flags: int = 0) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members:
            info = zipfile.ZipInfo(name)
            info.external_attr = mode << 16
            info.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(info, content)
    whole = bytearray(file.getvalue())
    if flags:  # in the local header and in the table at the end
        for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            whole[whole.index(mark) + offset] |= flags
    return bytes(whole)


def tarred(*members: tarfile.TarInfo, mode: str = "w") -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode=mode) as made:  # type: ignore[call-overload]  # the mode is a word
        for member in members:
            made.addfile(member, io.BytesIO(b"x" * member.size) if member.isfile() else None)
    return file.getvalue()


def member(name: str, kind: bytes = tarfile.REGTYPE, link: str = "", size: int = 0) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname, info.size = kind, link, size
    return info


@pytest.fixture(scope="module")
def unpack() -> Iterator[Unpacker]:
    opened = Unpacker()
    yield opened
    opened.close()


def test_files_come_with_their_paths_and_folders_do_not(unpack: Unpacker) -> None:
    source = zipped(("a/", b""), ("a/b.py", b"x = 1"), ("./c.py", b""), ("w\\in.py", b"y"))
    assert list(unpack("x.zip", source)) == [("a/b.py", b"x = 1"), ("c.py", b""), ("w/in.py", b"y")]


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_tar_is_opened_however_it_is_packed(unpack: Unpacker, mode: str) -> None:
    source = tarred(member("a", tarfile.DIRTYPE), member("a/b.py", size=3), mode=mode)
    assert list(unpack("x.tar", source)) == [("a/b.py", b"xxx")]


@pytest.mark.parametrize(
    ("name", "source", "said"),
    [
        ("x.zip", zipped(("../a.py", b"")), "leads out of it"),
        ("x.zip", zipped(("a/../../b.py", b"")), "leads out of it"),
        ("x.zip", zipped(("/etc/passwd", b"")), "leads out of it"),
        ("x.zip", zipped(("..\\a.py", b"")), "leads out of it"),
        ("x.zip", zipped(("C:/a.py", b"")), "leads out of it"),
        ("x.zip", zipped(("a.py", b"/etc/passwd"), mode=stat.S_IFLNK | 0o777), "holds a link"),
        ("x.zip", zipped(("a.py", b"x = 1"), flags=1), "password"),
        ("x.zip", b"PK\x03\x04 and no more", "damaged"),
        ("x.zip", zipped(("a.py", b"x" * 9_000))[:-40], "damaged"),
        ("x.zip", b"", "damaged"),
        ("x.tar", tarred(member("a.py", tarfile.SYMTYPE, "/etc/passwd")), "holds a link"),
        ("x.tar", tarred(member("a.py", tarfile.LNKTYPE, "b.py")), "holds a link"),
        ("x.tar", tarred(member("../a.py", size=1)), "leads out of it"),
        ("x.tgz", b"\x1f\x8b and no more", "damaged"),
        ("x.zip", zipped(("zeros.py", b"\0" * (archive.MAX_MEMBER + 1))), "larger than 20 MiB"),
        ("x.zip", zipped(*((f"{n}.py", b"\0" * (archive.MAX_MEMBER - 1)) for n in range(4))), "more than 64 MiB"),
        ("x.zip", zipped(*((f"{n}.py", b"") for n in range(archive.MAX_MEMBERS + 1))), "more than 5000 files"),
    ],
)  # fmt: skip
def test_tricks_are_refused(unpack: Unpacker, name: str, source: bytes, said: str) -> None:
    with pytest.raises(RefusedError, match=said):
        unpack(name, source)


def test_devices_and_pipes_in_a_tar_are_nothing(unpack: Unpacker) -> None:
    odd = (member("fifo", tarfile.FIFOTYPE), member("device", tarfile.CHRTYPE), member("a.py", size=1))
    assert list(unpack("x.tar", tarred(*odd))) == [("a.py", b"x")]
