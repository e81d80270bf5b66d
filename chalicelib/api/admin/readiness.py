"""The route that says whether everything is well; of all tenants together, and of none by name."""

from typing import Any

from ...actions import readiness
from ..blueprint import ADMIN, Face
from ..call import Call
from ..sheep.dialect import Sheep
from . import wire


class OfTheKey(Sheep):
    """Who asks is known by the key alone: the path names no tenant."""

    tenant_parameter: str | None = None


face = Face(OfTheKey())


@face.endpoint(
    "GET",
    "/health/ready",
    who=ADMIN,
    summary="Whether the table answers, the schedule runs, and nothing waits too long.",
    answers=wire.Ready,
)
def ready(call: Call) -> Any:
    found = readiness.look(call.wired.table, call.wired.settings.version, now=call.now)
    well = all(check.ok for check in found.values())
    return wire.Ready(
        ready=well, checks={name: wire.Check(ok=one.ok, value=one.value) for name, one in found.items()}
    )
