"""Names of all scripts on paper: joined, in the right order, inside their margins, in embedded fonts, or reported."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pypdfium2
import pytest
import zxingcpp
from PySide6.QtGui import QFont, QFontDatabase, QTextLayout

from coordinator import assets
from coordinator.domain.printing import Document
from coordinator.paper import offering
from coordinator.paper.door import render
from coordinator.paper.issues import IssueKind
from coordinator.paper.text import bidi, shaping
from coordinator.paper.text.fonts import Font
from coordinator.paper.text.lines import lay
from coordinator.views import papers
from coordinator.views.papers_rows import Party, Row, RowKind

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PIL import Image

    from coordinator.domain.schedule import Schedule
    from coordinator.paper.door import Result

    Print = Callable[..., tuple[bytes, Result]]

NAMES = {
    "arabic": "مُنذر شربتلي",
    "arabic organisation": "شركة الابتكار (ABC) المحدودة",
    "persian": "پژوهشگاه می‌خواهم",
    "one letter of arabic": "﷽",
    "hebrew": "כרים יפת",
    "hebrew vowels": "הָיְתָה",
    "hebrew and arabic": "הָיְתָה test الصفحات التّحول",
    "mixed directions": "David כהן (תל אביב) 2026",
    "numbers in arabic": "جامعة King Saud 2024-25 للعلوم",
    "han": "國立臺灣大學 創新中心",
    "simplified": "中国科学院自动化研究所喆镕",
    "kana": "コンピューターサイエンス・テクノロジー株式会社",
    "hangul": "사회과학원 어학연구소",
    "thai": "สมชาย ใจดี น้ำผึ้ง",
    "georgian": "გრძელიშვილი-დევაძე",
    "armenian": "Արիստակես Դոլուխանով",
    "lone marks": "m̄ n̂ q̌ ẹ́",
    "stacked marks": "T̺̺̺̺̺̺̺o͞͞͞͞͞͞͞",
    "stacked vowels": "ก" + "ิ" * 40,
    "emoji": "👩🏽 Zoë 🇺🇸",
    "hindi": "देवनागरी",
    "override": "abc\u202edef\u2066ghi",
    "control": "a\x00b\x1b[31mc\r\nd",
    "markup": "<b>&amp;</b> <!ENTITY x SYSTEM 'file:///etc/passwd'> %PDF \\(",
    "private use": "\ue001\uf8ff\U000f0000",
    "surrogate": "x\ud800y",
    "long": "W" * 10_000,
    "long hebrew": "שלום " * 2_000,
    "long han": "王" * 10_000,
}
REPORTED = {"emoji", "hindi", "private use", "surrogate"}
STAMP = "Printed Tuesday 24 November 2026, 09:52 · version 5"
CUT = (0, 418, 596, 426)
"""Where the line stands at which two agendas are cut apart, in points."""

PAPERS = (Document.BADGES, Document.SIGNS, Document.CARDS, Document.AGENDAS)
MARGINS = {Document.BADGES: 7, Document.SIGNS: 12, Document.CARDS: 9, Document.AGENDAS: 9}


def record(document: Document, text: str) -> papers.Record:
    """Return a record of a document with a text in every field."""
    party = Party(text, text)
    rows = tuple(Row(RowKind.MEETING, "09:00", "09:20", text, (party, party), text, text) for _ in range(3))
    match document:
        case Document.BADGES:
            return papers.BadgeRecord("P1", text, text, text, text, text, "A", "BCDFGHJKLMNPQRSTVXBC")
        case Document.SIGNS:
            return papers.SignRecord("T1", text, text, text, "A")
        case Document.CARDS:
            return papers.CardRecord("T1", text, text, text, "A", rows, STAMP)
        case Document.AGENDAS:
            return papers.AgendaRecord("P1", text, text, "A", rows, STAMP)
    raise AssertionError(document)


@pytest.fixture
def everywhere(schedule: Schedule, tmp_path: Path) -> Callable[..., tuple[bytes, Result]]:
    """Return a function that prints a document with a text in every field, also those of the event."""

    def run(document: Document, text: str) -> tuple[bytes, Result]:
        event = replace(schedule.event, name=text, venue=text)
        result = render(offering.job(document), [record(document, text)], event, tmp_path / "paper.pdf")
        return (tmp_path / "paper.pdf").read_bytes(), result

    return run


def pictures(pdf: bytes, dpi: int = 72) -> list[Image.Image]:
    opened = pypdfium2.PdfDocument(pdf)
    try:
        return [page.render(scale=dpi / 72).to_pil().convert("L") for page in opened]
    finally:
        opened.close()


def words(pdf: bytes) -> str:
    opened = pypdfium2.PdfDocument(pdf)
    try:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in opened).split())
    finally:
        opened.close()


def letters(text: str) -> list[str]:
    """Return the letters of a text in no order: readers of PDFs differ in how they turn lines round."""
    return sorted(letter for letter in text if letter.isalpha())


@pytest.mark.parametrize("document", PAPERS)
@pytest.mark.parametrize("name", NAMES)
def test_a_text_in_every_field_stays_inside_the_margins_in_embedded_fonts(
    everywhere: Print, document: Document, name: str
) -> None:
    pdf, result = everywhere(document, NAMES[name])
    assert (IssueKind.MISSING_GLYPH in {issue.kind for issue in result.issues}) is (name in REPORTED)
    fonts = re.findall(rb"/BaseFont /([^\s/]+)", pdf)
    assert fonts
    assert all(re.fullmatch(rb"[A-Z]{6}\+NotoSans\w*-(Regular|Bold)", font) for font in fonts)
    assert pdf.count(b"/FontFile2") == len(fonts)
    if document is Document.BADGES:
        return
    for picture in pictures(pdf):
        if document is Document.AGENDAS:
            picture.paste(255, CUT)
        left, top, right, bottom = picture.point(lambda grey: 255 if grey < 245 else 0).getbbox() or (99, 99, 99, 99)
        least = MARGINS[document] * 72 / 25.4 - 1.5
        assert min(left, top, picture.width - right, picture.height - bottom) >= least, (left, top, right, bottom)


@pytest.mark.parametrize("name", NAMES)
def test_badge_with_any_text_in_every_field_can_be_scanned(everywhere: Print, name: str) -> None:
    pdf, _ = everywhere(Document.BADGES, NAMES[name])
    (picture,) = pictures(pdf, 150)
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == ["BCDFGHJKLMNPQRSTVXBC"]


@pytest.mark.parametrize("name", ["han", "simplified", "hangul", "georgian", "armenian", "thai", "lone marks"])
def test_text_from_left_to_right_is_found_in_the_paper(everywhere: Print, name: str) -> None:
    pdf, _ = everywhere(Document.AGENDAS, NAMES[name])
    assert NAMES[name].replace(" ", "") in words(pdf).replace(" ", "")


@pytest.mark.parametrize("name", ["arabic", "hebrew", "persian"])
def test_letters_from_right_to_left_are_found_in_the_paper(
    printed: Print, badge_of: Callable[..., papers.BadgeRecord], name: str
) -> None:
    badge = badge_of(NAMES[name], "", second_line="", role="", country="")
    badge = replace(badge, organisation="")
    pdf, _ = printed(Document.BADGES, [badge], single=True)
    found = [letter for letter in words(pdf) if "\u0590" <= letter <= "\u06ff"]
    assert letters("".join(found)) == letters(NAMES[name])


@pytest.fixture(scope="session")
def families(qapp: object) -> dict[str, str]:
    """Return the families of the bundled fonts that join letters, as Qt knows them."""
    found = {}
    for name in ("NotoSansArabic-Bold", "NotoSansHebrew-Bold", "NotoSansThai-Bold"):
        number = QFontDatabase.addApplicationFont(str(assets.folder("resources") / "fonts" / f"{name}.ttf"))
        found[name] = QFontDatabase.applicationFontFamilies(number)[0]
    return found


@pytest.mark.parametrize(
    ("font", "text"),
    [
        ("NotoSansArabic-Bold", "مُنذر"),
        ("NotoSansArabic-Bold", "الابتكار"),
        ("NotoSansArabic-Bold", "التّحول"),
        ("NotoSansArabic-Bold", "پژوهشگاه"),
        ("NotoSansHebrew-Bold", "הָיְתָה"),
        ("NotoSansHebrew-Bold", "ירושלים"),
        ("NotoSansThai-Bold", "น้ำผึ้ง"),
    ],
)
def test_glyphs_are_those_that_qt_draws(families: dict[str, str], font: str, text: str) -> None:
    face = QFont(families[font])
    face.setBold(True)
    face.setStyleStrategy(QFont.StyleStrategy.NoFontMerging)
    layout = QTextLayout(text, face)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    drawn = [number for run in layout.glyphRuns() for number in run.glyphIndexes()]
    (run,) = lay(text, Font.BOLD).runs
    assert run.shaped
    assert run.font == font
    assert sorted(run.shaped.ids) == sorted(drawn)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("David כהן 2026", "David 2026 ןהכ"),
        ("כהן 12-15 (ab) גד", "דג )ab( 12-15 ןהכ"),
        ("a (אב) b", "a (בא) b"),
        ("א 1,000.50₪ ב", "ב 1,000.50₪ א"),
        ("عدد 12/5 نص", "صن 12/5 ددع"),
        ("שלום, world!", "!world ,םולש"),
        ("abc", "abc"),
        ("", ""),
    ],
)
def test_letters_of_a_line_stand_as_the_bidirectional_algorithm_says(text: str, seen: str) -> None:
    levels = bidi.levels(text, rtl=bidi.starts_right(text))
    assert "".join(bidi.reordered(text, levels)) == seen


def test_same_names_give_the_same_bytes_whatever_was_printed_before(everywhere: Print) -> None:
    first, _ = everywhere(Document.CARDS, NAMES["hebrew and arabic"])
    everywhere(Document.CARDS, NAMES["persian"])
    assert everywhere(Document.CARDS, NAMES["hebrew and arabic"])[0] == first


def test_without_the_joining_library_letters_stand_apart_and_staff_are_told(
    printed: Print, badge_of: Callable[..., papers.BadgeRecord], monkeypatch: pytest.MonkeyPatch
) -> None:
    lay.cache_clear()
    from coordinator.paper.text.fitting import fit  # noqa: PLC0415 - only its cache is wanted

    fit.cache_clear()
    monkeypatch.setattr(shaping, "uharfbuzz", None)
    pdf, result = printed(Document.BADGES, [badge_of(NAMES["arabic"])], single=True)
    lay.cache_clear()
    fit.cache_clear()
    assert pdf.startswith(b"%PDF")
    assert {(issue.kind, issue.field) for issue in result.issues} == {(IssueKind.LETTERS_APART, "name")}


def test_issues_name_person_and_field(printed: Print, badge_of: Callable[..., papers.BadgeRecord]) -> None:
    record = badge_of("Zoë 👩", "W" * 300, country="T̺̺̺̺̺̺̺")
    _, result = printed(Document.BADGES, [record], single=True)
    assert {(issue.about, issue.field, issue.kind) for issue in result.issues} == {
        (record.person, "name", IssueKind.MISSING_GLYPH),
        (record.person, "organisation", IssueKind.SHORTENED),
        (record.person, "country", IssueKind.MARKS_LEFT_OUT),
    }


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed")
@pytest.mark.parametrize("name", ["arabic", "hebrew", "han", "kana", "hangul", "georgian", "armenian", "thai"])
def test_another_reader_finds_names_in_reading_order(
    printed: Print, badge_of: Callable[..., papers.BadgeRecord], tmp_path: Path, name: str
) -> None:
    pdf, _ = printed(Document.BADGES, [badge_of(NAMES[name])], single=True)
    (tmp_path / "badge.pdf").write_bytes(pdf)
    done = subprocess.run(["pdftotext", "-raw", "badge.pdf", "-"], cwd=tmp_path, capture_output=True, check=True)
    found = "".join(letter for letter in done.stdout.decode() if letter.isalpha())
    assert "".join(letter for letter in NAMES[name] if letter.isalpha()) in found
