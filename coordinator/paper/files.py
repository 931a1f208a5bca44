"""Paper as files: one PDF, or a picture of every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coordinator.disk import write_whole
from coordinator.paper import door, preview

if TYPE_CHECKING:
    from pathlib import Path

    from coordinator.paper.progress import Progress

PICTURE = ".png"
_DPI = 200
_POINTS_PER_INCH = 72


def write(pdf: bytes, pages: int, path: Path, progress: Progress) -> int:
    """Write a PDF, or its pages as pictures where the name ends so; returns how many pages were written.

    Several pictures get a folder of their own, named like the file.
    """
    if path.suffix.lower() != PICTURE:
        progress.tell(0, 1, f"Saving {path.name}")
        door.put(pdf, path)
        return pages
    try:
        return _pictures(pdf, pages, path, progress)
    except OSError as trouble:
        reason = trouble.strerror or str(trouble)
        raise door.CannotWrite(f"The pictures could not be saved as {path}: {reason}. Choose another folder.") from None


def _pictures(pdf: bytes, pages: int, path: Path, progress: Progress) -> int:
    if pages == 1:
        write_whole(path, _page(pdf, 0))
        return 1
    folder = _new_folder(path.with_suffix(""))
    digits = len(str(pages))
    for number in range(pages):
        progress.tell(number, pages, f"Saving page {number + 1} of {pages}")
        if progress.is_stopped():
            return number
        write_whole(folder / f"{path.stem}-{number + 1:0{digits}}{PICTURE}", _page(pdf, number))
    return pages


def _new_folder(wanted: Path) -> Path:
    """Make a folder that was not there, so that no older picture is taken for one of these."""
    folder, number = wanted, 1
    while folder.exists():
        number += 1
        folder = wanted.with_name(f"{wanted.name} {number}")
    folder.mkdir(parents=True)
    return folder


def _page(pdf: bytes, number: int) -> bytes:
    with preview.opened(pdf) as document:
        width, _height = document[number].get_size()
    return preview.page_png(pdf, number, width=round(width * _DPI / _POINTS_PER_INCH))
