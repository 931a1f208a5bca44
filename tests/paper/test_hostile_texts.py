"""Hostile texts in every field of every document are printed as they are written, or told; nothing else happens."""

from __future__ import annotations

import csv
import dataclasses
import io
import sys
import sysconfig
import typing
import unicodedata
from enum import Enum
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from coordinator import assets
from coordinator.__main__ import main
from coordinator.domain.look import EventLook
from coordinator.domain.printing import Document
from coordinator.paper import offering
from coordinator.paper.door import render
from coordinator.paper.issues import IssueKind
from coordinator.paper.templates import fields
from coordinator.paper.text.fitting import clean
from coordinator.ui.badge_printing import place_for
from coordinator.views.papers import BadgeRecord

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from coordinator.domain.schedule import Schedule
    from coordinator.paper.door import Result

HOSTILE = {
    "mark-up": "<b>&lt;&amp;</b><script>alert(1)</script>",
    "picture": '<img src="/etc/passwd" width="1" height="1"/>',
    "picture of the web": '<img src="http://127.0.0.1:1/x.png"/><a href="file:///etc/passwd">x</a>',
    "entity": "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;",
    "path": "../../../../etc/passwd",
    "drive": "C:\\Windows\\..\\CON|\\\\host\\share",
    "pdf": ") Tj ET Q q 1 0 0 rg 0 0 999 999 re f (",
    "pdf objects": "endstream endobj 1 0 obj <</OpenAction <</S /Launch /F (x)>>>> %%EOF",
    "pdf escapes": "\\) \\( \\\\ \\101 \\n <41> [(x)] BI ID EI",
    "format": "%s%n%(x)s {0} {name} {0.__class__.__mro__} ${HOME} {{}}",
    "template": "{token} {organisation} {event.name} {page}",
    "statement": "Robert'); DROP TABLE people;--",
    "formula": '=HYPERLINK("http://127.0.0.1","x")',
    "label printer": "^XZ^XA^FDx^FS~JA^GFA",
    "post script": "(x) (/etc/passwd) run systemdict /quit get exec %!PS",
    "control": "".join(map(chr, (*range(32), *range(127, 160)))) + "end",
    "nul": "a\x00b\x00",
    "escape": "\x1b[31mred\x1b]0;title\x07",
    "directions": "abc\u202edef\u202c \u2066ghi\u2069 \u200fjkl\u061c",
    "invisible": "\u200b\ufeff\u00ad\u2060\u180e\u034f\U000e0041\U000e007f",
    "blanks": "\u00a0\u2003\u3000\t\r\n\x0b\x0c\u2028\u2029\x85",
    "halves": "x\ud800y\udfff\udc00\ud83d",
    "no letters": "\ufffe\uffff\U0001ffff\ufdd0",
    "emoji": "👩🏽\u200d🚀 🇺🇸 ☎\ufe0f 1\ufe0f\u20e3",
    "accents": "Z" + "\u0351" * 2000 + "algo",
    "endless": "W" * 10_000,
    "endless blanks": " a" * 5_000,
    "endless arabic": "ﷺ" * 10_000,
    "endless marks": "\u0301" * 10_000,
    "brackets": "(" * 500 + "א" + ")" * 500,
}
TOLD = {IssueKind.MISSING_GLYPH, IssueKind.SHORTENED, IssueKind.MARKS_LEFT_OUT}
TOKEN = "BCDFGHJKLMNPQRSTVXBC"  # noqa: S105 - no password, a badge
OURS = {"token": TOKEN, "language": "en", "page": "Page {page} of {pages}"}
"""Fields that the program itself fills."""

DOCUMENTS = tuple(fields.RECORDS)


def filled(kind: Any, text: str) -> Any:
    """Return a record of this kind with a text in every field that comes from a file or a hand."""
    hints = typing.get_type_hints(kind)
    return kind(
        **{each.name: OURS.get(each.name) or _value(hints[each.name], text) for each in dataclasses.fields(kind)}
    )


