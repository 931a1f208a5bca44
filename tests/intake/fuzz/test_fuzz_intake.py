"""Random and mutated files through reading and understanding: a result or a problem in words, and nothing else.

`FUZZ_SECONDS=200 python -m pytest -m fuzz -s tests/intake/fuzz` runs for 200 seconds a test.
"""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest
import xlsxwriter
from hypothesis import strategies as st

from coordinator.intake.fields import FIELDS
from coordinator.intake.rows import Row, Sheet

pytestmark = pytest.mark.fuzz

ENDS = ("csv", "tsv", "txt", "xlsx", "xls", "ods", "ics", "json", "")
TOKENS = (
    *(
        b"PK\x03\x04",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"BEGIN:VEVENT\r\n",
        b"END:VEVENT\r\n",
        b"sep=;\n",
        b'"',
        b"\x00",
    ),
    *(
        b"\xff\xfe",
        b"\xfe\xff",
        b"\xef\xbb\xbf",
        b"\r",
        b"\n",
        b"\t",
        b";",
        b"{",
        b"[",
        b"<!DOCTYPE",
        b"</c>",
        b'r="A1048577"',
    ),
    *(b"99999999999999999999", b"-1", b"1e999", b"DTSTART:", b"RRULE:FREQ=SECONDLY\n", b"\xe9\xfc", b"\xed\xa0\x80"),
)
TEXTS = """
|-|x|X|1|0|45.0|yes|Ana Ruiz|Ruiz, Ana|ana@x.org|ANA@X.ORG|Alpha|Beta|P1|P2|P3|P1;P2|S1|S2|T1|Table 7|09:00|09:20
|8:00 PM|24:00|0.5|2026-11-24|2026-11-24 09:00|24.11.2026|03/04/2026|11/24/26 9:00|2026-11-24T09:00:00Z|Total|cancelled
|accepted|pending|held|no_show_host|break|Europe/Madrid|timezone|date|name|+39 040|A x B|Ana Ruiz (Alpha)|Ana; Bo; Cy
|\u202eevil|\ud7ff|\uff19:\uff10\uff10|\u0661\u0662|0001-01-01 00:00|9999-12-31 23:59|31/02/2026|-1|1e999|P1, P2 and P3
"""
CELLS = st.one_of(
    st.sampled_from([text.strip() for text in TEXTS.split("|")]),
    st.text(max_size=12),
    st.integers().map(str),
    st.datetimes().map(str),
)
WORDS = [name for names in FIELDS.values() for name in names]
WORDS += [
    *("Name", "Nom", "Vorname", "Nachname", "Firma", "Datum", "Uhrzeit"),
    *("Tisch", "Host", "Gast", "E-mail", "Title"),
]
HEADERS = st.one_of(st.sampled_from(WORDS), st.sampled_from(WORDS).map(str.upper), CELLS)
TABLES = st.integers(1, 8).flatmap(
    lambda width: st.tuples(
        st.lists(st.lists(CELLS, max_size=width), max_size=3),
        st.lists(HEADERS, min_size=1, max_size=width),
        st.lists(st.lists(CELLS, max_size=width + 1), max_size=12),
    )
)
KEYS = (
    *("results", "event", "orders", "positions", "id", "code", "status", "positionid", "attendee_name", "addon_to"),
    *("attendee_name_parts", "answers", "question", "answer", "checkins", "datetime", "type", "item", "name", "next"),
    *("invoice_address", "company", "email", "count", "questions", "items", "canceled", "full_name"),
)
NAMES = st.sampled_from(["participants", "meetings", "slots", "tables", "event", "requests", "Sheet1", ""])


def rows_of(table: Any) -> list[list[str]]:
    """Return a table with what stands above its header."""
    preamble, header, body = table
    return [*preamble, header, *body]


@st.composite
def mutations(draw: Any, content: bytes) -> bytes:
    """Return bytes with a few pieces flipped, cut, doubled, moved or put in."""
    made = bytearray(content)
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, max(len(made) - 1, 0)))
        length = draw(st.sampled_from([1, 1, 2, 7, 60, 700]))
        match draw(st.sampled_from(["flip", "cut", "double", "token", "noise", "end"])):
            case "flip" if made:
                made[at] ^= 1 << draw(st.integers(0, 7))
            case "cut":
                del made[at : at + length]
            case "double":
                made[at:at] = made[at : at + length] * draw(st.sampled_from([1, 2, 40]))
            case "token":
                made[at:at] = draw(st.sampled_from(TOKENS))
            case "noise":
                made[at:at] = draw(st.binary(max_size=20))
            case _:
                del made[len(made) - min(length, len(made)) :]
    return bytes(made)


@st.composite
def mutated(draw: Any, files: list[tuple[str, bytes]]) -> tuple[str, bytes]:
    """Return one of the files, changed as a whole or, where it is a zip file, inside one of its parts."""
    name, content = draw(st.sampled_from(files))
    if not content.startswith(b"PK") or draw(st.booleans()):
        return name, draw(mutations(content))
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        inside = {info.filename: parts.read(info) for info in parts.infolist()}
    part = draw(st.sampled_from(sorted(inside)))
    inside[part] = draw(mutations(inside[part]))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as parts:
        for each, data in inside.items():
            parts.writestr(each, data)
    return name, made.getvalue()


