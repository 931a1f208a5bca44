"""Everybody: found while typing, narrowed by a press, and one person's day beside the list."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from coordinator.domain.schedule import moment
from coordinator.ui import look
from coordinator.ui.look import Tone
from coordinator.ui.models.people import Col, PeopleModel
from coordinator.ui.page import SteadyPage
from coordinator.ui.pages.people.card import PersonCard
from coordinator.ui.pages.people.deeds import PeopleDeeds
from coordinator.ui.widgets.boxes import Column, Row
from coordinator.ui.widgets.button import Button, Kind
from coordinator.ui.widgets.card import Card
from coordinator.ui.widgets.empty_state import EmptyState
from coordinator.ui.widgets.field import LineEdit
from coordinator.ui.widgets.key_hint import KeyHint
from coordinator.ui.widgets.kpi_chip import KpiChip
from coordinator.ui.widgets.table_view import TableView
from coordinator.views.agenda import agenda
from coordinator.views.countries import country_name
from coordinator.views.people import Group, history, status_words
from coordinator.views.words import organisation_name

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from coordinator.desk.answers import Change
    from coordinator.domain.people import Person
    from coordinator.ui.link import Link
    from coordinator.ui.preferences import Preferences
    from coordinator.ui.tasks import Tasks

KEYS = (
    KeyHint("Ctrl+F", "Find"),
    KeyHint("↑ ↓", "Choose"),
    KeyHint("F5", "Check in"),
    KeyHint("F7", "Check out"),
    KeyHint("F8", "Agenda"),
    KeyHint("F9", "Print badge"),
    KeyHint("F6", "Walk-in"),
    KeyHint("Ctrl+Z", "Undo"),
)
CHIPS = (
    (Group.ALL, "All", "users", Tone.ACCENT),
    (Group.HERE, "Here", "presence-here", Tone.OK),
    (Group.MISSING, "Missing", "presence-away", Tone.BAD),
    (Group.NO_SHOW, "No-show", "user-x", Tone.BAD),
    (Group.LATE, "Late", "presence-late", Tone.WAIT),
    (Group.WALK_IN, "Walk-in", "user-plus", Tone.MOVED),
)
COLUMNS = (Col.PRESENCE, Col.NAME, Col.ORGANISATION, Col.COUNTRY, Col.MEETINGS, Col.ARRIVED, Col.PHONE)
NARROW = (112, 142, 142, 84, 76, 66, 134)
WIDE = (136, 200, 196, 128, 82, 76, 140)


class PeoplePage(SteadyPage):
    """Field and groups above, the list, and the card of whoever is chosen."""

    key = "people"
    title = "People"
    icon = "users"
    keys = KEYS

    def __init__(self, link: Link, tasks: Tasks, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link, self._desk = link, link.desk
        self._person, self._group, self._stale = "", Group.ALL, True
        self._round = -1
        self.model = PeopleModel(link.desk, self)
        self.table = TableView("People")
        self.card = PersonCard()
        self.deeds = PeopleDeeds(link.desk, tasks, preferences, self)
        self.field = LineEdit("", "Name, organisation, country or phone")
        self.chips = {group: KpiChip(word, icon, tone) for group, word, icon, tone in CHIPS}
        self._walk_in_button = Button("Add as walk-in", "user-plus", kind=Kind.PRIMARY, key="F6")
        self._no_match = EmptyState("search", "No one found", "", [self._walk_in_button])
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect(link)
        self._shortcuts()
        look.follow(self)
        self._bring_up_to_date()

    # -- what the window tells it

    def show_now(self, what: str = "") -> None:
        """Come on screen: at a person by their id, at a group by its name, or ready to type."""
        if self._stale:
            self._bring_up_to_date()
        if what in tuple(Group):
            self.choose_group(Group(what))
        elif what and self._desk.day.person(what) is not None:
            self.field.clear()
            self.choose_group(Group.ALL)
            self.choose(what)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.selectAll()

    def tick(self) -> None:
        """Read everybody's next meeting again when a round has begun or ended."""
        if self._round != self._round_now():
            self._bring_up_to_date()

    def restyle(self) -> None:
        """Give the card the width of the look."""
        wide = self.width() >= look.px(1600)
        self.card.setFixedWidth(look.px(402 if wide else 324))
        widths = dict(zip(map(int, COLUMNS), WIDE if wide else NARROW, strict=True))
        self.table.set_widths(widths, stretch=int(Col.NEXT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the card in proportion."""
        super().resizeEvent(event)
        self.restyle()

    # -- choosing

    def choose(self, person: str) -> None:
        """Choose somebody who is shown."""
        number = self.model.number_of(person)
        if number >= 0:
            self.table.setCurrentIndex(self.model.index(number, int(Col.NAME)))
            self.table.scrollTo(self.table.currentIndex())

    def choose_group(self, group: Group) -> None:
        """Narrow the list to a group."""
        self._group = group
        for each, chip in self.chips.items():
            chip.setChecked(each is group)
        self._narrow()

    def _narrow(self) -> None:
        self.model.narrow(self.field.text(), self._group)
        self._keep_chosen()
        self._show_stack()

    def _keep_chosen(self) -> None:
        """Keep whoever was chosen if they are still shown, else choose the first."""
        number = max(0, self.model.number_of(self._person))
        if self.model.row(number) is None:
            self._person = ""
            self.card.show_nobody()
            return
        self.table.setCurrentIndex(self.model.index(number, int(Col.NAME)))

    def _show_stack(self) -> None:
        typed = self.field.text().strip()
        if not self.model.size():
            self._stack.setCurrentIndex(2)
        elif self.model.rowCount():
            self._stack.setCurrentIndex(0)
        else:
            title = f"No one called ‘{typed}’" if typed else "Nobody here in this group"
            self._no_match.say("search", title, "Add as walk-in F6." if typed else "Choose another group above.")
            self._stack.setCurrentIndex(1)

    def _current_changed(self, current: QModelIndex) -> None:
        row = self.model.row(current.row()) if current.isValid() else None
        if row is not None:
            if row.person != self._person:
                self.card.until.close_line()
            self._person = row.person
            self._show_card()

    def _show_card(self) -> None:
        day = self._desk.day
        person = day.person(self._person)
        if person is None:
            self.card.show_nobody()
            return
        presence = day.presence(person.id)
        self.card.show_person(person, self._lines(person), presence, status_words(day, person.id))
        self.card.show_day(agenda(day, person.id, self._desk.now, self._desk.policy), history(day, person.id))

    def _lines(self, person: Person) -> tuple[str, str]:
        home = self._desk.day.organisation(person.organisation)
        organisation = organisation_name(self._desk.day, person.id) if home else ""
        country = country_name(person.country or (home.country if home else ""))
        detail = " · ".join(part for part in (organisation, country, person.job_title) if part)
        return detail, "\n".join(part for part in (person.phone or "no phone", person.email) if part)

    # -- keeping in step

    def _take(self, change: Change) -> None:
        if not self.isVisible():
            self._stale = True
            return
        self.model.take(change)
        self._count()
        self._keep_chosen()
        self._show_stack()
        self._show_card()

    def _bring_up_to_date(self) -> None:
        self._stale, self._round = False, self._round_now()
        self.model.reload()
        self._count()
        self.choose_group(self._group)

    def _round_now(self) -> int:
        at = moment(self._desk.day.schedule, self._desk.now)
        return at.number * 2 + (at.slot is None)

    def _count(self) -> None:
        for group, number in self.model.counts().items():
            if self.chips[group].number() != number:
                self.chips[group].set_number(number)

    # -- what staff asks for

    def act(self, what: str) -> None:
        """Do something with whoever is chosen."""
        if not self._person:
            return
        if what == "late":
            self.card.until.ask(self._desk.now)
        else:
            self.deeds.do(what, self._person)

    def _expect(self, until: object) -> None:
        self.deeds.expect(self._person, until)  # type: ignore[arg-type]
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _walk_in(self) -> None:
        self.asked_for.emit("checkin", f"walk-in:{self.field.text().strip()}")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows walk through the list while the field has the focus."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and watched is self.field:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if step and self.model.rowCount():
                number = max(0, min(self.model.rowCount() - 1, self.table.currentIndex().row() + step))
                self.table.setCurrentIndex(self.model.index(number, int(Col.NAME)))
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.field.clear()
                return True
        return super().eventFilter(watched, event)

    # -- how it is built

    def _lay_out(self) -> None:
        top = Row(gap=8)
        top.addWidget(self.field, 1)
        for chip in self.chips.values():
            top.addWidget(chip)
        self.field.setMinimumWidth(look.px(200))
        card = Card(margins=(1, 6, 1, 4))
        card.body.addWidget(self.table)
        self._dress_table()
        self._walk_in_button.clicked.connect(self._walk_in)
        load = Button("Import a schedule", "file-up", kind=Kind.PRIMARY)
        load.clicked.connect(lambda: self.asked_for.emit("import", ""))
        empty = EmptyState("users", "Nobody yet", "People come with the schedule, or as walk-ins.", [load])
        self._stack.addWidget(card)
        for state in (self._no_match, empty):
            plate = Card()
            plate.body.addWidget(state)
            self._stack.addWidget(plate)
        body = Row(gap=14)
        body.addWidget(self._stack, 1)
        body.addWidget(self.card)
        column = Column(self, margins=(24, 15, 18, 12), gap=10)
        column.setSizeConstraint(Column.SizeConstraint.SetNoConstraint)
        column.addLayout(top)
        column.addLayout(body, 1)

    def _dress_table(self) -> None:
        self.table.setModel(self.model)
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(int(Col.NAME), Qt.SortOrder.AscendingOrder)

    def _connect(self, link: Link) -> None:
        link.changed.connect(self._take)
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._narrow)
        self.table.selectionModel().currentChanged.connect(self._current_changed)
        for group, chip in self.chips.items():
            chip.clicked.connect(partial(self.choose_group, group))
        self.card.asked.connect(self.act)
        self.card.late.connect(self._expect)
        self.deeds.said.connect(self.said)

    def _shortcuts(self) -> None:
        for key, what in (("F5", "check-in"), ("F7", "check-out"), ("F8", "agenda"), ("F9", "badge")):
            self._on(key).activated.connect(partial(self.act, what))
        self._on("F6").activated.connect(self._walk_in)
        self._on("Ctrl+F").activated.connect(self.show_now)

    def _on(self, keys: str) -> QShortcut:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        return shortcut
