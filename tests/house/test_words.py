"""Every event, setting, key and variable has its row in the pages, and no row is of something gone."""

import dataclasses
import inspect
import re
from datetime import date
from types import ModuleType

from chalicelib import settings
from chalicelib.domain import delivery, events, mail, moments, triggers
from chalicelib.domain.limits import LIMITS
from chalicelib.domain.targets import told as told_of_targets
from chalicelib.reactions import book
from chalicelib.store import (
    badge_keys,
    board_keys,
    brake_keys,
    failure_keys,
    game_keys,
    keys,
    people_keys,
    places,
    session_keys,
    target_keys,
    tenant_keys,
    watch_keys,
)
from sandbox import schema
from tests.house import pages

DAY = date(2026, 11, 21)


KEY_ROOMS = (
    keys,
    badge_keys,
    game_keys,
    board_keys,
    target_keys,
    brake_keys,
    failure_keys,
    people_keys,
    session_keys,
    tenant_keys,
    watch_keys,
)


def functions(*modules: ModuleType) -> set[str]:
    """The public functions that the modules themselves define."""
    return {
        name
        for module in modules
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    }


def told() -> set[str]:
    """Every event that the domain tells: by its function, by its word where it is recorded, by its moment."""
    sources = "".join(
        path.read_text(encoding="utf-8") for path in (pages.ROOT / "chalicelib/domain").glob("*.py")
    )
    recorded = re.findall(r'\brecord\(\s*"(\w+)"', sources) + re.findall(
        r'\bname="(\w+)",\s+uid=event_uid', sources
    )
    timed = set(re.findall(r'\bMoment\([^"\n]*"(\w+)"', sources)) - {
        "joined"
    }  # where a walk begins: not told
    return (
        functions(events, told_of_targets) - {"event_uid"}
        | {*recorded, *timed}
        | moments.AHEAD
        | moments.BEHIND
    )


def makes_a_key(name: str) -> bool:
    function = next(getattr(room, name) for room in KEY_ROOMS if hasattr(room, name))
    return inspect.signature(function).return_annotation is keys.Key


def test_every_event_with_reactions_has_its_row() -> None:
    assert set(pages.rows(pages.DOCS / "events.md")) == set(book.REACTIONS)


def test_every_event_that_the_domain_tells_is_in_the_book() -> None:
    assert told() == set(book.REACTIONS)


def test_the_rows_say_which_events_a_trigger_may_name() -> None:
    rows = pages.rows(pages.DOCS / "events.md")

    assert [name for name, cells in rows.items() if cells[-1] == "yes"] == list(triggers.TRIGGER_EVENTS)


def test_every_default_trigger_names_an_event_that_may_be_named() -> None:
    assert set(triggers.DEFAULT_TRIGGERS) <= set(triggers.TRIGGER_EVENTS) <= set(book.REACTIONS)


def test_every_setting_has_its_row_with_its_variable() -> None:
    rows = pages.rows(pages.DOCS / "settings.md")
    source = inspect.getsource(settings.settings)

    for field in dataclasses.fields(settings.Settings):
        line = next(line for line in source.splitlines() if f"{field.name}=" in line)
        for variable in re.findall(r'env\.get\("(\w+)"', line):
            assert f"`{variable}`" in rows[field.name][1]


def test_every_variable_of_the_sandbox_has_its_row_and_no_row_is_of_a_variable_that_is_gone() -> None:
    sources = [path.read_text(encoding="utf-8") for path in (pages.ROOT / "sandbox").glob("*.py")]
    read = {
        name for source in sources for name in re.findall(r'(?:env|os\.environ)(?:\.get\(|\[)"(\w+)"', source)
    }
    fields = {field.name for field in dataclasses.fields(settings.Settings)}

    assert read == set(pages.rows(pages.DOCS / "settings.md")) - fields


def test_every_key_has_its_row_and_no_row_is_of_a_key_that_is_gone() -> None:
    rows = pages.rows(pages.DOCS / "table.md")
    named = {name for name in rows if re.fullmatch(r"[a-z_]+", name)}
    indexes = {index["IndexName"] for index in schema.table_properties()["GlobalSecondaryIndexes"]}

    assert named == functions(*KEY_ROOMS) | functions(places) | indexes


