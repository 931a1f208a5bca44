"""The templates that are known, and which of them fit a document and a stock."""

from __future__ import annotations

import math
import tomllib
from functools import cache
from typing import TYPE_CHECKING, Any

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


_FOLDER = assets.folder("resources") / "templates"


class NoSuchTemplate(WorldTrouble):
    """No template has this id, or none fits."""


class BadTemplate(WorldTrouble):
    """A template is not described well."""


@cache
def templates() -> Mapping[str, Template]:
    """Return all templates by id, in the order of their names."""
    found = [read(path) for path in sorted(_FOLDER.glob("*.toml"))]
    return {template.id: template for template in found}


def read(path: Path) -> Template:
    """Return the template of a file; what is wrong with it is said with its place in the file."""
    try:
        made = msgspec.convert(_extended(path), Template)
    except (msgspec.MsgspecError, ValueError) as trouble:
        raise BadTemplate(f"The template “{path.name}” is not described well: {trouble}.") from trouble
    except OSError as trouble:
        raise BadTemplate(f"The template “{path}” cannot be read: {trouble.strerror}.") from trouble
    unknown = fields.unknown(made)
    if unknown:
        raise BadTemplate(f"The template “{path.name}” names fields that {made.document} lack: {', '.join(unknown)}.")
    return made


def _extended(path: Path) -> dict[str, Any]:
    """Return what a file says, and before it what the shape says that it extends."""
    own = tomllib.loads(path.read_text(encoding="utf-8"))
    shape = own.pop("extends", "")
    if not shape:
        return own
    described = _FOLDER / "shapes" / f"{shape}.toml"
    if not described.is_file():
        message = f"there is no shape “{shape}” to extend"
        raise ValueError(message)
    return {**tomllib.loads(described.read_text(encoding="utf-8")), **own}


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
    """Return the template of a document for a stock: in the design the event chose if it can, made for such a size."""
    found = fitting(document, stock)
    if not found:
        raise NoSuchTemplate(f"No layout of {document} fits the stock “{stock.id}” ({stock.name}).")
    return min(found, key=lambda each: (each.design is not design, _strain(each, stock)))


def _strain(template: Template, stock: Stock) -> tuple[float, bool]:
    """Return how far from its own size a template is drawn on a stock, and whether it has to be turned."""
    upright = template.scale_on(stock.panel)
    scale = upright or template.scale_on(stock.panel.turned)
    return round(abs(math.log(scale)), 2), not upright
