"""Settings: what the plan says, how the day is run, this desk, and how the program looks. Applies at once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QMetaMethod, Signal
from PySide6.QtWidgets import QApplication, QWidget

from coordinator.desk.answers import Done, Refusal
from coordinator.desk.clock import OwnClock
from coordinator.domain.policy import Policy
from coordinator.domain.trouble import WorldTrouble
from coordinator.ui import look
from coordinator.ui.look import ZOOM_STEPS, Mode, Tone
from coordinator.ui.page import Page
from coordinator.ui.pages.settings.backup import BackupCard
from coordinator.ui.pages.settings.columns import CardColumns
from coordinator.ui.pages.settings.rows import Fact, RoundRows, Setting, Stepper
from coordinator.ui.pages.settings.scanner import ScannerCard
from coordinator.ui.widgets import Bar, Button, Card, Choice, Column, Field, KeyHint, LineEdit, Row, Segmented
from coordinator.views.words import count, long_date

if TYPE_CHECKING:
    from coordinator.desk.answers import Change
    from coordinator.ui.link import Link
    from coordinator.ui.preferences import Preferences

_MODES = (Mode.AUTO, Mode.LIGHT, Mode.DARK)
_SPEEDS = (1.0, 10.0)


class SettingsPage(Page):
    """Three columns: the event, this desk, the program; `leave_wanted` when the event is to be closed."""

    key: ClassVar[str] = "settings"
    title: ClassVar[str] = "Settings"
    icon: ClassVar[str] = "settings"
    keys = (KeyHint("Ctrl + / −", "Zoom"), KeyHint("Ctrl+0", "Normal size"), KeyHint("Ctrl+1", "Back to check-in"))

    leave_wanted = Signal()

    def __init__(self, link: Link, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link, self._preferences = link, preferences
        self.trouble = Bar(Tone.BAD)
        self.facts = {name: Fact(name) for name in ("Name", "Venue", "Date", "Time zone", "Size")}
        self.rounds = RoundRows("Rounds")
        policy = link.desk.policy
        self.grace = Stepper(policy.grace_minutes, 60, "minute")
        self.lead = Stepper(policy.lead, 10, "round")
        self.desk_name = LineEdit(link.desk.name)
        self.desk_name.setMaxLength(40)
        self.name_field = Field("Desk name", self.desk_name, "Stands in the footer and in the attendance log.")
        self.scanner = ScannerCard(link)
        self.theme = Segmented(("Auto", "Light", "Dark"), name="Theme")
        self.zoom = Choice([f"{step} %" for step in ZOOM_STEPS])
        self.printer = Button("", "printer", hint="Choose where paper goes, and how far each printer is off")
        self.printer.clicked.connect(lambda: self.asked_for.emit("print", "printers"))
        self.backup = BackupCard(link)
        self.speed = Segmented(("× 1", "× 10"), name="Speed of the sample's clock")
        self.leave = Button("Close this event", "log-out", height=32, hint="Back to the first page")
        self._lay_out()
        self._connect()

    def show_now(self, what: str = "") -> None:  # noqa: ARG002 - all settings are on one page
        """Come on screen with everything as it is."""
        self._columns.watch(self.parentWidget())
        # Offered only where somebody can do it.
        self.leave.setVisible(self.isSignalConnected(QMetaMethod.fromSignal(self.leave_wanted)))
        self.printer.set_words(self._preferences.printer_name or "Choose a printer…")
        self._show()

    # -- what is shown

    def _changed(self, change: Change) -> None:
        if change.everything and self.isVisible():
            self._show()

    def _show(self) -> None:
        desk = self._link.desk
        schedule = desk.day.schedule
        event = schedule.event
        self.facts["Name"].say(event.name)
        self.facts["Venue"].say(event.venue)
        self.facts["Date"].say(long_date(event.date))
        self.facts["Time zone"].say(event.timezone)
        sizes = count(len(schedule.people), "person", "people"), count(len(schedule.meetings), "meeting")
        self.facts["Size"].say(f"{' · '.join(sizes)} · {count(len(schedule.tables), 'table')}")
        numbers = {slot.id: number for number, slot in enumerate(schedule.meeting_slots, 1)}
        slots = sorted(schedule.slots, key=lambda slot: slot.start)
        self.rounds.show_rows(tuple((numbers.get(slot.id, 0), slot) for slot in slots))
        self.grace.show_value(desk.policy.grace_minutes)
        self.lead.show_value(desk.policy.lead)
        if not self.desk_name.hasFocus():
            self.desk_name.setText(desk.name)
        self.theme.choose(_MODES.index(look.mode()))
        self.zoom.setCurrentText(f"{look.zoom()} %")
        self.backup.refresh()
        clock = desk.clock
        self._clock_card.setVisible(isinstance(clock, OwnClock))
        if isinstance(clock, OwnClock):
            self.speed.choose(1 if clock.speed > 1 else 0)

    # -- what is done

    def _keep_policy(self) -> None:
        policy = Policy(self.grace.value(), self.lead.value())
        if policy == self._link.desk.policy:
            return
        try:
            self._link.desk.set_policy(policy)
        except WorldTrouble as trouble:
            self.trouble.say(str(trouble), "Close")
        else:
            self.trouble.say("")

    def _keep_name(self) -> None:
        if self.desk_name.text().strip() == self._link.desk.name:
            return
        match self._link.desk.rename(self.desk_name.text()):
            case Done(sentence):
                self.name_field.set_error("")
                self._preferences.desk_name = self._link.desk.name
                self.said.emit(sentence, False)  # noqa: FBT003 - a signal names nothing
            case Refusal(sentence):
                self.name_field.set_error(sentence)

    def _dress(self) -> None:
        app = QApplication.instance()
        mode, zoom = _MODES[self.theme.current()], ZOOM_STEPS[self.zoom.currentIndex()]
        self._preferences.theme, self._preferences.zoom = mode, zoom
        if isinstance(app, QApplication):
            look.apply(app, mode, zoom)

    def _run(self, index: int) -> None:
        clock = self._link.desk.clock
        if isinstance(clock, OwnClock):
            clock.run(_SPEEDS[index])

    # -- how it is built

    def _connect(self) -> None:
        for number in (self.grace, self.lead):
            number.changed.connect(self._keep_policy)
        self.desk_name.editingFinished.connect(self._keep_name)
        self.theme.chosen.connect(self._dress)
        self.zoom.activated.connect(self._dress)
        self.speed.chosen.connect(self._run)
        self.leave.clicked.connect(self.leave_wanted)
        self.backup.said.connect(lambda sentence: self.said.emit(sentence, False))  # noqa: FBT003 - see above
        self.trouble.first.clicked.connect(partial(self.trouble.say, ""))
        self._link.changed.connect(self._changed)

    def _lay_out(self) -> None:
        column = Column(self)
        column.addWidget(self.trouble)
        self._columns = CardColumns((self._event_cards(), self._desk_cards(), self._program_cards()))
        column.addWidget(self._columns, 1)

    def _event_cards(self) -> tuple[QWidget, ...]:
        event = Card("Event and rounds", "from the plan", gap=2)
        event.body.addSpacing(6)
        for fact in self.facts.values():
            event.body.addWidget(fact)
        event.body.addSpacing(8)
        event.body.addWidget(self.rounds)
        change = Button("Import a new schedule", "file-up", height=32)
        change.clicked.connect(lambda: self.asked_for.emit("import", ""))
        line = Row(margins=(0, 10, 0, 0))
        line.addWidget(change)
        line.addWidget(self.leave)
        line.addStretch(1)
        event.body.addLayout(line)
        return (event,)

    def _desk_cards(self) -> tuple[QWidget, ...]:
        rules = Card("How the day is run", gap=6)
        grace = "Then whoever is missing is offered as a no-show."
        lead = "Nobody who is not here is given a new meeting this soon."
        rules.body.addWidget(Setting("Grace after a round begins", grace, self.grace))
        rules.body.addWidget(Setting("Rounds left alone", lead, self.lead))
        desk = Card("This desk", gap=8)
        desk.body.addWidget(self.name_field)
        desk.body.addWidget(Field("Badges and agendas go to", self.printer))
        return rules, desk, self.scanner

    def _program_cards(self) -> tuple[QWidget, ...]:
        dress = Card("Look", gap=6)
        dress.body.addWidget(Setting("Theme", "Auto follows the computer.", self.theme))
        dress.body.addWidget(Setting("Size", "Ctrl + and Ctrl − on every screen.", self.zoom))
        self._clock_card = Card("Clock of the sample event", gap=6)
        self._clock_card.body.addWidget(Setting("Speed", "Ten times faster shows a round in two minutes.", self.speed))
        return dress, self._clock_card, self.backup
