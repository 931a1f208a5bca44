"""The words of the command line."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from coordinator import __version__
from coordinator.domain.printing import Document
from coordinator.views.languages import Language

_WORDS = (
    "open", "demo", "new", "import", "scan", "missed", "propose", "accept",
    "undo", "redo", "print", "export", "check", "backup", "restore", "plan", "fill", "replan", "schedule",
    "template", "preflight", "blanks", "stocks", "calibrate",
)  # fmt: skip
_DESCRIPTION = "Runs the day of a matchmaking event from one file. Without a command it opens the window."


def parser() -> argparse.ArgumentParser:
    """Return the parser of all subcommands."""
    top = argparse.ArgumentParser(prog="coordinator", description=_DESCRIPTION)
    top.add_argument("--version", action="version", version=f"coordinator {__version__}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)

    window = _command(commands, "open", "open the window (the same as: coordinator [EVENT])")
    window.add_argument("event", type=Path, nargs="?", metavar="EVENT")
    window.set_defaults(trust_file=False)
    demo = _command(commands, "demo", "the sample event, in a window where there is a display, else in the terminal")
    demo.add_argument("--out", type=Path, metavar="DIR", help="where event file, papers and log are left")

    _add_file_commands(commands)
    _add_day_commands(commands)
    _add_schedule_command(commands)
    _add_paper_commands(commands)
    _add_output_commands(commands)
    _add_planning_command(commands)
    return top


def words() -> frozenset[str]:
    """Return every subcommand, so that a bare file name can be told from one."""
    return frozenset(_WORDS)


def _add_file_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    new = _on_event(commands, "new", "create an event file")
    new.add_argument("--name", default="", help="name of the event")
    new.add_argument("--timezone", default="", help="IANA name such as Europe/Madrid (default: UTC)")
    new.add_argument("--date", default="", help="first day, YYYY-MM-DD (default: today)")
    imported = _on_event(commands, "import", "read a schedule file into the event")
    imported.add_argument("files", type=Path, nargs="+", metavar="FILE")
    imported.add_argument("--dry-run", action="store_true", help="say what was understood and write nothing")
    imported.add_argument("--json", action="store_true", help="print one JSON document")
    _add_decisions(imported)
    check = _on_event(commands, "check", "check file, journal and the plan as it stands")
    check.add_argument("--json", action="store_true", help="print one JSON document")
    backup = _on_event(commands, "backup", "write a checked copy of the event file")
    backup.add_argument("file", type=Path, metavar="FILE")
    restore = _command(commands, "restore", "bring an event back from a backup; the old file is kept aside")
    restore.add_argument("file", type=Path, metavar="FILE")
    restore.add_argument("event", type=Path, metavar="EVENT")


def _add_decisions(imported: argparse.ArgumentParser) -> None:
    many: dict[str, Any] = {"action": "extend", "nargs": "+", "default": []}
    imported.add_argument("--map", **many, type=Path, metavar="COLUMNS.json", help="read columns as this file says")
    imported.add_argument("--answer", **many, metavar="QUESTION=ANSWER", help="answer a question of an earlier try")
    imported.add_argument("--leave-out", **many, metavar="ROW", help="leave out FILE:ROW or FILE:SHEET:ROW, or: all")
    imported.add_argument("--yes", action="store_true", help="import although there are things to look at")
    some: dict[str, Any] = {"action": "extend", "nargs": "*", "metavar": "MEETING"}
    imported.add_argument("--keep-day", **some, help="what the day did with these meetings stays (without ids: all)")
    imported.add_argument("--take-file", **some, help="these meetings go where the file has them (without ids: all)")


def _add_day_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    scan = _on_event(commands, "scan", "check people in: badge tokens or person ids on standard input, one a line")
    scan.add_argument("--checkpoint", metavar="NAME", help="where (default: the event's first checkpoint)")
    missed = _on_event(commands, "missed", "note that somebody did not come to a meeting")
    missed.add_argument("meeting", metavar="MEETING")
    missed.add_argument("--side", choices=("host", "guest", "both"), required=True)
    blanks = _on_event(commands, "blanks", "make badges without an owner for walk-ins, to be printed before the day")
    blanks.add_argument("number", type=int, metavar="N")
    propose = _on_event(commands, "propose", "list the ways to repair a broken meeting, best first")
    propose.add_argument("meeting", metavar="MEETING", help="or a person: what they lost and can have back")
    propose.add_argument("--json", action="store_true", help="print one JSON document")
    accept = _on_event(commands, "accept", "carry out a proposal")
    accept.add_argument("proposal", metavar="PROPOSAL-ID", help="or a person: restore all they can have back")
    fill = _on_event(commands, "fill", "find the best meetings for everybody idle in one round, all at once")
    fill.add_argument("--slot", default="NEXT", metavar="ID", help="a slot id, NOW or NEXT (default: NEXT)")
    fill.add_argument("--accept", action="store_true", help="carry it out")
    fill.add_argument("--json", action="store_true", help="print one JSON document")
    replan = _on_event(commands, "replan", "plan the rest of the day anew: the choices, and what they change")
    replan.add_argument("--seconds", type=float, default=5.0, metavar="S", help="stop planning then (default: 5)")
    replan.add_argument("--changes", type=int, default=0, metavar="N", help="move at most N meetings (default: 0)")
    replan.add_argument("--seed", type=int, default=0, metavar="N", help="seed of the search (default: 0)")
    replan.add_argument("--accept", action="store_true", help="carry it out")
    replan.add_argument("--json", action="store_true", help="print one JSON document")
    undo = _on_event(commands, "undo", "take back the last action, or one entry")
    undo.add_argument("entry", nargs="?", metavar="ENTRY-ID")
    _on_event(commands, "redo", "bring back what the last undo took back")


def _add_schedule_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    schedule = _on_event(commands, "schedule", "make a first schedule of the accepted requests; no meeting is moved")
    schedule.add_argument("--seconds", type=float, default=10.0, metavar="S", help="stop searching then (default: 10)")
    schedule.add_argument("--seed", type=int, default=0, metavar="N", help="seed of the search (default: 0)")
    schedule.add_argument("--accept", action="store_true", help="make it the plan in force")
    schedule.add_argument("--json", action="store_true", help="print one JSON document")


def _add_paper_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    documents = tuple(document.value for document in Document)
    printed = _on_event(commands, "print", "print badges, signs, cards, agendas or lists, or write them as PDF")
    printed.add_argument("-o", "--output", type=Path, metavar="FILE", help="FILE.pdf, or FILE.png for pictures")
    printed.add_argument("--printer", default="", metavar="NAME", help="print on this printer")
    preflight = _on_event(commands, "preflight", "say what would not fit or cannot be printed, before it is printed")
    preflight.add_argument("--json", action="store_true", help="print one JSON document")
    for each in (printed, preflight):
        each.add_argument("what", choices=documents, metavar="WHAT", help=", ".join(documents))
        only = "these person, table or organisation ids, or: changed, unprinted"
        each.add_argument("--only", nargs="+", default=[], metavar="ID", help=only)
        each.add_argument(
            "--stock", default="", metavar="ID", help="what lies in the printer (see: coordinator stocks)"
        )
        each.add_argument("--template", default="", metavar="ID", help="a layout that fits the stock")
        each.add_argument("--start", type=int, default=1, metavar="N", help="the first free place of the first sheet")
        each.add_argument("--copies", type=int, default=1, metavar="N", help="print each so many times")
        each.add_argument("--order", choices=("rows", "stack"), default="rows", help="stack: cut stacks lie in order")
        each.add_argument("--no-marks", action="store_true", help="leave out the marks where to cut")
        each.add_argument("--back", action="store_true", help="print the backs behind the fronts")
        languages = tuple(language.value for language in Language)
        each.add_argument("--language", choices=languages, default="en", help="of agendas and change slips")
        each.add_argument("--own-language", action="store_true", help="each person's own, where it is known")
    explained = "list what can lie in the printer, with its source, for one document with the layouts that fit"
    stocks = commands.add_parser("stocks", help=explained, description=explained.capitalize() + ".")
    stocks.add_argument("what", nargs="?", choices=documents, metavar="WHAT", help=", ".join(documents))
    stocks.add_argument("--json", action="store_true", help="print one JSON document")
    explained = "write a sheet that shows where the cells of a stock are and how far a printer is off"
    calibrate = commands.add_parser("calibrate", help=explained, description=explained.capitalize() + ".")
    calibrate.add_argument("stock", metavar="STOCK", help="an id of: coordinator stocks")
    calibrate.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.pdf")
    calibrate.add_argument("--back", action="store_true", help="also the second side")


def _add_output_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    explained = "write the attendance log, the meetings or the badge tokens as CSV, or the plan as a workbook"
    exported = _on_event(commands, "export", explained)
    exported.add_argument("what", choices=("attendance", "meetings", "badges", "plan"))
    exported.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help="FILE.csv, or FILE.xlsx")
    explained = "write an empty schedule to fill in: a workbook that says what belongs where"
    template = commands.add_parser("template", help=explained, description=explained.capitalize() + ".")
    template.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.xlsx")


def _add_planning_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    explained = "plan the rest of a day anew from a problem file, without an event"
    plan = commands.add_parser("plan", help=explained, description=explained.capitalize() + ".")
    plan.add_argument("problem", type=Path, metavar="PROBLEM.json")
    plan.add_argument("-o", "--output", type=Path, required=True, metavar="RESULT.json")
    plan.add_argument("--seconds", type=float, default=10.0, metavar="S", help="stop planning then (default: 10)")
    plan.add_argument("--changes", type=int, metavar="N", help="move at most N announced meetings, 0 for none")
    plan.add_argument("--lead", type=int, default=0, metavar="K", help="leave the next K slots alone (default: 0)")
    plan.add_argument("--seed", type=int, default=0, metavar="N", help="seed of the search (default: 0)")


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, explained: str
) -> argparse.ArgumentParser:
    added: argparse.ArgumentParser = commands.add_parser(name, help=explained, description=explained.capitalize() + ".")
    added.add_argument("--at", metavar="TIME", help="set the clock of the day: HH:MM[:SS] or YYYY-MM-DDTHH:MM[:SS]")
    added.add_argument("--desk", default="Desk 1", metavar="NAME", help="name of this desk (default: Desk 1)")
    return added


def _on_event(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, explained: str
) -> argparse.ArgumentParser:
    added = _command(commands, name, explained)
    added.add_argument("event", type=Path, metavar="EVENT")
    added.add_argument(
        "--trust-file", action="store_true", help="use a file that contradicts its safety journal as it is"
    )
    return added
