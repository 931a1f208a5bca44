"""The import command: what was understood, what is wrong, what would change; then it is written, or not."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from coordinator.cli import import_account
from coordinator.desk.answers import Done, Refusal
from coordinator.domain.trouble import WorldTrouble
from coordinator.intake import door, profiles
from coordinator.intake.choices import Choices
from coordinator.intake.decisions import Word
from coordinator.views.words import count

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from coordinator.desk.desk import Desk
    from coordinator.desk.importing import Outlook
    from coordinator.intake.door import Intake

_ALL = "all"


def imported(desk: Desk, asked: argparse.Namespace) -> int:
    """Read schedule files and make them the plan; while something must be fixed or decided nothing is written."""
    intake, outlook, words, refusal = _read(desk, asked)
    entry = ""
    if intake.schedule and not (refusal or asked.dry_run):
        match desk.adopt(intake.schedule, intake.sources, words):
            case Refusal(sentence):
                raise WorldTrouble(sentence)
            case Done(_, entries, saved):
                if not saved:
                    raise WorldTrouble(f"The import was not saved: {desk.trouble}")
                entry = entries[0]
    if asked.json:
        document = import_account.document(intake, outlook, entry or None)
        print(json.dumps(document, ensure_ascii=False, indent=2, default=sorted))
    else:
        import_account.tell(intake, outlook, entry)
    if intake.schedule is None or (refusal and not asked.dry_run):
        raise WorldTrouble(f"Nothing was imported: {refusal}")
    if refusal:
        sys.stderr.write(f"Without a dry run: {refusal}\n")
    return 0


def _read(desk: Desk, asked: argparse.Namespace) -> tuple[Intake, Outlook | None, Mapping[str, Word], str]:
    """Return what was read, what it would do, what was decided, and why it cannot be written as it is, if so."""
    choices = _choices(asked)
    intake = door.load(asked.files, choices=choices, day=desk.day)
    if _ALL in asked.leave_out and intake.must_fix:
        rows = {(p.file, p.sheet, p.row) for p in intake.must_fix if p.row is not None and not p.question}
        choices = replace(choices, leave_out=choices.leave_out | rows)
        intake = door.load(asked.files, choices=choices, day=desk.day)
    if intake.schedule is None:
        return intake, None, {}, f"{count(len(intake.must_fix), 'problem')} must be fixed first."
    outlook = desk.outlook(intake.schedule)
    words = _words(outlook, asked)
    if words:
        outlook = desk.outlook(intake.schedule, words)
    open_yet = [found for found in outlook.to_decide if found.meeting not in words]
    if open_yet:
        told = count(len(open_yet), "meeting contradicts the day", "meetings contradict the day")
        return intake, outlook, words, f"{told}; decide with --keep-day or --take-file, for all or with ids after it."
    if intake.look_at and not asked.yes:
        told = count(len(intake.look_at), "thing")
        return intake, outlook, words, f"there is {told} to look at; add --yes to import all the same."
    return intake, outlook, words, ""


def _choices(asked: argparse.Namespace) -> Choices:
    columns: dict[str, str] = {}
    for path in asked.map:
        columns |= profiles.load(path).columns
    answers = dict(_pair(answer, "--answer", "encoding: list.csv=cp1252") for answer in asked.answer)
    rows = frozenset(_row(told) for told in asked.leave_out if told != _ALL)
    return Choices(columns=columns, answers=answers, leave_out=rows)


def _pair(told: str, option: str, example: str) -> tuple[str, str]:
    key, found, value = told.rpartition("=")
    if not found:
        raise WorldTrouble(f"“{told}” does not say what is answered; write {option} '{example}'.")
    return key, value


def _row(told: str) -> tuple[str, str, int]:
    """Read a row as the account writes it: file, sheet where there is one, and line, with colons between them."""
    place, _, line = told.rpartition(":")
    file, _, sheet = place.partition(":")
    if not file or not line.isdecimal():
        raise WorldTrouble(f"“{told}” is no row; write list.csv:12, or book.xlsx:meetings:12.")
    return file, sheet, int(line)


def _words(outlook: Outlook, asked: argparse.Namespace) -> dict[str, Word]:
    """Return whose word counts for each meeting; an option without ids is meant for all that no other names."""
    words: dict[str, Word] = {}
    known = {found.meeting for found in outlook.to_decide}
    for word, ids in ((Word.DAY, asked.keep_day), (Word.FILE, asked.take_file)):
        if ids is None:
            continue
        strange = sorted(set(ids) - known)
        if strange:
            raise WorldTrouble(f"“{strange[0]}” is no meeting that has to be decided.")
        words |= dict.fromkeys(ids, word)
    for word, ids in ((Word.DAY, asked.keep_day), (Word.FILE, asked.take_file)):
        if ids == []:
            words |= {meeting: word for meeting in known if meeting not in words}
    return words
