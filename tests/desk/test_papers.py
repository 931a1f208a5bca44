"""What the desk hands out on paper: every document, of these ids, of what changed, in the language wished for."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from coordinator.desk import papers, printing
from coordinator.desk.answers import Done, Refusal
from coordinator.domain.printing import Document, PrintOutcome
from coordinator.domain.schedule import Side
from coordinator.domain.trouble import WorldTrouble
from coordinator.paper import offering
from coordinator.views.languages import Language

if TYPE_CHECKING:
    from coordinator.desk.desk import Desk

IDS = {
    Document.BADGES: "E01",
    Document.SIGNS: "T01",
    Document.CARDS: "T01",
    Document.AGENDAS: "E01",
    Document.PARTICIPANTS: "E01",
    Document.MISSING: "U01",
    Document.DOORS: "seminar",
}
NOUNS = {
    Document.BADGES: "person",
    Document.BLANKS: "blank badge",
    Document.SIGNS: "table",
    Document.CARDS: "table",
    Document.AGENDAS: "person",
    Document.ORGANISATION_AGENDAS: "organisation",
    Document.SLIPS: "person",
    Document.PARTICIPANTS: "person",
    Document.MISSING: "person",
    Document.INTERPRETERS: "interpreter",
    Document.DOORS: "checkpoint",
}
EMPTY = {Document.BLANKS, Document.SLIPS, Document.INTERPRETERS}
"""What the sample event has none of when nothing happened."""


def pages(desk: Desk, document: Document, *only: str) -> int:
    return papers.write(desk, offering.job(document), io.BytesIO(), only).pages


@pytest.mark.parametrize("document", Document)
def test_every_document_of_the_sample_event_is_printed_or_says_why_not(desk: Desk, document: Document) -> None:
    result = papers.write(desk, offering.job(document), io.BytesIO())
    assert (result.pages == 0) == (document in EMPTY)
    assert bool(result.issues) == (document in EMPTY)


@pytest.mark.parametrize("document", IDS)
def test_a_document_of_one_id_is_about_it_alone(desk: Desk, document: Document) -> None:
    whole, one = papers.records(desk, document), papers.records(desk, document, (IDS[document],))
    assert len(one) == 1
    assert one[0] in whole or one[0].about == ""


@pytest.mark.parametrize("document", NOUNS)
def test_id_that_nobody_has_is_named(desk: Desk, document: Document) -> None:
    with pytest.raises(WorldTrouble, match=f"There is no {NOUNS[document]} with the id nowhere"):
        papers.records(desk, document, ("nowhere", papers.UNPRINTED))


def test_wall_chart_has_no_ids(desk: Desk) -> None:
    with pytest.raises(WorldTrouble, match="shows all tables and slots"):
        papers.records(desk, Document.CHART, ("T01",))


def test_agenda_of_an_organisation_is_found_by_its_id(desk: Desk) -> None:
    home = desk.day.schedule.person_by_id["E01"].organisation
    (record,) = papers.records(desk, Document.ORGANISATION_AGENDAS, (home,))
    assert record.about == home


@pytest.mark.parametrize("document", [Document.PARTICIPANTS, Document.MISSING, Document.DOORS, Document.BLANKS])
def test_changed_says_nothing_about_lists_that_are_printed_anew(desk: Desk, document: Document) -> None:
    with pytest.raises(WorldTrouble, match="“changed” says nothing about"):
        papers.records(desk, document, (papers.CHANGED,))


def test_chart_is_changed_after_a_change_only(desk: Desk) -> None:
    assert pages(desk, Document.CHART, papers.CHANGED) == 0
    assert isinstance(desk.mark_missed("M013", Side.GUEST), Done)
    offers = desk.propose("M013")
    assert not isinstance(offers, Refusal)
    assert isinstance(desk.accept(offers.proposals[0]), Done)
    assert pages(desk, Document.CHART, papers.CHANGED) == pages(desk, Document.CHART) > 0


def test_unprinted_is_everybody_until_their_paper_came_out(desk: Desk) -> None:
    home = desk.day.schedule.person_by_id["E01"].organisation
    before = len(papers.records(desk, Document.ORGANISATION_AGENDAS, (papers.UNPRINTED,)))
    assert before == len(papers.records(desk, Document.ORGANISATION_AGENDAS))
    job = printing.begin(desk, Document.ORGANISATION_AGENDAS, (home,), "Laser", "a4", "organisation-a4", 1)
    assert isinstance(printing.end(desk, job, PrintOutcome.SENT, 1), Done)
    left = papers.records(desk, Document.ORGANISATION_AGENDAS, (papers.UNPRINTED,))
    assert len(left) == before - 1
    assert home not in {record.about for record in left}


def test_papers_for_participants_are_in_the_language_that_was_chosen(desk: Desk) -> None:
    german = papers.Speech(Language.GERMAN)
    for document in (Document.AGENDAS, Document.ORGANISATION_AGENDAS):
        assert {record.language for record in papers.records(desk, document, (), german)} == {"de"}  # type: ignore[attr-defined]


def test_own_language_goes_before_the_one_of_everybody(desk: Desk) -> None:
    own = papers.Speech(Language.GERMAN, own=True)
    made = papers.records(desk, Document.AGENDAS, (), own)
    said = {record.about: record.language for record in made}  # type: ignore[attr-defined]
    assert desk.day.schedule.person_by_id["E01"].languages == "en;pl"
    assert said["E01"] == "en"


def test_chart_is_cut_to_what_its_paper_has_room_for(desk: Desk) -> None:
    job = offering.job(Document.CHART, stock="a4")
    tables, slots = offering.chart_room(job)
    for record in papers.for_job(desk, job):
        assert len(record.rows) <= tables  # type: ignore[attr-defined]
        assert sum(not column.band for column in record.columns) <= slots  # type: ignore[attr-defined]


def test_blank_badges_are_found_by_their_number(desk: Desk) -> None:
    assert isinstance(desk.make_blanks(3), Done)
    assert [record.about for record in papers.records(desk, Document.BLANKS, ("2",))] == ["2"]
    assert pages(desk, Document.BLANKS) == 1
