"""Where the header of a sheet stands, what kind of sheet that makes it, and which column is which field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coordinator.intake import limits, neighbours, synonyms
from coordinator.intake.fields import FIELDS, SHEET_NAMES, Kind, complete
from coordinator.intake.folding import header_key
from coordinator.intake.rows import Record, Row, Sheet
from coordinator.intake.synonyms import ALIKE, CANONICAL, SIDES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from coordinator.intake.neighbours import Offers

_EMPTY = frozenset(("-", "–", "—"))
_TOLD_APART = frozenset(("organisation", "full_name", "last_name", "email", "table_id", "start"))
_NAMED = 3
_TWO_LINES = 1
_AGAIN = 3
_PARTS = 2


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet: its place, its header, the field it became (empty: kept as extra), how sure that is.

    Where a sheet has one header twice, the second is told as “Name (2)”.
    """

    index: int
    header: str
    field: str
    sure: int


@dataclass(frozen=True, slots=True)
class SheetMapping:
    """How one sheet was understood: its kind, the last line of its header, and its columns.

    `shape` says in words how rows and columns are to be read where that is not one thing a row, and `of_shape` are the
    fields that this tells.
    """

    file: str
    sheet: str
    kind: Kind
    header_line: int
    columns: tuple[Column, ...]
    shape: str = ""
    of_shape: frozenset[str] = frozenset()

    @property
    def fields(self) -> frozenset[str]:
        """Return the fields that were found."""
        return self.of_shape or frozenset(column.field for column in self.columns if column.field)

    @property
    def told(self) -> frozenset[str]:
        """Return the fields that were found, and the headers that nobody knows: what this sheet can tell about."""
        return self.fields | {column.header for column in self.columns if not column.field}


@dataclass(frozen=True, slots=True)
class _Header:
    """Cells that may be a header: of one row, or of two over each other, `below` being the columns of the lower one."""

    line: int
    cells: tuple[str, ...]
    body: Sequence[Row]
    below: frozenset[int] = frozenset()


def recognise(sheet: Sheet, chosen: Mapping[str, str]) -> SheetMapping | None:
    """Find the header row and the kind of a sheet; `chosen` maps headers to fields as a person wants them."""
    best: SheetMapping | None = None
    best_score = 0
    named = {kind: _is_named(sheet, kind) for kind in Kind}
    for header in _headers(sheet, chosen):
        for kind in Kind:
            columns = _columns(kind, header, chosen)
            found = frozenset(column.field for column in columns if column.field)
            score = len(found) * 2 + (_NAMED if named[kind] else 0) + (_TWO_LINES if header.below else 0)
            # What a person chose by hand makes a sheet what its fields say, however few these are.
            sure = named[kind] or any(column.sure > CANONICAL for column in columns)
            if score > best_score and complete(kind, found, named=sure) and _is_plausible(columns, header.body):
                best = SheetMapping(sheet.file, sheet.name, kind, header.line, columns)
                best_score = score
    return best


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


def is_header_again(record: Record, columns: Sequence[Column]) -> bool:
    """Return whether a row is the header once more, as it stands or in another language."""
    cells = {column.field: record.values[column.field] for column in columns if column.field}
    filled = {field: cell for field, cell in cells.items() if cell}
    if filled and all(cell == record.headers[field].partition(" (")[0] for field, cell in filled.items()):
        return True
    listed = synonyms.synonyms()
    words = [(field, cell) for field, cell in filled.items() if cell.casefold() in synonyms.as_written()]
    alike = sum(any(field == known for known, _ in listed.get(header_key(cell), ())) for field, cell in words)
    return alike >= _AGAIN and alike * 2 > len(filled)


def unknown_but_alike(mapping: SheetMapping) -> Iterator[tuple[Column, str, str]]:
    """Return the columns that nobody knows but that are written like something that the sheet lacks."""
    for column in mapping.columns:
        known = synonyms.alike(mapping.kind, header_key(column.header)) if not column.field and column.header else None
        if known and known[0] not in mapping.fields:
            yield column, known[0], known[1]


def rivals(sheet: Sheet, mapping: SheetMapping) -> Iterator[tuple[Column, Column]]:
    """Return the columns that could hold a field as well as the one that was taken for it, and say something else."""
    taken = {column.field: column for column in mapping.columns if column.field in _TOLD_APART}
    body = [row for row in sheet.rows if row.line > mapping.header_line][: limits.PREVIEW_ROWS]
    for column in mapping.columns:
        for field, sure in synonyms.offers(mapping.kind, header_key(column.header)) if not column.field else ():
            other = taken.get(field)
            # The same header twice was told apart by its place already.
            if other is not None and sure >= other.sure and other.header.partition(" (")[0] != column.header:
                pairs = [(_cell(row, column.index), _cell(row, other.index)) for row in body]
                told = [one for one, two in pairs if one and one.casefold() != two.casefold()]
                if told and not neighbours.is_yes_or_no(told):
                    yield column, other
                break


def _cell(row: Row, index: int) -> str:
    return row.cells[index] if index < len(row.cells) else ""


