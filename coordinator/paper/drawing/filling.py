"""Texts of a template filled from a record and the event."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from coordinator.paper.templates.fields import LOGO, PAGE
from coordinator.paper.templates.template import FIELD

if TYPE_CHECKING:
    from coordinator.paper.templates.template import Placed
    from coordinator.views.papers import Header

_LABELS = {"event.name": "event", "given": "name", "family": "name"}


class Filling:
    """What one record says; `page` is empty unless it needs more than one cell, fields `left_off` say nothing."""

    __slots__ = ("_event", "_left_off", "page", "record", "role", "side")

    def __init__(self, record: Any, event: Header, page: str = "", left_off: frozenset[str] = frozenset()) -> None:
        self.record, self._event, self.page, self._left_off = record, event, page, left_off
        self.role: str = getattr(record, "role", "")
        self.side: str = getattr(record, "side", "")

    def of(self, name: str) -> str:
        """Return what a field says."""
        if name in self._left_off:
            return ""
        if name.startswith("event."):
            return str(getattr(self._event, name[6:]))
        if name == PAGE:
            return self.page
        return name if name == LOGO else str(getattr(self.record, name))

    def text(self, pattern: str) -> str:
        """Return a text with its fields filled in; one whose fields all say nothing says nothing itself."""
        parts = _parts(pattern)
        if len(parts) == 1:
            (word, is_field), *_ = parts
            return self.of(word) if is_field else word
        said = [self.of(word) if is_field else word for word, is_field in parts]
        fields = [text for text, (_, is_field) in zip(said, parts, strict=True) if is_field]
        return "" if fields and not any(fields) else "".join(said)

    def allows(self, element: Placed) -> bool:
        """Tell whether an element is drawn for this record."""
        if not element.when and not element.unless:
            return True
        return all(self.of(name) for name in element.when) and not any(self.of(name) for name in element.unless)


@lru_cache(maxsize=1024)
def _parts(pattern: str) -> tuple[tuple[str, bool], ...]:
    """Return the literal words and the fields of a pattern, in their order."""
    pieces = FIELD.split(pattern)
    return tuple((piece, bool(number % 2)) for number, piece in enumerate(pieces) if piece)


@lru_cache(maxsize=1024)
def label(pattern: str) -> str:
    """Return how a text is called when something is the matter with it: by its first field."""
    names = FIELD.findall(pattern)
    return _LABELS.get(names[0], names[0].removeprefix("event.").replace("_", " ")) if names else ""
