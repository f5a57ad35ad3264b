"""Tables as XLSX and CSV: values arrive as what they are, and what people typed never becomes a formula."""

import csv
import datetime as dt
import io
import zipfile
from xml.etree import ElementTree

import pytest

from samsvar.connectors import spreadsheets
from samsvar.connectors.spreadsheets import Column, Dialect, Kind, Sheet, Value

NORWEGIAN, ENGLISH = Dialect(";", ","), Dialect(",", ".")
SPACE = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
HOSTILE = ("=1+1", "+47 22 00 00 00", "-2", "@SUM(A1)", "\t=1", '=HYPERLINK("http://evil.example")', " =1+1", "＝1+1")


def cells(file: bytes, sheet: int = 1) -> dict[str, tuple[str | None, str]]:
    """Return what a workbook's sheet holds, by place: the cell's type and its text. Fails on any formula."""
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        shared = [
            "".join(item.itertext())
            for item in ElementTree.fromstring(archive.read("xl/sharedStrings.xml")).findall("x:si", SPACE)
        ]
        page = ElementTree.fromstring(archive.read(f"xl/worksheets/sheet{sheet}.xml"))
    assert page.find(".//x:f", SPACE) is None
    found = {}
    for cell in page.iterfind(".//x:c", SPACE):
        value = cell.find("x:v", SPACE)
        if value is not None and value.text is not None:
            kind = cell.get("t")
            found[cell.get("r", "")] = (kind, shared[int(value.text)] if kind == "s" else value.text)
    return found


def table(*rows: tuple[Value, ...], above: tuple[tuple[str, str], ...] = ()) -> Sheet:
    columns = [Column("Mål"), Column("Verdi", Kind.NUMBER), Column("Andel", Kind.SHARE), Column("Dag", Kind.DAY)]
    return Sheet("OKR: Kort/Lån", columns, rows, above)


class TestAWorkbook:
    def test_holds_what_stands_above_then_headings_then_rows(self) -> None:
        sheet = table(("Færre feil", 8.1, 0.5, dt.date(2026, 4, 1)), above=(("Enhet", "Kort"),))
        found = cells(spreadsheets.workbook([sheet], title="OKR Kort"))
        assert found["A1"] == ("s", "Enhet")
        assert found["B1"] == ("s", "Kort")
        assert [found[place][1] for place in ("A3", "B3", "C3", "D3")] == ["Mål", "Verdi", "Andel", "Dag"]
        assert [found[place] for place in ("A4", "B4", "C4", "D4")] == [
            ("s", "Færre feil"),
            (None, "8.1"),
            (None, "0.5"),
            (None, "46113"),
        ]

    @pytest.mark.parametrize("text", HOSTILE)
    def test_keeps_what_looks_like_a_formula_as_text(self, text: str) -> None:
        assert cells(spreadsheets.workbook([table((text, None, None, None))], title=text))["A2"] == ("s", text)

    def test_leaves_cells_without_a_value_empty(self) -> None:
        assert set(cells(spreadsheets.workbook([table(("", None, None, None))], title=""))) == {"A1", "B1", "C1", "D1"}

    def test_holds_several_sheets(self) -> None:
        file = spreadsheets.workbook([table(), Sheet("Bidrag", [Column("Fra")], [("Kort",)])], title="OKR")
        assert cells(file, 2)["A2"] == ("s", "Kort")


class TestACsvFile:
    @pytest.mark.parametrize(
        ("dialect", "expected"),
        [
            (NORWEGIAN, "Mål;Verdi;Andel;Dag\r\nFærre feil;8,1;0,5;2026-04-01\r\n"),
            (ENGLISH, "Mål,Verdi,Andel,Dag\r\nFærre feil,8.1,0.5,2026-04-01\r\n"),
        ],
    )
    def test_is_written_as_the_readers_spreadsheet_reads_it(self, dialect: Dialect, expected: str) -> None:
        file = spreadsheets.csv_file(table(("Færre feil", 8.1, 0.5, dt.date(2026, 4, 1))), dialect)
        assert file == b"\xef\xbb\xbf" + expected.encode()

    @pytest.mark.parametrize("text", HOSTILE)
    def test_marks_what_looks_like_a_formula_as_text(self, text: str) -> None:
        file = spreadsheets.csv_file(table((text, -2.5, None, None)), ENGLISH)
        assert list(csv.reader(io.StringIO(file.decode("utf-8-sig"), newline="")))[1] == [f"'{text}", "-2.5", "", ""]

    def test_keeps_lines_quotes_and_delimiters_within_a_cell(self) -> None:
        text = 'Første; "andre"\nlinje'
        file = spreadsheets.csv_file(table((text, 1_000_000, None, None)), NORWEGIAN)
        rows = list(csv.reader(io.StringIO(file.decode("utf-8-sig"), newline=""), delimiter=";"))
        assert rows[1][:2] == [text, "1000000"]
