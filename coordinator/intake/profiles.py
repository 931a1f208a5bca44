"""How the columns of a platform are read, remembered as a plain file: recognised by its headers, carried anywhere."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coordinator.domain.trouble import WorldTrouble
from coordinator.intake.fields import FIELDS
from coordinator.intake.folding import header_key, slug

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

WHAT = "columns of a schedule"
VERSION = 1
_MOST_BYTES = 1_000_000
_ALIKE = 0.8
_KNOWN = frozenset(field for fields in FIELDS.values() for field in fields)


@dataclass(frozen=True, slots=True)
class Profile:
    """The headers by which lists of one platform are known, and the fields a person chose for some of them.

    An empty field keeps a column as it is, whatever its header means elsewhere.
    """

    name: str
    headers: tuple[str, ...]
    columns: Mapping[str, str]

    def fits(self, headers: Collection[str]) -> bool:
        """Return whether a list with these headers is one of this platform: nearly all are the same."""
        ours, theirs = _keys(self.headers), _keys(headers)
        most = max(len(ours), len(theirs))
        return most > 0 and len(ours & theirs) / most >= _ALIKE and _keys(self.columns) <= theirs

    def is_of(self, headers: Collection[str]) -> bool:
        """Return whether exactly these headers are the profile's."""
        return _keys(self.headers) == _keys(headers)


class Shelf:
    """The profiles of one folder; files that are none are passed over."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def all(self) -> tuple[Profile, ...]:
        """Return every profile, by name."""
        found = []
        for path in self._folder.glob("*.json") if self._folder.is_dir() else ():
            try:
                found.append(load(path))
            except WorldTrouble:
                continue
        return tuple(sorted(found, key=lambda profile: profile.name))

    def columns_for(self, sheets: Iterable[Collection[str]]) -> dict[str, str]:
        """Return the fields that were chosen before for the headers of these sheets."""
        columns: dict[str, str] = {}
        profiles = self.all()
        for headers in sheets:
            fitting = [profile for profile in profiles if profile.fits(headers)]
            # The exact one comes last, so that its word counts.
            for profile in sorted(fitting, key=lambda profile: profile.is_of(headers)):
                columns |= profile.columns
        return columns

    def remember(self, name: str, headers: Collection[str], header: str, field: str) -> Profile:
        """Note that a header is read as this field in lists with these headers."""
        before = next((profile for profile in self.all() if profile.is_of(headers)), None)
        named = before.name if before else self._free(name)
        profile = Profile(named, tuple(headers), {**(before.columns if before else {}), header: field})
        self.put(profile)
        return profile

    def put(self, profile: Profile) -> None:
        """Keep a profile; one for the same headers gives way to it."""
        for other in self.all():
            if other.is_of(profile.headers) and other.name != profile.name:
                self._path(other.name).unlink(missing_ok=True)
        save(profile, self._path(profile.name))

    def forget(self, headers: Collection[str]) -> None:
        """Forget what was chosen for lists with these headers."""
        for profile in self.all():
            if profile.fits(headers):
                self._path(profile.name).unlink(missing_ok=True)

    def _free(self, name: str) -> str:
        taken = {profile.name for profile in self.all()}
        number, free = 2, name
        while free in taken:
            number, free = number + 1, f"{name} {number}"
        return free

    def _path(self, name: str) -> Path:
        return self._folder / f"{slug(name) or 'columns'}.json"


def load(path: Path) -> Profile:
    """Read a profile, which may come from a stranger."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise WorldTrouble(f"{path.name} is too large for a file of columns.")
        told = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise WorldTrouble(f"{path} cannot be read: {error.strerror or error}.") from error
    except (ValueError, RecursionError) as error:
        raise WorldTrouble(f"{path.name} is no file of columns.") from error
    return _profile(path.name, told)


def save(profile: Profile, path: Path) -> None:
    """Write a profile as a plain file."""
    told = {
        "what": WHAT,
        "version": VERSION,
        "name": profile.name,
        "headers": list(profile.headers),
        "columns": dict(profile.columns),
    }
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise WorldTrouble(f"The columns cannot be written to {path}: {error.strerror or error}.") from error


def _profile(file: str, told: Any) -> Profile:
    if not isinstance(told, dict) or told.get("what") != WHAT:
        raise WorldTrouble(f"{file} is no file of columns.")
    match told:
        case {"version": 1, "name": str(name), "headers": list(headers), "columns": dict(columns)}:
            pass
        case _:
            raise WorldTrouble(f"{file} was written by another version of the program, or is damaged.")
    if not all(isinstance(word, str) for word in (*headers, *columns, *columns.values())):
        raise WorldTrouble(f"{file} is damaged: its headers and fields must be texts.")
    strange = sorted(field for field in columns.values() if field and field not in _KNOWN)
    if strange:
        raise WorldTrouble(f"{file} names a field that this program does not know: {strange[0]}.")
    return Profile(name or "columns", tuple(headers), dict(columns))


def _keys(headers: Iterable[str]) -> frozenset[str]:
    return frozenset(key for header in headers if (key := header_key(header)))