def _headers(sheet: Sheet, chosen: Mapping[str, str]) -> Iterator[_Header]:
    rows = sheet.rows[: limits.PREVIEW_ROWS]
    for number, row in enumerate(rows):
        if row.is_blank or not _tells(row, chosen):
            continue
        body = sheet.rows[number + 1 :]
        yield _Header(row.line, row.cells, body)
        above = rows[number - 1] if number else None
        if above is None or not all(_is_header(cells) for cells in (above.cells, row.cells)):
            continue
        width = max(len(above.cells), len(row.cells))
        upper, lower = _wide(above.cells, width), _wide(row.cells, width)
        below = frozenset(index for index, cell in enumerate(lower) if cell)
        yield _Header(row.line, tuple(low or up for up, low in zip(upper, lower, strict=True)), body, below)
        joined = tuple(f"{up} {low}".strip() for up, low in zip(_filled(upper), lower, strict=True))
        yield _Header(row.line, joined, body, below)


def _tells(row: Row, chosen: Mapping[str, str]) -> bool:
    return any(cell in chosen or synonyms.is_known(header_key(cell)) for cell in row.cells if cell)


def _is_header(cells: Sequence[str]) -> bool:
    """Return whether a row can be one of two header lines: short words, several of them known, and no values."""
    words = [cell for cell in cells if cell and cell not in _EMPTY]
    known = sum(synonyms.is_known(header_key(cell)) for cell in words)
    return known >= _PARTS and not any("@" in cell or len(cell) > limits.PREVIEW_ROWS for cell in words)


def _wide(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    filled = tuple("" if cell in _EMPTY else cell for cell in cells)
    return filled + ("",) * (width - len(filled))


def _filled(cells: tuple[str, ...]) -> tuple[str, ...]:
    """Return cells with the last word repeated where merged cells leave blanks."""
    found, last = [], ""
    for cell in cells:
        last = cell or last
        found.append(last)
    return tuple(found)


def _is_plausible(columns: Sequence[Column], body: Sequence[Row]) -> bool:
    """Return whether a column of addresses holds some: the sample of another list may stand above the true header."""
    for column in columns:
        if column.field.endswith("email"):
            cells = neighbours.values(body, column.index)
            if cells and sum("@" in cell for cell in cells) * 2 < len(cells):
                return False
    return True


def _is_named(sheet: Sheet, kind: Kind) -> bool:
    stem = sheet.name or sheet.file.rpartition(".")[0] or sheet.file
    return header_key(stem) in SHEET_NAMES[kind]


def _columns(kind: Kind, header: _Header, chosen: Mapping[str, str]) -> tuple[Column, ...]:
    names = _unique(header.cells)
    keys = [header_key(cell) for cell in header.cells]
    offers: Offers = {}
    for index, (name, key) in enumerate(zip(names, keys, strict=True)):
        for field, sure in _offers(kind, name, key, chosen):
            offers.setdefault(field, []).append((index, sure))
    if kind is Kind.PARTICIPANTS:
        neighbours.settle_people(offers, keys, header.body)
    elif kind in SIDES:
        neighbours.settle_sides(kind, offers, keys)
        neighbours.settle_places(offers, keys, header.body)
    taken: dict[int, tuple[str, int]] = {}
    # The surest column gets its field first, so that a vague header takes only what is left.
    for field, places in sorted(offers.items(), key=lambda item: -max((sure for _, sure in item[1]), default=0)):
        free = [(index, sure) for index, sure in places if index not in taken]
        if free and field in FIELDS[kind]:
            # Of two header lines the lower one is meant: the upper one tells of whoever booked.
            index, sure = max(free, key=lambda place: (place[1], place[0] in header.below, -place[0]))
            taken[index] = (field, sure)
    _take_alike(kind, keys, names, taken, chosen)
    return tuple(Column(i, name, *taken.get(i, ("", 0))) for i, name in enumerate(names))


def _take_alike(
    kind: Kind, keys: Sequence[str], names: Sequence[str], taken: dict[int, tuple[str, int]], chosen: Mapping[str, str]
) -> None:
    """Give what is left to headers that are almost those of the list; what is less alike is asked about."""
    fields = {field for field, _ in taken.values()}
    if not fields:
        return
    for index, key in enumerate(keys):
        known = synonyms.alike(kind, key) if index not in taken and names[index] not in chosen else None
        if known and known[2] and known[0] not in fields and not synonyms.is_known(key):
            taken[index] = (known[0], ALIKE)
            fields.add(known[0])


def _offers(kind: Kind, name: str, key: str, chosen: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    if name in chosen:
        yield chosen[name], CANONICAL + 1
    elif key and len(name) <= limits.PREVIEW_ROWS:
        yield from synonyms.offers(kind, key)


def _unique(cells: Sequence[str]) -> list[str]:
    seen: dict[str, int] = {}
    found = []
    for cell in cells:
        seen[cell] = seen.get(cell, 0) + 1
        found.append(f"{cell} ({seen[cell]})" if cell and seen[cell] > 1 else cell)
    return found
