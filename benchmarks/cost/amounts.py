"""What AWS counts of a piece of work, by the names of the price list: `Amounts` add up, and have a price."""

from collections import Counter
from collections.abc import Mapping

from benchmarks import bill
from benchmarks.cost.measured import Measured, Share
from benchmarks.cost.standing import KEY_MINUTES, MINUTES_A_MONTH, Standing, memory_gb
from benchmarks.spent import AUTHENTICATION

Amounts = Counter[str]
GB = 1e9
# Functions as config.json names them; where one is not there, the next does its work.
Functions = tuple[str, ...]
API: Functions = ("api_handler",)
STREAM: Functions = ("stream",)
CLOCK: Functions = ("sweep",)
PRESS: Functions = ("press", *API)
MAIL_EVENTS: Functions = ("mail_events", *STREAM)
# What draws a paper: nearly all of its time is the drawing.
DRAWN = frozenset({"a certificate", "an invoice's paper"})
# What SES tells of each mail that arrives.
HEARD = ("hear that a mail was sent, and know it", "hear that a mail was delivered")


def asked(name: str, one: Measured) -> Amounts:
    """A request through the gateway, without what follows it."""
    seconds = _seconds(one.itself.rounds + AUTHENTICATION)
    function, kilobytes = API, bill.ASSUMED["answer_kb"]
    if name in DRAWN:
        seconds += bill.ASSUMED["drawing_milliseconds"] / 1000
        function, kilobytes = PRESS, bill.ASSUMED["paper_kb"]
    amounts = _units(one.itself) + _run(1, seconds, function)
    return amounts + _of(gateway_request=1, read_unit=AUTHENTICATION, gb_out=kilobytes * 1000 / GB)


def followed(one: Measured, mail: Amounts) -> Amounts:
    """What the stream makes of it: one run for each batch, and a batch for each request, as when few come."""
    seconds = _seconds(one.then.rounds, one.runs)
    return _units(one.then) + _run(one.runs, seconds, STREAM) + times(mail, one.mails)


def happened(one: Measured, mail: Amounts) -> Amounts:
    """What stream and clock do by themselves; the clock's runs are counted once, whatever they do."""
    seconds = _seconds(one.itself.rounds, one.runs)
    return _units(one.itself) + _run(one.runs, seconds, STREAM) + times(mail, one.mails)


def mailed(known: Mapping[str, Measured]) -> Amounts:
    """One mail: SES's price, and a run for each of its events that is heard."""
    heard = (known[name].itself for name in HEARD if name in known)
    each = (_units(one) + _run(1, _seconds(one.rounds), MAIL_EVENTS) for one in heard)
    return sum(each, _of(mail=1))


def kept(one: Measured) -> Amounts:
    """A month in the table, with its places in the indexes and AWS's hundred bytes an item."""
    gigabytes = one.itself.bytes_written * bill.ASSUMED["stored_bytes_a_byte"] / GB
    return _of(table_gb_month=gigabytes)


def started() -> Amounts:
    """A new container of the API: Lambda bills the time in which it is made."""
    return _of(gb_second=bill.ASSUMED["cold_milliseconds"] / 1000 * memory_gb(*API))


def stood(stack: Standing, tick: Measured, containers: float, metrics: float) -> Amounts:
    """A month of the stack itself: what is due is looked at by a `tick` each time, and so many own metrics are
    told in an hour on the average, beside the clock's."""
    connections = containers + len((STREAM, CLOCK))
    look = _units(tick.itself) + _run(1, _seconds(tick.itself.rounds), CLOCK)
    return times(look, stack.ticks) + _of(
        queue_request=stack.polls,
        alarm_month=stack.alarms,
        dashboard_month=stack.dashboards,
        metric_month=min(stack.metrics, stack.clock_metrics + metrics),
        key_request=stack.managed_key * connections * MINUTES_A_MONTH / KEY_MINUTES,
    )


def times(amounts: Amounts, many: float) -> Amounts:
    return Counter({name: amount * many for name, amount in amounts.items()})


def price(name: str) -> float:
    """Dollars for one of what AWS counts under this name."""
    return bill.EACH[name] if name in bill.EACH else bill.PRICES[name] / 1e6


def dollars(amounts: Amounts) -> float:
    return sum(amount * price(name) for name, amount in amounts.items())


def _units(share: Share) -> Amounts:
    return _of(read_unit=share.rru, write_unit=share.wru)


def _run(runs: int, seconds: float, function: Functions) -> Amounts:
    logged = runs * bill.ASSUMED["log_bytes_a_run"] / GB
    return _of(invocation=runs, gb_second=seconds * memory_gb(*function), log_gb=logged)


def _seconds(rounds: int, runs: int = 1) -> float:
    own, trip = bill.ASSUMED["own_milliseconds"], bill.ASSUMED["round_trip_milliseconds"]
    return (runs * own + rounds * trip) / 1000


def _of(**amounts: float) -> Amounts:
    return Counter({name: amount for name, amount in amounts.items() if amount})
