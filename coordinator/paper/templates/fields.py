"""Which fields templates may name, taken from the records themselves."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from coordinator.domain.printing import Document
from coordinator.paper.templates.template import FIELD, Stack, Table, Written
from coordinator.views import blanks, papers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from coordinator.paper.templates.template import Column, Element, Template

RECORDS: Mapping[Document, type] = {
    Document.BADGES: papers.BadgeRecord,
    Document.BLANKS: blanks.BlankRecord,
    Document.SIGNS: papers.SignRecord,
    Document.CARDS: papers.CardRecord,
    Document.AGENDAS: papers.AgendaRecord,
}
"""What the records of a document are."""

_ROWS: Mapping[Document, type] = {}
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
    tables = [element for element in elements if isinstance(element, Table)]
    in_rows = {*_named(c for table in tables for c in table.columns), *(t.group for t in tables if t.group)}
    return sorted(missing | (in_rows - rows))


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