def _value(hint: Any, text: str) -> Any:
    inner = typing.get_args(hint)
    if hint is str:
        return text
    if typing.get_origin(hint) is tuple:
        return tuple(_value(inner[0], text) for _ in range(2))
    if inner:
        return _value(inner[0], text)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return next(each for each in hint if each.name in ("MEETING", *hint.__members__))
    return filled(hint, text) if dataclasses.is_dataclass(hint) else hint(1)


@pytest.fixture(scope="session")
def everywhere(schedule: Schedule) -> Callable[..., tuple[bytes, Result]]:
    """Return a function that prints a document with a text in every field, also those of the event."""

    def run(document: Document, text: str) -> tuple[bytes, Result]:
        out = io.BytesIO()
        event = dataclasses.replace(schedule.event, name=text, venue=text)
        look = EventLook(roles=((text, "#AA0000"),))
        record = filled(fields.RECORDS[document], text)
        result = render(offering.job(document), [record], event, out, look)
        return out.getvalue(), result

    return run


def words(pdf: bytes) -> str:
    opened = pypdfium2.PdfDocument(pdf)
    try:
        return "".join(plain(page.get_textpage().get_text_range()) for page in opened)
    finally:
        opened.close()


def plain(text: str) -> str:
    """Return a text without blanks and hyphens: readers put others where a line ends."""
    return "".join(x for x in text if x.isprintable() and not x.isspace() and x not in "-\ufffe")


def can_be_shown(sentence: str) -> bool:
    """Tell whether a sentence can be shown and saved anywhere; joiners belong to Persian names."""
    return all(letter.isprintable() or letter in "\u200c\u200d" for letter in sentence)


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_gives_a_paper_that_only_shows_it(
    everywhere: Callable[..., tuple[bytes, Result]], document: Document, name: str
) -> None:
    pdf, result = everywhere(document, HOSTILE[name])
    reader = PdfReader(io.BytesIO(pdf), strict=True)
    assert len(reader.pages) == result.pages > 0
    root = reader.trailer["/Root"]
    assert not {"/OpenAction", "/AA", "/Names", "/AcroForm", "/AF"} & set(root)  # type: ignore[operator]
    assert reader.metadata is not None
    assert reader.metadata.title == clean(f"{HOSTILE[name]} – {document.value}")
    for page in reader.pages:
        assert "/Annots" not in page
        assert "/AA" not in page
        assert not any(thing["/Subtype"] == "/Image" for thing in page["/Resources"].get("/XObject", {}).values())  # type: ignore[union-attr]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_name_is_printed_letter_by_letter_or_told(
    printed: Callable[..., tuple[bytes, Result]], badge_of: Callable[..., BadgeRecord], name: str
) -> None:
    text = HOSTILE[name]
    record = dataclasses.replace(badge_of("", "", second_line=text), role="", country="")
    pdf, result = printed(Document.BADGES, [record])
    told = {issue.kind for issue in result.issues if issue.field == "second line"} & TOLD
    turned = any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)
    assert told or turned or plain(clean(text)) in words(pdf)
    assert all(issue.about == record.person for issue in result.issues)
    assert all(can_be_shown(issue.sentence) for issue in result.issues)


# -- nothing but fonts and resources is read, nothing else is started


class Watch:
    """What the program opens, starts and connects to while it is watched."""

    def __init__(self) -> None:
        self.on = False
        self.seen: list[tuple[str, str]] = []

    def hear(self, event: str, heard: tuple[Any, ...]) -> None:
        if self.on and event in ("open", "os.system", "os.exec", "os.listdir", "subprocess.Popen", "socket.connect"):
            self.seen.append((event, str(heard[0])))


@pytest.fixture(scope="module")
def watch() -> Watch:
    """Return what listens to the interpreter; it cannot be taken away again, only told not to listen."""
    found = Watch()
    sys.addaudithook(found.hear)
    return found


