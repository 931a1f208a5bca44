"""Which sheet is what, and which of its rows tell something: the rest is left out, each row with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coordinator.intake import headers, shapes, synonyms
from coordinator.intake.choices import KEEP, place
from coordinator.intake.fields import Kind
from coordinator.intake.folding import fold, header_key
from coordinator.intake.frame import Shaped
from coordinator.intake.problems import Question, Severity
from coordinator.intake.rows import Record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coordinator.intake.choices import Choices
    from coordinator.intake.headers import SheetMapping
    from coordinator.intake.ledger import Ledger
    from coordinator.intake.rows import Sheet

_TOTALS = frozenset(("total", "totals", "sum", "summe", "gesamt", "totale", "totaux", "suma", "somme"))
_TOTAL_CELLS = 3
NOT_OURS = "not a sheet of the schedule"
FIRST_ROWS = 5
NO_PEOPLE = "Add a column with names, or choose the column of the organisation as the one that names people."
FORMAT = "Export a list of participants or of meetings with one header row, or use the program's own schedule format."


def sort(
    sheets: Sequence[Sheet], choices: Choices, ledger: Ledger
) -> tuple[tuple[SheetMapping, ...], dict[Kind, list[Record]]]:
    """Recognise the sheets and sort their rows by kind."""
    mappings, rows = [], dict[Kind, list["Record"]]()
    found = [(sheet, _see(sheet, choices)) for sheet in sheets]
    known_files = {sheet.file for sheet, seen in found if seen}
    for sheet, seen in found:
        if seen is None:
            ledger.leave_sheet(sheet, NOT_OURS)
            if not known_files and sheet.rows:
                _not_known(sheet, ledger)
            continue
        mapping = seen.mapping if isinstance(seen, Shaped) else seen
        mappings.append(mapping)
        ledger.open(sheet, mapping.kind, mapping.header_line)
        _leave_above(sheet, mapping, ledger)
        if isinstance(seen, Shaped):
            _take_shaped(sheet, seen, choices, rows, ledger)
            continue
        _ask_columns(sheet, mapping, choices, ledger)
        taken = _take_rows(sheet, mapping, choices, ledger)
        rows.setdefault(mapping.kind, []).extend(taken)
        if not taken and not any(row.line > mapping.header_line and not row.is_blank for row in sheet.rows):
            sentence = f"There are no rows below the header of the {mapping.kind}."
            severity = Severity.LOOK_AT if len(found) > 1 else Severity.MUST_FIX
            ledger.about(severity, sheet.file, sentence, "Export it again with its rows.", sheet=sheet.name)
    return tuple(mappings), rows


def _see(sheet: Sheet, choices: Choices) -> SheetMapping | Shaped | None:
    """Return how a sheet is to be read: as a list, unless it is none, or hardly one and has another shape."""
    chosen = choices.columns_of(sheet.file, sheet.name)
    mapping = headers.recognise(sheet, chosen)
    by_hand = mapping is not None and any(column.header in chosen for column in mapping.columns)
    if mapping is None or (mapping.kind is Kind.PARTICIPANTS and not by_hand):
        return shapes.see(sheet) or mapping
    return mapping


def _leave_above(sheet: Sheet, mapping: SheetMapping, ledger: Ledger) -> None:
    for row in sheet.rows:
        if row.line < mapping.header_line:
            ledger.leave(sheet.file, sheet.name, row.line, "empty row" if row.is_blank else "above the header")


def _take_shaped(sheet: Sheet, seen: Shaped, choices: Choices, rows: dict[Kind, list[Record]], ledger: Ledger) -> None:
    """Take the cells of a sheet of another shape, and say why some of its rows say nothing."""
    for row in sheet.rows:
        if row.line > seen.mapping.header_line and (row.is_blank or row.line in seen.left):
            ledger.leave(sheet.file, sheet.name, row.line, seen.left.get(row.line, "empty row"))
    for kind, record in seen.records:
        if (record.file, record.sheet, record.line) in choices.leave_out:
            ledger.leave_record(record, "left out by choice")
        else:
            rows.setdefault(kind, []).append(record)


def _ask_columns(sheet: Sheet, mapping: SheetMapping, choices: Choices, ledger: Ledger) -> None:
    """Ask about columns that are written a little like something that the sheet lacks, or could be what another is."""
    found = [
        (column, known, f"“{column.header}” looks like “{header}”; it was kept as it is.")
        for column, known, header in headers.unknown_but_alike(mapping)
    ]
    found += [
        (column, taken.field, f"“{column.header}” could be what “{taken.header}” was taken for; it was kept as it is.")
        for column, taken in headers.rivals(sheet, mapping)
    ]
    chosen = choices.columns_of(mapping.file, mapping.sheet)
    for column, known, sentence in found:
        if column.header not in chosen and known not in chosen.values():
            row = Record(mapping.file, mapping.sheet, mapping.header_line, {"": column.header}, {"": column.header})
            about = place(mapping.file, mapping.sheet, column.header)
            options = (KEEP, known)
            ledger.ask(Question.COLUMN, row, "", sentence, options, about=about, severity=Severity.LOOK_AT)


def _take_rows(sheet: Sheet, mapping: SheetMapping, choices: Choices, ledger: Ledger) -> list[Record]:
    taken = []
    for record in headers.records(sheet, mapping):
        if not any(record.values.values()):
            ledger.leave_record(record, "nothing known in this row" if record.extra else "empty row")
        elif (record.file, record.sheet, record.line) in choices.leave_out:
            ledger.leave_record(record, "left out by choice")
        elif headers.is_header_again(record, mapping.columns):
            ledger.leave_record(record, "the header again")
        elif _is_total(record):
            ledger.leave_record(record, "a total")
        else:
            taken.append(record)
    return taken


def _is_total(record: Record) -> bool:
    cells = [cell for cell in record.values.values() if cell]
    return len(cells) <= _TOTAL_CELLS and fold(cells[0]).partition(" ")[0] in _TOTALS


def _is_home(cell: str) -> bool:
    return any(known == "organisation" for known, _ in synonyms.offers(Kind.PARTICIPANTS, header_key(cell)))


def _not_known(sheet: Sheet, ledger: Ledger) -> None:
    first = next((row for row in sheet.rows if not row.is_blank), None)
    shown = ", ".join(cell for cell in first.cells if cell)[:120] if first else ""
    sentence = f"This program does not know this shape of list yet; it begins with “{shown}”."
    home = next((cell for row in sheet.rows[:FIRST_ROWS] for cell in row.cells if _is_home(cell)), "")
    if home:
        sentence = f"This list has a column for the organisation (“{home}”), but none that names people."
        ledger.about(Severity.MUST_FIX, sheet.file, sentence, NO_PEOPLE, sheet=sheet.name)
        return
    ledger.about(Severity.MUST_FIX, sheet.file, sentence, FORMAT, sheet=sheet.name)
