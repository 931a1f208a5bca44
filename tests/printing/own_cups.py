"""A CUPS of the tests' own: its own folders, its own port, and printers that keep what arrives at them."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterable

SYSTEM = Path("/usr/lib/cups")
PROGRAMS = ("cupsd", "lpadmin", "cupsenable", "cupsdisable", "cupsaccept", "cupsreject", "lp", "lpstat", "gs")
FOLDERS = ("root/ppd", "spool", "tmp", "state", "cache", "log", "bin/backend", "printers")
NOBODY = "lp"
"""Who runs filters where the tests run as root."""

_FILES = """\
ServerRoot {0}/root
ServerBin {0}/bin
RequestRoot {0}/spool
TempDir {0}/tmp
StateDir {0}/state
CacheDir {0}/cache
AccessLog {0}/log/access
ErrorLog {0}/log/error
PageLog {0}/log/page
DataDir /usr/share/cups
SystemGroup root
{1}
"""
_SETTINGS = """\
LogLevel debug
Listen 127.0.0.1:{0}
Browsing No
DefaultAuthType None
WebInterface No
JobRetryInterval 1
<Location />
Order allow,deny
Allow from 127.0.0.1
</Location>
<Policy default>
<Limit All>
Order deny,allow
</Limit>
</Policy>
"""
_KEEPER = """\
#!/bin/sh
# A printer that keeps what arrives; files in its folder say what is wrong with it.
[ $# -eq 0 ] && { echo 'direct keep "Unknown" "Keeper"'; exit 0; }
folder="${DEVICE_URI#keep:}"
if [ -e "$folder/broken" ]; then echo "ERROR: The lid is open" >&2; exit 1; fi
if [ -e "$folder/empty" ]; then
    echo "STATE: +media-empty-error" >&2
    while [ -e "$folder/empty" ]; do sleep 0.1; done
    echo "STATE: -media-empty-error" >&2
fi
printf '%s\\n' "$3" > "$folder/$1.title"
cat "${6:--}" > "$folder/$1.part" && chmod 644 "$folder/$1.part" && mv "$folder/$1.part" "$folder/$1.data"
"""
_PPD_HEAD = """\
*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "KEEPER.PPD"
*Product: "(Keeper)"
*Manufacturer: "Tests"
*ModelName: "Tests Keeper"
*ShortNickName: "Tests Keeper"
*NickName: "Tests Keeper"
*PSVersion: "(3010.000) 0"
*LanguageLevel: "3"
*ColorDevice: True
*DefaultColorSpace: RGB
*cupsVersion: 2.4
*cupsFilter2: "application/vnd.cups-pdf application/pdf 0 -"
"""
_PPD_CUSTOM = """\
*VariablePaperSize: True
*LeadingEdge PreferLong: ""
*DefaultLeadingEdge: PreferLong
*HWMargins: 0 0 0 0
*MaxMediaWidth: "1000"
*MaxMediaHeight: "2000"
*NonUIOrderDependency: 10 AnySetup *CustomPageSize
*CustomPageSize True: "pop pop pop <</PageSize[5 -2 roll]>>setpagedevice"
*ParamCustomPageSize Width: 1 points 30 1000
*ParamCustomPageSize Height: 2 points 30 2000
*ParamCustomPageSize WidthOffset: 3 points 0 0
*ParamCustomPageSize HeightOffset: 4 points 0 0
*ParamCustomPageSize Orientation: 5 int 0 0
"""
SIZES = {"A4": (595.276, 841.89), "Letter": (612, 792), "A6": (297.638, 419.528)}


def missing() -> list[str]:
    """Return which programs a CUPS of one's own lacks here."""
    lacking = [program for program in PROGRAMS if shutil.which(program, path=_path()) is None]
    filters = ["pdftopdf"] if not (SYSTEM / "filter" / "pdftopdf").exists() else []
    return [*lacking, *filters, *(["socket"] if not (SYSTEM / "backend" / "socket").exists() else [])]


def _path() -> str:
    return f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"


class OwnCups:
    """cupsd in the foreground on a port of its own; `server` is what CUPS_SERVER must say."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        for name in FOLDERS:
            (folder / name).mkdir(parents=True)
        for name in ("daemon", "driver", "filter", "notifier", "monitor"):
            if (SYSTEM / name).is_dir():
                (folder / "bin" / name).symlink_to(SYSTEM / name)
        for backend in (SYSTEM / "backend").iterdir():
            (folder / "bin" / "backend" / backend.name).symlink_to(backend)
        keeper = folder / "bin" / "backend" / "keep"
        keeper.write_text(_KEEPER, encoding="ascii")
        keeper.chmod(0o755)
        for name in ("tmp", "printers"):
            (folder / name).chmod(0o777)
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        self.server = f"127.0.0.1:{port}"
        user = f"User {NOBODY}\nGroup {NOBODY}" if os.geteuid() == 0 else ""
        (folder / "root" / "cups-files.conf").write_text(_FILES.format(folder, user), encoding="ascii")
        (folder / "root" / "cupsd.conf").write_text(_SETTINGS.format(port), encoding="ascii")
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start cupsd and wait until it answers."""
        root = self._folder / "root"
        command = ["cupsd", "-f", "-c", str(root / "cupsd.conf"), "-s", str(root / "cups-files.conf")]
        with (self._folder / "log" / "said").open("ab") as said:
            self._process = subprocess.Popen(command, stdout=said, stderr=said, env=self._environ())
        until = time.monotonic() + 20
        while "is running" not in self.run("lpstat", "-r", check=False):
            assert self._process.poll() is None, (self._folder / "log" / "said").read_text()
            assert time.monotonic() < until, "cupsd does not answer"
            time.sleep(0.05)

    def stop(self) -> None:
        """End cupsd."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(20)
            self._process = None

    def run(self, *command: str, check: bool = True) -> str:
        """Run a program of CUPS against this instance and return what it says."""
        done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60, env=self._environ())
        assert not check or done.returncode == 0, done.stderr
        return done.stdout

    def add(self, name: str, *, sizes: Iterable[str] = ("A4", "Letter", "A6"), custom: bool = True) -> Path:
        """Add a printer that keeps the PDF it is sent, and return the folder in which it does."""
        folder = self._folder / "printers" / quote(name).replace("%", "_")  # addresses of printers are plain ASCII
        folder.mkdir()
        folder.chmod(0o777)
        ppd = self._folder / f"{folder.name}.ppd"
        ppd.write_text(_ppd(tuple(sizes), custom=custom), encoding="latin-1")
        self.run("lpadmin", "-p", name, "-E", "-v", f"keep:{folder}", "-P", str(ppd))
        return folder

    def add_raw(self, name: str, device: str) -> None:
        """Add a queue without a driver."""
        self.run("lpadmin", "-p", name, "-E", "-v", device)

    def _environ(self) -> dict[str, str]:
        return os.environ | {"CUPS_SERVER": self.server, "PATH": _path(), "LC_ALL": "C.UTF-8"}


def _ppd(sizes: tuple[str, ...], *, custom: bool) -> str:
    """Return a driver that knows these sizes, without a margin."""
    text = _PPD_HEAD
    for key, words in (("PageSize", "Page Size"), ("PageRegion", "Page Region")):
        text += f"*OpenUI *{key}/{words}: PickOne\n*OrderDependency: 10 AnySetup *{key}\n*Default{key}: {sizes[0]}\n"
        text += "".join(f'*{key} {n}/{n}: "<</PageSize[{SIZES[n][0]} {SIZES[n][1]}]>>setpagedevice"\n' for n in sizes)
        text += f"*CloseUI: *{key}\n"
    text += f"*DefaultImageableArea: {sizes[0]}\n*DefaultPaperDimension: {sizes[0]}\n"
    for name in sizes:
        wide, high = SIZES[name]
        text += f'*ImageableArea {name}/{name}: "0 0 {wide} {high}"\n*PaperDimension {name}/{name}: "{wide} {high}"\n'
    return text + (_PPD_CUSTOM if custom else "")
