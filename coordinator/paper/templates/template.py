"""What a template is made of: elements with a place in millimetres, and the panels they fit."""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct

from coordinator.domain.look import Design  # noqa: TC001 - read when a template is decoded
from coordinator.domain.printing import Document  # noqa: TC001 - read when a template is decoded
from coordinator.paper.geometry import Align, Box, Size
from coordinator.paper.templates.palette import NAMES

FIELD = re.compile(r"\{([a-z_.]+)\}")
"""A field of the record, or with “event.” before it of the event, named inside a text."""

_SLACK = 0.005


class Placed(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="is"):
    """Where something stands: two of left, right and width, and two of top, bottom and height, from those edges.

    It is drawn only where all fields named in `when` say something, and those in `unless` say nothing.
    """

    left: float | None = None
    right: float | None = None
    width: float | None = None
    top: float | None = None
    bottom: float | None = None
    height: float | None = None
    when: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()

    def on(self, panel: Size) -> Box:
        """Return the box on a panel of this size; measures that say too much or too little are a ValueError."""
        x, width = _span(self.left, self.right, self.width, panel.width)
        y, height = _span(self.top, self.bottom, self.height, panel.height)
        return Box(x, y, width, height)


def _span(near: float | None, far: float | None, length: float | None, whole: float) -> tuple[float, float]:
    match near, far, length:
        case (float(), None, float()):
            return near, length
        case (None, float(), float()):
            return whole - far - length, length
        case (float(), float(), None):
            return near, whole - near - far
        case _:
            message = "an element needs two of left, right and width, and two of top, bottom and height"
            raise ValueError(message)


class Written(Placed, frozen=True, kw_only=True):
    """A text with fields in it such as “{name}”, and how it is set; sizes are points."""

    text: str
    size: float
    least: float = 0.0
    lines: int = 1
    bold: bool = False
    colour: str = "ink"
    spacing: float = 0.0
    align: Align = Align.LEFT

    def __post_init__(self) -> None:
        """Refuse colours that have no name."""
        _check_colour(self.colour)


class Words(Written, frozen=True, kw_only=True, tag="text"):
    """A text in a box, from its top or in its middle; with a turn it is read from below or from above."""

    middle: bool = False
    turn: Literal[0, 90, 270] = 0


class Number(Written, frozen=True, kw_only=True, tag="number"):
    """A table's number as large as its box allows, with its digits, not its line, in the middle."""


class Layer(Written, frozen=True, kw_only=True):
    """One text of a stack: `height` is what it may take at most, `gap` what lies above it unless it is the first."""

    gap: float = 0.0


class Stack(Placed, frozen=True, kw_only=True, tag="stack"):
    """Texts below each other that stand together at the top, in the middle or at the bottom of the box."""

    texts: tuple[Layer, ...]
    stand: Literal["top", "middle", "bottom"] = "middle"


class Fill(Placed, frozen=True, kw_only=True, tag="fill"):
    """A filled rectangle; a radius makes round corners."""

    colour: str
    radius: float = 0.0

    def __post_init__(self) -> None:
        """Refuse colours that have no name."""
        _check_colour(self.colour)


class Rule(Placed, frozen=True, kw_only=True, tag="rule"):
    """A line along the top of its place, so many points thick."""

    colour: str = "hairline"
    thick: float = 0.5

    def __post_init__(self) -> None:
        """Refuse colours that have no name."""
        _check_colour(self.colour)


class Code(Placed, frozen=True, kw_only=True, tag="code"):
    """A badge code with its quiet zone, in the corner of its box that is nearest to the panel's corner.

    Where its top and its bottom are both told, it stands in the middle between them.
    """


class Logo(Placed, frozen=True, kw_only=True, tag="logo"):
    """The logo of the event, as large as its box allows; without one nothing."""

    align: Align = Align.LEFT


class Timetable(Placed, frozen=True, kw_only=True, tag="timetable"):
    """The slots of a card or an agenda, or what changed of them; what does not fit goes on in the next cell.

    Rows become smaller by the factor `least` before they do, and larger by `most` where there is room.
    """

    like: Literal["card", "agenda", "slip", "organisation"]
    least: float = 0.6
    most: float = 1.15


class Column(Written, frozen=True, kw_only=True):
    """One column of a table; `width` is millimetres, or with `share` a part of what the others leave.

    `below` is a second line, smaller and grey. What is told `once` is not repeated in the rows that follow. With
    `tick` it is a box to tick, ticked already where its text says something; `otherwise` stands where it says nothing.
    """

    title: str = ""
    share: bool = False
    tick: bool = False
    below: str = ""
    below_size: float = 7.5
    once: bool = False
    otherwise: str = ""


class Table(Placed, frozen=True, kw_only=True, tag="table"):
    """Rows of a list under titles; a new value of the field `group` begins a group. Goes on in the next cell.

    A row whose field `mark` says something is violet, one whose field `alarm` does is red; `empty` is what a list
    without rows says.
    """

    columns: tuple[Column, ...]
    row: float
    group: str = ""
    mark: str = ""
    alarm: str = ""
    empty: str = ""


class Chart(Placed, frozen=True, kw_only=True, tag="chart"):
    """A grid of tables and slots; rows and columns of slots are at least so high and wide, and grow to fill it."""

    row: float
    column: float


Element = Words | Number | Stack | Fill | Rule | Code | Logo | Timetable | Table | Chart
Flowing = Timetable | Table | Chart


class Template(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One layout of a document in millimetres, for panels that are `size` times a factor in `scales`.

    The panel may be longer than that in one direction by the factor `stretch`; elements keep their distance from the
    edges. Nothing but white stands nearer to the edge than `safe`. Without `back`, the back is white.
    """

    id: str
    title: str
    document: Document
    size: tuple[float, float]
    front: tuple[Element, ...]
    back: tuple[Element, ...] = ()
    design: Design | None = None
    safe: float = 2.0
    scales: tuple[float, float] = (1.0, 1.0)
    stretch: float = 1.0
    version: int = 1

    def scale_on(self, panel: Size) -> float:
        """Return the factor that makes it fill a panel of this size, 0 where it does not fit there."""
        across, down = panel.width / self.size[0], panel.height / self.size[1]
        factor = min(across, down)
        fits = self.scales[0] - _SLACK <= factor <= self.scales[1] + _SLACK
        return factor if fits and max(across, down) <= factor * self.stretch + _SLACK else 0.0

    def fits(self, panel: Size) -> bool:
        """Tell whether it can be drawn on a panel, upright or after a quarter turn."""
        return bool(self.scale_on(panel) or self.scale_on(panel.turned))

    @property
    def flowing(self) -> tuple[Flowing, ...]:
        """Return the elements that may need more than one cell; a record has one of them."""
        return tuple(element for element in self.front if isinstance(element, Timetable | Table | Chart))

    def __post_init__(self) -> None:
        """Refuse sizes of nothing, and elements whose measures say too much or too little."""
        if min(*self.size, *self.scales) <= 0:
            message = "size and scales are more than 0"
            raise ValueError(message)
        for side, elements in (("front", self.front), ("back", self.back)):
            for number, element in enumerate(elements):
                try:
                    element.on(Size(*self.size))
                except ValueError as trouble:
                    message = f"{trouble} - at `$.{side}[{number}]`"
                    raise ValueError(message) from trouble


def _check_colour(name: str) -> None:
    if name not in NAMES:
        message = f"there is no colour “{name}”, only {', '.join(sorted(NAMES))}"
        raise ValueError(message)
