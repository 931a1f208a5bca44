"""The last step: what would change against the plan in force, and, once applied, that it is done."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Signal
from PySide6.QtWidgets import QSizePolicy, QStackedLayout, QWidget

from coordinator.ui import look
from coordinator.ui.models.listing import Column as TableColumn
from coordinator.ui.models.listing import Listing
from coordinator.ui.pages.importing.decide import Decide
from coordinator.ui.widgets import Button, Card, EmptyState, IconDisc, Kind, Row, RowList, TableView, Text
from coordinator.ui.widgets import Column as Stack
from coordinator.ui.widgets.scroll import Scroll
from coordinator.views.words import count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from PySide6.QtGui import QPainter

    from coordinator.desk.importing import Outlook
    from coordinator.domain.schedule import Schedule
    from coordinator.intake.compare import Difference, Part


@dataclass(frozen=True, slots=True)
class PartLine:
    """How many things of one kind are new, changed, moved, gone and as before."""

    name: str
    new: int
    changed: int
    moved: int
    gone: int
    same: int


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One thing that will change, in a sentence."""

    icon: str
    ink: str
    sentence: str


_CLASHES = "No longer fits"
_DECIDE = "Contradicts today"
_STAY = "Came, not in the file"


class PartRows(RowList[PartLine]):
    """One line for each kind of thing; a click shows its changes."""

    LEAST = 40
    MOST = 42

    def words(self, row: PartLine) -> str:
        """Say what becomes of one kind."""
        return f"{row.name}: {row.new} new, {row.changed} changed, {row.moved} moved, {row.gone} gone"

    def paint_row(self, painter: QPainter, area: QRectF, row: PartLine, index: int) -> None:
        """Paint name and numbers, each number on a soft pill of its tone."""
        plate = area.adjusted(0, 1, 0, -1)
        if index in (self.selected, self.over):
            look.rounded(painter, plate, 8, look.colour("accent_soft" if index == self.selected else "surface2"))
        name = QRectF(plate.left() + look.px(12), plate.top(), look.px(190), plate.height())
        look.text(painter, name, row.name, look.font("row_strong"), look.colour("text"))
        right = plate.right() - look.px(10)
        for words, tone in reversed(_pills(row)):
            wide = look.width_of(words, look.font("small_strong")) + look.px(18)
            pill = QRectF(right - wide, plate.center().y() - look.px(12), wide, look.px(24))
            look.rounded(painter, pill, 12, look.colour(f"{tone}.soft") if tone else look.colour("surface2"))
            ink = look.colour(f"{tone}.text") if tone else look.colour("text3")
            look.text(painter, pill, words, look.font("small_strong"), ink, look.CENTER)
            right = pill.left() - look.px(6)


class ReadyStep(QWidget):
    """Shows what would change; `decided` tells that staff said whose word counts. The page holds Apply."""

    decided = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: dict[str, Callable[[], tuple[ChangeLine, ...]]] = {}
        self._same = False
        self.parts = PartRows("What will change")
        self.parts.set_selectable(True)
        self.changes: Listing[ChangeLine] = Listing(_COLUMNS, self)
        self.view = TableView("Changes")
        self.view.setModel(self.changes)
        self.view.set_widths({}, stretch=0)
        self.view.horizontalHeader().hide()
        self.decide = Decide()
        self._headline = Text("", "title", "text", wrap=True)
        self._stays = Text("", "row", "text2", weight=400, wrap=True)
        self.to_door = Button("Go to check-in", "scan-line", kind=Kind.PRIMARY)
        self.to_print = Button("Print badges", "printer")
        self.again = Button("Import another file", "file-up")
        self._done = EmptyState("circle-check", "", "", [self.to_door, self.to_print, self.again])
        self._lay_out()
        self.parts.pressed.connect(self._show_part)
        self.decide.decided.connect(self._decided)

    def show_outlook(self, outlook: Outlook) -> None:
        """Show what would change, what contradicts the day, and what would no longer fit."""
        self._pages.setCurrentIndex(0)
        before, difference = outlook.day, outlook.difference
        self._same = difference.is_same and not outlook.contradictions
        moved = _moved(before.schedule, outlook.schedule)
        parts = {name: part for name, part in difference.parts.items() if part.same or not part.is_same}
        # Tens of thousands of lines are written only when somebody looks at them.
        self._lines = {name.capitalize(): partial(_changes, part) for name, part in parts.items()}
        lines = [_part_line(name, part, moved if name == "meetings" else 0) for name, part in parts.items()]
        for name, sentences, icon, ink in _first(outlook):
            if sentences:
                lines.insert(0, PartLine(name, 0, len(sentences), 0, 0, 0))
                self._lines[name] = partial(_all_alike, icon, ink, sentences)
        self.decide.show_found(outlook.contradictions)
        if outlook.contradictions:
            open_yet = self.decide.open
            lines.insert(0, PartLine(_DECIDE, 0, open_yet, 0, 0, len(outlook.contradictions) - open_yet))
        busy = next((n for n, line in enumerate(lines) if line.name == _DECIDE or _tells(line)), 0)
        self.parts.show_rows(lines, busy if lines else -1)
        self._headline.setText(headline(difference, moved))
        kept = len(before.standings) + sum(1 for meeting in before.meetings.values() if meeting.version)
        self._stays.setText(_STAYS if kept else "Nothing is written before you press Apply.")
        self._show_part(busy)

    def show_done(self, sentence: str) -> None:
        """Say that it was imported."""
        self._pages.setCurrentIndex(1)
        self._done.say("circle-check", sentence, "Ctrl+Z takes the whole import back.")

    @property
    def is_same(self) -> bool:
        """Return whether nothing would change."""
        return self._same

    def headline(self) -> str:
        """Return the changes in one sentence."""
        return self._headline.text()

    def _decided(self) -> None:
        first, *rest = self.parts.rows
        done = first.changed + first.same - self.decide.open
        self.parts.show_rows([PartLine(_DECIDE, 0, self.decide.open, 0, 0, done), *rest], self.parts.selected)
        self.decided.emit()

    def _show_part(self, index: int) -> None:
        if not 0 <= index < len(self.parts.rows):
            self.changes.show_lines(())
            return
        line = self.parts.rows[index]
        if line.name == _DECIDE:
            self._details.setCurrentIndex(1)
            self._changes_card.set_title(line.name, "whose word counts?")
            return
        self._details.setCurrentIndex(0)
        lines = self._lines[line.name]()
        self.changes.show_lines(lines)
        self._changes_card.set_title(line.name, count(len(lines), "change") if lines else "as before")

    def _lay_out(self) -> None:
        whole = QWidget()
        self._pages = QStackedLayout(self)
        self._pages.addWidget(whole)
        self._pages.addWidget(self._done)
        head = Card(margins=(22, 16, 22, 16), gap=2)
        line = Row(gap=16)
        line.addWidget(IconDisc("file-spreadsheet", 48))
        words = Stack(gap=3)
        words.addWidget(self._headline)
        words.addWidget(self._stays)
        line.addLayout(words, 1)
        head.body.addLayout(line)
        head.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        parts = Card("What will change", gap=6)
        parts.body.addWidget(Scroll(self.parts), 1)
        self._changes_card = Card("Changes", margins=(18, 14, 6, 6), gap=6)
        self._changes_card.head.setContentsMargins(0, 0, 12, 0)
        details = QWidget()
        details.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._details = QStackedLayout(details)
        self._details.addWidget(self.view)
        self._details.addWidget(self.decide)
        self._changes_card.body.addWidget(details, 1)
        row = Row(gap=18)
        row.addWidget(parts, 4)
        row.addWidget(self._changes_card, 6)
        column = Stack(whole, gap=16)
        column.addWidget(head)
        column.addLayout(row, 1)