WRITTEN_ON_BOARDS = {
    "board_entry": board_keys.board_entry("{t}", "{contact}", "{board}", "{window}"),
    "board_root": board_keys.board_root("{t}", "{board}", "{window}"),
    "board_node": keys.Key(
        board_keys.board_node("{t}", "{board}", "{window}", 0, "{node}").pk.replace("#0#", "#{generation}#"),
        "BN",
    ),
    "board_leader": board_keys.board_leader("{t}", "{board}"),
    "boards_head": board_keys.boards_head("{t}"),
}
WRITTEN_IN_GAMES = {
    "rank": game_keys.rank("{t}", "{id}"),
    "rank_gone": game_keys.rank_gone("{t}", "{id}"),
    "ranks_head": game_keys.ranks_head("{t}"),
    "relations_path": game_keys.relations_path("{t}", "{id}"),
    "case": keys.Key(game_keys.case("{t}", "{contact}", "a", "b").pk, "CS#{digest}"),
    "case_card": game_keys.case_card("{t}", "{contact}", "{path}"),
    "backfill": game_keys.backfill("{t}", "{path}"),
    "stream_head": game_keys.stream_head("{t}"),
    "stream_entry": game_keys.Key("{t}#F#{number / 100}", "F#{number}"),
    "stream_post": game_keys.stream_post("{t}", "{uid}"),
    "high_five": game_keys.Key(game_keys.high_five("{t}", "{contact}", 0).pk, "HF#{number}"),
    "privacy_run": game_keys.privacy_run("{t}"),
}


WRITTEN_OF_TARGETS = {
    "target_group": target_keys.target_group("{t}", "{id}"),
    "target_group_name": keys.Key(target_keys.target_group_name("{t}", "a").pk[:8] + "{digest}", "TGN"),
    "target": target_keys.target("{t}", "{group}", "{id}"),
    "target_pointer": target_keys.target_pointer("{t}", "{id}"),
    "live_target": target_keys.live_target("{t}", "{token}", "{target}"),
    "enrolment": target_keys.enrolment("{t}", "{contact}", "{target}"),
}


WRITTEN_OF_BRAKES = {
    "mails_of_day": keys.Key(brake_keys.mails_of_day("{t}", DAY).pk.replace(DAY.isoformat(), "{day}"), "MD"),
    "bucket": brake_keys.bucket("{t}", "{key}", "{what}"),
}