def test_random_bytes(fuzz: Any, survives: Any) -> None:
    pieces = st.lists(st.one_of(st.binary(max_size=60), st.sampled_from(TOKENS)), max_size=30).map(b"".join)
    encodings = st.sampled_from(["", "cp1252", "utf-16-le", "utf-8 with cp1252", "nothing"])
    cases = st.tuples(st.sampled_from(ENDS), pieces, encodings)
    fuzz(cases, lambda case: survives(f"file.{case[0]}", case[1], case[2]))


def test_mutated_real_files(fuzz: Any, survives: Any, real_files: list[tuple[str, bytes]]) -> None:
    fuzz(mutated(real_files), lambda case: survives(case[0], case[1], ""))


def test_random_tables_as_texts(fuzz: Any, survives: Any) -> None:
    def text(case: Any) -> None:
        table, separator, end, quote, name = case
        lines = (separator.join(f"{quote}{cell}{quote}" for cell in row) for row in rows_of(table))
        survives(f"{name}.csv", end.join(lines).encode("utf-8", "replace"), "")

    parts = (TABLES, st.sampled_from(",;\t|"), st.sampled_from(["\n", "\r\n", "\r"]), st.sampled_from(["", '"']), NAMES)
    fuzz(st.tuples(*parts), text)


def test_random_tables_as_sheets(fuzz: Any, understands: Any) -> None:
    def sheets(case: Any) -> None:
        made = {}
        for name, table in case:
            rows = tuple(Row(line, tuple(row)) for line, row in enumerate(rows_of(table), start=1))
            made[name] = Sheet("book.xlsx", name, rows)
        understands(list(made.values()))

    fuzz(st.lists(st.tuples(NAMES, TABLES), min_size=1, max_size=5), sheets)


def test_random_tables_as_workbooks(fuzz: Any, survives: Any) -> None:
    def workbook(case: Any) -> None:
        made = io.BytesIO()
        with xlsxwriter.Workbook(
            made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        ) as book:
            sheet = book.add_worksheet()
            for number, row in enumerate(rows_of(case)):
                for column, cell in enumerate(row):
                    sheet.write(number, column, cell.encode("utf-8", "replace").decode())
        survives("book.xlsx", made.getvalue(), "")

    fuzz(TABLES, workbook)


def test_random_json(fuzz: Any, survives: Any) -> None:
    keys = st.sampled_from(KEYS)
    leaves = st.one_of(st.none(), st.booleans(), st.integers(-3, 3), st.floats(), st.text(max_size=5), keys)
    values = st.recursive(
        leaves,
        lambda deep: st.one_of(st.lists(deep, max_size=4), st.dictionaries(keys, deep, max_size=8)),
        max_leaves=40,
    )
    ticket = st.fixed_dictionaries(
        {"positionid": values, "attendee_name": values, "addon_to": values, "answers": values}
    )
    order = st.fixed_dictionaries({"code": values, "positions": st.lists(st.one_of(ticket, values), max_size=4)})
    lists = st.one_of(st.lists(ticket, max_size=5), st.lists(order, max_size=5), st.lists(values, max_size=5))
    documents = st.one_of(
        values,
        lists,
        st.fixed_dictionaries({"results": lists, "next": values, "count": values}),
        st.fixed_dictionaries(
            {"event": st.fixed_dictionaries({"orders": lists, "questions": values, "items": values})}
        ),
    )
    fuzz(documents, lambda document: survives("list.json", json.dumps(document).encode(), ""))


def test_random_calendars(fuzz: Any, survives: Any) -> None:
    names = ["DTSTART", "DTEND", "DURATION", "SUMMARY", "LOCATION", "UID", "SEQUENCE", "STATUS", "RRULE", "RDATE"]
    names += ["ATTENDEE", "ORGANIZER", "RECURRENCE-ID", "X-ANY", "BEGIN", "END", "TZID", "TZOFFSETFROM", "TZOFFSETTO"]
    parameters = [
        "",
        ";TZID=Europe/Madrid",
        ";TZID=Nowhere",
        ";VALUE=DATE",
        ";CN=Ana",
        ';CN="A;B"',
        ";PARTSTAT=DECLINED",
        ";X",
    ]
    values = [
        "20261124T090000",
        "20261124T090000Z",
        "20261124",
        "PT20M",
        "-PT1H",
        "P9999999D",
        "A x B",
        "Ana (Alpha) x Bo",
    ]
    values += ["mailto:a@x.org", "MAILTO:", "FREQ=DAILY", "VEVENT", "VALARM", "VTIMEZONE", "STANDARD", "VTODO", "+0100"]
    values += ["+9999", "00010101T000000Z", "99991231T235959Z", "CANCELLED", "\\n\\,\\;", "Table 4"]
    line = st.builds(
        "{}{}:{}".format,
        st.sampled_from(names),
        st.sampled_from(parameters),
        st.one_of(st.sampled_from(values), st.text()),
    )
    event = st.lists(line, max_size=10).map(lambda lines: ["BEGIN:VEVENT", *lines, "END:VEVENT"])
    good = ["BEGIN:VEVENT", "DTSTART:20261124T090000", "SUMMARY:A x B"]
    begun = st.lists(line, max_size=6).map(lambda lines: [*good, *lines, "END:VEVENT"])
    zone = st.lists(line, max_size=8).map(lambda lines: ["BEGIN:VTIMEZONE", "TZID:Nowhere", *lines, "END:VTIMEZONE"])
    calendar = st.lists(st.one_of(event, begun, zone), max_size=5).map(
        lambda parts: "\r\n".join(["BEGIN:VCALENDAR", *(line for part in parts for line in part), "END:VCALENDAR"])
    )
    fuzz(calendar, lambda text: survives("day.ics", text.encode("utf-8", "replace"), ""))
