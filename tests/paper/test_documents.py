"""All documents: embedded fonts, the same bytes every time, text that can be found, and the day as it stands."""

from __future__ import annotations

import io
import re
import zlib
from datetime import timedelta
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from PIL import Image

from coordinator.domain.entries import MeetingMissed, PlanChanged, RepairKind, Undone
from coordinator.domain.printing import Document
from coordinator.domain.schedule import Side
from coordinator.domain.trouble import ProgramTrouble, WorldTrouble
from coordinator.paper import offering, preview
from coordinator.paper.door import render
from coordinator.paper.issues import IssueKind
from coordinator.views import papers

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from coordinator.domain.day import Day
    from coordinator.domain.schedule import Schedule
    from coordinator.paper.door import Result

    Print = Callable[..., tuple[bytes, Result]]


@pytest.fixture
def records(repaired: Day, now: datetime) -> Callable[[Document], Sequence[papers.Record]]:
    """Return a function that gives the records of the repaired day for a document."""

    def of(document: Document) -> Sequence[papers.Record]:
        match document:
            case Document.BADGES:
                return papers.badges(repaired)
            case Document.SIGNS:
                return papers.signs(repaired)
            case Document.CARDS:
                return papers.cards(repaired, now)
            case Document.AGENDAS:
                return papers.agendas(repaired, now)
        raise AssertionError(document)

    return of


PAPERS = (Document.BADGES, Document.SIGNS, Document.CARDS, Document.AGENDAS)


def organisation_of(schedule: Schedule, person: str) -> str:
    return schedule.organisation_by_id[schedule.person_by_id[person].organisation].name


def texts(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_range().replace("\r\n", " ") for page in document]
    finally:
        document.close()


