"""
Tables as files for spreadsheets: XLSX workbooks and CSV.

What people typed stays text, whatever it begins with: a title such as ``=HYPERLINK(...)`` is a title. A workbook says
so of each cell. A CSV file can't, so such texts get an apostrophe before them, which spreadsheets take for "this is text".
"""

import csv
import dataclasses
import datetime as dt
import enum
import io
from collections.abc import Sequence
from typing import Final

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

Value = str | float | int | dt.date | None

_FORMULA_STARTS: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")
_LARGEST_CELL: Final = 32_767
_BAD_IN_NAMES: Final = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_LONGEST_NAME: Final = 31


class Kind(enum.Enum):
    """What a column holds."""

    TEXT = "text"
    NUMBER = "number"
    SHARE = "share"
    """0..1, shown as a percentage."""
    DAY = "day"


@dataclasses.dataclass(frozen=True)
class Column:
    """A column with its heading; its width is in characters."""

    heading: str
    kind: Kind = Kind.TEXT
    width: int = 12


@dataclasses.dataclass(frozen=True)
class Sheet:
    """
    A table with what stands above it.

    Attributes:
        name: On the sheet's tab.
        above: Lines of a label and a value.
        columns, rows: Each row has a value for each column.
    """

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]
    above: Sequence[tuple[str, str]] = ()


@dataclasses.dataclass(frozen=True)
class Dialect:
    """How a spreadsheet of some country reads CSV: what parts columns, and whole numbers from fractions."""

    delimiter: str
    decimal_sign: str


def workbook(sheets: Sequence[Sheet], *, title: str) -> bytes:
    """Return an XLSX file with these sheets, each ready to be filtered and printed on pages one sheet wide."""
    file = io.BytesIO()
    # Nothing that looks like a formula or a link is made one, and no temporary file is written.
    book = Workbook(
        file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    book.set_properties({"title": title})
    for sheet in sheets:
        _write(book, sheet)
    book.close()
    return file.getvalue()


def _write(book: Workbook, sheet: Sheet) -> None:
    look = {"font_name": "Calibri", "font_size": 11, "valign": "top"}
    label = book.add_format({**look, "font_color": "#55616B"})
    strong = book.add_format({**look, "bold": True, "text_wrap": True, "bottom": 1, "bg_color": "#F2F0EA"})
    formats = {
        Kind.TEXT: book.add_format({**look, "text_wrap": True}),
        Kind.NUMBER: book.add_format({**look, "num_format": "#,##0.######"}),
        Kind.SHARE: book.add_format({**look, "num_format": "0 %"}),
        Kind.DAY: book.add_format({**look, "num_format": "yyyy-mm-dd"}),
    }
    page = book.add_worksheet(sheet.name.translate(_BAD_IN_NAMES).strip()[:_LONGEST_NAME] or None)
    for row, (name, said) in enumerate(sheet.above):
        page.write_string(row, 0, name, label)
        page.write_string(row, 1, said[:_LARGEST_CELL], formats[Kind.TEXT] if "\n" in said else book.add_format(look))
    head = len(sheet.above) + 1 if sheet.above else 0
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width)
        page.write_string(head, place, column.heading, strong)
    for down, values in enumerate(sheet.rows, start=head + 1):
        for place, (column, value) in enumerate(zip(sheet.columns, values, strict=True)):
            _cell(page, down, place, value, formats[column.kind])
    page.freeze_panes(head + 1, 0)
    if sheet.rows:
        page.autofilter(head, 0, head + len(sheet.rows), len(sheet.columns) - 1)
    page.set_landscape()
    page.set_paper(9)  # A4.
    page.fit_to_pages(1, 0)
    page.repeat_rows(head)


def _cell(page: Worksheet, row: int, place: int, value: Value, look: Format) -> None:
    match value:
        case None | "":
            page.write_blank(row, place, None, look)
        case str():
            page.write_string(row, place, value[:_LARGEST_CELL], look)
        case dt.date():
            page.write_datetime(row, place, dt.datetime.combine(value, dt.time()), look)
        case _:
            page.write_number(row, place, value, look)


def csv_file(sheet: Sheet, dialect: Dialect) -> bytes:
    """Return a sheet's table as CSV: UTF-8 with a byte order mark, without which Excel would take it for something else."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=dialect.delimiter, lineterminator="\r\n")
    writer.writerow([_guarded(column.heading) for column in sheet.columns])
    for row in sheet.rows:
        writer.writerow([_written(value, dialect) for value in row])
    return text.getvalue().encode("utf-8-sig")


def _written(value: Value, dialect: Dialect) -> str:
    match value:
        case None:
            return ""
        case str():
            return _guarded(value)
        case dt.date():
            return value.isoformat()
        case _:
            # Whole numbers without a fraction, others as exact as they are kept.
            return format(value, ".15g").replace(".", dialect.decimal_sign)


def _guarded(text: str) -> str:
    return (
        f"'{text}" if text.lstrip(" \n\u00a0").startswith(_FORMULA_STARTS) or text.startswith(_FORMULA_STARTS) else text
    )
