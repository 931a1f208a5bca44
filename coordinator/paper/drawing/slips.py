"""Change slips: what was, small and struck out, and below it what is now, so large that a glance is enough."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coordinator.paper.geometry import Align, Box
from coordinator.paper.style import Type
from coordinator.paper.text.fonts import Font
from coordinator.views.differences import Difference

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.lib.colors import Color

    from coordinator.paper.sheet import Sheet
    from coordinator.paper.templates.palette import Palette
    from coordinator.views.slips import SlipRecord, SlipRow

_CHIP, _BEFORE, _PLATES, _WHOM, _PEOPLE, _NOTE = 7.0, 6.5, 18.0, 6.8, 4.8, 5.4
_AIR = 6.8
_BETWEEN = 2.5
"""Millimetres between the plates of time and table."""


def height_of(row: SlipRow) -> float:
    """Return how high the block of one change is; what says nothing takes no room."""
    whom, people = _whom(row)
    said = ((_BEFORE, _is_struck(row)), (_WHOM, whom), (_PEOPLE, people), (_NOTE, row.note))
    return _CHIP + _PLATES + _AIR + sum(height for height, is_said in said if is_said)


def _is_struck(row: SlipRow) -> bool:
    """Tell whether something else stood where something stands now."""
    return bool(row.after_time and row.before_time)


def _whom(row: SlipRow) -> tuple[str, str]:
    whom, people = (row.after_whom, row.after_people) if row.after_time else (row.before_whom, row.before_people)
    return whom, "" if people == whom else people


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip while its blocks are drawn, everything on it larger than written by a factor."""

    sheet: Sheet
    record: SlipRecord
    factor: float
    palette: Palette

    def draw(self, box: Box, rows: Sequence[SlipRow]) -> None:
        """Draw the blocks of changes below each other."""
        y = box.y
        for row in rows:
            high = height_of(row) * self.factor
            self._block(row, Box(box.x, y, box.width, high))
            y += high

    def _block(self, row: SlipRow, box: Box) -> None:
        f, y = self.factor, box.y
        self._chip(row, Box(box.x, y, box.width, (_CHIP - 0.8) * f))
        y += _CHIP * f
        if _is_struck(row):
            self._before(row, Box(box.x, y, box.width, _BEFORE * f))
            y += _BEFORE * f
        y += 0.8 * f
        self._plates(row, Box(box.x, y, box.width, _PLATES * f))
        y += (_PLATES + 1.0) * f
        whom, people = _whom(row)
        other = row.difference in (Difference.SOMEBODY_ELSE, Difference.NEW)
        name = self._bold(14.5, self._colour_of(row) if other else self._ink("ink"), 7.5, "whom")
        for text, high, kind in (
            (whom, _WHOM, name),
            (people, _PEOPLE, self._plain(10.5, "ink2", "people")),
            (row.note, _NOTE, self._bold(10.5, self._ink("ink"), 6.5, "note")),
        ):
            if text:
                self.sheet.text(Box(box.x, y, box.width, high * f), text, kind, middle=True)
                y += high * f

    def _chip(self, row: SlipRow, line: Box) -> None:
        """Write what happened in white on its colour, and beside it the day where the event has several."""
        f, day = self.factor, row.after_day or row.before_day
        kind = self._bold(11.5, self._ink("white"), 7, "what happened")
        wide = min(self.sheet.width_of(row.word, kind) + 6 * f, line.width * (0.6 if day else 1.0))
        self.sheet.box(Box(line.x, line.y, wide, line.height), self._colour_of(row), radius=1.6 * f)
        inside = Box(line.x + 2.9 * f, line.y, wide - 5.8 * f, line.height)
        self.sheet.text(inside, row.word, kind, Align.CENTRE, middle=True)
        rest = Box(line.x + wide + 3 * f, line.y, line.width - wide - 3 * f, line.height)
        if day:
            self.sheet.text(rest, day, self._bold(11, self._ink("ink"), 6.5, "day"), middle=True)

    def _before(self, row: SlipRow, line: Box) -> None:
        """Write what was, struck out; what is the same now is not told twice, but for time and table."""
        f, word, said = self.factor, self._plain(8, "ink3", "before"), self._plain(10, "ink3", "before")
        wide = min(self.sheet.width_of(self.record.word_before, word) + 2.2 * f, line.width * 0.3)
        self.sheet.text(Box(line.x, line.y, wide, line.height), self.record.word_before, word, middle=True)
        day = row.before_day if row.before_day != row.after_day else ""
        whom = row.before_whom if row.before_whom != row.after_whom else ""
        text = " · ".join(filter(None, (day, row.before_time, row.before_place, whom)))
        rest = Box(line.x + wide, line.y, line.width - wide, line.height)
        self.sheet.text(rest, text, said, middle=True)
        y = line.y + line.height * 0.52
        end = rest.x + min(self.sheet.width_of(text, said), rest.width)
        self.sheet.line((rest.x, y), (end, y), said.colour, 0.6 * f)

    def _plates(self, row: SlipRow, line: Box) -> None:
        """Draw time and table: filled where they differ, outlined where they are as before, struck where gone."""
        f, gone = self.factor, not row.after_time
        time, table, place = (
            (row.before_time, row.before_table, row.before_place)
            if gone
            else (row.after_time, row.after_table, row.after_place)
        )
        wide = (line.width - _BETWEEN * f) / 2 if place else line.width
        same_time = gone or (row.before_time, row.before_day) == (row.after_time, row.after_day)
        said = (self.record.word_time, time)
        self._plate(row, Box(line.x, line.y, wide, line.height), said, same=same_time)
        if place:
            said = (self.record.word_table, table) if place != table else ("", place)
            same = gone or row.before_place == row.after_place
            self._plate(row, Box(line.right - wide, line.y, wide, line.height), said, same=same)
        if gone:
            y = line.y + line.height * 0.58
            self.sheet.line((line.x + 3 * f, y), (line.right - 3 * f, y), self._ink("gone"), 2.2 * f)

    def _plate(self, row: SlipRow, box: Box, said: tuple[str, str], *, same: bool) -> None:
        """Draw a word and below it, as large as there is room, what it is now."""
        f, (word, text) = self.factor, said
        if same:
            self.sheet.frame(box.inset(0.3, 0.3), self._ink("cut"), radius=2 * f, line=0.8)
        else:
            self.sheet.box(box, self._colour_of(row), radius=2 * f)
        strong = self._ink("white" if not same else "ink" if row.after_time else "ink3")
        above = 4.4 * f if word else 0.0
        small = Type(8 * f, Font.REGULAR, strong, least=5.5 * f)
        self.sheet.text(Box(box.x + 2 * f, box.y + 1.2 * f, box.width - 4 * f, 4 * f), word, small, Align.CENTRE)
        large = Type(34 * f, Font.BOLD, strong, least=8 * f, lines=2, field=word.casefold() or "table")
        inside = Box(box.x + 1.5 * f, box.y + above, box.width - 3 * f, box.height - above)
        self.sheet.text(inside, text, large, Align.CENTRE, middle=True)

    def _colour_of(self, row: SlipRow) -> Color:
        """Return the colour of what happened."""
        match row.difference:
            case Difference.CANCELLED:
                return self._ink("gone")
            case Difference.NEW:
                return self._ink("new")
            case _:
                return self._ink("moved")

    def _ink(self, name: str) -> Color:
        return self.palette.of(name, "", self.record.side)

    def _plain(self, size: float, colour: str, field: str) -> Type:
        return Type(size * self.factor, Font.REGULAR, self._ink(colour), least=6.5 * self.factor, field=field)

    def _bold(self, size: float, colour: Color, least: float, field: str) -> Type:
        return Type(size * self.factor, Font.BOLD, colour, least=least * self.factor, field=field)
