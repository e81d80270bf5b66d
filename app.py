"""The front door: registers the API's faces and the listeners, nothing else."""

from chalice import Chalice

from chalicelib.api.achievements import achievement_types, achievements, contacts
from chalicelib.api.admin import keys, outbox, public, tenant
from chalicelib.api.memberships import member_calls, members, membership_types, standings
from chalicelib.listeners import schedule, stream

app = Chalice(app_name="laurel")

for face in (
    *(contacts, achievement_types, achievements),
    *(membership_types, members, member_calls, standings),
    *(keys, tenant, outbox, public),
):
    app.register_blueprint(face.face)

for listener in (stream, schedule):
    app.register_blueprint(listener.bp)
