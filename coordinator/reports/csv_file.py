"""CSV files that a spreadsheet opens without running anything in them, whole or not at all."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from coordinator.disk import write_whole
from coordinator.domain.trouble import WorldTrouble

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

_FORMULA = tuple("=+-@|%\t\r\n＝＋－＠｜％")  # noqa: RUF001 - spreadsheets take the full-width forms as well
"""With these a spreadsheet begins a formula or a command."""


class CannotWrite(WorldTrouble):
    """The file could not be written where it was wanted."""


def write(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a table as UTF-8 with a mark, every cell quoted; the file appears whole or not at all."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow([guarded(cell) for cell in header])
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    put(path, text.getvalue().encode("utf-8-sig", errors="replace"))


def put(path: Path, content: bytes) -> None:
    """Write a finished file; it appears whole or not at all."""
    try:
        write_whole(path, content)
    except OSError as trouble:
        reason = trouble.strerror or str(trouble)
        raise CannotWrite(f"The table could not be saved as {path}: {reason}. Choose another folder.") from trouble


def guarded(cell: str) -> str:
    """Return a cell with an apostrophe before anything that a spreadsheet would take for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) or cell.lstrip().startswith(_FORMULA) else cell