def test_every_key_is_written_as_its_row_says() -> None:
    rows = pages.rows(pages.DOCS / "table.md")
    written = {
        "api_key": keys.api_key("{key_id}"),
        "founded_tenant": tenant_keys.founded_tenant("{slug}"),
        "tenant_logo": tenant_keys.tenant_logo("{t}", "{name}"),
        "tenant": keys.tenant("{t}"),
        "triggers": keys.triggers("{t}"),
        "contact": keys.contact("{t}", "{uid}"),
        "dependant": keys.dependant("{t}", "{guardian}", "{child}"),
        "group": keys.group("{t}", "{uid}"),
        "achievement_type": keys.achievement_type("{t}", "{uid}"),
        "achievement": keys.achievement("{t}", "{uid}"),
        "event": keys.event("{t}", "{uid}"),
        "mail": keys.mail("{t}", "{uid}"),
        "erasure": people_keys.erasure("{t}", "{contact}"),
        "membership_type": keys.membership_type("{t}", "{uid}"),
        "membership": keys.membership("{t}", "{uid}"),
        "membership_of": keys.Key(keys.membership_of("{t}", "{contact}", "", DAY).pk, "MS#{type}#{start}"),
        "link_of": keys.link_of("{t}", "{contact}", "{link}"),
        "membership_number": keys.Key(keys.membership_number("{t}", "a").pk[:8] + "{digest}", "MNO"),
        "membership_ref": keys.Key(keys.membership_ref("{t}", "a").pk[:8] + "{digest}", "MXR"),
        "standing": keys.Key(keys.standing("{t}", "a").pk[:6] + "{digest}", "STATUS"),
        "payment_plan": keys.payment_plan("{t}", "{uid}"),
        "payment": keys.payment("{t}", "{uid}"),
        "invoice": keys.invoice("{t}", "{uid}"),
        "quote": keys.quote("{t}", "{uid}"),
        "paper_number": keys.Key(keys.paper_number("{t}", "a", "b").pk[:8] + "{digest}", "BNO"),
        "last_number": keys.last_number("{t}", "{series}"),
        "booking": keys.booking("{t}", "{uid}"),
        "ticket": keys.ticket("{t}", "{booking}", "{uid}"),
        "ticket_pointer": keys.ticket_pointer("{t}", "{uid}"),
        "paper_template": keys.paper_template("{t}", "{uid}"),
        "logo": keys.logo("{t}", "{template}", "{digest}"),
        "import_job": keys.import_job("{t}", "{uid}"),
        "import_rows": keys.Key(keys.import_rows("{t}", "{uid}", 0).pk, "ROWS#{part}"),
        "import_faults": keys.Key(keys.import_faults("{t}", "{uid}", 0).pk, "FAULTS#{line}"),
        "game": keys.game("{t}"),
        "badge": game_keys.badge("{t}", "{contact}", "{number}"),
        "webhook_secret": keys.webhook_secret("{t}"),
        "delivery": keys.delivery("{t}", "{uid}"),
        "webhook_gone": keys.Key(keys.webhook_gone("{t}", "a").pk[:7] + "{digest}", "GONE"),
        "reward": keys.reward("{t}", "{id}"),
        "award": keys.award("{t}", "{id}"),
        "points": keys.points("{t}", "{contact}"),
        "points_entry": keys.points_entry("{t}", "{contact}", "{uid}"),
        "competition": keys.competition("{t}", "{id}"),
        "competition_texts": keys.competition_texts("{t}", "{id}"),
        "icon": keys.icon("{t}", "{id}"),
        "icon_file": keys.icon_file("{t}", "{id}"),
        "reward_type": keys.reward_type("{t}", "{id}"),
        "rules_head": keys.rules_head("{t}"),
        "rules_sieve": keys.rules_sieve("{t}", "{part}"),
        "rule": keys.rule("{t}", "{token}", "{achievement}"),
        "rule_dependant": keys.rule_dependant("{t}", "{prerequisite}", "{dependant}"),
        "activity": keys.activity("{t}", "{contact}", "{uid}"),
        "counted": keys.counted("{t}", "{contact}", "{home}", "{page}"),
        "progress": keys.progress("{t}", "{contact}", "{home}"),
        "issue": keys.issue("{t}", "{contact}", "{achievement}", "{number}"),
        "retroactive_run": keys.retroactive_run("{t}", "{achievement}"),
        "receipt": keys.receipt("{t}", "{uid}"),
        "quarantine": keys.quarantine("{t}", "{uid}"),
        "tally": keys.tally("{t}", "{partition of an index}"),
        "email": keys.Key(keys.email("{t}", "a", "{uid}").pk[:6] + "{digest}", "P#{uid}"),
        "member_ref": keys.Key(keys.member_ref("{t}", "a").pk[:7] + "{digest}", "MR"),
        "suppression": keys.Key(keys.suppression("{t}", "a").pk[:8] + "{digest}", "SUP"),
        "idempotency": keys.Key(keys.idempotency("{t}", "a", "b").pk[:7] + "{digest}", "IK"),
        "number": keys.Key(keys.number("{t}", 7).pk.replace("7", "{number}"), "NO"),
        **WRITTEN_IN_GAMES,
        **WRITTEN_OF_TARGETS,
        **WRITTEN_OF_BRAKES,
        **WRITTEN_ON_BOARDS,
        "signing_keys": badge_keys.signing_keys("{t}"),
        "status_place": keys.Key(badge_keys.status_place("{t}", "{month}.{list}", 0).pk, "P#{index}"),
        "revoked_place": keys.Key(badge_keys.revoked_place("{t}", "{month}.{list}", 0).pk, "R#{index}"),
        "last_sweep": watch_keys.last_sweep(),
        "left_record": failure_keys.left_record("{t}", "{uid}"),
        "replay_run": failure_keys.replay_run("{t}"),
        "session": session_keys.session("{t}", "{digest}"),
        "used_link": session_keys.used_link("{t}", "{mail}"),
        "coached": session_keys.coached("{t}", "{contact}", "{group}"),
    }

    both = functions(*KEY_ROOMS)
    assert written.keys() == {name for name in both if makes_a_key(name)}
    for name, key in written.items():
        assert rows[name][1:3] == [f"`{key.pk}`", f"`{key.sk}`"], name


def test_every_state_of_a_mail_has_its_row() -> None:
    assert set(mail.STATES) <= set(pages.rows(pages.DOCS / "mails.md"))


def test_every_state_of_a_delivery_has_its_row() -> None:
    assert set(delivery.STATES) <= set(pages.rows(pages.DOCS / "webhooks.md"))


def test_every_route_of_the_sandbox_has_its_row_and_the_other_way_round() -> None:
    source = (pages.ROOT / "sandbox" / "server.py").read_text(encoding="utf-8")
    routes = {f"{method} {path}" for method, path in re.findall(r'\("(GET|POST)", "(/[^"]*)"\):', source)}
    routes.add("GET /sandbox/emails/{message_id}")  # found by its prefix

    rows = {name for name in pages.rows(pages.DOCS / "sandbox.md") if re.match(r"(GET|POST) /", name)}

    assert rows == routes


def test_every_decision_says_what_why_what_else_and_when_to_look_again() -> None:
    decisions = sorted((pages.DOCS / "decisions").glob("*.md"))

    assert [int(page.name[:4]) for page in decisions] == list(range(1, len(decisions) + 1))
    for page in decisions:
        parts = re.findall(r"^\*\*(.+?)\.\*\*", pages.text(page), re.MULTILINE)
        assert parts == ["What", "Why", "What else", "When to look again"], page.name


def test_every_limit_has_its_row_with_its_numbers() -> None:
    rows = pages.rows(pages.DOCS / "api" / "admin.md")

    for what, limit in LIMITS.items():
        assert rows[what][-2:] == [f"{limit.burst:,}", f"{limit.per_hour:,}"]
