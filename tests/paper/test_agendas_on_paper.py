"""Agendas and table cards in all their sizes and languages: every row there, nothing over anything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pixels
import pytest
from placed import clashes, pieces, words_of

from coordinator.domain.printing import Document
from coordinator.paper import offering
from coordinator.views import papers
from coordinator.views.languages import Language

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from coordinator.domain.day import Day
    from coordinator.paper.door import Result

    Print = Callable[..., tuple[bytes, Result]]

UPRIGHT = {"a4": "agenda-a4", "letter": "agenda-a4", "a5": "agenda-a5-upright", "a4-2xa5": "agenda-a5"}
CARDS = {"a4": "card-a4", "letter": "card-a4", "a5": "card-a5", "a4-tent": "card-tent", "letter-tent": "card-tent"}


@pytest.mark.parametrize(("stock", "layout"), UPRIGHT.items())
@pytest.mark.parametrize("language", Language)
def test_agenda_tells_every_row_in_its_language(  # noqa: PLR0917 - a day, a place and a language
    printed: Print, repaired: Day, now: datetime, stock: str, layout: str, language: Language
) -> None:
    (record,) = papers.agendas(repaired, now, only={"U01"}, language=language)
    pdf, result = printed(Document.AGENDAS, [record], stock=stock)
    assert offering.job(Document.AGENDAS, stock=stock).template.id == layout
    assert result.issues == ()
    (text,) = words_of(pdf)
    assert record.date in text
    for row in record.rows:
        assert row.start in text
        assert all(part in text for part in (row.label, row.place, row.mark) if part)
    assert clashes(pieces(pdf)) == []


@pytest.mark.parametrize("stock", ["a4", "a5", "a4-2xa5"])
def test_pages_of_a_long_agenda_are_counted_in_its_language(
    printed: Print, repaired: Day, now: datetime, stock: str
) -> None:
    (record,) = papers.agendas(repaired, now, only={"U01"}, language=Language.FRENCH)
    long = papers.AgendaRecord(
        **{**{f: getattr(record, f) for f in papers.AgendaRecord.__dataclass_fields__}, "rows": record.rows * 9}
    )
    pdf, _ = printed(Document.AGENDAS, [long], stock=stock)
    text = " ".join(words_of(pdf))
    assert "Page 1 sur " in text
    assert text.count("Pause café") == 9


@pytest.mark.parametrize(("stock", "layout"), CARDS.items())
def test_card_tells_every_row_and_its_version(
    printed: Print, repaired: Day, now: datetime, stock: str, layout: str
) -> None:
    made = papers.cards(repaired, now, only={"T01", "T02", "T15"})
    pdf, result = printed(Document.CARDS, made, stock=stock)
    assert offering.job(Document.CARDS, stock=stock).template.id == layout
    assert result.issues == ()
    assert result.pages == 3
    for page, (card, text) in enumerate(zip(made, words_of(pdf), strict=True)):
        assert card.stamp in text
        assert all(part in text for row in card.rows for part in (row.start, row.label, row.mark) if part)
        assert clashes(pieces(pdf, page)) == []


def test_tent_shows_the_number_and_the_organisation_on_its_other_side(
    printed: Print, repaired: Day, now: datetime
) -> None:
    (card,) = papers.cards(repaired, now, only={"T02"})
    pdf, _ = printed(Document.CARDS, [card], stock="a4-tent")
    upper = [p for p in pieces(pdf) if p.box[3] < 148.5]
    assert {p.text for p in upper} == {"2", card.organisation, "EU–US Cluster Matchmaking"}
    number = next(p for p in upper if p.text == "2")
    assert number.box[3] - number.box[1] > 60
    assert not pixels.ink_inside(pdf, 0, (30, 142, 180, 155))
