"""The templates that are known, and which of them fit a document and a stock."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import msgspec

from coordinator import assets
from coordinator.domain.trouble import WorldTrouble
from coordinator.paper.templates import fields
from coordinator.paper.templates.template import Template

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from coordinator.domain.look import Design
    from coordinator.domain.printing import Document
    from coordinator.paper.stocks.stock import Stock


class NoSuchTemplate(WorldTrouble):
    """No template has this id, or none fits."""


class BadTemplate(WorldTrouble):
    """A template is not described well."""


@cache
def templates() -> Mapping[str, Template]:
    """Return all templates by id, in the order of their names."""
    found = [read(path) for path in sorted((assets.folder("resources") / "templates").glob("*.toml"))]
    return {template.id: template for template in found}


def read(path: Path) -> Template:
    """Return the template of a file; what is wrong with it is said with its place in the file."""
    try:
        made = msgspec.toml.decode(path.read_bytes(), type=Template)
    except (msgspec.MsgspecError, UnicodeDecodeError) as trouble:
        raise BadTemplate(f"The template “{path.name}” is not described well: {trouble}.") from trouble
    except OSError as trouble:
        raise BadTemplate(f"The template “{path}” cannot be read: {trouble.strerror}.") from trouble
    unknown = fields.unknown(made)
    if unknown:
        raise BadTemplate(f"The template “{path.name}” names fields that {made.document} lack: {', '.join(unknown)}.")
    return made


def template(name: str) -> Template:
    """Return the template with this id."""
    known = templates().get(name)
    if known is None:
        raise NoSuchTemplate(f"There is no template “{name}”. The list of all: coordinator stocks --templates")
    return known


def fitting(document: Document, stock: Stock) -> tuple[Template, ...]:
    """Return the templates of a document that fit a stock."""
    return tuple(t for t in templates().values() if t.document is document and t.fits(stock.panel))


def best(document: Document, stock: Stock, design: Design) -> Template:
    """Return the template of a document for a stock in the design the event chose, else in any."""
    found = fitting(document, stock)
    if not found:
        raise NoSuchTemplate(f"No layout of {document} fits the stock “{stock.id}” ({stock.name}).")
    upright = [t for t in found if t.scale_on(stock.panel)] or list(found)
    return next((t for t in upright if t.design is design), upright[0])
