"""The flows that move money, points or mail: there two faults are tried as well, and deaths of real processes."""

from tests.faults.flow import Flow
from tests.faults.flows import FLOWS

_NAMES = frozenset(
    {
        *("finish", "resend mail", "redeliver", "stream: follow and send", "stream: send the mail"),
        *("sweep: the stream is lost", "sweep: send the mail", "sweep: settle a doubt"),
        *("stream: call a webhook", "sweep: call a webhook that the stream lost"),
        *("unpack", "delete what lies ahead", "take the plan off", "sweep: an unpacking that died"),
        *("add payment", "pay", "sweep: a payment falls due"),
        *("issue invoice", "issue a membership's invoice", "settle invoice", "stream: bill a renewal"),
        *("renew", "activate", "cancel", "sweep: a membership renews by itself"),
        *("claim an award", "cancel an award", "give points", "stream: issue an award"),
        *("sweep: an award expires", "tell a sale that makes a badge, points and a level"),
    }
)
WEIGHTY: tuple[Flow, ...] = tuple(flow for flow in FLOWS if flow.name in _NAMES)
assert len(WEIGHTY) == len(_NAMES), _NAMES - {flow.name for flow in WEIGHTY}
