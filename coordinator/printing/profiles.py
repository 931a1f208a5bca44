"""What this laptop knows of its printers: how each is reached, its profile, and the stock that lies in it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, fields
from threading import Lock
from typing import TYPE_CHECKING, Any

import platformdirs

from coordinator.disk import write_whole
from coordinator.domain.trouble import WorldTrouble
from coordinator.paper.profile import PLAIN, Flip, Profile
from coordinator.printing.backend import Way

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

FILE = "printers.json"
WHAT = "printers of the event day"
VERSION = 1
_MOST_BYTES = 1_000_000
_LONGEST = 200
_FAR_MM = 50.0
_LEAST_SCALE, _MOST_SCALE = 0.9, 1.1
_LEAST_DPI, _MOST_DPI = 100, 1200
_TURNS = (0, 90, 180, 270)


@dataclass(frozen=True, slots=True)
class Setup:
    """One printer as it was set up; `used` is when it printed last, in ISO 8601, empty before that."""

    name: str
    way: Way
    address: str
    profile: Profile = field(default=PLAIN)
    stock: str = ""
    used: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """The setups of this laptop, and sentences about what could not be read."""

    setups: tuple[Setup, ...]
    troubles: tuple[str, ...] = ()

    def of(self, name: str) -> Setup | None:
        """Return the setup of a printer."""
        return next((setup for setup in self.setups if setup.name == name), None)


def usual_folder() -> Path:
    """Return this user's folder for settings, the same for the window and the terminal."""
    return platformdirs.user_config_path("EventDayCoordinator", appauthor=False)


class Profiles:
    """The file of setups; it is read anew each time, as the terminal and the window may both write it."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = usual_folder() if folder is None else folder
        self._path = self._folder / FILE
        self._lock = Lock()

    def load(self) -> Kept:
        """Return the setups; a file that is broken is set aside, and what is whole in it is used."""
        with self._lock:
            return self._load()

    def keep(self, setup: Setup) -> None:
        """Keep the setup of a printer in place of the one before; raises WorldTrouble where it cannot be written."""
        if faults := tuple(_faults(setup)):
            raise WorldTrouble(f"The printer “{setup.name}” cannot be set up like that: {'; '.join(faults)}.")
        self._change(lambda setups: [*(old for old in setups if old.name != setup.name), setup])

    def forget(self, name: str) -> None:
        """Forget a printer; raises WorldTrouble where that cannot be written."""
        self._change(lambda setups: [old for old in setups if old.name != name])

    def _change(self, change: Callable[[Iterable[Setup]], list[Setup]]) -> None:
        with self._lock:
            setups = change(self._load().setups)
            try:
                self._folder.mkdir(parents=True, exist_ok=True)
                write_whole(self._path, _content(setups))
            except OSError as error:
                raise WorldTrouble(
                    f"The printers cannot be kept in {self._path}: {error.strerror or error}."
                    " Make room or allow writing there; until then they are as they were."
                ) from error

    def _load(self) -> Kept:
        try:
            if self._path.stat().st_size > _MOST_BYTES:
                return self._set_aside((), ("it is far too large",))
            told = json.loads(self._path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return Kept(())
        except OSError as error:
            return Kept((), (f"The printers in {self._path} cannot be read: {error.strerror or error}.",))
        except (ValueError, RecursionError):
            return self._set_aside((), ("it is no JSON file",))
        setups, faults = read(told)
        return self._set_aside(setups, faults) if faults else Kept(setups)

    def _set_aside(self, setups: tuple[Setup, ...], faults: tuple[str, ...]) -> Kept:
        """Give a broken file another name, so that nothing in it is lost when the setups are written next."""
        number = 1
        while (aside := self._path.with_name(f"printers.broken-{number}.json")).exists():
            number += 1
        where = f"It was set aside as {aside.name}"
        try:
            self._path.replace(aside)
            if setups:
                write_whole(self._path, _content(setups))
        except OSError as error:
            where = f"It could not be set aside ({error.strerror or error})"
        rest = f"; {len(setups)} of its printers are still known" if setups else "; set the printers up again"
        return Kept(setups, (f"The list of printers {self._path} is broken: {'; '.join(faults)}. {where}{rest}.",))


def read(told: Any) -> tuple[tuple[Setup, ...], tuple[str, ...]]:
    """Return the setups in a file's content, and what is wrong with it."""
    match told:
        case {"what": str(what), "version": int(version), "printers": list(printers)} if what == WHAT:
            if version != VERSION:
                return (), (f"it was written by another version of the program (its layout is {version})",)
        case _:
            return (), ("it is no list of printers",)
    setups: list[Setup] = []
    faults: list[str] = []
    for number, entry in enumerate(printers, 1):
        setup = _setup(entry)
        wrong = (setup,) if isinstance(setup, str) else tuple(_faults(setup))
        if not isinstance(setup, str) and any(setup.name == other.name for other in setups):
            wrong = (*wrong, "it stands there twice")
        if wrong:
            faults.append(f"printer {number}: {', '.join(wrong)}")
        elif not isinstance(setup, str):
            setups.append(setup)
    return tuple(setups), tuple(faults)


