"""What a sub rule reads of an event."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal

from . import values
from .model import ActivityEvent, Constant, SubFact, SubRule


def said(rule: SubRule, event: ActivityEvent) -> tuple[Constant, ...]:
    """What the event says to the rule's fact; nothing where it does not speak of it."""
    return _READ[rule.fact](rule, event)


def _metadata(rule: SubRule, event: ActivityEvent) -> tuple[Constant, ...]:
    """Read as the constant is: text that is no number is not compared with one."""
    written = event.metadata.get(rule.key)
    if written is None:
        return ()
    match rule.constant:
        case Decimal():
            read: Constant | None = values.number(written)
        case datetime():
            read = values.moment(written)
        case _:
            read = written
    return () if read is None else (read,)


_READ: dict[SubFact, Callable[[SubRule, ActivityEvent], tuple[Constant, ...]]] = {
    SubFact.ACTION: lambda _, event: (event.action,),
    SubFact.EXTERNAL: lambda _, event: event.references,
    SubFact.ENTITY: lambda _, event: (event.entity_ref,) if event.entity_ref else (),
    SubFact.VALUE: lambda _, event: () if event.value is None else (event.value,),
    SubFact.TIME: lambda _, event: (event.at,),
    SubFact.HOUR: lambda _, event: (Decimal(event.local.hour),),
    SubFact.WEEKDAY: lambda _, event: (Decimal(event.local.isoweekday()),),
    SubFact.METADATA: _metadata,
}
