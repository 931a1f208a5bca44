"""Programs of the print system: found on the path, run without a shell, in English, and given up after a while."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass

_ENGLISH = {"LC_ALL": "C.UTF-8", "LANG": "C.UTF-8", "LANGUAGE": "C"}
"""Answers that can be read; names of queues keep their letters, which the plain C would turn into question marks."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a program said; `code` is its exit code, and None where it never came to an end."""

    code: int | None
    out: str
    trouble: str

    @property
    def is_well(self) -> bool:
        """Tell whether the program did what it was asked."""
        return self.code == 0


MISSING = Answer(127, "", "The program is not installed.")


def path_of(program: str) -> str | None:
    """Return where a program lies, or None where it is not installed."""
    return shutil.which(program)


def run(program: str, *arguments: str, feed: bytes = b"", seconds: float = 15.0) -> Answer:
    """Run a program with these arguments, each passed on as it is."""
    path = path_of(program)
    if path is None:
        return MISSING
    try:
        done = subprocess.run(  # noqa: S603 - no shell; arguments stand alone, and each option has its value behind it
            [path, *arguments],
            input=feed,
            capture_output=True,
            check=False,
            timeout=seconds,
            env=os.environ | _ENGLISH,
        )
    except subprocess.TimeoutExpired:
        return Answer(None, "", f"{program} gave no answer for {seconds:g} seconds.")
    except OSError as error:
        return Answer(126, "", f"{program} cannot be started: {error.strerror or error}.")
    return Answer(done.returncode, _text(done.stdout), _text(done.stderr).strip())


def _text(told: bytes) -> str:
    return told.decode("utf-8", errors="replace")
