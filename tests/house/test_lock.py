"""What the project keeps in git holds on every computer: no address of a registry, no path of one machine."""

from __future__ import annotations

import re

HOSTS = ("py" + "pi.org", "python" + "hosted.org", "npm" + "js.org", "deb." + "debian.org", "security." + "debian.org")
OPTIONS = re.compile(r"--(extra-)?index-" + r"url|--find-" + r"links|^index-" + r"url", re.MULTILINE)
PATHS = re.compile(r"(?<![\w.:/~-])/(?:root|work|home|Users)/\w|\b[A-Z]:\\+Users\\+\w")


def found(tracked: dict[str, str], pattern: re.Pattern[str]) -> list[str]:
    """Return every place where a pattern stands."""
    return [f"{name}: {match.group()}" for name, text in tracked.items() for match in pattern.finditer(text)]


def test_no_file_names_the_host_of_a_registry(tracked: dict[str, str]) -> None:
    assert found(tracked, re.compile("|".join(re.escape(host) for host in HOSTS))) == []


def test_no_file_tells_a_package_client_where_to_look(tracked: dict[str, str]) -> None:
    assert found(tracked, OPTIONS) == []


def test_no_file_knows_a_path_of_one_machine(tracked: dict[str, str]) -> None:
    assert found(tracked, PATHS) == []
