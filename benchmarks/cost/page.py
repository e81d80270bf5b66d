"""Writes the tables of docs/cost.md between its marks; the words around them are nobody's but the writer's."""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from benchmarks import bill
from benchmarks.cost import amounts, month
from benchmarks.cost.amounts import Amounts
from benchmarks.cost.measured import Measured
from benchmarks.cost.month import NOBODY, Place
from benchmarks.cost.standing import Standing

FILE = Path(__file__).resolve().parents[2] / "docs" / "cost.md"
_PART = re.compile(r"(<!-- begin: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
SLOWER = 5  # minutes between two looks, where a minute is too often

# What stands in the price list, in words and with the unit in which it is read here.
WORDS = {
    "write_unit": "DynamoDB write units",
    "read_unit": "DynamoDB read units",
    "gateway_request": "API Gateway requests",
    "invocation": "Lambda invocations",
    "gb_second": "Lambda GB-seconds",
    "mail": "SES mails",
    "queue_request": "SQS requests",
    "key_request": "KMS requests",
    "table_gb_month": "table, GB",
    "recovery_gb_month": "point-in-time recovery, GB",
    "log_gb": "logs taken in, GB",
    "metric_month": "own metrics",
    "alarm_month": "alarms",
    "dashboard_month": "dashboards",
    "gb_out": "sent to the internet, GB",
}

NONE = Amounts()
Rows = Sequence[Sequence[str]]


def written(text: str, known: Mapping[str, Measured], stack: Standing) -> str:
    """The page with its tables made anew."""

    def part(found: re.Match[str]) -> str:
        return f"{found[1]}{PARTS[found[2]](known, stack)}\n{found[3]}"

    return _PART.sub(part, text)


def _totals(known: Mapping[str, Measured], stack: Standing) -> str:
    rows = [_total(place, known, stack) for place in (*month.places(), NOBODY)]
    return _table(("", "requests", "mails", "$ a month", "$ beyond AWS's standing allowances"), rows)


def _total(place: Place, known: Mapping[str, Measured], stack: Standing) -> list[str]:
    lines = month.of(place, known, stack)
    mails = next(line.amount for line in lines if line.name == "mail")
    dollars = money(month.total(lines)), money(month.beyond_free(lines))
    return [place.title, amount(place.requests), amount(mails), *dollars]


def _operations(known: Mapping[str, Measured], _: Standing) -> str:
    titles = ("a million of", "gateway, Lambda", "DynamoDB", "what follows", "mails", "logs", "$")
    mail = amounts.mailed(known)
    return _table(titles, [_operation(name, one, mail) for name, one in known.items()])


def _operation(name: str, one: Measured, mail: Amounts) -> list[str]:
    itself = amounts.asked(name, one) if one.requests else amounts.happened(one, NONE)
    then = amounts.followed(one, NONE) if one.requests else NONE
    mails = amounts.times(mail, one.mails)
    cells = [
        _only(itself, "gateway_request", "invocation", "gb_second", "gb_out"),
        _only(itself, "read_unit", "write_unit"),
        _only(then, "read_unit", "write_unit", "invocation", "gb_second"),
        amounts.dollars(mails),
        _only(itself + then, "log_gb"),
        amounts.dollars(itself + then + mails),
    ]
    return [name, *(million(cell) for cell in cells)]


def _only(these: Amounts, *names: str) -> float:
    return sum(these[name] * amounts.price(name) for name in names)


def _months(known: Mapping[str, Measured], stack: Standing) -> str:
    columns = [(place, month.of(place, known, stack)) for place in month.places()]
    rows = [
        [WORDS[name], *(f"{amount(lines[at].amount)}: {money(lines[at].dollars)}" for _, lines in columns)]
        for at, name in enumerate(WORDS)
        if any(lines[at].amount for _, lines in columns)
    ]
    sums = ["together", *(money(month.total(lines)) for _, lines in columns)]
    less = ["beyond the allowances", *(money(month.beyond_free(lines)) for _, lines in columns)]
    return _table(["", *(place.title for place, _ in columns)], [*rows, sums, less])


def _assumed(known: Mapping[str, Measured], _: Standing) -> str:
    places = month.places()
    rows = []
    for title, told in (("", "asks"), ("beside: ", "happens"), ("kept: ", "kept")):
        each = [getattr(place, told) for place in places]
        names = [name for name in known if any(name in one for one in each)]
        rows += [[title + _whole(name, known), *(amount(one.get(name, 0)) for one in each)] for name in names]
    rows.append(["requests that meet a new container", *(f"{place.cold:.1%}" for place in places)])
    rows.append(["containers at once, on the average", *(amount(place.containers) for place in places)])
    rows.append(["own metrics told in an hour", *(amount(place.metrics) for place in places)])
    return _table(["", *(place.title for place in places)], rows)


def _whole(name: str, known: Mapping[str, Measured]) -> str:
    """A row that begins with dots goes on from the last one above it that does not."""
    names = list(known)
    above = (one for one in reversed(names[: names.index(name)]) if not one.startswith("…"))
    return f"{next(above)} {name}" if name.startswith("…") else name


def _stories(_: Mapping[str, Measured], __: Standing) -> str:
    return "\n".join(f"- **{place.title}**: {place.story}." for place in month.places())


def _idle(known: Mapping[str, Measured], stack: Standing) -> str:
    lines = [line for line in month.of(NOBODY, known, stack) if line.amount]
    rows = [
        [WORDS[line.name], amount(line.amount), money(line.dollars), money(line.beyond_free)]
        for line in lines
    ]
    rows.append(["together", "", money(month.total(lines)), money(month.beyond_free(lines))])
    for title, other in _frugal(stack).items():
        rows.append([title, "", *_both(month.of(NOBODY, known, other))])
    return _table(("nobody comes, a month", "so many", "$", "$ beyond the allowances"), rows)


def _frugal(stack: Standing) -> dict[str, Standing]:
    """How it can be nearer to nothing; only what makes a difference."""
    quiet = month.unwatched(stack)
    slow = f"with a look every {SLOWER} minutes", month.every(SLOWER, quiet)
    if quiet == stack:
        return dict([slow])
    return {"without alarms and dashboard (`Alarms=no`)": quiet, f"the same, {slow[0]}": slow[1]}


def _both(lines: list[month.Line]) -> tuple[str, str]:
    return money(month.total(lines)), money(month.beyond_free(lines))


def _prices(_: Mapping[str, Measured], __: Standing) -> str:
    names = [*bill.PRICES, *bill.EACH]
    rows = [
        [WORDS[name], _said(name), amount(bill.FREE[name]) if name in bill.FREE else ""] for name in names
    ]
    return _table(("", "price", "free each month, for ever"), rows)


def _said(name: str) -> str:
    return f"${bill.EACH[name]:.2f} each" if name in bill.EACH else f"${bill.PRICES[name]:,.3f} a million"


PARTS: dict[str, Callable[[Mapping[str, Measured], Standing], str]] = {
    "totals": _totals,
    "operations": _operations,
    "months": _months,
    "stories": _stories,
    "assumed": _assumed,
    "idle": _idle,
    "prices": _prices,
}


def money(dollars: float) -> str:
    return f"${dollars:,.2f}" if dollars < 100 else f"${dollars:,.0f}"


def million(each: float) -> str:
    """Of a million; nothing is left out of the table, and looks like it."""
    return f"{each * 1e6:.2f}" if each else ""


def amount(many: float) -> str:
    """Whole, or with two figures where it is small."""
    if many == int(many) or many >= 100:
        return f"{many:,.0f}" if many else ""
    return f"{many:.2g}"


def _table(titles: Sequence[str], rows: Rows) -> str:
    lines = [titles, ["---", *("---:" for _ in titles[1:])], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
