"""A new event: its name, day, time zone and venue, and where its file is kept."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from PySide6.QtCore import QStandardPaths, Qt, QTimeZone, Signal
from PySide6.QtWidgets import QCompleter, QFileDialog, QWidget

from coordinator.domain.schedule import EventInfo
from coordinator.ui.widgets import Button, Card, Column, Field, Kind, LineEdit, Row, Text
from coordinator.views.words import long_date

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

ENDING = ".sqlite"
_WIDE = 620


class NewEventForm(QWidget):
    """Checks what was entered; `wanted` tells path and event once all is right."""

    wanted = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = LineEdit("", "EU–US Cluster Matchmaking")
        self.day = LineEdit("", "2026-11-24")
        self.zone = LineEdit("", "Europe/Berlin")
        self.venue = LineEdit("", "Hall 4")
        self.place = LineEdit("", "")
        self._own_place = False
        self.fields = {
            "name": Field("Name of the event", self.name),
            "day": Field("Day", self.day, "Year-month-day, such as 2026-11-24."),
            "zone": Field("Time zone", self.zone, "Of the venue; all times are shown in it."),
            "venue": Field("Venue (may stay empty)", self.venue),
            "place": Field("Where the event file is kept", self.place, "One file holds the whole event."),
        }
        self.create_button = Button("Create and import", "arrow-right", kind=Kind.PRIMARY, key="Enter")
        self.back = Button("Back", "arrow-left", key="Esc")
        self.browse = Button("Browse…", "folder-open")
        completer = QCompleter(sorted(available_timezones()), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.zone.setCompleter(completer)
        self._lay_out()
        self.name.textEdited.connect(self._suggest)
        self.place.textEdited.connect(self._keep_place)
        self.day.textChanged.connect(self._say_day)
        self.browse.clicked.connect(self._ask)
        self.create_button.clicked.connect(self.submit)

    def begin(self) -> None:
        """Start with today, here."""
        if not self.day.text():
            self.day.setText(date.today().isoformat())  # noqa: DTZ011 - the day the person at the desk lives in
        if not self.zone.text():
            self.zone.setText(bytes(QTimeZone.systemTimeZoneId().data()).decode())
        self._suggest()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        """Check everything, say at its place what is wrong, and tell what is wanted if nothing is."""
        checks: dict[str, Callable[[], str]] = {
            "name": lambda: "" if self.name.text().strip() else "Give the event a name.",
            "day": lambda: "" if self._day() else "This is no date. Write it as 2026-11-24.",
            "zone": lambda: "" if _is_zone(self.zone.text()) else "There is no such time zone. Write Europe/Madrid.",
            "place": self._check_place,
        }
        wrong = [key for key, check in checks.items() if self._mark(key, check())]
        day = self._day()
        if wrong or day is None:
            self.fields[wrong[0]].editor.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        name, zone, venue = (line.text().strip() for line in (self.name, self.zone, self.venue))
        self.wanted.emit(self._path(), EventInfo(name, day, zone, venue))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Create with Enter, go back with Esc."""
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.create_button.click()
            case Qt.Key.Key_Escape:
                self.back.click()
            case _:
                super().keyPressEvent(event)

    # -- what was entered

    def _mark(self, key: str, trouble: str) -> str:
        self.fields[key].set_error(trouble)
        return trouble

    def _day(self) -> date | None:
        try:
            return date.fromisoformat(self.day.text().strip())
        except ValueError:
            return None

    def _path(self) -> Path:
        path = Path(self.place.text().strip()).expanduser()
        return path if path.suffix else path.with_suffix(ENDING)

    def _check_place(self) -> str:
        if not self.place.text().strip():
            return "Choose where the file is kept."
        path = self._path()
        if path.exists():
            return f"There is a file “{path.name}” already. Choose another name; it is not touched."
        if not path.parent.is_dir():
            return f"There is no folder “{path.parent}”. Choose another one."
        return ""

    def _keep_place(self, text: str) -> None:
        self._own_place = bool(text.strip())

    def _suggest(self) -> None:
        if not self._own_place:
            kept = "".join(letter if letter.isalnum() or letter in " -–" else " " for letter in self.name.text())
            stem = " ".join(kept.split()) or "event"
            self.place.setText(str(_documents() / f"{stem}{ENDING}"))

    def _say_day(self) -> None:
        day = self._day()
        self.day.setToolTip(long_date(day) if day else "")

    def _ask(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, "Keep the event as", self.place.text(), f"Events (*{ENDING})")
        if chosen:
            self._own_place = True
            self.place.setText(chosen)

    # -- how it is built

    def _lay_out(self) -> None:
        card = Card(margins=(26, 22, 26, 22), gap=12)
        card.setMaximumWidth(_WIDE)
        card.body.addWidget(Text("A new event", "title", "text"))
        card.body.addWidget(Text("Next you choose the files of its schedule.", "row", "text3", weight=400))
        card.body.addWidget(self.fields["name"])
        row = Row(gap=14)
        row.addWidget(self.fields["day"], 2)
        row.addWidget(self.fields["zone"], 3)
        row.setAlignment(self.fields["day"], Qt.AlignmentFlag.AlignTop)
        row.setAlignment(self.fields["zone"], Qt.AlignmentFlag.AlignTop)
        card.body.addLayout(row)
        card.body.addWidget(self.fields["venue"])
        place = Row(gap=8)
        place.addWidget(self.fields["place"], 1)
        place.addWidget(self.browse, 0, Qt.AlignmentFlag.AlignVCenter)
        card.body.addLayout(place)
        buttons = Row(margins=(0, 8, 0, 0), gap=8)
        buttons.addWidget(self.back)
        buttons.addStretch(1)
        buttons.addWidget(self.create_button)
        card.body.addLayout(buttons)
        column = Column(self, margins=(24, 24, 24, 24))
        column.addStretch(1)
        centre = Row()
        centre.addStretch(1)
        centre.addWidget(card, 20)
        centre.addStretch(1)
        column.addLayout(centre)
        column.addStretch(2)


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name.strip())
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return bool(name.strip())


def _documents() -> Path:
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    folder = Path(place) if place else Path.home()
    return folder if folder.is_dir() else Path.home()