@pytest.fixture
def watched(watch: Watch) -> Iterator[Watch]:
    """Return the listener, listening."""
    watch.seen.clear()
    watch.on = True
    yield watch
    watch.on = False


ALLOWED = (assets.folder("resources"), Path(sysconfig.get_path("purelib")), Path(sysconfig.get_path("stdlib")))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_printing_hostile_texts_reads_nothing_but_what_belongs_to_the_program(
    everywhere: Callable[..., tuple[bytes, Result]], watched: Watch, document: Document
) -> None:
    for text in HOSTILE.values():
        everywhere(document, text)
    assert {event for event, _ in watched.seen} <= {"open"}
    program = Path(assets.__file__).parent
    read = {Path(path) for _, path in watched.seen}
    assert {path for path in read if not any(path.is_relative_to(each) for each in (*ALLOWED, program))} == set()


def test_the_listener_hears_a_file_that_is_opened(watched: Watch, tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"")
    assert ("open", str(tmp_path / "x")) in watched.seen


# -- files stay where they were wanted


@pytest.mark.parametrize("name", HOSTILE)
def test_paper_of_a_hostile_id_is_saved_in_the_folder_beside_the_event(
    printed: Callable[..., tuple[bytes, Result]], schedule: Schedule, tmp_path: Path, name: str
) -> None:
    event = tmp_path / "event.sqlite"
    event.write_bytes(b"")
    place = place_for(SimpleNamespace(path=event), HOSTILE[name], "Badge")  # type: ignore[arg-type]
    folder = tmp_path / "event paper"
    assert place.resolve().parent == folder.resolve()
    record = BadgeRecord("P1", "A", "", "", "", "", "A", TOKEN)
    render(offering.job(Document.BADGES), [record], schedule.event, place)
    assert {path.name for path in tmp_path.iterdir()} == {"event.sqlite", "event paper"}
    assert [path.read_bytes()[:5] for path in folder.iterdir()] == [b"%PDF-"]


def test_terminal_writes_the_paper_where_it_was_told_whatever_people_are_called(tmp_path: Path) -> None:
    event, people, out = tmp_path / "in" / "event.sqlite", tmp_path / "in" / "people.csv", tmp_path / "in" / "out.pdf"
    event.parent.mkdir()
    with people.open("w", encoding="utf-8", errors="replace", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("id", "first_name", "last_name", "organisation"))
        rows.writerow(("../../x", HOSTILE["picture"], HOSTILE["path"], "/tmp/x"))  # noqa: S108 - a name
        rows.writerow(("C:\\x|y", HOSTILE["format"], HOSTILE["pdf"], "a/../b"))
    assert main(["new", str(event)]) == 0
    assert main(["import", str(event), str(people), "--yes"]) == 0
    before = {path for path in tmp_path.rglob("*") if "safety" not in path.name}
    assert main(["print", str(event), "badges", "-o", str(out)]) == 0
    after = {path for path in tmp_path.rglob("*") if "safety" not in path.parent.name}
    assert {path for path in after - before if "safety" not in path.name} == {out}
    assert plain(HOSTILE["picture"]) in words(out.read_bytes())


# -- any text

ANY = st.text(st.characters(exclude_categories=()), min_size=1, max_size=60) | st.text(
    "aZ é\u0301ß ЖΩ אב\u05b8 عب\u064e \u06612 (-/.,)\u200d\u200c\u202e王か\u0e01\u0e34\u0e49한\x00\ud800👩", max_size=60
)


@settings(max_examples=100)
@given(document=st.sampled_from(DOCUMENTS), text=ANY)
def test_no_text_stops_any_document(
    everywhere: Callable[..., tuple[bytes, Result]], document: Document, text: str
) -> None:
    pdf, result = everywhere(document, text)
    opened = pypdfium2.PdfDocument(pdf)
    try:
        assert len(opened) == result.pages > 0
        assert all(page.get_textpage().count_chars() >= 0 for page in opened)
    finally:
        opened.close()
    assert all(can_be_shown(issue.sentence) for issue in result.issues)
