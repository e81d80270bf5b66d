"""The front door: registers the API's faces and the listeners, nothing else."""

from chalice import Chalice

from chalicelib.api.achievements import achievement_types, achievements, contacts
from chalicelib.api.admin import keys, outbox, public, tenant
from chalicelib.api.memberships import (
    invoices,
    member_calls,
    member_money,
    members,
    membership_types,
    payment_plans,
    payments,
    quotes,
    standings,
)
from chalicelib.listeners import schedule, stream

app = Chalice(app_name="laurel")

for face in (
    *(contacts, achievement_types, achievements),
    *(membership_types, members, member_calls, member_money, standings),
    *(payment_plans, payments, invoices, quotes),
    *(keys, tenant, outbox, public),
):
    app.register_blueprint(face.face)

for listener in (stream, schedule):
    app.register_blueprint(listener.bp)
