"""Reading JSON: check-in lists and orders of pretix become rows of a participant list, other lists of objects rows."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from coordinator.intake import limits
from coordinator.intake.encodings import decode
from coordinator.intake.problems import Problem, Severity, unreadable
from coordinator.intake.rows import Row, Sheet, clean

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from coordinator.intake.text_file import Reading

_WRAPPERS = ("results", "data", "items", "participants", "attendees", "guests", "meetings", "positions", "rows")
_STATES = {"n": "pending", "p": "paid", "e": "cancelled", "c": "cancelled"}
_POSITION = frozenset(("positionid", "attendee_name"))
_PERSON = (
    *("participant_id", "full_name", "first_name", "last_name", "title", "email", "phone", "organisation"),
    *("job_title", "country", "city", "reg_status", "checked_in"),
)
_ADDRESS = ("street", "zipcode", "state")
_MORE = "product"
_EXPORT = "Export the list as a workbook (.xlsx) or as CSV, or the check-in list of pretix as JSON."


@dataclass
class _List:
    """Positions of orders as rows while they are collected; answers to questions become further columns."""

    questions: Mapping[int | None, str]
    products: Mapping[int | None, str]
    rows: list[dict[str, str]] = field(default_factory=list)
    of_position: dict[int | None, dict[str, str]] = field(default_factory=dict)
    aside: dict[int, str] = field(default_factory=dict)


def is_json(content: bytes) -> bool:
    """Return whether a file that begins like JSON is JSON to its end."""
    try:
        json.loads(content)
    except (ValueError, RecursionError):
        return False
    return True


def read(name: str, content: bytes, encoding: str, tell: Callable[[int], None]) -> tuple[Reading, ...]:
    """Read one JSON file: its list as a sheet whose rows are numbered from 2, the first entry of the list."""
    text = decode(name, content, encoding)
    if isinstance(text, Problem):
        return (text,)
    try:
        document = json.loads(text.lstrip("\ufeff"))
    except json.JSONDecodeError as error:
        sentence = f"This JSON file is damaged or was not copied to its end: {error.msg} in line {error.lineno}."
        return (unreadable(name, sentence, "Copy or export it again.", row=error.lineno),)
    except (ValueError, RecursionError):
        return (unreadable(name, "This JSON file is built in a way no export is.", _EXPORT),)
    if isinstance(document, dict) and isinstance(document.get("event"), dict) and "orders" in document["event"]:
        return _orders(name, document["event"]["orders"], document["event"], tell)
    entries = _entries(document)
    if not entries:
        return (unreadable(name, "This JSON file holds no list of people or meetings.", _EXPORT),)
    if len(entries) > limits.ROWS:
        return (_too_many(name),)
    if all("code" in each and isinstance(each.get("positions"), list) for each in entries):
        return (*_orders(name, entries, {}, tell), *_more_pages(name, document))
    if all(each.keys() >= _POSITION for each in entries):
        found = _List({}, {})
        for number, position in enumerate(entries, start=1):
            tell(number)
            _take(position, {}, found)
        return (*_sheet(name, found), *_more_pages(name, document))
    return (*_table(name, entries, tell), *_more_pages(name, document))


def _entries(document: Any) -> list[dict[str, Any]]:
    """Return the list of objects that a document is or holds."""
    if isinstance(document, dict):
        document = next((document[key] for key in _WRAPPERS if isinstance(document.get(key), list)), [])
    return document if isinstance(document, list) and all(isinstance(each, dict) for each in document) else []


def _orders(name: str, orders: Any, event: Mapping[str, Any], tell: Callable[[int], None]) -> tuple[Reading, ...]:
    """Read the positions of orders; the event tells what its questions and products are called."""
    found = _List(_names(event.get("questions"), "question"), _names(event.get("items"), "name"))
    for order in orders if isinstance(orders, list) else []:
        for position in _objects(order.get("positions") if isinstance(order, dict) else None):
            _take(position, order, found)
            tell(len(found.rows))
            if len(found.rows) > limits.ROWS:
                return (_too_many(name),)
    if not found.rows:
        return (unreadable(name, "This JSON file holds orders, but no tickets.", _EXPORT),)
    return _sheet(name, found)


def _take(position: Mapping[str, Any], order: Mapping[str, Any], found: _List) -> None:
    """Take one ticket; an add-on adds its product to the ticket that it belongs to."""
    row = _person(position, order)
    product = _called(position.get("item"), found.products)
    found.rows.append(row)
    addon_to = _number(position.get("addon_to"))
    parent = None if addon_to is None else found.of_position.get(addon_to)
    if parent is not None and not row["full_name"]:
        parent[_MORE] = "; ".join(text for text in (parent.get(_MORE, ""), product) if text)
        found.aside[len(found.rows)] = "an add-on to another ticket"
        return
    row[_MORE] = product
    found.of_position[_number(position.get("id"))] = row
    for answer in _objects(position.get("answers"))[: limits.COLUMNS]:
        question = _question(answer, found.questions)
        while question in row:
            question += " (2)"
        if question:
            row[question] = _cell(answer.get("answer"))


def _person(position: Mapping[str, Any], order: Mapping[str, Any]) -> dict[str, str]:
    parts = position.get("attendee_name_parts")
    parts = parts if isinstance(parts, dict) else {}
    # Where an order is one ticket, who bought it is who comes.
    buyer = order if len(_objects(order.get("positions"))) == 1 else {}
    bill = buyer.get("invoice_address")
    bill = bill if isinstance(bill, dict) else {}
    code = _cell(position.get("order")) or _cell(order.get("code"))
    status = _cell(position.get("order__status")) or _cell(order.get("status"))
    row = {
        "participant_id": "-".join(text for text in (code, _cell(position.get("positionid"))) if text),
        "full_name": _cell(position.get("attendee_name")) or _cell(parts.get("full_name")) or _cell(bill.get("name")),
        "first_name": _cell(parts.get("given_name")),
        "last_name": _cell(parts.get("family_name")),
        "title": _cell(parts.get("title")),
        "email": _cell(position.get("attendee_email")) or _cell(buyer.get("email")),
        "phone": _cell(buyer.get("phone")),
        "organisation": _cell(position.get("company")) or _cell(bill.get("company")),
        "job_title": _cell(position.get("job_title")),
        "country": _cell(position.get("country")),
        "city": _cell(position.get("city")),
        "reg_status": "cancelled" if position.get("canceled") is True else _STATES.get(status, "paid"),
        "checked_in": _arrival(position.get("checkins")),
        "order_code": code,
    }
    return row | {key: _cell(position.get(key)) for key in _ADDRESS if position.get(key)}


def _arrival(scans: Any) -> str:
    """Return when somebody came in, nothing for who has not come or has left again."""
    told = [(str(scan.get("datetime", "")), scan.get("type", "entry")) for scan in _objects(scans)]
    last = max(told, default=("", "exit"))
    return last[0] if last[1] == "entry" else ""


def _question(answer: Mapping[str, Any], known: Mapping[int | None, str]) -> str:
    asked = answer.get("question")
    if isinstance(asked, dict):
        return _in_words(asked.get("question"))
    return known.get(_number(asked), "") or _cell(answer.get("question_identifier"))


def _sheet(name: str, found: _List) -> tuple[Reading, ...]:
    """Return the list without the columns that are empty in all rows."""
    filled = {key for number, row in enumerate(found.rows, 1) if number not in found.aside for key in row if row[key]}
    columns = [key for key in dict.fromkeys((*_PERSON, *(key for row in found.rows for key in row))) if key in filled]
    if len(columns) > limits.COLUMNS:
        return (_too_many(name),)
    rows = [Row(1, tuple(columns))]
    rows += [
        Row(number + 1, tuple(clean(row.get(column, "")) for column in columns))
        for number, row in enumerate(found.rows, 1)
        if number not in found.aside
    ]
    aside = tuple((number + 1, reason) for number, reason in found.aside.items())
    return (Sheet(name, "participants", tuple(rows), aside),)


def _table(name: str, entries: list[dict[str, Any]], tell: Callable[[int], None]) -> tuple[Reading, ...]:
    """Return objects as rows under their keys; what stands one level deeper gets both keys as header."""
    rows: list[dict[str, str]] = []
    columns: dict[str, None] = {}
    for number, entry in enumerate(entries, start=1):
        tell(number)
        row: dict[str, str] = {}
        for key, value in entry.items():
            inner = value.items() if isinstance(value, dict) else [("", value)]
            row |= {f"{key} {below}".strip(): _cell(deep) for below, deep in inner}
        columns |= dict.fromkeys(row)
        if len(columns) > limits.COLUMNS or number * len(columns) > limits.CELLS:
            return (_too_many(name),)
        rows.append(row)
    header = Row(1, tuple(clean(column) for column in columns))
    body = (Row(n, tuple(clean(row.get(column, "")) for column in columns)) for n, row in enumerate(rows, start=2))
    return (Sheet(name, "", (header, *body)),)


def _more_pages(name: str, document: Any) -> tuple[Problem, ...]:
    """Say that the interface of a platform gave only the first page of a list."""
    if not isinstance(document, dict) or not document.get("next"):
        return ()
    whole = f" of {document['count']}" if isinstance(document.get("count"), int) else ""
    sentence = f"This is one page of a list: {len(_entries(document))} entries{whole} are here."
    return (
        Problem(Severity.LOOK_AT, name, "", None, "", "", sentence, "Choose the files of the other pages as well."),
    )


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case list():
            return "; ".join(_cell(each) for each in value if not isinstance(each, list))[: limits.CELL_LETTERS]
        case dict():
            return _in_words(value)
        case _:
            # JSON may write one half of a letter that takes two; no file and no screen can take it.
            return str(value)[: limits.CELL_LETTERS].encode("utf-8", "replace").decode()


def _in_words(value: Any) -> str:
    """Return a text that may be given in several languages, English first."""
    if isinstance(value, dict):
        texts = [value.get("en"), *value.values()]
        return next((_cell(text) for text in texts if isinstance(text, str) and text), "")
    return _cell(value)


def _called(item: Any, products: Mapping[int | None, str]) -> str:
    if isinstance(item, dict):
        return _in_words(item.get("name"))
    return products.get(_number(item), "")


def _names(things: Any, key: str) -> dict[int | None, str]:
    return {_number(thing.get("id")): _in_words(thing.get(key)) for thing in _objects(things)}


def _objects(things: Any) -> list[dict[str, Any]]:
    return [thing for thing in things if isinstance(thing, dict)] if isinstance(things, list) else []


def _number(value: Any) -> int | None:
    return value if isinstance(value, int) else None


def _too_many(name: str) -> Problem:
    sentence = f"This file has more than {limits.ROWS:,} entries or {limits.COLUMNS} columns."
    return unreadable(name, sentence, "Export only this event.")
