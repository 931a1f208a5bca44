"""The entry: refuses a Python or a Qt on which the program would fall over, then hands over to the command line."""

from __future__ import annotations

import multiprocessing
import os
import sys
from importlib import metadata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

OLDEST, NEWEST = (3, 11), (3, 13)
BROKEN_QT, BROKEN_BELOW = "6.12.0", (3, 12)


def refusal(python: tuple[int, int], qt: str) -> str:
    """Return the sentence that says why the program does not start on this Python and this Qt, or nothing."""
    here = f"{python[0]}.{python[1]}"
    if not OLDEST <= python <= NEWEST:
        return f"The Event-Day Coordinator needs Python 3.11, 3.12 or 3.13 and does not start on Python {here}."
    if python < BROKEN_BELOW and (qt == BROKEN_QT or qt.startswith(f"{BROKEN_QT}.")):
        return (
            f"PySide6 {qt} ends the program without warning on Python {here}: "
            'install an earlier one (pip install "PySide6-Essentials<6.12") or use Python 3.12 or 3.13.'
        )
    return ""


def installed_qt() -> str:
    """Return the version of PySide6 without loading it, or nothing when there is none."""
    try:
        return metadata.version("PySide6-Essentials")
    except metadata.PackageNotFoundError:
        return ""


def main(argv: Sequence[str] | None = None) -> int:
    """Start the program, or say in one sentence why it cannot start here."""
    multiprocessing.freeze_support()
    sentence = refusal(sys.version_info[:2], installed_qt())
    if sentence:
        print(sentence, file=sys.stderr)
        return 1

    from coordinator import cli  # noqa: PLC0415 (nothing of the program is loaded before the check)

    asked = cli.parse(sys.argv[1:] if argv is None else argv)
    if asked.command == "open" or (asked.command == "demo" and has_display()):
        from coordinator import app  # noqa: PLC0415 (Qt is loaded only where a window is wanted)

        return app.run(asked)
    return cli.run(asked)


def has_display() -> bool:
    """Return whether a window can be shown here."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


if __name__ == "__main__":
    sys.exit(main())
