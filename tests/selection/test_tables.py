"""Tables out of files as people export them, and their columns."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from lossquiz.errors import InputError
from lossquiz.selection import tables as tables_module
from lossquiz.selection.columns import Columns, read_columns
from lossquiz.selection.evidence import propose


def write(folder: Path, text: str, name: str = "table.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode())
    return path


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found(tmp_path: Path, separator: str) -> None:
    text = "\n".join(separator.join(row) for row in (["x", "y"], ["1", "2"], ["3", "4"]))
    assert read_columns(write(tmp_path, text), "y", "x") == Columns(("2", "4"), ("1", "3"))


def test_quotes_a_byte_order_mark_and_windows_line_ends(tmp_path: Path) -> None:
    path = write(tmp_path, '\ufeffname,y\r\n"a, b",1\r\n"c\nd",2\r\n')
    assert read_columns(path, "y").target == ("1", "2")


def test_rows_of_another_length_are_left_out_and_counted(tmp_path: Path) -> None:
    columns = read_columns(write(tmp_path, "x,y\n1,2\n3\n4,5,6\n7,8\n"), "y")
    assert columns == Columns(("2", "8"), (), 1.0, 2)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "empty: the first line must name the columns"),
        (b"x,y\n", "no rows below the header"),
        (b"a,b\n1,2\n", 'no column "y"; it has a, b'),
        (b"x,yy\n1,2\n", 'no column "y"; did you mean yy'),
        (b"PK\x03\x04\0\0\0", "not a text table"),
        (b"PK\x03\x04,y\n1,2\n", "not a text table, but a spreadsheet"),
        (b"\x1f\x8b,y\n1,2\n", "not a text table"),
        (b"y,x,y\n1,2,3\n", '2 columns are called "y"; rename all but one'),
        (b"a" * (1 << 20) + b",y\n1,2\n", "its first line, which must name the columns, is longer than 1 MiB"),
        (b"x,y\n1,\x81\x8d\n", "not UTF-8 text"),
        (b"x,y\n1," + b"9" * 200_000 + b"\n", "not a readable table"),
    ],
)
def test_a_broken_file_gets_one_clear_line(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "broken.csv"
    path.write_bytes(content)
    with pytest.raises(InputError, match=message) as caught:
        read_columns(path, "y")
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith(str(path))


def test_a_header_of_many_columns_is_read_whole(tmp_path: Path) -> None:
    names = [f"column_{number:05d}" for number in range(9000)]
    path = write(tmp_path, f"\r\n{','.join(names)},y\r\n{'0,' * 9000}7\r\n")
    assert read_columns(path, "y").target == ("7",)


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read_columns(tmp_path / "nothing.csv", "y")
    with pytest.raises(InputError, match="not a regular file"):
        read_columns(tmp_path, "y")


def test_a_big_file_is_sampled_over_its_whole_length(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = 40_000
    path = write(tmp_path, "x,y\n" + "\n".join(f"{k},{k // 100}" for k in range(rows)) + "\n")
    monkeypatch.setattr(tables_module, "WHOLE", 20_000)
    columns = read_columns(path, "y", "x")
    read = [int(value) for value in columns.target]
    assert read == [int(value) // 100 for value in columns.predictions]  # no row that starts in the middle of a line
    assert 0.02 < columns.sampled < 0.1
    assert len(read) == pytest.approx(columns.sampled * rows, rel=0.2)
    assert read == sorted(read)
    assert read[0] == 0
    assert read[-1] > 0.95 * rows / 100
    assert any("a sample" in note for note in propose(Columns(columns.target, (), columns.sampled)).notes)


# ---- as people export them


ROWS = ("1", "2")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("x,y\n0,1\n0,2\n", "utf-16"),
        ("x,y\n0,1\n0,2\n", "utf-16-le"),
        ("x,y\n0,1\n0,2\n", "utf-16-be"),
        ("x,y\r0,1\r0,2\r", "utf-8"),
        ("sep=;\nx;y\n0,5;1\n0,7;2\n", "utf-8"),
        ("sep=,\r\nx,y\r\n0,1\r\n0,2\r\n", "utf-8-sig"),
        ("# made by hand\n# twice, or more\nx,y\n0,1\n0,2\n", "utf-8"),
        ("#x,y\n0,1\n0,2\n", "utf-8"),
        ("x,y,,\n0,1,,\n0,2,,\n", "utf-8"),
        ("x,y\n0,1,\n0,2,\n", "utf-8"),
        ("x,y,\n0,1\n0,2\n", "utf-8"),
        ('x,y\n"first\nsecond",1\n"a ""b"", c",2\n', "utf-8"),
        ("x,y\n,1\n,2\n,\n\n", "utf-8"),
        ("x,x,y\n0,0,1\n0,0,2\n", "utf-8"),
        ('"x"\t"y"\n0,1\t1\n0,2\t2\n', "utf-8"),
        ('"x, or so";"y"\n0;1\n0;2\n', "utf-8"),
        ('"x" "y"\n'.replace(" ", ",") + '"1",0,1\n"2",0,2\n', "utf-8"),
    ],
)
def test_a_table_as_people_export_it(tmp_path: Path, text: str, encoding: str) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(text.encode(encoding))
    assert read_columns(path, "y") == Columns(ROWS, ())


def test_a_single_column_may_hold_commas(tmp_path: Path) -> None:
    assert read_columns(write(tmp_path, 'y\n1,5\n2,5\n"3,5"\n'), "y").target == ("1,5", "2,5", "3,5")


def test_a_western_code_page_is_said(tmp_path: Path) -> None:
    path = tmp_path / "prices.csv"
    path.write_bytes("Straße;Preis\nMühlweg;12 €\nAm Bach;7 €\n".encode("cp1252"))
    columns = read_columns(path, "Preis", "Straße")
    assert columns == Columns(("12 €", "7 €"), ("Mühlweg", "Am Bach"))
    assert columns.notes == ("not UTF-8: read as Windows-1252, which gives “Straße;Preis”",)


def test_a_packed_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "table.csv.gz"
    path.write_bytes(gzip.compress(b"x,y\n0,1\n0,2\n"))
    assert read_columns(path, "y") == Columns(ROWS, ())
    monkeypatch.setattr(tables_module, "WHOLE", 9)
    assert read_columns(path, "y") == Columns(ROWS[:1], ())
    path.write_bytes(b"\x1f\x8b and no more")
    with pytest.raises(InputError, match="packed file that is broken"):
        read_columns(path, "y")


@pytest.mark.parametrize(
    "text",
    [
        '{"x": 0, "y": 1}\n{"y": 2, "z": null}\n',
        '[{"x": 0, "y": 1}, {"y": 2, "z": null}]',
    ],
)
def test_json_lines(tmp_path: Path, text: str) -> None:
    path = write(tmp_path, text, "table.jsonl")
    assert read_columns(path, "y", "x") == Columns(ROWS, ("0", ""))
    assert read_columns(write(tmp_path, '{"y": ["a", "b"]}\nnot json\n', "l.jsonl"), "y") == Columns(
        ('["a", "b"]',), (), 1.0, 1
    )


@pytest.mark.parametrize("text", ["[1, 2]", "[" * 100_000, "[{]", "no json", "null\n3\n"])
def test_json_that_is_no_table_is_one_line(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputError, match=r"t\.json") as caught:
        read_columns(write(tmp_path, text, "t.json"), "y")
    assert "\n" not in str(caught.value)


def test_several_targets_by_list_pattern_and_repetition(tmp_path: Path) -> None:
    path = write(tmp_path, 'x,label_a,label_b,"one, two"\n1,2,3,4\n')
    for wanted in ("label_a,label_b", "label_*", ["label_a", "label_b"], ["label_a", "label_*"]):
        columns = read_columns(path, wanted)
        assert (columns.name, columns.target, columns.also) == ("label_a", ("2",), {"label_b": ("3",)})
        assert columns.others == {"x": ("1",), "one, two": ("4",)}
    assert read_columns(path, "one, two").target == ("4",)
    with pytest.raises(InputError, match=r'no column fits "tag_\*"; it has x, label_a'):
        read_columns(path, "tag_*")


def test_a_file_without_a_header_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="its first line must name the columns"):
        read_columns(write(tmp_path, "5.1,3.5,0\n4.9,3.0,1\n"), "y")


def test_parquet(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "table.parquet"
    parquet.write_table(pa.table({"y": [1.5, None, 2.5], "p": [1, 2, 3]}), path)
    assert read_columns(path, "y", "p") == Columns(("1.5", "", "2.5"), ("1", "2", "3"))
    path.write_bytes(b"not parquet at all")
    with pytest.raises(InputError, match="not a readable Parquet file"):
        read_columns(path, "y")


def test_line_breaks_in_cells_make_no_message_of_two_lines(tmp_path: Path) -> None:
    path = write(tmp_path, '"first\nname",y\n1,"a\nb"\n2,"a\nb"\n')
    with pytest.raises(InputError, match=r"constant \(a b\)"):
        propose(read_columns(path, "y"))
    with pytest.raises(InputError, match="it has first name, y"):
        read_columns(path, "z")


def test_row_names_without_a_name_of_their_own(tmp_path: Path) -> None:
    path = write(tmp_path, '"mpg";"cyl"\n"Mazda RX4";21;6\n"Datsun 710";22,8;4\n')
    columns = read_columns(path, "mpg", "cyl")
    assert columns == Columns(("21", "22,8"), ("6", "4"))
    assert columns.decimal_comma
