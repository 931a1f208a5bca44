"""Makers of workbooks of the three kinds, byte by byte, so that each part of them can lie, and a corpus made to harm.

`python tests/intake/files/conftest.py FOLDER` writes the corpus into a folder.
"""

from __future__ import annotations

import io
import random
import struct
import sys
import warnings
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

Table = Sequence[Sequence[Any]]
PEOPLE: Table = (("first_name", "last_name", "organisation"), ("Ana", "Ruiz", "Alpha"), ("Bo", "Berg", "Beta"))
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SECTOR = 512
_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)


def xlsx(table: Table = PEOPLE, name: str = "participants") -> bytes:
    """Return a workbook of today with one sheet."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet(name)
        for number, row in enumerate(table):
            sheet.write_row(number, 0, row)
    return content.getvalue()


def altered(content: bytes, change: Mapping[str, bytes], level: int = 9) -> bytes:
    """Return a zip file with parts replaced or added."""
    result = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED, True, level) as new,
    ):
        parts = {name: old.read(name) for name in old.namelist()} | dict(change)
        for name, data in parts.items():
            new.writestr(name, data)
    return result.getvalue()


def part(content: bytes, name: str = "xl/worksheets/sheet1.xml") -> bytes:
    """Return one part of a workbook, the first sheet unless told otherwise."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return parts.read(name)


def ods(body: str = "", *, manifest: str = "", more: Mapping[str, bytes] | None = None) -> bytes:
    """Return an OpenDocument workbook whose table holds these rows, or the usual people."""
    rows = body or "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in row
        )
        + "</table:table-row>"
        for row in PEOPLE
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_SPACES}><office:body><office:spreadsheet>'
        f'<table:table table:name="participants">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    listed = manifest or f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS}"/>'
    space = 'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("mimetype", _ODS, zipfile.ZIP_STORED)
        parts.writestr("content.xml", content)
        parts.writestr("META-INF/manifest.xml", f"<manifest:manifest {space}>{listed}</manifest:manifest>")
        for name, data in (more or {}).items():
            parts.writestr(name, data)
    return result.getvalue()


