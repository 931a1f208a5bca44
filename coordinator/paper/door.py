"""The door of paper: a kind of document and its records in, a PDF on disk or in memory out."""

from __future__ import annotations

import io
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeVar

from coordinator.disk import write_whole
from coordinator.domain.trouble import ProgramTrouble, WorldTrouble
from coordinator.paper import agendas, badges, cards, signs
from coordinator.paper.issues import Issue, IssueKind
from coordinator.paper.sheet import A4, A6, Sheet
from coordinator.views.papers import AgendaRecord, BadgeRecord, CardRecord, Header, Record, SignRecord, header

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coordinator.domain.schedule import EventInfo

_R = TypeVar("_R", BadgeRecord, SignRecord, CardRecord, AgendaRecord)


class Document(StrEnum):
    """What can be printed."""

    BADGES = "badges"
    SINGLE_BADGE = "single badge"
    SIGNS = "signs"
    CARDS = "cards"
    AGENDAS = "agendas"


@dataclass(frozen=True, slots=True)
class Result:
    """How many pages a document got, and what to look at; with no pages nothing was written."""

    pages: int
    issues: tuple[Issue, ...] = ()


class CannotWrite(WorldTrouble):
    """The PDF could not be written where it was wanted."""


def render(document: Document, records: Sequence[Record], event: EventInfo, out: BinaryIO | Path) -> Result:
    """Draw a document of these records; nothing is written when there is nothing to print."""
    memory = io.BytesIO()
    title = f"{event.name} – {document.value}"
    sheet = Sheet(memory, title, A6 if document is Document.SINGLE_BADGE else A4)
    _draw(document, sheet, records, header(event))
    if not sheet.pages:
        empty = Issue("", IssueKind.NOTHING_TO_PRINT, _NOTHING[document])
        return Result(0, (*sheet.issues, empty))
    sheet.finish()
    if isinstance(out, Path):
        _write(out, memory.getvalue())
    else:
        out.write(memory.getvalue())
    return Result(sheet.pages, sheet.issues)


_NOTHING = {
    Document.BADGES: "There is no badge to print.",
    Document.SINGLE_BADGE: "There is no badge to print.",
    Document.SIGNS: "There is no table to make a sign for.",
    Document.CARDS: "There is no table to make a card for.",
    Document.AGENDAS: "Nobody has a meeting to put on an agenda.",
}


def _draw(document: Document, sheet: Sheet, records: Sequence[Record], head: Header) -> None:
    match document:
        case Document.BADGES:
            badges.draw_sheets(sheet, _only(records, BadgeRecord), head)
        case Document.SINGLE_BADGE:
            badges.draw_singles(sheet, _only(records, BadgeRecord), head)
        case Document.SIGNS:
            signs.draw(sheet, _only(records, SignRecord), head)
        case Document.CARDS:
            cards.draw(sheet, _only(records, CardRecord), head)
        case Document.AGENDAS:
            agendas.draw(sheet, _only(records, AgendaRecord), head)


def _only(records: Sequence[Record], wanted: type[_R]) -> list[_R]:
    fitting = [record for record in records if isinstance(record, wanted)]
    if len(fitting) != len(records):
        raise ProgramTrouble(f"A document of {wanted.__name__} was given something else.")
    return fitting


def _write(path: Path, content: bytes) -> None:
    try:
        write_whole(path, content)
    except OSError as trouble:
        reason = trouble.strerror or str(trouble)
        raise CannotWrite(f"The PDF could not be saved as {path}: {reason}. Choose another folder.") from trouble
