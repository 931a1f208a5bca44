"""One badge at the touch of a key: silently to the chosen printer, else as a PDF beside the event file."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from coordinator.domain.printing import Document
from coordinator.domain.trouble import WorldTrouble
from coordinator.ui import print_work, printers
from coordinator.ui.print_work import Finished, Order
from coordinator.ui.progress import Progress
from coordinator.views.words import person_name

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from coordinator.desk.desk import Desk
    from coordinator.ui.preferences import Preferences
    from coordinator.ui.tasks import Task, Tasks


def _print(
    document: Document,
    desk: Desk,
    person: str,
    preferences: Preferences,
    tasks: Tasks,
    *,
    done: Callable[[str], None],
    failed: Callable[[str], None],
) -> Task[Finished]:
    """Print one paper of one person in the background; `done` and `failed` are told a sentence."""
    order = Order(document, (person,), single=document is Document.BADGES)
    printer, name = printers.chosen(preferences), person_name(desk.day, person)
    word = "Badge" if document is Document.BADGES else "Agenda"

    def work() -> Finished:
        if printer:
            return print_work.send(desk, order, printer, Progress())
        return print_work.save(desk, order, place_for(desk, person, word))

    def finished(result: Finished) -> None:
        if not result.pages:
            failed(result.issues[-1].sentence if result.issues else f"There is nothing to print for {name}.")
        elif printer:
            done(f"{word} of {name} sent to {printer}")
        else:
            done(f"No printer: {word.lower()} of {name} saved as {result.place}")

    def broke(error: Exception) -> None:
        if not isinstance(error, WorldTrouble):
            raise error
        failed(str(error))

    return tasks.run(work, finished, broke)


print_badge = partial(_print, Document.BADGES)
print_agenda = partial(_print, Document.AGENDAS)


def place_for(desk: Desk, person: str, word: str) -> Path:
    """Return where a single paper is saved: in a folder beside the event file, under the person's id."""
    folder = desk.path.with_name(f"{desk.path.stem} paper")
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise WorldTrouble(f"The folder “{folder}” for single papers cannot be made: {reason}.") from error
    safe = "".join(letter if letter.isalnum() else "_" for letter in person)
    return folder / f"{word.lower()}-{safe}.pdf"
