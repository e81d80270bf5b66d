"""Every route, under the module of this room that serves it; written by `python -m tests.house.routing`.

app.py serves from this table alone, so that a function which starts imports no face that nobody asks.
"""

ROUTES: dict[str, tuple[str, ...]] = {
    "achievements.achievement_types": (
        "GET POST /api/v1/{flock}/achievement_type",
        "GET PUT DELETE /api/v1/{flock}/achievement_type/{uid}",
    ),
    "achievements.achievements": (
        "GET POST /api/v1/{flock}/achievement",
        "GET PUT DELETE /api/v1/{flock}/achievement/{uid}",
        "PUT /api/v1/{flock}/achievement/{uid}/complete_step",
        "PUT /api/v1/{flock}/achievement/{uid}/uncomplete_step",
        "PUT /api/v1/{flock}/achievement/{uid}/complete_all_steps",
        "PUT /api/v1/{flock}/achievement/{uid}/reset_steps",
        "PUT /api/v1/{flock}/achievement/{uid}/finish",
        "PUT /api/v1/{flock}/achievement/{uid}/reopen",
    ),
    "achievements.contacts": (
        "GET POST /api/v1/{flock}/person",
        "GET PUT DELETE /api/v1/{flock}/person/{uid}",
        "GET POST /api/v1/{flock}/organisation",
        "GET PUT DELETE /api/v1/{flock}/organisation/{uid}",
        "GET POST /api/v1/{flock}/group",
        "GET PUT DELETE /api/v1/{flock}/group/{uid}",
    ),
    "achievements.points": (
        "GET POST /api/v1/{flock}/person/{uid}/points",
        "GET /api/v1/{flock}/person/{uid}/points/balance",
    ),
    "admin.keys": (
        "GET POST /api/v1/{flock}/api_key",
        "GET PUT DELETE /api/v1/{flock}/api_key/{uid}",
        "POST /api/v1/{flock}/api_key/{uid}/rotate",
    ),
    "admin.outbox": (
        "GET /api/v1/{flock}/event",
        "GET /api/v1/{flock}/event/{uid}",
        "PUT /api/v1/{flock}/event/{uid}/replay",
        "GET /api/v1/{flock}/mail",
        "GET /api/v1/{flock}/mail/{uid}",
        "PUT /api/v1/{flock}/mail/{uid}/resend",
        "GET POST /api/v1/{flock}/suppression",
        "DELETE /api/v1/{flock}/suppression/{email}",
    ),
    "admin.public": (
        "POST /oauth/token",
        "GET /openapi.json",
        "GET /health",
    ),
    "admin.readiness": (
        "GET /health/ready",
    ),
    "admin.tenant": (
        "GET PUT /api/v1/{flock}/tenant",
        "GET PUT /api/v1/{flock}/triggers",
    ),
    "admin.webhooks": (
        "POST /api/v1/{flock}/webhook_secret",
        "GET /api/v1/{flock}/delivery",
        "GET /api/v1/{flock}/delivery/{uid}",
        "PUT /api/v1/{flock}/delivery/{uid}/redeliver",
    ),
    "bulk.exports": (
        "GET /api/v1/{flock}/export",
    ),
    "bulk.imports": (
        "GET POST /api/v1/{flock}/import",
        "GET /api/v1/{flock}/import/{uid}",
    ),
    "competitions.achievements": (
        "POST GET /api/{space}/achievements",
        "GET PUT DELETE /api/{space}/achievements/{achievementId}",
        "GET /api/{space}/reward/{rewardId}",
        "GET /api/{space}/reward/entity/{achievementId}",
    ),
    "competitions.awards": (
        "GET /api/{space}/members/{memberId}/awards",
        "GET /api/{space}/members/reference/{memberRefId}/awards",
        "GET DELETE /api/{space}/members/{memberId}/award/{awardId}",
        "GET DELETE /api/{space}/members/reference/{memberRefId}/award/{awardId}",
        "POST /api/{space}/members/{memberId}/award/{awardId}/award",
        "POST /api/{space}/members/reference/{memberRefId}/award/{awardId}/award",
    ),
    "competitions.events": (
        "POST /api/{space}/events",
        "GET /api/{space}/events/quarantine",
        "GET /api/{space}/events/quarantine/{quarantineId}",
        "POST /api/{space}/events/quarantine/{quarantineId}/replay",
    ),
    "competitions.icons": (
        "GET /api/{space}/achievements/icons",
        "GET /api/{space}/achievements/icons/{iconId}",
        "POST /api/{space}/achievements/icon-uploads",
    ),
    "competitions.progress": (
        "GET /api/{space}/members/{memberId}/achievements",
        "GET /api/{space}/members/reference/{memberRefId}/achievements",
        "GET /api/{space}/members/{memberId}/achievements/{achievementId}",
        "GET /api/{space}/members/reference/{memberRefId}/achievements/{achievementId}",
    ),
    "competitions.reward_types": (
        "GET POST /api/{space}/reward-types",
    ),
    "competitions.simulation": (
        "POST /api/{space}/achievements/simulate",
    ),
    "competitions.members": (
        "POST GET /api/{space}/members",
        "GET /api/{space}/members/{memberId}",
        "GET /api/{space}/members/reference/{memberRefId}",
    ),
    "gamification.badges": (
        "GET /gamification/badges",
        "GET /gamification/level",
    ),
    "gamification.ranks": (
        "POST GET /gamification/ranks",
        "GET PUT DELETE /gamification/ranks/{rank_id}",
    ),
    "gamification.relations_paths": (
        "POST GET /gamification/relations-paths",
        "GET PUT DELETE /gamification/relations-paths/{path_id}",
    ),
    "gamification.scores": (
        "GET /gamification/ranks/{rank_id}/scores",
    ),
    "gamification.settings": (
        "GET PUT /gamification/settings",
    ),
    "gamification.stream": (
        "GET /gamification/stream",
        "PUT DELETE /gamification/stream/{event_id}/high-five",
        "GET /gamification/stream/{event_id}/high-five/users",
    ),
    "memberships.bookings": (
        "GET POST /api/v1/{flock}/booking",
        "GET PUT DELETE /api/v1/{flock}/booking/{uid}",
        "PUT /api/v1/{flock}/booking/{uid}/ticket_rebase",
    ),
    "memberships.invoices": (
        "GET POST /api/v1/{flock}/invoice",
        "GET PUT DELETE /api/v1/{flock}/invoice/{uid}",
    ),
    "memberships.links": (
        "POST /api/v1/{flock}/public_link",
        "POST /api/v1/{flock}/public_link/end",
    ),
    "memberships.member_calls": (
        "POST /api/v1/{flock}/member/{uid}/activate",
        "POST /api/v1/{flock}/member/{uid}/cancel",
        "POST /api/v1/{flock}/member/{uid}/renew",
        "PUT DELETE /api/v1/{flock}/member/{uid}/override",
        "POST /api/v1/{flock}/member/{uid}/link",
        "DELETE /api/v1/{flock}/member/{uid}/link/{contact}",
    ),
    "memberships.member_money": (
        "POST /api/v1/{flock}/member/{uid}/unpack_payment_plan",
        "POST /api/v1/{flock}/member/{uid}/delete_future_scheduled_payments",
        "POST /api/v1/{flock}/member/{uid}/remove_payment_plan",
    ),
    "memberships.members": (
        "GET POST /api/v1/{flock}/member",
        "GET PUT DELETE /api/v1/{flock}/member/{uid}",
    ),
    "memberships.membership_types": (
        "GET POST /api/v1/{flock}/membership_type",
        "GET PUT DELETE /api/v1/{flock}/membership_type/{uid}",
    ),
    "memberships.payment_plans": (
        "GET POST /api/v1/{flock}/payment_plan",
        "GET PUT DELETE /api/v1/{flock}/payment_plan/{uid}",
    ),
    "memberships.payments": (
        "GET POST /api/v1/{flock}/payment",
        "GET PUT DELETE /api/v1/{flock}/payment/{uid}",
        "POST /api/v1/{flock}/payment/{uid}/pay",
    ),
    "memberships.quotes": (
        "GET POST /api/v1/{flock}/quote",
        "GET PUT DELETE /api/v1/{flock}/quote/{uid}",
    ),
    "memberships.standings": (
        "GET /api/v1/{flock}/user/membership",
    ),
    "memberships.templates": (
        "GET POST /api/v1/{flock}/template",
        "GET PUT DELETE /api/v1/{flock}/template/{uid}",
        "GET /api/v1/{flock}/template/{uid}/proof",
    ),
    "memberships.tickets": (
        "GET POST /api/v1/{flock}/ticket",
        "GET PUT DELETE /api/v1/{flock}/ticket/{uid}",
    ),
    "public.papers": (
        "GET /api/v1/public/{flock}/member/{uid}/certificate",
        "GET /api/v1/public/{flock}/achievement/{uid}/certificate",
        "GET /api/v1/public/{flock}/member/{uid}/invoice",
        "GET /api/v1/public/{flock}/invoice/{uid}/pdf",
        "GET /api/v1/public/{flock}/quote/{uid}/pdf",
    ),
    "public.verification": (
        "GET /api/v1/public/{flock}/verify/{uid}",
    ),
    "targets.enrolments": (
        "POST /targetGroups/{targetGroupId}/targets/{targetId}/enroll",
        "POST /v3/targetGroups/{targetGroupId}/targets/{targetId}/enroll",
        "POST /targetGroups/{targetGroupId}/targets/{targetId}/unEnroll",
        "POST /v3/targetGroups/{targetGroupId}/targets/{targetId}/unEnroll",
        "POST /targetGroups/{targetGroupId}/targets/{targetId}/pauses",
        "POST /v3/targetGroups/{targetGroupId}/targets/{targetId}/pauses",
        "POST /targetGroups/{targetGroupId}/targets/{targetId}/freezes",
        "POST /v3/targetGroups/{targetGroupId}/targets/{targetId}/freezes",
        "GET /users/{customerId}/targetGroups",
        "GET /v3/users/{customerId}/targetGroups",
        "GET /targetGroups/{targetGroupId}/targets/{targetId}/users/{customerId}/timeline",
        "GET /v3/targetGroups/{targetGroupId}/targets/{targetId}/users/{customerId}/timeline",
    ),
    "targets.many": (
        "POST /targetGroups/{targetGroupId}/targets/{targetId}/enrollments/import",
        "POST /v3/targetGroups/{targetGroupId}/targets/{targetId}/enrollments/import",
        "GET /targetGroups/{targetGroupId}/targets/{targetId}/enrollments/import/{importId}",
        "GET /v3/targetGroups/{targetGroupId}/targets/{targetId}/enrollments/import/{importId}",
    ),
    "targets.targets": (
        "POST GET PUT /targetGroups/{targetGroupId}/targets",
        "POST GET PUT /v3/targetGroups/{targetGroupId}/targets",
        "GET PUT DELETE /targetGroups/{targetGroupId}/targets/{targetId}",
        "GET PUT DELETE /v3/targetGroups/{targetGroupId}/targets/{targetId}",
    ),
    "targets.groups": (
        "POST GET /targetGroups",
        "POST GET /v3/targetGroups",
        "GET PUT DELETE /targetGroups/{targetGroupId}",
        "GET PUT DELETE /v3/targetGroups/{targetGroupId}",
        "POST GET PUT /targetGroups/{targetGroupId}/targetPeriods",
        "POST GET PUT /v3/targetGroups/{targetGroupId}/targetPeriods",
        "DELETE /targetGroups/{targetGroupId}/targetPeriods/{periodId}",
        "DELETE /v3/targetGroups/{targetGroupId}/targetPeriods/{periodId}",
    ),
    "admin.people": (
        "GET /api/v1/{flock}/person/{uid}/export",
        "PUT /api/v1/{flock}/person/{uid}/erase",
        "GET /api/v1/{flock}/erasure",
        "GET /api/v1/{flock}/erasure/{uid}",
    ),
    "admin.failures": (
        "GET /api/v1/{flock}/failure",
        "PUT GET /api/v1/{flock}/failure/replay",
        "GET /api/v1/{flock}/failure/{uid}",
        "PUT /api/v1/{flock}/failure/{uid}/replay",
    ),
}
