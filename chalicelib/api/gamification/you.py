"""Who "you" are: the contact of the key, or whoever `?user_id=` names as far as the key may ask for it."""

from ...actions import contacts
from ...domain.refusals import Forbidden, Invalid, NotFound
from ..call import Call
from ..sheep.collection import whole
from ..sheep.sight import sees

USER = {"user_id": "For whom: the number of a contact; the key's own contact if not given."}
LARGEST_NUMBER = 2**53 - 1


def asked(call: Call) -> str | None:
    """The contact that is looked at; None where the key has none and none was named: nobody.

    Staff may look at everybody, a member at itself and its dependants, and nobody else exists.
    """
    own = call.caller.contact
    if "user_id" not in call.query:
        return own
    found = contacts.numbered(call.table, whole(call.query, "user_id", 0, LARGEST_NUMBER))
    if not sees(call, found):
        raise NotFound("There is no such user.")
    return found


def acting(call: Call) -> str:
    """The contact in whose name something is done: an admin may do it for anybody, others for themselves."""
    found = asked(call)
    if found is None:
        raise Invalid("This key is nobody's.", {"user_id": "needed, for this key belongs to no contact"})
    if call.caller.role != "admin" and found != call.caller.contact:
        raise Forbidden("You can only do this yourself.")
    return found
