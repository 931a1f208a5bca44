"""How the papers of an event look: one of the designs, its colours, its logo, and what is left off a badge."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from coordinator.domain.printing import Document

DEFAULT_ACCENT = "#1F55D6"
DEFAULT_SECOND = "#5A3DBD"
MOST_LOGO_BYTES = 2_000_000


class Design(StrEnum):
    """The designs of badges and signs, by where the colour is: a band above, an edge at the left, behind the name."""

    BAND = "band"
    EDGE = "edge"
    FULL = "full"

    @property
    def label(self) -> str:
        """Return how people call it."""
        return _LABELS[self]


_LABELS = {Design.BAND: "Band", Design.EDGE: "Edge", Design.FULL: "Full colour"}


@dataclass(frozen=True, slots=True)
class EventLook:
    """What an event chose for its papers; colours are #RRGGBB, `roles` pairs of participant type and colour.

    `logo` is a PNG or JPEG as it was chosen, empty for none.
    """

    design: Design = Design.BAND
    accent: str = DEFAULT_ACCENT
    second: str = DEFAULT_SECOND
    roles: tuple[tuple[str, str], ...] = ()
    logo: bytes = b""
    with_country: bool = True
    with_second_line: bool = True

    def colour(self, role: str, side: str) -> str:
        """Return the colour of somebody with this role on this side, empty where nothing tells them apart."""
        own = {name.casefold(): value for name, value in self.roles}.get(role.casefold())
        return own or {"A": self.accent, "B": self.second}.get(side, "")

    def left_off(self, document: Document) -> frozenset[str]:
        """Return which fields of its records a document leaves off; “logo” is one of them where there is none."""
        on_badges = {"country": self.with_country, "second_line": self.with_second_line}
        shown = {"logo": bool(self.logo), **(on_badges if document is Document.BADGES else {})}
        return frozenset(name for name, is_shown in shown.items() if not is_shown)
