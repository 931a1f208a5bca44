"""Which column is which field: the header row, the synonym list, and the neighbours where one word means two things."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from coordinator.assets import folder
from coordinator.intake import limits
from coordinator.intake.fields import FIELDS, SHEET_NAMES, Kind, complete
from coordinator.intake.folding import header_key
from coordinator.intake.rows import Record, Row, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

CANONICAL, SEEN, GUESSED = 100, 95, 75
_BY_NEIGHBOURS = 85
_OF_AN_ORDER = 60
_EMPTY = frozenset(("-", "–", "—"))
_ORDER_WORDS = ("order", "bestell", "commande", "ordine", "pedido")
_NAMED = 3
_SIDE_WORDS = ("host", "guest")
_SIDE_NUMBERS = (("1", "2"), ("a", "b"))
_TITLES = frozenset(
    [
        "dr",
        "mr",
        "mrs",
        "ms",
        "miss",
        "prof",
        "herr",
        "frau",
        "hr",
        "fr",
        "m",
        "mme",
        "mlle",
        "sig",
        "sigra",
        "sr",
        "sra",
        "ing",
        "dott",
        "dottssa",
    ]
)
_YES_NO = frozenset(["yes", "no", "ja", "nein", "oui", "non", "si", "x", "true", "false", "1", "0"])


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet: its place, its header, the field it became (empty: kept as extra), how sure that is."""

    index: int
    header: str
    field: str
    sure: int


@dataclass(frozen=True, slots=True)
class SheetMapping:
    """How one sheet was understood: its kind, the line of its header, and its columns."""

    file: str
    sheet: str
    kind: Kind
    header_line: int
    columns: tuple[Column, ...]

    @property
    def fields(self) -> frozenset[str]:
        """Return the fields that were found."""
        return frozenset(column.field for column in self.columns if column.field)

    @property
    def told(self) -> frozenset[str]:
        """Return the fields that were found, and the headers that nobody knows: what this sheet can tell about."""
        return self.fields | {column.header for column in self.columns if not column.field}


def recognise(sheet: Sheet, chosen: Mapping[str, str]) -> SheetMapping | None:
    """Find the header row and the kind of a sheet; `chosen` maps headers to fields as a person wants them."""
    best: SheetMapping | None = None
    best_score = 0
    for number, row in enumerate(sheet.rows[: limits.PREVIEW_ROWS]):
        if row.is_blank:
            continue
        body = sheet.rows[number + 1 :]
        for kind in Kind:
            named = _is_named(sheet, kind)
            columns = _columns(kind, row, body, chosen)
            found = frozenset(column.field for column in columns if column.field)
            score = len(found) * 2 + (_NAMED if named else 0)
            if score > best_score and complete(kind, found, named=named) and _is_plausible(columns, body):
                best = SheetMapping(sheet.file, sheet.name, kind, row.line, columns)
                best_score = score
    return best


def _is_plausible(columns: Sequence[Column], body: Sequence[Row]) -> bool:
    """Return whether a column of addresses holds some: the sample of another list may stand above the true header."""
    for column in columns:
        if column.field.endswith("email"):
            cells = _values(body, column.index)
            if cells and sum("@" in cell for cell in cells) * 2 < len(cells):
                return False
    return True


def records(sheet: Sheet, mapping: SheetMapping) -> Iterator[Record]:
    """Return the rows below the header by field."""
    headers = {column.field: column.header for column in mapping.columns if column.field}
    for row in sheet.rows:
        if row.line <= mapping.header_line:
            continue
        values: dict[str, str] = {}
        extra: list[tuple[str, str]] = []
        for column in mapping.columns:
            cell = row.cells[column.index] if column.index < len(row.cells) else ""
            if cell in _EMPTY:
                cell = ""
            if column.field:
                values[column.field] = cell
            elif cell and column.header:
                extra.append((column.header, cell))
        yield Record(sheet.file, sheet.name, row.line, values, headers, tuple(extra))


@lru_cache(maxsize=1)
def synonyms() -> Mapping[str, tuple[tuple[str, int], ...]]:
    """Map comparable headers to the fields they may stand for, with how sure that is."""
    found: dict[str, dict[str, int]] = {}
    path = folder("resources") / "intake" / "headers.csv"
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            fields = found.setdefault(header_key(row["header"]), {})
            sure = SEEN if row["status"] == "seen" else GUESSED
            if row["field"] == "participant_id" and any(word in row["header"].casefold() for word in _ORDER_WORDS):
                # One order may hold several people, so any id of a ticket goes before it.
                sure = _OF_AN_ORDER
            fields[row["field"]] = max(sure, fields.get(row["field"], 0))
    for names in FIELDS.values():
        for name in names:
            found.setdefault(header_key(name), {})[name] = CANONICAL
    return {key: tuple(fields.items()) for key, fields in found.items()}


def _is_named(sheet: Sheet, kind: Kind) -> bool:
    stem = sheet.name or sheet.file.rpartition(".")[0] or sheet.file
    return header_key(stem) in SHEET_NAMES[kind]


