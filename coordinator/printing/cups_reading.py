"""What lpstat and lpoptions say, read into values."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from coordinator.printing.backend import Condition

_PRINTER = re.compile(
    r"printer (?P<name>\S+) (?:(?P<idle>is idle)|(?P<busy>now printing \S+?)|(?P<off>disabled since))(?:\.| |$)"
)
_TAKES = re.compile(r"(?P<name>\S+) (?P<no>not )?accepting requests since ")
_NUMBER = re.compile(r"-(\d+)$")
_SENT = re.compile(r"^request id is (?:.*)-(\d+) \(", re.MULTILINE)
_SIZES = re.compile(r"^PageSize/[^:]*: (.*)$", re.MULTILINE)

_ALERTS = {
    "media-empty": "there is no paper",
    "media-needed": "it needs paper",
    "media-jam": "paper is jammed",
    "cover-open": "a cover is open",
    "door-open": "a door is open",
    "interlock-open": "a cover is open",
    "marker-supply-empty": "toner or ink is used up",
    "toner-empty": "toner is used up",
    "marker-supply-missing": "a cartridge is missing",
    "input-tray-missing": "the paper tray is missing",
    "offline": "it is switched off or not connected",
    "connecting-to-device": "it is being looked for; check that it is on",
    "timed-out": "it does not answer",
    "shutdown": "it is switched off",
    "cups-missing-filter": "its driver is not complete on this computer",
    "cups-insecure-filter": "its driver is refused by the print system",
}
"""Reasons that IPP has a word for and that keep pages from coming out."""


@dataclass(frozen=True, slots=True)
class QueueFacts:
    """What lpstat says of one queue."""

    name: str
    condition: Condition
    message: str
    alerts: tuple[str, ...]
    has_driver: bool
    accepts: bool = True

    @property
    def reason(self) -> str:
        """Return why it does not print, in words; empty where nothing is known to be wrong."""
        known = [words for alert in self.alerts for word, words in _ALERTS.items() if _is(alert, word)]
        message = "" if self.message in {"", "Paused", "reason unknown", "Rejecting Jobs"} else self.message.rstrip(".")
        troubled = known or self.condition is Condition.PAUSED or not self.accepts
        return "; ".join(dict.fromkeys([*known, message] if message else known)) if troubled else ""


@dataclass(frozen=True, slots=True)
class JobFacts:
    """What lpstat says of one job that has not ended."""

    number: int
    status: str
    alerts: tuple[str, ...]


def queues(text: str) -> tuple[QueueFacts, ...]:
    """Read the answer to `lpstat -l -p -a`."""
    refusing = {found["name"] for line in text.splitlines() if (found := _TAKES.match(line)) and found["no"]}
    read = (_queue(head, lines) for head, lines in _blocks(text, _PRINTER))
    return tuple(replace(queue, accepts=queue.name not in refusing) for queue in read)


def jobs(text: str) -> tuple[JobFacts, ...]:
    """Read the answer to `lpstat -l -o`."""
    found = []
    for head, lines in _blocks(text, re.compile(r"\S+-\d+ ")):
        number = _NUMBER.search(head.split()[0])
        if number:
            found.append(JobFacts(int(number[1]), _field(lines, "Status"), _words(_field(lines, "Alerts"))))
    return tuple(found)


def number_of(text: str) -> int | None:
    """Read the number of the job from what lp says."""
    found = _SENT.search(text)
    return int(found[1]) if found else None


def sizes(text: str) -> tuple[str, ...]:
    """Read from `lpoptions -l` which sizes of paper a queue knows; none where it has no driver."""
    found = _SIZES.search(text)
    return tuple(word.lstrip("*") for word in found[1].split()) if found else ()


def _queue(head: str, lines: list[str]) -> QueueFacts:
    found = _PRINTER.match(head)
    assert found is not None  # noqa: S101 - blocks begin where the pattern fits
    condition = Condition.READY
    if found["busy"]:
        condition = Condition.BUSY
    elif found["off"]:
        condition = Condition.PAUSED
    message = lines[0] if lines and not _is_field(lines[0]) else ""
    has_driver = any(line.startswith("Interface:") for line in lines)
    return QueueFacts(found["name"], condition, message, _words(_field(lines, "Alerts")), has_driver)


def _blocks(text: str, head: re.Pattern[str]) -> list[tuple[str, list[str]]]:
    """Return each line that begins a block, with the indented lines below it."""
    blocks: list[tuple[str, list[str]]] = []
    inside = False
    for line in text.splitlines():
        if not line.startswith(("\t", " ")):
            inside = bool(head.match(line))
            if inside:
                blocks.append((line, []))
        elif inside:
            blocks[-1][1].append(line.strip())
    return blocks


def _field(lines: list[str], name: str) -> str:
    start = f"{name}:"
    return next((line.removeprefix(start).strip() for line in lines if line.startswith(start)), "")


def _is_field(line: str) -> bool:
    return line.startswith(("Form mounted:", "Content types:", "Description:", "Alerts:"))


def _words(text: str) -> tuple[str, ...]:
    return tuple(word for word in text.split() if word != "none")


def _is(alert: str, word: str) -> bool:
    """Tell whether an alert has this meaning; IPP hangs a weight on it, and a report alone is no reason to stop."""
    return alert == word or alert in {f"{word}-error", f"{word}-warning"}
