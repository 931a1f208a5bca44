"""The folder ``.venv`` with the program and everything it needs in it."""

from __future__ import annotations

import enum
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

from trouble import Stop

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".venv"
STAMP = FOLDER / "set-up.txt"
PATIENCE_S = 20


class Extent(enum.Enum):
    """How much is installed: the program alone, or what its tests need as well."""

    PROGRAM = "."
    TESTS = ".[test]"


def python() -> Path:
    """Return the Python of the environment."""
    return FOLDER / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def provide(extent: Extent) -> None:
    """Make the environment and install what is missing; do nothing when nothing changed since."""
    if _installed() >= {extent.value} and _works():
        return
    if not _works():
        _make()
    print(f"Installing the program and what it needs into {FOLDER.name} (the first time takes a few minutes) ...")
    _install(extent)
    done = _installed() | {extent.value}
    if extent is Extent.TESTS:
        done |= {Extent.PROGRAM.value}
    STAMP.write_text("\n".join([_fingerprint(), *sorted(done)]), encoding="utf-8")
    print("Everything is installed.")


def _installed() -> set[str]:
    """Return the extents that stand installed as pyproject.toml asks for them now."""
    try:
        fingerprint, *extents = STAMP.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return set()
    return set(extents) if fingerprint == _fingerprint() else set()


def _fingerprint() -> str:
    """Return what changes when the environment has to be brought up to date."""
    told = (ROOT / "pyproject.toml").read_bytes() + f"{ROOT}\n{sys.version}".encode()
    return hashlib.sha256(told).hexdigest()


def _works() -> bool:
    """Tell whether the environment starts, has pip and is of the Python that runs now."""
    probe = "import pip, sys; print(sys.version)"
    try:
        answer = subprocess.run([str(python()), "-c", probe], capture_output=True, check=False, text=True)
    except OSError:
        return False
    return answer.returncode == 0 and answer.stdout.strip() == sys.version.strip()


def _make() -> None:
    """Make the environment anew."""
    if FOLDER.exists():
        print(f"The folder {FOLDER.name} does not fit this Python any more and is made anew.")
        shutil.rmtree(FOLDER)
    print(f"Making an environment of its own for the program in {FOLDER.name} ...")
    try:
        venv.create(FOLDER, with_pip=True, symlinks=os.name != "nt")
    except (OSError, subprocess.CalledProcessError) as error:
        shutil.rmtree(FOLDER, ignore_errors=True)
        raise Stop(f"The folder {FOLDER} could not be made: {error}.") from error


def _install(extent: Extent) -> None:
    """Install in the environment, and say now and then that it still goes on."""
    command = [str(python()), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-e", extent.value]
    with tempfile.TemporaryFile() as said:
        started = time.monotonic()
        process = subprocess.Popen(command, cwd=ROOT, stdout=said, stderr=subprocess.STDOUT)
        while True:
            try:
                code = process.wait(PATIENCE_S)
                break
            except subprocess.TimeoutExpired:
                print(f"  ... still installing ({time.monotonic() - started:.0f} s)", flush=True)
        if code:
            said.seek(0)
            print(said.read().decode(errors="replace"), file=sys.stderr)
            raise Stop("The installation failed. Is the computer online? Run the same command again to go on.")