def _columns(kind: Kind, row: Row, body: Sequence[Row], chosen: Mapping[str, str]) -> tuple[Column, ...]:
    known = frozenset(FIELDS[kind])
    keys = [header_key(cell) for cell in row.cells]
    offers: dict[str, list[tuple[int, int]]] = {}
    for index, (cell, key) in enumerate(zip(row.cells, keys, strict=True)):
        for field, sure in _offers(kind, cell, key, chosen):
            if field in known:
                offers.setdefault(field, []).append((index, sure))
    if kind is Kind.PARTICIPANTS:
        _ask_neighbours(offers, keys, body)
    taken: dict[int, tuple[str, int]] = {}
    # The surest column gets its field first, so that a vague header takes only what is left.
    for field, places in sorted(offers.items(), key=lambda item: -max((sure for _, sure in item[1]), default=0)):
        free = [(index, sure) for index, sure in places if index not in taken]
        if free:
            index, sure = max(free, key=lambda place: (place[1], -place[0]))
            taken[index] = (field, sure)
    return tuple(Column(i, cell, *taken.get(i, ("", 0))) for i, cell in enumerate(row.cells))


def _offers(kind: Kind, cell: str, key: str, chosen: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    if cell in chosen:
        yield chosen[cell], CANONICAL + 1
        return
    if not key or len(cell) > limits.PREVIEW_ROWS:
        return
    yield from synonyms().get(key, ())
    if kind is Kind.FLAT:
        yield from _of_a_side(key)


def _of_a_side(key: str) -> Iterator[tuple[str, int]]:
    """Read headers of two parts: whose ("Host", "Buyer", "1") and what ("e-mail", "company")."""
    known = synonyms()
    for side in _SIDE_WORDS:
        if any(field == side for field, _ in known.get(key, ())):
            yield f"{side}_full_name", GUESSED
        for cut in range(1, len(key)):
            for whose, what in ((key[:cut], key[cut:]), (key[cut:], key[:cut])):
                if any(field == side for field, _ in known.get(whose, ())):
                    yield from ((f"{side}_{'id' if f == 'participant_id' else f}", sure) for f, sure in _person(what))
    for numbers in _SIDE_NUMBERS:
        for side, number in zip(_SIDE_WORDS, numbers, strict=True):
            if key.endswith(number):
                yield from ((f"{side}_{field}", GUESSED) for field, _ in _person(key.removesuffix(number)))


def _person(key: str) -> Iterator[tuple[str, int]]:
    if key == "id":
        yield "participant_id", CANONICAL
        return
    fields = dict(synonyms().get(key, ()))
    if "full_name" in fields:
        yield "full_name", fields["full_name"]
        return
    yield from fields.items()


def _ask_neighbours(offers: dict[str, list[tuple[int, int]]], keys: Sequence[str], body: Sequence[Row]) -> None:
    """Settle the headers of a participant list that mean one thing alone and another beside others."""
    place = {key: index for index, key in enumerate(keys)}
    _settle_names(offers, place)
    if "position" in place and "bestellnummer" not in place:
        _strike(offers, "participant_id", place["position"])
    for key in ("title", "titel"):
        if key in place:
            cells = _values(body, place[key])
            personal = sum(cell.casefold().rstrip(".") in _TITLES for cell in cells) * 2 > len(cells)
            other = any(index != place[key] for index, _ in offers.get("job_title", ()))
            _strike(offers, "job_title" if personal or other else "title", place[key])
    for index, _ in list(offers.get("organisation", ())):
        cells = _values(body, index)
        if cells and all(cell.casefold() in _YES_NO for cell in cells):
            _strike(offers, "organisation", index)
    for index, sure in list(offers.get("participant_id", ())):
        cells = [row.cells[index] if index < len(row.cells) else "" for row in body if not row.is_blank]
        if sure < CANONICAL and (len(set(cells)) < len(cells) or "" in cells):
            _strike(offers, "participant_id", index)


def _settle_names(offers: dict[str, list[tuple[int, int]]], place: Mapping[str, int]) -> None:
    """Tell family name, first name and full name apart where a language uses one word for two of them."""
    vague = {"name", "nom", "nome", "nombre"} & place.keys()
    indexes = {place[key] for key in vague}
    has = {
        field: any(index not in indexes for index, _ in offers.get(field, ())) for field in ("first_name", "last_name")
    }
    for key in vague:
        if has["first_name"] and has["last_name"]:
            settled = "full_name"
        elif has["first_name"]:
            settled = "last_name"
        else:
            settled = "first_name" if has["last_name"] else "full_name"
        for field in ("first_name", "last_name", "full_name"):
            _strike(offers, field, place[key])
        offers.setdefault(settled, []).append((place[key], _BY_NEIGHBOURS))


def _values(body: Sequence[Row], index: int) -> list[str]:
    return [row.cells[index] for row in body if index < len(row.cells) and row.cells[index]]


def _strike(offers: dict[str, list[tuple[int, int]]], field: str, index: int) -> None:
    offers[field] = [place for place in offers.get(field, ()) if place[0] != index]
