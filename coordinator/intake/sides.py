"""Who stands on one side of a row: one person, or several in one cell, with address and organisation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coordinator.domain.people import Person
from coordinator.intake import names, values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coordinator.intake.rows import Record

_ADDRESS = re.compile(r"^(.*?)\s*[<(\[]?\s*([^\s<>()\[\],;]+@[^\s<>()\[\],;]+\.[^\s<>()\[\],;]+)\s*[>)\]]?$")
_HOME = re.compile(r"^(.+?)\s*[(\[]([^()\[\]@]{2,})[)\]]$")
_SEVERAL = 3


def sides_of(record: Record, side: str) -> Iterator[tuple[Person, str]]:
    """Return who stands on one side of a row, each with the organisation."""
    first, last = names.names_of(record, f"{side}_")
    organisation = record.one_line(f"{side}_organisation")
    full, email = record.get(f"{side}_full_name"), record.one_line(f"{side}_email")
    several, addresses = people_in(full, sure=False), values.list_of(email)
    if len(several) > 1 or len(addresses) > 1:
        yield from _several(several, addresses, organisation)
        return
    if full:
        name, address, home = told(full)
        email, organisation = email or address, organisation or home
        if not name and address:
            first, last = "", ""
        elif not record.one_line(f"{side}_first_name") and not record.one_line(f"{side}_last_name"):
            first, last = names.split_name(name)
    name = f"{first} {last}".strip() or organisation or email
    if not (first or last) and name:
        first, last = names.split_name(name) if name == email else ("", name)
    if name:
        yield _stranger(record, side, first, last, email), organisation


def people_of(record: Record, field: str) -> Iterator[tuple[Person, str]]:
    """Return everybody who is named in one cell."""
    for cell in people_in(record.get(field), sure=True):
        name, address, home = told(cell)
        first, last = names.split_name(name) if name else ("", address)
        yield Person("", first, last, "", email=address), home


def people_in(cell: str, *, sure: bool) -> tuple[str, ...]:
    """Cut a cell into people; a comma stands between people only where it is `sure`, or where there are several."""
    for mark in (";", "\n", "|"):
        if mark in cell:
            return tuple(part for part in (" ".join(p.split()) for p in cell.split(mark)) if part)
    parts = tuple(part for part in (" ".join(p.split()) for p in cell.split(",")) if part)
    whole = len(parts) >= _SEVERAL and all(" " in part or "@" in part for part in parts)
    return parts if sure or whole or (len(parts) > 1 and all("@" in part for part in parts)) else parts and (cell,)


def told(cell: str) -> tuple[str, str, str]:
    """Cut a cell into name, address and organisation: “Ana Ruiz (Alpha)”, “Ana Ruiz <ana@example.org>”."""
    text = " ".join(cell.split())
    if found := _ADDRESS.fullmatch(text):
        name, _, home = told(found[1]) if found[1] else ("", "", "")
        return name, found[2], home
    if found := _HOME.fullmatch(text):
        return found[1], "", found[2]
    return text, "", ""


def _several(several: tuple[str, ...], addresses: tuple[str, ...], organisation: str) -> Iterator[tuple[Person, str]]:
    for number in range(max(len(several), len(addresses))):
        name, address, home = told(several[number]) if number < len(several) else ("", "", "")
        address = addresses[number] if number < len(addresses) else address
        first, last = names.split_name(name) if name else ("", address)
        yield Person("", first, last, "", email=address), organisation or home


def _stranger(record: Record, side: str, first: str, last: str, email: str) -> Person:
    get = record.one_line
    return Person(
        id=get(f"{side}_id"),
        first_name=first,
        last_name=last,
        organisation="",
        job_title=get(f"{side}_job_title"),
        country=get(f"{side}_country"),
        phone=get(f"{side}_phone"),
        email=email,
    )
