"""How sessions are kept, and that a link opened one: both go by themselves when they are over."""

from dataclasses import asdict
from datetime import timedelta

from ..domain.sign_in import LINK_LIFE, Session
from . import session_keys
from .reading import read
from .records import pack
from .table import TenantTable
from .writes import Delete, Put

USED_KEPT = LINK_LIFE + timedelta(hours=1)


def find(table: TenantTable, uid: str) -> Session | None:
    found = table.get(session_keys.session(table.tenant, uid))
    return read(Session, found) if found else None


def begin(table: TenantTable, session: Session, mail_uid: str) -> None:
    """ConditionFailed where the link of this mail has opened one before."""
    ends = int(session.ends.timestamp())
    forgotten = int((session.created + USED_KEPT).timestamp())
    item = {**pack(asdict(session)), "x": ends}
    used = Put(session_keys.used_link(table.tenant, mail_uid), {"session": session.uid, "x": forgotten})
    table.transact([Put(session_keys.session(table.tenant, session.uid), item), used])


def opened(table: TenantTable, mail_uid: str) -> bool:
    return table.get(session_keys.used_link(table.tenant, mail_uid)) is not None


def end(table: TenantTable, uid: str) -> None:
    table.delete(Delete(session_keys.session(table.tenant, uid)))
