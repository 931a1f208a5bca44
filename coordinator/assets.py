"""Finds the files that are shipped with the program, wherever it is installed."""

from __future__ import annotations

from pathlib import Path
from typing import Literal


def folder(name: Literal["resources", "db"]) -> Path:
    """Return the folder of shipped files of that name: packed into the wheel, or beside the package in a checkout."""
    package = Path(__file__).resolve().parent
    for place in (package / f"_{name}", package.parent / name):
        if place.is_dir():
            return place
    message = f"The program is not complete: its folder “{name}” is missing beside {package}. Install it again."
    raise FileNotFoundError(message)
