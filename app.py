"""The front door: registers the API's faces and the listeners, nothing else."""

from chalice import Chalice

from chalicelib.api.achievements import achievement_types, achievements, contacts, points
from chalicelib.api.admin import keys, outbox, public, tenant, webhooks
from chalicelib.api.bulk import exports, imports
from chalicelib.api.competitions import achievements as competitions
from chalicelib.api.competitions import awards, events, icons, progress, reward_types, simulation
from chalicelib.api.competitions import members as competition_members
from chalicelib.api.gamification import badges, ranks, relations_paths, scores
from chalicelib.api.gamification import settings as game_settings
from chalicelib.api.gamification import stream as social_stream
from chalicelib.api.memberships import (
    bookings,
    invoices,
    links,
    member_calls,
    member_money,
    members,
    membership_types,
    payment_plans,
    payments,
    quotes,
    standings,
    templates,
    tickets,
)
from chalicelib.api.public import papers, verification
from chalicelib.api.targets import enrolments, many, targets
from chalicelib.api.targets import groups as target_groups
from chalicelib.failures import keep_discreet
from chalicelib.listeners import schedule, stream

keep_discreet()
app = Chalice(app_name="laurel")

for face in (
    *(contacts, achievement_types, achievements, points),
    *(simulation, competitions, icons, reward_types, competition_members),
    *(awards, events, progress),
    *(badges, ranks, relations_paths, scores, social_stream, game_settings),
    *(target_groups, targets, enrolments, many),
    *(membership_types, members, member_calls, member_money, standings),
    *(payment_plans, payments, invoices, quotes),
    *(bookings, tickets, templates, links),
    *(imports, exports),
    *(keys, tenant, outbox, webhooks, public),
    *(papers, verification),
):
    app.register_blueprint(face.face)

for listener in (stream, schedule):
    app.register_blueprint(listener.bp)