def xls(table: Table = PEOPLE, *, mac: bool = False, hidden: bool = False, extra: bytes = b"") -> bytes:
    """Return a workbook of old with one sheet; numbers are written as dates, `extra` stands among its first records."""
    sheet = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 1997, 0, 6))
    width = max(len(row) for row in table)
    sheet += _record(0x0200, struct.pack("<IIHHH", 0, len(table), 0, width, 0))
    for number, row in enumerate(table):
        for column, cell in enumerate(row):
            if isinstance(cell, float):
                sheet += _record(0x0203, struct.pack("<HHHd", number, column, 1, cell))
            elif cell:
                text = str(cell).encode("utf-16-le")
                sheet += _record(0x0204, struct.pack("<HHHHB", number, column, 0, len(text) // 2, 1) + text)
    sheet += _record(0x000A, b"")
    head = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 1997, 0, 6)) + extra
    head += _record(0x0042, struct.pack("<H", 1200)) + _record(0x0022, struct.pack("<H", mac))
    head += _record(0x00E0, struct.pack("<HHH14x", 0, 0, 0)) + _record(0x00E0, struct.pack("<HHH14x", 0, 22, 0))
    name = b"participants"
    bound = struct.pack("<BBBB", hidden, 0, len(name), 0) + name
    place = len(head) + 4 + 4 + len(bound) + 4
    head += _record(0x0085, struct.pack("<I", place) + bound) + _record(0x000A, b"")
    return _compound({"Workbook": head + sheet})


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _compound(streams: Mapping[str, bytes]) -> bytes:
    """Return a compound file of streams, each long enough to need no short sectors."""
    fat, body, entries = [_FAT, _END], b"", [_entry("Root Entry", 5, 1, _END, 0)]
    for number, (name, data) in enumerate(streams.items(), start=1):
        padded = data.ljust(max(4096, -(-len(data) // _SECTOR) * _SECTOR), b"\x00")
        start, sectors = len(fat), len(padded) // _SECTOR
        fat += [*range(start + 1, start + sectors), _END]
        body += padded
        following = number + 1 if number < len(streams) else _FREE
        entries.append(_entry(name, 2, _FREE, start, len(padded), right=following))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIIII", 0, 1, 1, 0, 4096, _END, 0, _END, 0, 0) + struct.pack("<108I", *[_FREE] * 108)
    table = struct.pack("<128I", *fat, *[_FREE] * (128 - len(fat)))
    return header + table + b"".join(entries).ljust(_SECTOR, b"\x00") + body


def _entry(name: str, kind: int, child: int, start: int, size: int, *, right: int = _FREE) -> bytes:
    text = name.encode("utf-16-le")
    head = struct.pack("<64sHBBIII", text, len(text) + 2, kind, 1, _FREE, right, child)
    return head + bytes(36) + struct.pack("<IQ", start, size)


def _bomb() -> bytes:
    return altered(xlsx(), {"xl/worksheets/sheet1.xml": b" " * 100_000_000})


def _lying_bomb() -> bytes:
    """Return a zip whose parts are far larger than its directory says."""
    bomb = altered(xlsx(), {"xl/zzz.xml": b" " * 50_000_000})
    return bomb.replace((50_000_000).to_bytes(4, "little"), (1000).to_bytes(4, "little"))


def _many_bombs() -> bytes:
    """Return a zip of which each part is small enough, but not all of them together."""
    noise = bytes(random.Random(1).randbytes(2000)) * 2  # noqa: S311 - it only has to be the same each time
    return altered(xlsx(), {f"xl/media/{number}.bin": noise * 1200 for number in range(60)})


def _overlapping() -> bytes:
    """Return a zip whose directory names one compressed part many times."""
    content = bytearray(altered(xlsx(), {"xl/media/a.bin": bytes(4_000_000)}))
    end = content.rindex(b"PK\x05\x06")
    start = struct.unpack_from("<I", content, end + 16)[0]
    entries: list[bytearray] = []
    found = start
    while content[found : found + 4] == b"PK\x01\x02":
        lengths = struct.unpack_from("<HHH", content, found + 28)
        size = 46 + sum(lengths)
        entry = content[found : found + size]
        if b"media/a.bin" in entry:
            entries = [entry.replace(b"a.bin", f"{chr(98 + number)}.bin".encode()) for number in range(20)]
        found += size
    directory = bytes(content[start:end]) + b"".join(bytes(entry) for entry in entries)
    count = struct.unpack_from("<H", content, end + 8)[0] + len(entries)
    tail = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, count, count, len(directory), start, 0)
    return bytes(content[:start]) + directory + tail


def _entities(where: str, encoding: str = "utf-8") -> bytes:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]>'
    xml = f"{head}<worksheet>&l9;</worksheet>"
    return altered(xlsx(), {where: xml.encode(encoding)})


def _rows_of(xml: str, times: int) -> bytes:
    rows = "".join(xml.format(n=number) for number in range(4, 4 + times))
    sheet = part(xlsx()).decode().replace("</sheetData>", rows + "</sheetData>")
    return altered(xlsx(), {"xl/worksheets/sheet1.xml": sheet.encode()}, level=1)


def _cell(xml: str) -> bytes:
    return _rows_of(xml, 1)


def _dimension(reference: str) -> bytes:
    sheet = part(xlsx()).replace(b'ref="A1:C3"', f'ref="{reference}"'.encode())
    return altered(xlsx(), {"xl/worksheets/sheet1.xml": sheet})


def _one_text_in_many_cells() -> bytes:
    long = f"<si><t>{'long ' * 6_000}</t></si></sst>".encode()
    texts = part(xlsx(), "xl/sharedStrings.xml").replace(b"</sst>", long)
    index = texts.count(b"<si>") - 1
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>{index}</v></c></row>' for n in range(4, 5_000))
    sheet = part(xlsx()).replace(b"</sheetData>", rows.encode() + b"</sheetData>")
    return altered(xlsx(), {"xl/sharedStrings.xml": texts, "xl/worksheets/sheet1.xml": sheet})


def _locked_zip() -> bytes:
    content = bytearray(xlsx())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(mark)
        while at >= 0:
            content[at + offset] |= 1
            at = content.find(mark, at + 4)
    return bytes(content)


def _twice() -> bytes:
    content = io.BytesIO(xlsx())
    with zipfile.ZipFile(content, "a") as parts, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        parts.writestr("xl/workbook.xml", b"<workbook/>")
    return content.getvalue()


def _ole(marker: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + marker.encode("utf-16-le") + b"\x07" * 2600


_ENCRYPTED = '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>'
_REPEATED = (
    '<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384" '
    'office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>'
)
_NAMES = "first_name,last_name,organisation\n"
_ZONE = (
    "BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:Z\nBEGIN:STANDARD\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\n"
    "DTSTART:00010101T000000\nRRULE:FREQ=SECONDLY\nEND:STANDARD\nEND:VTIMEZONE\n"
    "BEGIN:VEVENT\nDTSTART;TZID=Z:20261124T090000\nSUMMARY:Ana x Bo\nEND:VEVENT\nEND:VCALENDAR\n"
)
_HUGE = ("million", "endless-line", "many-bombs", "one-text", "one-endless")
_EVENT = b"BEGIN:VEVENT\nDTSTART:20261124T090000\nSUMMARY:A x B\nEND:VEVENT\n"

CORPUS: dict[str, tuple[Callable[[], bytes], str]] = {
    "bomb.xlsx": (_bomb, "inflates"),
    "lying-bomb.xlsx": (_lying_bomb, "damaged|inflates"),
    "many-bombs.xlsx": (_many_bombs, "inflates"),
    "overlapping.xlsx": (_overlapping, "damaged|inflates|put together"),
    "entities.xlsx": (lambda: _entities("xl/worksheets/sheet1.xml"), "document type"),
    "entities-in-texts.xlsx": (lambda: _entities("xl/sharedStrings.xml"), "document type"),
    "entities-utf-16.xlsx": (lambda: _entities("xl/worksheets/sheet1.xml", "utf-16"), "document type"),
    "entities.ods": (
        lambda: altered(ods(), {"content.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><a>&a;</a>'}),
        "document type",
    ),
    "far-cell.xlsx": (lambda: _cell('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), "beyond row"),
    "cell-beyond-all.xlsx": (lambda: _cell('<row r="9999999"><c r="ZZZ9999999"><v>1</v></c></row>'), "beyond row"),
    "far-cell.ods": (lambda: ods(_REPEATED), "damaged|broke off|beyond row|memory"),
    "small-dimension.xlsx": (lambda: _dimension("A1:A1"), "3 rows"),
    "huge-dimension.xlsx": (lambda: _dimension("A1:XFD1048576"), "3 rows"),
    "foolish-dimension.xlsx": (lambda: _dimension("B9:A1"), "3 rows|damaged"),
    "cut.xlsx": (lambda: xlsx()[:-700], "damaged"),
    "cut.ods": (lambda: ods()[:600], "damaged"),
    "cut.xls": (lambda: xls()[:2500], "damaged"),
    "password.xlsx": (lambda: _ole("EncryptedPackage"), "password"),
    "password.zip.xlsx": (_locked_zip, "password"),
    "password.ods": (lambda: ods(manifest=_ENCRYPTED), "password"),
    "password.xls": (lambda: xls(extra=_record(0x2F, b"\x01" + bytes(53))), "password"),
    "scrambled.xls": (lambda: xls(extra=_record(0x2F, bytes(6))), "password"),
    "macros.xlsm": (lambda: altered(xlsx(), {"xl/vbaProject.bin": b"x"}), "macros"),
    "macros.xls": (lambda: _ole("_VBA_PROJECT"), "macros"),
    "macros.ods": (lambda: ods(more={"Basic/Standard/Module1.xml": b"<x/>"}), "macros"),
    "letter.xls": (lambda: _ole("WordDocument"), "no workbook"),
    "workbook.csv": (xlsx, "3 rows"),
    "text.xlsx": ((_NAMES + "Ana,Ruiz,Alpha\n").encode, "2 rows"),
    "program.csv": (lambda: b"MZ\x90\x00\x03\x00\x00\x00" + bytes(range(256)) * 400, "NUL|UTF-8"),
    "noise.csv": (lambda: random.Random(2).randbytes(300_000), "NUL|UTF-8"),  # noqa: S311 - the same each time
    "noise.xlsx": (lambda: b"PK\x03\x04" + random.Random(3).randbytes(300_000), "damaged"),  # noqa: S311 - the same
    "noise.xls": (lambda: _ole("Workbook") + random.Random(4).randbytes(90_000), "damaged"),  # noqa: S311 - the same
    "nul.csv": ((_NAMES + "Ana,Ru\x00iz,Alpha\n").encode, "NUL"),
    "million-rows.csv": (lambda: _NAMES.encode() + b"Ana,Ruiz,Alpha\n" * 1_000_000, "more than"),
    "million-rows.xlsx": (lambda: _rows_of('<row r="{n}"><c r="A{n}"><v>1</v></c></row>', 1_000_000), "beyond row"),
    "million-empty-rows.xlsx": (lambda: _rows_of('<row r="{n}"/>', 1_000_000), "3 rows"),
    "million-columns.csv": (lambda: b"," * 1_000_000, "more than"),
    "million-quotes.csv": (lambda: b'"' * 1_000_001, "too long|not closed"),
    "one-endless-cell.csv": (lambda: b"x" * 30_000_000, "too long"),
    "million-events.ics": (lambda: b"BEGIN:VCALENDAR\n" + _EVENT * 300_000, "more than"),
    "endless-zone.ics": (_ZONE.encode, "2 rows"),
    "endless-line.ics": (
        lambda: b"BEGIN:VEVENT\nSUMMARY:" + b"a x " * 3_000_000 + b"\nEND:VEVENT",
        "two people",
    ),
    "deep.json": (lambda: b"[" * 5_000_000, "built in a way"),
    "deep-objects.json": (lambda: b'{"a":' * 5_000_000, "built in a way"),
    "million-entries.json": (lambda: b"[" + b'{"name":"A"},' * 999_999 + b'{"name":"A"}]', "more than"),
    "long-number.json": (lambda: b'[{"a": ' + b"9" * 5_000_000 + b"}]", "built in a way"),
    "one-text-in-many-cells.xlsx": (_one_text_in_many_cells, "million letters"),
    "deep.xlsx": (lambda: _cell("<row>" + "<x>" * 200_000 + "</x>" * 200_000 + "</row>"), "3 rows|damaged"),
    "two-parts-of-a-name.xlsx": (_twice, "no spreadsheet program"),
    "parts.xlsx": (lambda: altered(xlsx(), {f"xl/media/{n}": b"" for n in range(2_001)}, 1), "no spreadsheet program"),
    "open-quote.csv": ((_NAMES + 'Ana,"Ruiz,Alpha\nBo,Berg,Beta\n').encode, "line 2 is not closed"),
    "mixed.csv": (lambda: (_NAMES + "Zoë,Ruiz,Älpha\n").encode() + "Jörg,Ü,Ö\n".encode("cp1252"), "line 3"),
    "no-result.xlsx": (lambda: _cell('<row r="{n}"><c r="A{n}"><f>B2</f></c></row>'), "3 rows.*look: .*formula"),
    "mac-dates.xls": (lambda: xls([["d"], [44888.5]], mac=True), "2 rows, 2026-11-24 12:00:00"),
    "dates.xls": (lambda: xls([["d"], [46350.5]]), "2 rows, 2026-11-24 12:00:00"),
    "hidden.xls": (lambda: xls(hidden=True), "3 rows.*hidden"),
    "nothing.csv": (lambda: b"", "empty"),
    "zeros.csv": (lambda: bytes(1_000_000), "empty"),
}
"""What each file is made of, and what its verdict says."""


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Return a function that makes one file of the corpus."""
    folder = tmp_path_factory.mktemp("corpus")

    def made(name: str) -> Path:
        path = folder / name
        if not path.exists():
            path.write_bytes(CORPUS[name][0]())
        return path

    return made


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give a test that wants a hostile file each of them, with what its verdict says."""
    if {"hostile", "says"} <= set(metafunc.fixturenames):
        cases = [
            pytest.param(name, says, id=name, marks=[pytest.mark.long] if name.startswith(_HUGE) else [])
            for name, (_, says) in CORPUS.items()
        ]
        metafunc.parametrize(("hostile", "says"), cases)


@pytest.fixture
def old_workbook() -> Callable[..., bytes]:
    """Return the maker of .xls files."""
    return xls


@pytest.fixture
def open_workbook() -> Callable[..., bytes]:
    """Return the maker of .ods files."""
    return ods


if __name__ == "__main__":
    for file, (make, _) in CORPUS.items():
        Path(sys.argv[1], file).write_bytes(make())
