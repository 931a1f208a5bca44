"""The papers beside the form: two badges, a sign and an agenda of this event, drawn anew for every change."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from coordinator.domain.printing import Document
from coordinator.domain.trouble import WorldTrouble
from coordinator.ui.pages.look_form import samples
from coordinator.ui.pages.look_form.pictures import PaperView
from coordinator.ui.widgets import Card, Row, Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QWidget

    from coordinator.desk.desk import Desk
    from coordinator.domain.look import EventLook
    from coordinator.ui.pages.look_form.samples import EventFacts, Paper
    from coordinator.ui.tasks import Task, Tasks

_WIDTHS = {Document.BADGES: 400, Document.SIGNS: 560, Document.AGENDAS: 400}
_SMALL = 200


class Papers(Card):
    """Draws beside the window; of a colour that is dragged only the newest is drawn."""

    def __init__(self, desk: Desk, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__("As it will be printed", gap=8, parent=parent)
        self._desk, self._tasks = desk, tasks
        self._papers: tuple[Paper, ...] = ()
        self._look: EventLook = desk.look
        self._role = ""
        self._facts: EventFacts | None = None
        self._tiles: dict[object, Callable[[], None]] = {}
        self._under_way: dict[object, Task[QImage]] = {}
        self._next: dict[object, Callable[[], None]] = {}
        self.badges = [PaperView(), PaperView()]
        self.sign, self.agenda = PaperView(), PaperView()
        self._none = Text("There is nobody yet whose badge could be shown.", "body", "text3", wrap=True)
        upper, lower = Row(gap=14), Row(gap=14)
        for view in self.badges:
            upper.addWidget(view, 1)
        for view in (self.sign, self.agenda):
            lower.addWidget(view, 1)
        self.body.addWidget(self._none)
        self.body.addLayout(upper, 5)
        self.body.addLayout(lower, 4)

    def show_event(self, facts: EventFacts) -> None:
        """Take papers of the event as it stands."""
        self._facts = facts
        self._take_papers()

    def show_role(self, role: str = "") -> None:
        """Show the badge of somebody who has this role."""
        if role != self._role:
            self._role = role
            self._take_papers()

    def _take_papers(self) -> None:
        if self._facts is not None:
            work = partial(samples.of_event, self._desk, self._facts, self._role)
            self._tasks.run(work, self._show_papers, partial(self._broke, None))

    def _show_papers(self, papers: tuple[Paper, ...]) -> None:
        self._papers = papers
        views = self._views()
        for view in (*self.badges, self.sign, self.agenda):
            view.setVisible(view in views)
        self._none.setVisible(not papers)
        self.draw(self._look)
        for draw in self._tiles.values():
            draw()

    def draw(self, look: EventLook) -> None:
        """Draw all papers in a look."""
        self._look = look
        for paper, view in zip(self._papers, self._views(), strict=True):
            shown = partial(view.show_paper, title=paper.title)
            self._draw(view, paper, look, _WIDTHS[paper.document], shown)

    def draw_badge(self, look: EventLook, shown: Callable[[QImage], None]) -> None:
        """Draw the first badge small in another look, now and whenever it is that of somebody else."""
        self._tiles[look.design] = partial(self._draw_badge, look, shown)
        self._draw_badge(look, shown)

    def _draw_badge(self, look: EventLook, shown: Callable[[QImage], None]) -> None:
        if self._papers and self._papers[0].document is Document.BADGES:
            self._draw(look.design, self._papers[0], look, _SMALL, shown)

    def _views(self) -> list[PaperView]:
        """Return where each paper stands."""
        badges = iter(self.badges)
        places = {Document.SIGNS: self.sign, Document.AGENDAS: self.agenda}
        return [places.get(paper.document) or next(badges) for paper in self._papers]

    def _draw(self, place: object, paper: Paper, look: EventLook, width: int, shown: Callable[[QImage], None]) -> None:
        """Draw one paper; while one for the same place is under way, only the last asked for comes after it."""
        if place in self._under_way:
            self._next[place] = partial(self._draw, place, paper, look, width, shown)
            return
        event = self._desk.day.schedule.event
        work = partial(samples.picture, paper, event, look, int(width * self.devicePixelRatioF()))
        task = self._tasks.run(work, partial(self._drawn, place, shown), partial(self._broke, place))
        if task.running:
            self._under_way[place] = task

    def _drawn(self, place: object, shown: Callable[[QImage], None], picture: QImage) -> None:
        self._under_way.pop(place, None)
        shown(picture)
        self._go_on(place)

    def _broke(self, place: object, error: Exception) -> None:
        self._under_way.pop(place, None)
        self._go_on(place)
        if not isinstance(error, WorldTrouble):
            raise error

    def _go_on(self, place: object) -> None:
        following = self._next.pop(place, None)
        if following is not None:
            following()
