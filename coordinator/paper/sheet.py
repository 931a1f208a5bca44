"""The drawing surface: millimetres from the top left corner, text that fits its box, and what did not fit."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, BinaryIO

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from coordinator.paper import qr, shapes
from coordinator.paper.issues import Issue, IssueKind, found
from coordinator.paper.style import BLACK, Type
from coordinator.paper.text import fonts, writing
from coordinator.paper.text.fitting import LEADING, Fitted, Room, clean, fit
from coordinator.paper.text.fonts import Font
from coordinator.paper.text.lines import lay

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlab.lib.colors import Color

# Binary streams instead of ASCII ones: a fifth less to write and to send to the printer.
rl_config.useA85 = 0

MM = 72 / 25.4
"""Points in a millimetre."""

A4 = (210.0, 297.0)
A6 = (105.0, 148.0)


class Align(StrEnum):
    """Where a text stands in its box."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in millimetres; y counts downwards from the top."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Return the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Return the lower edge."""
        return self.y + self.height

    def inset(self, across: float, down: float = 0.0) -> Box:
        """Return the box made smaller on all sides."""
        return Box(self.x + across, self.y + down, self.width - 2 * across, self.height - 2 * down)


class Sheet:
    """One PDF while it is drawn; the same drawing always gives the same bytes."""

    def __init__(self, out: BinaryIO, title: str, size: tuple[float, float] = A4) -> None:
        fonts.load()
        self._size = size
        self._canvas = Canvas(
            out,
            pagesize=(size[0] * MM, size[1] * MM),
            invariant=1,
            initialFontName=Font.REGULAR.value,
            initialFontSize=10,
        )
        self._canvas.setTitle(clean(title))
        self._canvas.setCreator("Event-Day Coordinator")
        self._left, self._top = 0.0, 0.0
        self._height = size[1]
        self.about = ""
        self.pages = 0
        self._issues: dict[tuple[str, str, str], Issue] = {}

    @property
    def issues(self) -> tuple[Issue, ...]:
        """Return what is worth a look, in the order in which it was met."""
        return tuple(self._issues.values())

    def next_page(self) -> None:
        """End the page that was drawn."""
        self._canvas.showPage()
        self.pages += 1

    def finish(self) -> None:
        """Write the document."""
        self._canvas.save()

    @contextmanager
    def part(self, x: float, y: float) -> Iterator[None]:
        """Draw with the origin moved to this place."""
        before = self._left, self._top
        self._left, self._top = self._left + x, self._top + y
        yield
        self._left, self._top = before

    @contextmanager
    def turned(self) -> Iterator[None]:
        """Draw a landscape on the portrait page: printers turn pages wrongly, so we turn what stands on them."""
        self._canvas.saveState()
        self._canvas.translate(self._size[0] * MM, 0)
        self._canvas.rotate(90)
        self._height = self._size[0]
        yield
        self._height = self._size[1]
        self._canvas.restoreState()

    # -- shapes

    def box(self, box: Box, fill: Color, radius: float = 0.0) -> None:
        """Fill a rectangle."""
        place = self._x(box.x), self._y(box.bottom), box.width * MM, box.height * MM
        self._canvas.addLiteral(f"{shapes.filled(fill)} {shapes.rectangle(*place, radius * MM)} f")

    def frame(self, box: Box, colour: Color, radius: float, line: float = 0.5) -> None:
        """Draw the outline of a rectangle."""
        place = self._x(box.x), self._y(box.bottom), box.width * MM, box.height * MM
        self._canvas.addLiteral(f"{shapes.drawn(colour)} {line:.3f} w {shapes.rectangle(*place, radius * MM)} S")

    def line(self, start: tuple[float, float], end: tuple[float, float], colour: Color, width: float = 0.4) -> None:
        """Draw a line; `width` is in points."""
        stroke = shapes.line(self._x(start[0]), self._y(start[1]), self._x(end[0]), self._y(end[1]), width)
        self._canvas.addLiteral(f"{shapes.drawn(colour)} {stroke}")

    def qr(self, x: float, y: float, token: str) -> None:
        """Draw a badge code; x and y are the corner of its quiet zone."""
        unit = qr.MODULE_MM * MM
        left, bottom = self._x(x + qr.QUIET * qr.MODULE_MM), self._y(y + (qr.QUIET + qr.MODULES) * qr.MODULE_MM)
        self._canvas.addLiteral(shapes.filled(BLACK))
        self._canvas.addLiteral(f"q {unit:.5f} 0 0 {unit:.5f} {left:.4f} {bottom:.4f} cm {qr.path(token)} f Q")

    # -- text

    def text(
        self,
        box: Box,
        text: str,
        kind: Type,
        align: Align = Align.LEFT,
        *,
        middle: bool = False,
        spacing: float = 0.0,
    ) -> float:
        """Write foreign text into a box, from its top or in its middle; returns how many millimetres high it got."""
        printable = clean(text)
        if not printable:
            return 0.0
        room = Room(box.width * MM, box.height * MM, kind.size, kind.least or kind.size, kind.lines)
        fitted = fit(printable, kind.font, room)
        self._report(text, kind, fitted)
        top = box.y + (box.height - fitted.height / MM) / 2 if middle else box.y
        self._canvas.addLiteral(shapes.filled(kind.colour))
        for number, line in enumerate(fitted.lines):
            baseline = top + (number * fitted.leading + fitted.ascent) * fitted.size / MM
            spaced = spacing * max(0, len(line.runs[0].text) - 1)
            left = _start(box, (line.width * fitted.size * fitted.squeeze + spaced) / MM, align)
            # Optical alignment: letters of all sizes begin on the same vertical, and a J does not hang out.
            hanging = line.bearing if align is Align.LEFT else min(0.0, line.bearing)
            at = self._x(left - hanging * fitted.size * fitted.squeeze / MM), self._y(baseline)
            writing.write(self._canvas, at, line, fitted, spacing)
        return fitted.height / MM

    def text_on(self, x: float, baseline: float, width: float, text: str, kind: Type) -> None:
        """Write one line in the middle of a width, on a baseline of its own."""
        printable = clean(text)
        fitted = fit(printable, kind.font, Room(width * MM, 1e6, kind.size, kind.least or kind.size, 1))
        self._report(text, kind, fitted)
        self._canvas.addLiteral(shapes.filled(kind.colour))
        (line,) = fitted.lines
        left = x + (width - line.width * fitted.size * fitted.squeeze / MM) / 2
        writing.write(self._canvas, (self._x(left), self._y(baseline)), line, fitted, 0)

    def height_of(self, box: Box, text: str, kind: Type) -> float:
        """Return how many millimetres high a text will get in a box."""
        printable = clean(text)
        room = Room(box.width * MM, box.height * MM, kind.size, kind.least or kind.size, kind.lines)
        return fit(printable, kind.font, room).height / MM if printable else 0.0

    def is_tall(self, text: str, kind: Type) -> bool:
        """Tell whether a text has letters or accents that need more height than a line usually has."""
        return lay(clean(text), kind.font).leading > LEADING

    def width_of(self, text: str, kind: Type) -> float:
        """Return how wide a short text of our own gets, in millimetres."""
        return lay(clean(text), kind.font).width * kind.size / MM

    def _report(self, text: str, kind: Type, fitted: Fitted) -> None:
        for issue, sentence in found(text, fitted, kind.size):
            self._note(issue, sentence, kind.field)

    def _note(self, kind: IssueKind, sentence: str, field: str = "") -> None:
        self._issues.setdefault((self.about, field, sentence), Issue(self.about, kind, sentence, field))

    def note(self, kind: IssueKind, sentence: str) -> None:
        """Keep an issue about the record that is being drawn."""
        self._note(kind, sentence)

    def _x(self, x: float) -> float:
        return (self._left + x) * MM

    def _y(self, y: float) -> float:
        return (self._height - self._top - y) * MM


def _start(box: Box, width: float, align: Align) -> float:
    """Return where a line of this width begins."""
    match align:
        case Align.LEFT:
            return box.x
        case Align.CENTRE:
            return box.x + (box.width - width) / 2
        case Align.RIGHT:
            return box.right - width
