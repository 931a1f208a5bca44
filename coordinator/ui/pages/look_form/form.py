"""The form in which an event's look is chosen: every change is applied at once, and all of them can be put back."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from coordinator.domain.look import Design, EventLook
from coordinator.domain.trouble import WorldTrouble
from coordinator.ui.pages.look_form import samples
from coordinator.ui.pages.look_form.colours import ColourField
from coordinator.ui.pages.look_form.logo import LogoField
from coordinator.ui.pages.look_form.papers import Papers
from coordinator.ui.pages.look_form.pictures import DesignTile
from coordinator.ui.pages.side_column import SideColumn
from coordinator.ui.widgets import Button, Card, Check, Column, Row, Scroll, Text, clear

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coordinator.ui.link import Link
    from coordinator.ui.pages.look_form.samples import EventFacts
    from coordinator.ui.tasks import Task, Tasks

_APPLY_MS = 300
_MOST_ROLES = 12


class LookForm(QWidget):
    """Design, colours, logo and what stands on badges; `broke` tells why a look could not be kept."""

    broke = Signal(str)

    def __init__(self, link: Link, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link, self._tasks = link, tasks
        self._reading: Task[EventFacts] | None = None
        self._look = self._before = link.desk.look
        self.papers = Papers(link.desk, tasks)
        self.designs = {design: DesignTile(design) for design in Design}
        self.accent, self.second = ColourField("Side A"), ColourField("Side B")
        self.roles: dict[str, ColourField] = {}
        self.logo = LogoField(tasks)
        self.country, self.line = Check("With country"), Check("With second line")
        self.reset = Button("Back to what it was", "undo-2", height=32, hint="As it was when this view was opened")
        self._apply = QTimer(self)
        self._apply.setSingleShot(True)
        self._apply.setInterval(_APPLY_MS)
        self._apply.timeout.connect(self.apply)
        self._group = QButtonGroup(self)
        self._role_box = Column(gap=2)
        self._roles_title = Text("Roles with a colour of their own", "small_strong", "text2")
        self._more_roles = Text("", "small", "text3", wrap=True)
        self._lay_out()
        self._connect()

    # -- what is shown

    def show_now(self) -> None:
        """Show the look of the event as it is; this is what one can go back to."""
        self._look = self._before = self._link.desk.look
        self._dress()
        if self._reading is not None:
            self._reading.cancel()
        self._reading = self._tasks.run(partial(samples.read, self._link.desk), self._read, self._failed)

    def _read(self, facts: EventFacts) -> None:
        self._fill_sides(facts.sides)
        self._fill_roles(facts.roles)
        self._dress()
        self.papers.show_event(facts)
        self._draw()

    def _failed(self, error: Exception) -> None:
        raise error

    def look(self) -> EventLook:
        """Return the look as it is chosen in the form."""
        return self._look

    def apply(self) -> None:
        """Keep the look in the event."""
        self._apply.stop()
        if self._look == self._link.desk.look:
            return
        try:
            self._link.desk.set_look(self._look)
        except WorldTrouble as trouble:
            self.broke.emit(str(trouble))

    def take(self, look: EventLook) -> None:
        """Choose another look, and keep it in a moment."""
        if look != self._look:
            designs = look.design is not self._look.design
            self._look = look
            self._apply.start()
            self._dress()
            self._draw(tiles=not designs)

    def _draw(self, *, tiles: bool = True) -> None:
        """Draw the papers anew, and the designs where more than the design has changed."""
        self.papers.draw(self._look)
        if tiles:
            for design, tile in self.designs.items():
                self.papers.draw_badge(replace(self._look, design=design), tile.show_picture)

    def _dress(self) -> None:
        """Show the look in all fields, silently."""
        chosen = self._look
        self.designs[chosen.design].setChecked(True)
        self.accent.show_colour(chosen.accent)
        self.second.show_colour(chosen.second)
        own = {name.casefold(): colour for name, colour in chosen.roles}
        for role, field in self.roles.items():
            field.show_colour(own.get(role.casefold(), ""))
        self.logo.show_logo(chosen.logo)
        self.country.setChecked(chosen.with_country)
        self.line.setChecked(chosen.with_second_line)
        self.reset.setEnabled(chosen != self._before)

    def _fill_sides(self, names: Mapping[str, str]) -> None:
        """Call the two colours what the event calls its sides; one without sides has one colour."""
        self.accent.show_name(names.get("A", "Side A") if names else "Accent")
        self.second.show_name(names.get("B", "Side B"))
        self.second.setVisible(bool(names))

    def _fill_roles(self, roles: Sequence[str]) -> None:
        """Give every participant type of the event a field, the largest ones first."""
        names = (*roles, *(name for name, _ in self._look.roles if name not in roles))
        if tuple(self.roles) != names[:_MOST_ROLES]:
            clear(self._role_box)
            self.roles = {name: self._role(name) for name in names[:_MOST_ROLES]}
        hidden = len(names) - len(self.roles)
        self._more_roles.setText(f"and {hidden} more participant types, which have the colour of their side")
        self._more_roles.setVisible(hidden > 0)
        self._roles_title.setVisible(bool(self.roles))

    def _role(self, name: str) -> ColourField:
        field = ColourField(name, optional=True)
        field.changed.connect(lambda colour: self._role_changed(name, colour))
        field.touched.connect(lambda: self.papers.show_role(name))
        self._role_box.addWidget(field)
        return field

    # -- what is chosen

    def _connect(self) -> None:
        for design, tile in self.designs.items():
            self._group.addButton(tile)
            tile.clicked.connect(lambda _on=False, wanted=design: self.take(replace(self._look, design=wanted)))
        self.accent.changed.connect(lambda colour: self.take(replace(self._look, accent=colour)))
        self.second.changed.connect(lambda colour: self.take(replace(self._look, second=colour)))
        for field in (self.accent, self.second):
            field.touched.connect(partial(self.papers.show_role, ""))
        self.logo.changed.connect(lambda content: self.take(replace(self._look, logo=bytes(content))))
        self.country.clicked.connect(lambda on: self.take(replace(self._look, with_country=on)))
        self.line.clicked.connect(lambda on: self.take(replace(self._look, with_second_line=on)))
        self.reset.clicked.connect(lambda: self.take(self._before))

    def _role_changed(self, name: str, colour: str) -> None:
        others = [pair for pair in self._look.roles if pair[0].casefold() != name.casefold()]
        self.take(replace(self._look, roles=tuple([*others, (name, colour)] if colour else others)))

    # -- how it is built

    def _lay_out(self) -> None:
        row = Row(self, margins=(24, 12, 20, 14), gap=14)
        inner = QWidget()
        column = Column(inner, margins=(0, 0, 4, 0), gap=10)
        for card in (self._design_card(), self._colour_card(), self._logo_card()):
            column.addWidget(card)
        column.addStretch(1)
        left = Column(gap=10)
        left.addWidget(Scroll(inner), 1)
        row.addWidget(SideColumn(left, 424))
        row.addWidget(self.papers, 1)
        self.papers.head.addWidget(self.reset)

    def _design_card(self) -> Card:
        card, tiles = Card("Design", gap=8), Row(gap=10)
        for tile in self.designs.values():
            tiles.addWidget(tile, 1)
        card.body.addLayout(tiles)
        return card

    def _colour_card(self) -> Card:
        card = Card("Colours", gap=2)
        card.body.addWidget(self.accent)
        card.body.addWidget(self.second)
        card.body.addSpacing(4)
        card.body.addWidget(self._roles_title)
        card.body.addLayout(self._role_box)
        card.body.addWidget(self._more_roles)
        return card

    def _logo_card(self) -> Card:
        card, row, checks = Card("Logo and badges", gap=8), Row(gap=14), Column(gap=4)
        checks.addWidget(self.country)
        checks.addWidget(self.line)
        checks.addStretch(1)
        row.addWidget(self.logo, 1)
        row.addLayout(checks)
        card.body.addLayout(row)
        return card
