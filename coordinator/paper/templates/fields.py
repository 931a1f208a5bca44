"""Which fields templates may name, taken from the records themselves."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from coordinator.domain.printing import Document
from coordinator.paper.templates.template import FIELD, Stack, Table, Written
from coordinator.views import blanks, chart, interpreters, lists, organisation_agendas, papers, slips

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from coordinator.paper.templates.template import Column, Element, Template

RECORDS: Mapping[Document, type] = {
    Document.BADGES: papers.BadgeRecord,
    Document.BLANKS: blanks.BlankRecord,
    Document.SIGNS: papers.SignRecord,
    Document.CARDS: papers.CardRecord,
    Document.AGENDAS: papers.AgendaRecord,
    Document.ORGANISATION_AGENDAS: organisation_agendas.OrganisationAgenda,
    Document.SLIPS: slips.SlipRecord,
    Document.PARTICIPANTS: lists.ParticipantList,
    Document.MISSING: lists.MissingList,
    Document.INTERPRETERS: interpreters.InterpreterList,
    Document.DOORS: lists.DoorList,
    Document.CHART: chart.ChartRecord,
}
"""What the records of a document are."""

_ROWS: Mapping[Document, type] = {
    Document.PARTICIPANTS: lists.ListedPerson,
    Document.MISSING: lists.MissingRow,
    Document.INTERPRETERS: interpreters.InterpretedRow,
    Document.DOORS: lists.ListedPerson,
}
"""What the rows of those documents are that stand in tables."""

PAGE = "page"
"""Says “Page 1 of 2” where a record needs more than one cell, else nothing."""

LOGO = "logo"
"""Says something where the event has a logo: for `when` and `unless`."""


def unknown(template: Template) -> list[str]:
    """Return the fields that a template names although its records lack them."""
    elements = (*template.front, *template.back)
    wanted = {*_named(_texts(elements)), *(name for e in elements for name in (*e.when, *e.unless))}
    event = {f"event.{name}" for name in _of(papers.Header)}
    missing = wanted - _of(RECORDS[template.document]) - event - {PAGE, LOGO}
    rows = _of(_ROWS[template.document]) if template.document in _ROWS else set[str]()
    in_rows = {name for element in elements if isinstance(element, Table) for name in _in_rows(element)}
    return sorted(missing | (in_rows - rows))


def _in_rows(table: Table) -> Iterator[str]:
    """Return the fields of its rows that a table names."""
    yield from _named(table.columns)
    yield from filter(None, (table.group, table.mark, table.alarm))
    for column in table.columns:
        yield from (*FIELD.findall(column.below), *column.when, *column.unless)


def _of(record: type) -> set[str]:
    """Return the fields of a record, those it works out itself among them."""
    own = {name for name, value in vars(record).items() if isinstance(value, property)}
    return own | {each.name for each in dataclasses.fields(record)}


def _texts(elements: Iterable[Element]) -> Iterator[Written]:
    for element in elements:
        if isinstance(element, Written):
            yield element
        elif isinstance(element, Stack):
            yield from element.texts


def _named(texts: Iterable[Written | Column]) -> Iterator[str]:
    for each in texts:
        yield from FIELD.findall(each.text)
