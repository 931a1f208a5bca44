"""Finds a Python that the program runs on; understood by every Python 3."""

import os
import shutil
import subprocess
import sys

OLDEST, NEWEST = (3, 11), (3, 13)
PROBE = "import sys, venv; print('%d.%d' % sys.version_info[:2])"


def fits(version: tuple) -> bool:  # type: ignore[type-arg]
    """Tell whether the program runs on this version of Python."""
    return OLDEST <= tuple(version) <= NEWEST


def sentence(version: tuple) -> str:  # type: ignore[type-arg]
    """Say which Python this is and which one is needed."""
    return (
        "The Event-Day Coordinator needs Python 3.11, 3.12 or 3.13; this is Python {}.{} and no other was found. "
        "Install one of them and run the same command again."
    ).format(*version)


def find_other() -> list:  # type: ignore[type-arg]
    """Return the command of another Python on this computer that fits, or nothing."""
    minors = range(NEWEST[1], OLDEST[1] - 1, -1)
    for minor in minors:
        command = [shutil.which("python3.{}".format(minor)) or ""]
        if command[0] and _answers(command, minor):
            return command
    if os.name == "nt" and shutil.which("py"):
        for minor in minors:
            command = ["py", "-3.{}".format(minor)]
            if _answers(command, minor):
                return command
    return []


def hand_over(command: list, arguments: list) -> int:  # type: ignore[type-arg]
    """Do the same with the Python that fits."""
    print("Python {}.{} does not fit; using {}.".format(sys.version_info[0], sys.version_info[1], " ".join(command)))
    sys.stdout.flush()
    return subprocess.call([*command, os.path.dirname(os.path.abspath(__file__)), *arguments])


def _answers(command: list, minor: int) -> bool:  # type: ignore[type-arg]
    """Tell whether the command starts that Python: some systems only keep a placeholder of that name."""
    try:
        answer = subprocess.check_output([*command, "-c", PROBE], stderr=subprocess.DEVNULL)
    except (OSError, subprocess.CalledProcessError):
        return False
    return answer.decode().strip() == "3.{}".format(minor)
