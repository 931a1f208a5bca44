"""The system libraries that Qt and Python take from a Linux system."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from trouble import Stop

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FOR_QT = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
FOR_AN_X_WINDOW = FOR_QT | {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
}
FOR_A_WAYLAND_WINDOW = FOR_QT | {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
RENAMED = {"libglib2.0-0": "libglib2.0-0t64"}


def for_a_window() -> Mapping[str, str]:
    """Return what a window needs on the display there is; without a display no window is opened."""
    if os.environ.get("DISPLAY"):
        return FOR_AN_X_WINDOW
    return FOR_A_WAYLAND_WINDOW if os.environ.get("WAYLAND_DISPLAY") else {}


def provide(needed: Mapping[str, str]) -> None:
    """See to it that Python can make environments and that the needed libraries load, or stop with a line to paste."""
    if not sys.platform.startswith("linux"):
        return
    packages = [package for library, package in needed.items() if not _loads(library)]
    if not importlib.util.find_spec("ensurepip"):
        packages.append("python3-venv")
    if not packages:
        return
    if shutil.which("apt-get") is None:
        raise Stop(f"This system lacks what Debian calls {', '.join(packages)}. Install it, then run this again.")
    if os.geteuid() == 0:
        _install(packages)
    else:
        line = f"sudo apt-get update && sudo apt-get install -y {' '.join(_named_here(packages))}"
        raise Stop(f"Some system libraries are missing. Paste this line, then run the same command again:\n{line}")


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _install(packages: Sequence[str]) -> None:
    """Install Debian packages without a question."""
    environ = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    print("Reading the system's list of packages ...", flush=True)
    update = ["apt-get", "update", "-qq"]
    if subprocess.call(update, env=environ):
        raise Stop("The system's list of packages could not be read (apt-get update). Is the computer online?")
    named = _named_here(packages)
    print(f"Installing {', '.join(named)} ...", flush=True)
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *named]
    done = subprocess.run(install, env=environ, capture_output=True, check=False, text=True)
    if done.returncode:
        print(done.stdout + done.stderr, file=sys.stderr)
        raise Stop(f"The system's packages could not be installed ({' '.join(install)}).")


def _named_here(packages: Sequence[str]) -> list[str]:
    """Return the packages under the names this release of the system gives them."""
    return [RENAMED[package] if package in RENAMED and _known(RENAMED[package]) else package for package in packages]


def _known(package: str) -> bool:
    if shutil.which("apt-cache") is None:
        return False
    return subprocess.run(["apt-cache", "show", package], capture_output=True, check=False).returncode == 0
