"""The front door: registers the API's faces and the listeners, nothing else."""

from chalice import Chalice

from chalicelib.api.achievements import achievement_types, achievements, contacts
from chalicelib.api.admin import keys, outbox, public, tenant
from chalicelib.api.memberships import bookings, tickets
from chalicelib.listeners import schedule, stream

app = Chalice(app_name="laurel")

for face in (
    contacts,
    achievement_types,
    achievements,
    bookings,
    tickets,
    keys,
    tenant,
    outbox,
    public,
):
    app.register_blueprint(face.face)

for listener in (stream, schedule):
    app.register_blueprint(listener.bp)