def _first(outlook: Outlook) -> Iterator[tuple[str, tuple[str, ...], str, str]]:
    """Return what comes before the things themselves, the least important first."""
    yield "Event", outlook.difference.event, "pencil", "wait.text"
    yield _STAY, tuple(item.sentence for item in outlook.no_longer_listed), "user-check", "wait.text"
    yield _CLASHES, tuple(finding.sentence for finding in outlook.findings), "circle-alert", "bad.text"


def headline(difference: Difference, moved: int) -> str:
    """Say in one line what changes in people and meetings, which is what most want to know."""
    if difference.is_same:
        return "This is the same schedule as before."
    told = []
    for noun, plural, part in (("meeting", "meetings", difference.meetings), ("person", "people", difference.people)):
        name = noun if len(part.new) == 1 else plural
        told += [f"+{len(part.new)} {name}"] if part.new else []
        moves = moved if noun == "meeting" else 0
        told += [f"{count(moves, noun)} moved"] if moves else []
        rest = len(part.changed) - moves
        told += [f"{count(rest, noun, plural)} changed"] if rest > 0 else []
        told += [f"{count(len(part.removed), noun, plural)} gone"] if part.removed else []
    return ", ".join(told) if told else difference.summary


def _moved(before: Schedule, after: Schedule) -> int:
    both = ((before.meeting_by_id[m.id], m) for m in after.meetings if m.id in before.meeting_by_id)
    return sum(1 for old, new in both if (old.slot, old.table) != (new.slot, new.table))


def _part_line(name: str, part: Part, moved: int) -> PartLine:
    changed = len(part.changed) - moved
    return PartLine(name.capitalize(), len(part.new), changed, moved, len(part.removed), part.same)


def _changes(part: Part) -> tuple[ChangeLine, ...]:
    kinds = (
        ("minus", "bad.text", part.removed),
        ("pencil", "wait.text", part.changed),
        ("plus", "ok.text", part.new),
    )
    return tuple(ChangeLine(icon, ink, item.sentence) for icon, ink, items in kinds for item in items)


def _all_alike(icon: str, ink: str, sentences: Iterable[str]) -> tuple[ChangeLine, ...]:
    return tuple(ChangeLine(icon, ink, sentence) for sentence in sentences)


def _tells(line: PartLine) -> bool:
    return bool(line.new or line.changed or line.moved or line.gone)


def _pills(row: PartLine) -> list[tuple[str, str]]:
    numbers = (
        (row.new, "new", "ok"),
        (row.moved, "moved", "moved"),
        (row.changed, *_CHANGED.get(row.name, ("changed", "wait"))),
        (row.gone, "gone", "bad"),
        (row.same, *(("decided", "ok") if row.name == _DECIDE else ("as before", ""))),
    )
    return [(f"{'+' if words == 'new' else ''}{number} {words}", tone) for number, words, tone in numbers if number]


_CHANGED = {_DECIDE: ("to decide", "bad"), _CLASHES: ("to look at", "bad"), _STAY: ("stay", "wait")}
_STAYS = "Check-ins, no-shows and moves of today stay. Ctrl+Z takes the whole import back."
_COLUMNS: tuple[TableColumn[ChangeLine], ...] = (
    TableColumn("Change", lambda c: c.sentence, ink=lambda c: c.ink, icon=lambda c: c.icon),
)
