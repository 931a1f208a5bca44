"""A look at the bytes of a strange file before anything parses it."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from enum import StrEnum

from coordinator.intake import limits
from coordinator.intake.problems import Problem, unreadable


class Kind(StrEnum):
    """What a file is by its content, whatever it is called."""

    TEXT = "text"
    WORKBOOK = "workbook"
    CALENDAR = "calendar"
    JSON = "JSON"


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOREIGN = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed archive"),
    (b"7z\xbc\xaf", "a compressed archive"),
    (b"Rar!", "a compressed archive"),
    (b"SQLite format 3", "a database, perhaps an event file"),
    (b"{\\rtf", "a text document"),
)
_HTML = re.compile(rb"^\s*<(!doctype html|html|\?xml|table)", re.IGNORECASE)
_DOCTYPE = re.compile(rb"<\x00?!\x00?(D\x00?O\x00?C\x00?T\x00?Y\x00?P\x00?E|E\x00?N\x00?T\x00?I\x00?T\x00?Y)")
_LOCKED = re.compile(rb"\x09\x08\x10\x00\x00\x06\x05\x00.{12}(?:\x86\x00\x00\x00)?\x2f\x00", re.DOTALL)
"""The beginning of an old workbook whose cells are scrambled by a password."""
_CHUNK = 1_000_000
_OVERLAP = 32
_USE_XLSX = "Export the schedule as a workbook (.xlsx) or as CSV, and choose that file."
_BOMB = "This workbook inflates to far more than a schedule can be; it may be made to harm."


def look(name: str, content: bytes) -> Kind | Problem:
    """Say what kind of file this is, or why it is refused."""
    if not content.strip(b"\x00\r\n\t "):
        return unreadable(name, "This file is empty.", "Export it again, or choose another file.")
    if content.startswith(b"PK"):
        return _look_into_zip(name, content)
    if content.startswith(_OLE):
        return _look_into_ole(name, content)
    foreign = next((what for mark, what in _FOREIGN if content.startswith(mark)), None)
    if foreign or _HTML.match(content[:200]):
        return unreadable(name, f"This is {foreign or 'a web page'}, not a schedule.", _USE_XLSX)
    if content[:200].upper().lstrip(b"\xef\xbb\xbf\r\n ").startswith((b"BEGIN:VCALENDAR", b"BEGIN:VEVENT")):
        return Kind.CALENDAR
    # A CSV may begin with a bracket too; the reader of JSON decides.
    return Kind.JSON if content[:200].lstrip(b"\xef\xbb\xbf\r\n\t ").startswith((b"{", b"[")) else Kind.TEXT


def _look_into_ole(name: str, content: bytes) -> Kind | Problem:
    if "EncryptedPackage".encode("utf-16-le") in content or _LOCKED.search(content):
        return unreadable(name, "This workbook is protected with a password.", "Save it without the password.")
    if "_VBA_PROJECT".encode("utf-16-le") in content:
        return _with_macros(name)
    if not any(book.encode("utf-16-le") in content for book in ("Workbook", "Book")):
        return unreadable(name, "This is an office document, but no workbook.", _USE_XLSX)
    return Kind.WORKBOOK


def _look_into_zip(name: str, content: bytes) -> Kind | Problem:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return _look_at_parts(name, parts)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError):
        return unreadable(
            name,
            "This workbook is damaged or was not copied to its end.",
            "Copy or export it again, or open and save it in the spreadsheet program.",
        )


def _look_at_parts(name: str, parts: zipfile.ZipFile) -> Kind | Problem:
    infos = parts.infolist()
    names = [info.filename for info in infos]
    if len(infos) > limits.PARTS or len(set(names)) != len(names):
        return unreadable(name, "This workbook is put together in a way no spreadsheet program does.", _USE_XLSX)
    if any(info.flag_bits & 1 for info in infos):
        return unreadable(name, "This file is protected with a password.", "Save it without the password.")
    if any(part.lower().endswith(("vbaproject.bin", "vbadata.xml")) or part.startswith("Basic/") for part in names):
        return _with_macros(name)
    if sum(info.file_size for info in infos) > limits.INFLATED_BYTES:
        return unreadable(name, _BOMB, _USE_XLSX)
    is_ods = (
        "mimetype" in names and parts.getinfo("mimetype").file_size < 100 and b"spreadsheet" in parts.read("mimetype")
    )
    if "xl/workbook.xml" not in names and "xl/workbook.bin" not in names and not is_ods:
        return unreadable(name, "This archive is no workbook.", _USE_XLSX)
    left = limits.INFLATED_BYTES
    for info in infos:
        size = _inflate(parts, info)
        if isinstance(size, str):
            return unreadable(name, size, _USE_XLSX)
        left -= size
        if left < 0:
            return unreadable(name, _BOMB, _USE_XLSX)
    return Kind.WORKBOOK


def _inflate(parts: zipfile.ZipFile, info: zipfile.ZipInfo) -> int | str:
    """Inflate one part piece by piece: its true size, or why it is refused."""
    is_xml = info.filename.lower().endswith((".xml", ".rels"))
    size, tail = 0, b""
    with parts.open(info) as stream:
        while piece := stream.read(_CHUNK):
            size += len(piece)
            if size > limits.RATIO_FROM_BYTES and size > limits.PART_RATIO * max(info.compress_size, 1):
                return _BOMB
            if size > limits.INFLATED_BYTES:
                return _BOMB
            if is_xml and _DOCTYPE.search(tail + piece):
                return "This workbook holds a document type, which no spreadsheet program writes."
            if info.filename == "META-INF/manifest.xml" and b"encryption-data" in tail + piece:
                return "This workbook is protected with a password."
            tail = piece[-_OVERLAP:]
    return size


def _with_macros(name: str) -> Problem:
    return unreadable(name, "This workbook contains macros.", "Save it as .xlsx, which holds no macros.")