def _setup(entry: Any) -> Setup | str:
    """Read one printer, or say what is wrong with it."""
    match entry:
        case {
            "name": str(name),
            "way": str(way),
            "address": str(address),
            "stock": str(stock),
            "used": str(used),
            "profile": dict(profile),
        }:
            pass
        case _:
            return "it lacks a name, way, address, stock, use or profile, or one of them is no text"
    if way not in {known.value for known in Way}:
        return f"its way “{way}” is not known"
    try:
        return Setup(name, Way(way), address, _profile(profile), stock, used)
    except ValueError as error:
        return str(error)


def _profile(told: dict[str, Any]) -> Profile:
    """Read a profile; what is not said is as usual."""
    known = {item.name for item in fields(Profile)}
    if strange := sorted(told.keys() - known):
        raise ValueError(f"its profile says “{strange[0]}”, which is not known")
    for name, value in told.items():
        usual = getattr(PLAIN, name)
        wanted: type | tuple[type, ...] = (int, float) if isinstance(usual, float) else type(usual)
        wanted = str if isinstance(usual, Flip) else wanted
        if not isinstance(value, wanted) or (isinstance(value, bool) and not isinstance(usual, bool)):
            # One kind of error for all that can be wrong with a value, as with the words of Way and Flip.
            raise ValueError(f"“{name}” in its profile cannot be {json.dumps(value)}")  # noqa: TRY004 - see above
    if told.get("flip", PLAIN.flip) not in {known.value for known in Flip}:
        raise ValueError(f"its flip “{told['flip']}” is not known")
    return Profile(**(told | {"flip": Flip(told.get("flip", PLAIN.flip))}))


def _faults(setup: Setup) -> Iterable[str]:
    """Say what no printer can have."""
    profile = setup.profile
    if not setup.name or not setup.address or max(map(len, (setup.name, setup.address, setup.stock))) > _LONGEST:
        yield f"name and address must be there, and no longer than {_LONGEST} letters"
    if not all(-_FAR_MM <= shift <= _FAR_MM for shift in (profile.across, profile.down)):
        yield f"a shift must lie within {_FAR_MM:g} mm"
    if not all(_LEAST_SCALE <= scale <= _MOST_SCALE for scale in (profile.scale_across, profile.scale_down)):
        yield f"a scale must lie between {_LEAST_SCALE:g} and {_MOST_SCALE:g}"
    if not _LEAST_DPI <= profile.dpi <= _MOST_DPI:
        yield f"the dots an inch must lie between {_LEAST_DPI} and {_MOST_DPI}"
    if profile.turn not in _TURNS:
        yield "a turn must be 0, 90, 180 or 270 degrees"


def _content(setups: Iterable[Setup]) -> bytes:
    told = {"what": WHAT, "version": VERSION, "printers": [_told(setup) for setup in setups]}
    return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _told(setup: Setup) -> dict[str, Any]:
    profile = {item.name: getattr(setup.profile, item.name) for item in fields(Profile)}
    return {
        "name": setup.name,
        "way": setup.way.value,
        "address": setup.address,
        "stock": setup.stock,
        "used": setup.used,
        "profile": profile | {"flip": setup.profile.flip.value},
    }