def unpacked(pdf: bytes) -> bytes:
    """Return a PDF with its compressed streams opened."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    opened = []
    for stream in streams:
        try:
            opened.append(zlib.decompress(stream))
        except zlib.error:
            opened.append(b"")
    return pdf + b"".join(opened)


@pytest.mark.parametrize("document", PAPERS)
def test_same_records_give_the_same_bytes(printed: Print, records: Callable[..., object], document: Document) -> None:
    assert printed(document, records(document)) == printed(document, records(document))


@pytest.mark.parametrize("document", PAPERS)
def test_every_font_is_embedded_and_none_is_helvetica(
    printed: Print, records: Callable[..., object], document: Document
) -> None:
    pdf, _ = printed(document, records(document))
    fonts = re.findall(rb"/BaseFont /([^\s/]+)", pdf)
    assert fonts
    assert all(re.fullmatch(rb"[A-Z]{6}\+NotoSans-(Regular|Bold)", name) for name in fonts)
    assert pdf.count(b"/FontFile2") >= len(set(fonts))
    assert b"Helvetica" not in unpacked(pdf)
    assert b"/ASCII85Decode" not in pdf


@pytest.mark.parametrize("document", PAPERS)
def test_sample_event_prints_without_an_issue(
    printed: Print, records: Callable[..., object], document: Document
) -> None:
    pdf, result = printed(document, records(document))
    assert result.issues == ()
    assert result.pages == len(texts(pdf))


@pytest.mark.parametrize("document", PAPERS)
def test_nothing_to_print_is_a_sentence_and_no_file(schedule: Schedule, document: Document, tmp_path: Path) -> None:
    result = render(offering.job(document), [], schedule.event, tmp_path / "paper.pdf")
    assert result.pages == 0
    assert [issue.kind for issue in result.issues] == [IssueKind.NOTHING_TO_PRINT]
    assert list(tmp_path.iterdir()) == []


def test_badges_carry_all_names_and_organisations(schedule: Schedule, printed: Print, morning: Day) -> None:
    pdf, _ = printed(Document.BADGES, papers.badges(morning))
    text = " ".join(" ".join(texts(pdf)).split())
    for person in schedule.people:
        assert person.name in text
        assert organisation_of(schedule, person.id) in text


def test_agendas_carry_the_names_of_everybody_with_a_meeting(
    schedule: Schedule, printed: Print, morning: Day, now: datetime
) -> None:
    pdf, _ = printed(Document.AGENDAS, papers.agendas(morning, now))
    text = " ".join(" ".join(texts(pdf)).split())
    assert all(schedule.person_by_id[p].name in text for meeting in schedule.meetings for p in meeting.people)


def test_every_table_has_a_sign_with_its_number_and_organisation(
    schedule: Schedule, printed: Print, morning: Day
) -> None:
    pdf, result = printed(Document.SIGNS, papers.signs(morning))
    assert result.pages == len(schedule.tables)
    for table, text in zip(schedule.tables, texts(pdf), strict=True):
        assert re.search(rf"\b{table.label}\b", text)
        if table.fixed_for:
            assert organisation_of(schedule, table.fixed_for) in text


def test_number_on_a_sign_can_be_read_from_eight_metres(printed: Print, morning: Day) -> None:
    pdf, _ = printed(Document.SIGNS, papers.signs(morning, only={"T14"}))
    picture = Image.open(io.BytesIO(preview.page_png(pdf, 0, width=1170, turn=90)))
    across = picture.width / 297
    number = picture.convert("L").crop((0, int(25 * across), picture.width, int(150 * across)))
    left, top, right, bottom = number.point(lambda grey: 255 if grey < 100 else 0).getbbox() or (0, 0, 0, 0)
    assert (bottom - top) / across > 100
    assert left / across > 12
    assert right / across < 297 - 12


def test_sign_is_a_portrait_page_whose_content_is_turned(printed: Print, morning: Day) -> None:
    pdf, _ = printed(Document.SIGNS, papers.signs(morning)[:1])
    document = pypdfium2.PdfDocument(pdf)
    width, height = document[0].get_size()
    rotation = document[0].get_rotation()
    document.close()
    assert (round(width), round(height), rotation) == (595, 842, 0)


def test_card_shows_a_filled_slot_as_new(repaired: Day, printed: Print, now: datetime) -> None:
    pdf, _ = printed(Document.CARDS, papers.cards(repaired, now, only={"T02"}))
    (text,) = texts(pdf)
    assert "Știință Verde Cluj" in text
    assert "Ștefan Țurcanu" in text
    assert "New" in text
    assert "Päivi Hämäläinen" not in text
    assert "Printed Tuesday 16 May 2017, 09:52 · version 5" in text


def test_card_shows_where_a_meeting_came_from_and_where_it_went(repaired: Day, printed: Print, now: datetime) -> None:
    pdf, _ = printed(Document.CARDS, papers.cards(repaired, now, only={"T01"}))
    (text,) = texts(pdf)
    assert "Moved from 09:00" in text
    assert "Moved to 11:00: GreenTech Říp" in text


def test_card_of_a_table_with_nothing_on_it_is_all_free(printed: Print, morning: Day, now: datetime) -> None:
    pdf, _ = printed(Document.CARDS, papers.cards(morning, now, only={"T15"}))
    (text,) = texts(pdf)
    assert text.count("Free") == 8
    assert "Coffee" in text


def test_two_agendas_share_a_page(repaired: Day, printed: Print, now: datetime) -> None:
    _, result = printed(Document.AGENDAS, papers.agendas(repaired, now, only={"U01", "U03", "E01"}))
    assert result.pages == 2


def test_long_list_goes_on_with_the_next_page(schedule: Schedule, printed: Print, repaired: Day, now: datetime) -> None:
    (card,) = papers.cards(repaired, now, only={"T02"})
    long = papers.CardRecord(card.table, "2", "", card.organisation, "B", card.rows * 6, card.stamp)
    pdf, result = printed(Document.CARDS, [long])
    assert result.pages > 1
    assert sum(text.count("Coffee") for text in texts(pdf)) == 6
    assert f"Page {result.pages} of {result.pages}" in texts(pdf)[-1]


def test_hundred_row_agenda_loses_no_row(printed: Print, repaired: Day, now: datetime) -> None:
    (agenda,) = papers.agendas(repaired, now, only={"U01"})
    long = papers.AgendaRecord("U01", agenda.name, agenda.organisation, "B", agenda.rows * 12, agenda.stamp)
    pdf, _ = printed(Document.AGENDAS, [long])
    assert sum(text.count("Coffee") for text in texts(pdf)) == 12


def test_foreign_text_is_printed_as_it_stands(printed: Print, badge_of: Callable[..., papers.BadgeRecord]) -> None:
    pdf, result = printed(Document.BADGES, [badge_of("<b>&amp;</b>", "a\u0000b\u202ec\u200b\td (e) \\f")], single=True)
    (text,) = texts(pdf)
    assert "<b>&amp;</b>" in text
    assert "a bc d (e) \\f" in text
    assert result.issues == ()


def test_decomposed_and_composed_names_give_the_same_paper(
    printed: Print, badge_of: Callable[..., papers.BadgeRecord]
) -> None:
    composed = badge_of("Žofie Škvorecká")
    decomposed = papers.BadgeRecord(
        **{
            **{f: getattr(composed, f) for f in papers.BadgeRecord.__dataclass_fields__},
            "name": "Z\u030cofie S\u030ckvorecka\u0301",
        }
    )
    assert printed(Document.BADGES, [composed])[0] == printed(Document.BADGES, [decomposed])[0]


def test_letters_no_font_has_are_an_issue_and_no_crash(
    printed: Print, badge_of: Callable[..., papers.BadgeRecord]
) -> None:
    record = badge_of("देव Tanaka \ud800")
    _, result = printed(Document.BADGES, [record], single=True)
    assert {issue.kind for issue in result.issues} == {IssueKind.MISSING_GLYPH}
    assert result.issues[0].about == record.person
    assert "U+0926" in result.issues[0].sentence


def test_shortened_name_is_an_issue(printed: Print, badge_of: Callable[..., papers.BadgeRecord]) -> None:
    _, result = printed(Document.BADGES, [badge_of("W" * 200)], single=True)
    assert IssueKind.SHORTENED in {issue.kind for issue in result.issues}


def test_file_appears_whole_under_its_name(schedule: Schedule, morning: Day, tmp_path: Path) -> None:
    target = tmp_path / "badges.pdf"
    target.write_bytes(b"an older print")
    render(offering.job(Document.BADGES), papers.badges(morning)[:2], schedule.event, target)
    assert target.read_bytes().startswith(b"%PDF-")
    assert [path.name for path in tmp_path.iterdir()] == ["badges.pdf"]


def test_folder_that_is_not_there_is_told_in_a_sentence(schedule: Schedule, morning: Day, tmp_path: Path) -> None:
    with pytest.raises(WorldTrouble, match=r"could not be saved as .*badges\.pdf: No such file"):
        render(
            offering.job(Document.BADGES), papers.badges(morning)[:2], schedule.event, tmp_path / "gone" / "badges.pdf"
        )


def test_records_of_another_document_are_a_mistake_of_ours(schedule: Schedule, morning: Day) -> None:
    with pytest.raises(ProgramTrouble):
        render(offering.job(Document.SIGNS), papers.badges(morning)[:2], schedule.event, io.BytesIO())


def test_preview_shows_a_page_of_the_wanted_width(printed: Print, morning: Day) -> None:
    pdf, _ = printed(Document.BADGES, papers.badges(morning)[:5])
    assert preview.page_count(pdf) == 2
    assert Image.open(io.BytesIO(preview.page_png(pdf, 1, width=400))).size[0] in range(399, 402)


def test_undone_repair_takes_the_mark_off_the_card(
    repaired: Day, happen: Callable[..., Day], printed: Print, now: datetime
) -> None:
    moved = next(
        r.entry.id for r in repaired.history.values() if getattr(r.entry.fact, "repair", None) is RepairKind.MOVE
    )
    pdf, _ = printed(Document.CARDS, papers.cards(happen(repaired, Undone(moved)), now, only={"T01"}))
    assert "Moved" not in texts(pdf)[0]


def test_wait_is_printed_with_its_time(morning: Day, happen: Callable[..., Day], printed: Print, now: datetime) -> None:
    until = int((now + timedelta(minutes=6)).timestamp() * 1000)
    day = happen(morning, MeetingMissed("M013", Side.GUEST))
    day = happen(day, PlanChanged("M013", RepairKind.WAIT, waits_until=until, expects=day.meetings["M013"].version))
    pdf, _ = printed(Document.CARDS, papers.cards(day, now, only={"T02"}))
    assert "Starts by 09:58" in " ".join(texts(pdf)[0].split())
