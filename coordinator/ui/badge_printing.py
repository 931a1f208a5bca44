"""One badge at the touch of a key: silently to the chosen printer, else as a PDF beside the event file."""

from __future__ import annotations

import hashlib
from functools import partial
from typing import TYPE_CHECKING

from coordinator.domain.printing import Document
from coordinator.domain.trouble import WorldTrouble
from coordinator.paper import offering
from coordinator.printing.backend import Done, Failed, Printer
from coordinator.ui.print_room import room_of
from coordinator.ui.print_work import Setting, Wanted
from coordinator.views import prints
from coordinator.views.words import person_name

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from coordinator.desk.desk import Desk
    from coordinator.ui.preferences import Preferences
    from coordinator.ui.print_room import Errand
    from coordinator.ui.tasks import Tasks


def _print(
    document: Document,
    desk: Desk,
    person: str,
    preferences: Preferences,
    tasks: Tasks,
    *,
    done: Callable[[str], None],
    failed: Callable[[str], None],
) -> None:
    """Print one paper of one person in the background; `done` and `failed` are told a sentence."""
    room, name = room_of(desk, preferences, tasks), person_name(desk.day, person)
    word = "Badge" if document is Document.BADGES else "Agenda"
    before = prints.times_printed(desk.day, document, person)
    again = f" · printed {_times(before)} already" if before else ""

    def ended(errand: Errand) -> None:
        match errand.state:
            case Done() if isinstance(errand.to, Printer):
                done(f"{word} of {name} sent to {errand.place}{again}")
            case Done():
                done(f"No printer: {word.lower()} of {name} saved as {errand.place}{again}")
            case Failed(reason):
                failed(reason)
            case _:
                failed(f"{word} of {name}: stopped")

    def begin() -> None:
        printer = room.printers.chosen()
        wanted = Wanted(document, (person,), Setting(stock=_stock(document, printer)), single=True)
        try:
            to = printer or place_for(desk, person, word)
        except WorldTrouble as trouble:
            failed(str(trouble))
            return
        room.make(wanted, f"{word} · {name}", to, ended)

    room.printers.once_known(begin)


print_badge = partial(_print, Document.BADGES)
print_agenda = partial(_print, Document.AGENDAS)


_LONGEST = 50
"""Letters of an id in a file name, of which none has more than 255 bytes."""


def place_for(desk: Desk, person: str, word: str) -> Path:
    """Return where a single paper is saved: in a folder beside the event file, under the person's id."""
    folder = desk.path.with_name(f"{desk.path.stem} paper")
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise WorldTrouble(f"The folder “{folder}” for single papers cannot be made: {reason}.") from error
    safe = "".join(letter if letter.isalnum() else "_" for letter in person)[:_LONGEST]
    if safe != person:
        # Two ids may differ only in what a file name cannot hold.
        safe = f"{safe}-{hashlib.sha256(person.encode(errors='surrogatepass')).hexdigest()[:8]}"
    return folder / f"{word.lower()}-{safe}.pdf"


def _stock(document: Document, printer: Printer | None) -> str:
    """Return what lies in the printer, if that is known and the document fits it."""
    if printer is None or not printer.stock:
        return ""
    return printer.stock if printer.stock in {stock.id for stock in offering.stocks_for(document)} else ""


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")
