"""The drawing surface: millimetres from the top left corner, text that fits its box, and what did not fit."""

from __future__ import annotations

from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, BinaryIO

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from coordinator.paper import qr, shapes
from coordinator.paper.geometry import MM, Align, Box, Size
from coordinator.paper.issues import Issue, IssueKind, found
from coordinator.paper.profile import PLAIN, Profile
from coordinator.paper.style import BLACK, Type
from coordinator.paper.text import fonts
from coordinator.paper.text.fitting import Fitted, Room, clean, fit
from coordinator.paper.text.fonts import Font
from coordinator.paper.text.lines import lay
from coordinator.paper.text.writing import Pen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlab.lib.colors import Color
    from reportlab.lib.utils import ImageReader

# Binary streams instead of ASCII ones: a fifth less to write and to send to the printer.
rl_config.useA85 = 0

_cutting = Lock()


class Sheet:
    """One PDF while it is drawn; the same drawing always gives the same bytes.

    A profile moves, scales and turns every page as its printer needs it.
    """

    def __init__(self, out: BinaryIO, title: str, page: Size, profile: Profile = PLAIN) -> None:
        fonts.load()
        self.page = page.turned if profile.turn % 180 else page
        self._canvas = Canvas(
            out,
            pagesize=(self.page.width * MM, self.page.height * MM),
            invariant=1,
            initialFontName=Font.REGULAR.value,
            initialFontSize=10,
        )
        self._canvas.setTitle(clean(title))
        self._canvas.setCreator("Event-Day Coordinator")
        self._pen = Pen(self._canvas)
        self._frame, self._profile = page, profile
        self._left, self._top, self._scale = 0.0, 0.0, 1.0
        self._height = page.height
        self.about = ""
        self.pages = 0
        self._pictures: dict[ImageReader, str] = {}
        self._issues: dict[tuple[str, str, str], Issue] = {}
        self._begin_page()

    @property
    def issues(self) -> tuple[Issue, ...]:
        """Return what is worth a look, in the order in which it was met."""
        return tuple(self._issues.values())

    def next_page(self) -> None:
        """End the page that was drawn."""
        self._canvas.showPage()
        self.pages += 1
        self._begin_page()

    def finish(self) -> None:
        """Write the document; one at a time, whatever thread asks: the subset of a font is cut from a shared reader."""
        with _cutting:
            self._canvas.save()

    def _begin_page(self) -> None:
        profile, frame = self._profile, self._frame
        if profile.turn:
            self._turn(Box(0, 0, self.page.width, self.page.height), -profile.turn % 360, self.page.height)
        wide, high = profile.scale_across, profile.scale_down
        if (wide, high, profile.across, profile.down) != (1, 1, 0, 0):
            lower = frame.height * (1 - high) - profile.down
            self._canvas.transform(wide, 0, 0, high, profile.across * MM, lower * MM)

    @contextmanager
    def panel(self, box: Box, scale: float = 1.0, turn: int = 0) -> Iterator[None]:
        """Draw on a part of the page: the origin at its corner, everything scaled, turned left by so many degrees."""
        before = self._left, self._top, self._scale, self._height
        if turn:
            self._canvas.saveState()
            at, unit = (self._left + box.x * self._scale, self._top + box.y * self._scale), self._scale
            place = Box(*at, box.width * unit, box.height * unit)
            self._turn(place, turn, self._height)
            self._left = self._top = 0.0
            self._height = place.width if turn % 180 else place.height
        else:
            self._left, self._top = self._left + box.x * self._scale, self._top + box.y * self._scale
        self._scale *= scale
        yield
        self._left, self._top, self._scale, self._height = before
        if turn:
            self._canvas.restoreState()

    def _turn(self, place: Box, turn: int, height: float) -> None:
        """Turn what follows to the left, so that it fills this place of a frame of this height."""
        left, lower = place.x * MM, (height - place.bottom) * MM
        across, up = place.width * MM, place.height * MM
        match turn:
            case 90:
                self._canvas.translate(left + across, lower)
            case 180:
                self._canvas.translate(left + across, lower + up)
            case _:
                self._canvas.translate(left, lower + up)
        self._canvas.rotate(turn)

    # -- shapes

    def box(self, box: Box, fill: Color, radius: float = 0.0) -> None:
        """Fill a rectangle."""
        path = shapes.rectangle(*self._rectangle(box), radius * self._scale * MM)
        self._canvas.addLiteral(f"{shapes.filled(fill)} {path} f")

    def frame(self, box: Box, colour: Color, radius: float = 0.0, line: float = 0.5) -> None:
        """Draw the outline of a rectangle."""
        path = shapes.rectangle(*self._rectangle(box), radius * self._scale * MM)
        self._canvas.addLiteral(f"{shapes.drawn(colour)} {line * self._scale:.3f} w {path} S")

    def line(self, start: tuple[float, float], end: tuple[float, float], colour: Color, width: float = 0.4) -> None:
        """Draw a line; `width` is in points."""
        points = self._x(start[0]), self._y(start[1]), self._x(end[0]), self._y(end[1])
        self._canvas.addLiteral(f"{shapes.drawn(colour)} {shapes.line(*points, width * self._scale)}")

    def picture(self, box: Box, image: ImageReader, align: Align = Align.LEFT) -> None:
        """Draw a picture as large as the box allows, undistorted, in the middle of its height."""
        wide, high = image.getSize()
        factor = min(box.width / wide, box.height / high)
        x = _start(box, wide * factor, align)
        place = Box(x, box.y + (box.height - high * factor) / 2, wide * factor, high * factor)
        left, bottom, across, up = self._rectangle(place)
        self._canvas.addLiteral(f"q {across:.4f} 0 0 {up:.4f} {left:.4f} {bottom:.4f} cm")
        self._canvas.doForm(self._kept(image))
        self._canvas.addLiteral("Q")

    def _kept(self, image: ImageReader) -> str:
        """Return the name of a picture of one point by one in this document, kept in it once."""
        name = self._pictures.get(image)
        if name is None:
            name = self._pictures[image] = f"picture{len(self._pictures)}"
            self._canvas.beginForm(name, 0, 0, 1, 1)
            self._canvas.drawImage(image, 0, 0, 1, 1, mask="auto")
            self._canvas.endForm()
        return name

    def qr(self, box: Box, token: str) -> None:
        """Draw a badge code in the middle of its box, quiet zone included."""
        side = min(box.width, box.height)
        module = side / (qr.MODULES + 2 * qr.QUIET)
        margin = qr.QUIET * module
        left = self._x(box.x + (box.width - side) / 2 + margin)
        bottom = self._y(box.y + (box.height + side) / 2 - margin)
        unit = module * self._scale * MM
        self._canvas.addLiteral(shapes.filled(BLACK))
        self._canvas.addLiteral(f"q {unit:.5f} 0 0 {unit:.5f} {left:.4f} {bottom:.4f} cm {qr.path(token)} f Q")

    def _rectangle(self, box: Box) -> tuple[float, float, float, float]:
        unit = self._scale * MM
        return self._x(box.x), self._y(box.bottom), box.width * unit, box.height * unit

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
        fitted = fit(printable, kind.font, self._room(box, kind))
        self._report(text, kind, fitted)
        unit = MM * self._scale
        top = box.y + (box.height - fitted.height / unit) / 2 if middle else box.y
        self._canvas.addLiteral(shapes.filled(kind.colour))
        for number, line in enumerate(fitted.lines):
            baseline = top + (number * fitted.leading + fitted.ascent) * fitted.size / unit
            spaced = spacing * self._scale * max(0, len(line.runs[0].text) - 1)
            left = _start(box, (line.width * fitted.size * fitted.squeeze + spaced) / unit, align)
            # Optical alignment: letters of all sizes begin on the same vertical, and a J does not hang out.
            hanging = line.bearing if align is Align.LEFT else min(0.0, line.bearing)
            at = self._x(left - hanging * fitted.size * fitted.squeeze / unit), self._y(baseline)
            self._pen.write(at, line, fitted, spacing * self._scale)
        return fitted.height / unit

    def text_on(self, x: float, baseline: float, width: float, text: str, kind: Type) -> None:
        """Write one line in the middle of a width, on a baseline of its own."""
        fitted = fit(clean(text), kind.font, self._room(Box(x, 0, width, 1e6), kind))
        self._report(text, kind, fitted)
        self._canvas.addLiteral(shapes.filled(kind.colour))
        (line,) = fitted.lines
        left = x + (width - line.width * fitted.size * fitted.squeeze / (MM * self._scale)) / 2
        self._pen.write((self._x(left), self._y(baseline)), line, fitted, 0)

    def height_of(self, box: Box, text: str, kind: Type) -> float:
        """Return how many millimetres high a text will get in a box."""
        printable = clean(text)
        fitted = fit(printable, kind.font, self._room(box, kind)) if printable else None
        return fitted.height / (MM * self._scale) if fitted else 0.0

    def width_of(self, text: str, kind: Type) -> float:
        """Return how wide a short text of our own gets, in millimetres."""
        return lay(clean(text), kind.font).width * kind.size / MM

    def _room(self, box: Box, kind: Type) -> Room:
        unit, scale = MM * self._scale, self._scale
        least = (kind.least or kind.size) * scale
        return Room(box.width * unit, box.height * unit, kind.size * scale, least, kind.lines)

    def _report(self, text: str, kind: Type, fitted: Fitted) -> None:
        for issue, sentence in found(text, fitted, kind.size * self._scale):
            self._note(issue, sentence, kind.field)

    def _note(self, kind: IssueKind, sentence: str, field: str = "") -> None:
        self._issues.setdefault((self.about, field, sentence), Issue(self.about, kind, sentence, field))

    def note(self, kind: IssueKind, sentence: str) -> None:
        """Keep an issue about the record that is being drawn."""
        self._note(kind, sentence)

    @property
    def scale(self) -> float:
        """Return how much larger than written everything is drawn now."""
        return self._scale

    def _x(self, x: float) -> float:
        return (self._left + x * self._scale) * MM

    def _y(self, y: float) -> float:
        return (self._height - self._top - y * self._scale) * MM


def _start(box: Box, width: float, align: Align) -> float:
    """Return where a line of this width begins."""
    match align:
        case Align.LEFT:
            return box.x
        case Align.CENTRE:
            return box.x + (box.width - width) / 2
        case Align.RIGHT:
            return box.right - width
