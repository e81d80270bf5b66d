"""What must hold once a simulation has come to rest: every invariant of the house, and what only time can break."""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

from chalicelib.actions import auditing
from chalicelib.domain.mail import HOLD
from chalicelib.domain.membership import Status
from chalicelib.domain.moments import TOO_OLD
from chalicelib.domain.rules.tokens import digest
from chalicelib.domain.targets.measure import GONE
from chalicelib.domain.zones import day_begins
from chalicelib.store.keys import moment
from chalicelib.store.memberships import MEMBERSHIPS
from sandbox.ses import SentMail
from tests.faults import boards, invariants, targets
from tests.simulation.clients import Clients
from tests.simulation.doings import Doings
from tests.simulation.news import news_of
from tests.simulation.world import Item, World

FARED = {
    "Email Delivered": "delivered",
    "Email Bounced": "bounced",
    "Email Complaint Received": "complained",
}
# These speak of one small stage; below stands what takes their place.
_OF_THE_STAGE = (
    invariants.every_completion_leads_to_a_mail_a_webhook_or_a_post,
    invariants.a_mail_leaves_once_unless_it_was_in_doubt,
    invariants.nothing_of_another_tenant_was_touched,
    targets.a_measure_is_the_number_of_its_laps,
    boards.boards_agree,
)
OF_THE_HOUSE = tuple(one for one in invariants.INVARIANTS if one not in _OF_THE_STAGE)


@dataclass
class Run:
    """A simulation that is over, and what was counted of it."""

    seed: int
    world: World
    doings: Doings
    clients: Clients
    items: list[Item]
    mails: list[SentMail]

    @property
    def stage(self) -> Any:
        """As the house's invariants look at a stage."""
        witness = SimpleNamespace(states=self.world.states)
        return SimpleNamespace(house=self.world, club=self.world.club, witness=witness)

    def was_in_doubt(self, mail: Item) -> bool:
        return "in_doubt" in self.world.states[mail["uid"]]

    def of(self, sk: str) -> list[Item]:
        return [item for item in self.items if item["sk"] == sk and "deleted" not in item]

    def beginning(self, prefix: str) -> list[Item]:
        return [item for item in self.items if item["sk"].startswith(prefix)]


def no_client_got_an_answer_that_it_should_not(run: Run) -> None:
    """S10: whatever fails below, a client hears 503 or nothing."""
    assert run.clients.unexpected == []


def what_was_acknowledged_is_there(run: Run) -> None:
    """R1: events that were accepted, finishes that were answered; and nothing that nobody told."""
    kept = Counter(item["pk"].rpartition("#")[2] for item in run.beginning("AE#"))
    references = {one["member_ref"]: one["uid"] for one in run.of("C") if "member_ref" in one}
    told = Counter(references[reference] for reference, _ in run.doings.accepted)
    assert kept == told, f"told and not kept: {told - kept}; kept and not told: {kept - told}"
    finished = {one["uid"] for one in run.of("A") if "finished_date" in one}
    assert run.doings.finished <= finished


def every_completion_is_written_of(run: Run) -> None:
    """R5, R10: unless it was followed only when it was too old for any trigger, as the contract has it."""
    written = {one["event"] for sk in ("O", "WD") for one in run.of(sk)}
    for event in run.of("EV"):
        if event["name"] == "achievement_completed" and event["uid"] not in written:
            age = datetime.fromisoformat(event["followed"]) - datetime.fromisoformat(event["created"])
            assert age > TOO_OLD, f"nobody was written to: {event}"


def a_mail_is_taken_twice_only_after_a_doubt(run: Run) -> None:
    """R6: never without a doubt, never within its hold, and never once SES had told of the first."""
    heard = run.world.news.heard
    taken: dict[str, list[SentMail]] = defaultdict(list)
    for letter in run.mails:
        taken[letter.tags["mail"]].append(letter)
    for mail in run.of("O"):
        letters = taken[mail["uid"]]
        assert len(letters) <= 1 or run.was_in_doubt(mail), f"{letters}: {mail}"
        for earlier, later in pairwise(letters):
            assert later.sent_at - earlier.sent_at >= HOLD, f"{letters}: {mail}"
            told = heard.get(earlier.message_id)
            assert told is None or told > later.sent_at, f"told at {told}, {letters}: {mail}"
        assert bool(letters) == invariants.was_taken(mail), f"{mail['state']}, taken as {letters}"


def how_a_mail_fared_is_kept_and_whoever_bounced_gets_no_more(run: Run) -> None:
    """F19, F20: of every mail that SES told of in full, whatever came twice, late or in another order."""
    news = run.world.news
    unheard = {(event["detail"]["mail"]["messageId"], event["detail-type"]) for event in news.failed}
    kept = {mail["uid"]: mail for mail in run.of("O")}
    for letter in run.mails:
        told = news_of(letter)
        if not any((letter.message_id, kind) in unheard for kind in told):
            assert kept[letter.tags["mail"]]["delivery"] == FARED[told[-1]]
        barred = news.barred.get(letter.to[0])
        assert barred is None or letter.sent_at <= barred, f"{letter.to} was barred at {barred}: {letter}"
    assert news.barred, "nobody bounced"


def what_waits_for_so_many_events_is_issued_once_they_came(run: Run) -> None:
    """W6: each achievement by rules by a count of its own, over the events that were told."""
    town, did = run.doings.town, run.doings.did
    issued: dict[str, Counter[str]] = defaultdict(Counter)
    for item in run.beginning("W#"):
        issued[item["achievement"]][item["pk"].rpartition("#")[2]] += 1
    ten = {uid for uid, n in did("win").items() if n >= 10}
    three = {uid for uid, n in did("play").items() if n >= 3}
    assert issued[town.ten_wins] == Counter(ten)
    assert issued[town.three_plays] == Counter(ten & three), "it waits for the ten wins"
    assert max(issued[town.daily_win].values()) <= 3, "W4"


def a_measure_is_the_number_of_its_laps(run: Run) -> None:
    """E2: each in the one cycle in which it happened, of the cycles that are kept."""
    laps: dict[str, Counter[date]] = defaultdict(Counter)
    for item in run.beginning("AE#"):
        if item["a"] == "lap":
            laps[item["pk"].rpartition("#")[2]][datetime.fromisoformat(item["t"]).date()] += 1
    for item in run.beginning(f"X#{digest('lap')}"):
        own = laps[item["pk"].rpartition("#")[2]]
        for target, sums in item.get("g", {}).items():
            for number, counted in sums.items():
                if int(number) != GONE:
                    first, end = run.doings.town.cycles[target][int(number)]
                    assert counted == sum(n for day, n in own.items() if first <= day < end)


def boards_follow_from_cards(run: Run) -> None:
    """G1: of every window that is still kept, entries, lists and tree say what the cards say; the points what
    the ledger says; and no card waits for its boards."""
    world = run.world
    found = auditing.audit(world.wired.table.of(world.club.tenant), now=world.clock.now())
    assert found.faults == []
    assert found.entries, "there were none to look at"
    assert [one["pk"] for one in run.items if one["sk"].startswith(("X#", "CC#")) and "b" in one] == []


def a_lapse_is_told_once_and_never_early(run: Run) -> None:
    """M3: whose membership lapsed by the dates, and was not renewed, was told of it as of that moment; nobody
    else was."""
    now = run.world.clock.now()
    told = Counter(one["subject"] for one in run.of("EV") if one["name"] == "lapsed")
    by_uid = {one["uid"]: MEMBERSHIPS.read(one).membership for one in run.of("M")}
    for uid, membership in by_uid.items():
        lapsed = membership.status(now) is Status.LAPSED and not membership.renewed_as
        assert told[uid] == lapsed, f"told {told[uid]} times: {membership}"
    for event in run.of("EV"):
        if event["name"] == "lapsed":
            kept = by_uid[event["subject"]]
            assert event["created"] == moment(day_begins(kept.lapses_on, kept.zone))


def a_payment_falls_due_once(run: Run) -> None:
    """M6 for payments: each that nobody had paid by its day was told of as due, and no other."""
    told = Counter(one["subject"] for one in run.of("EV") if one["name"] == "payment_due")
    assert told == Counter(one["uid"] for one in run.of("PAY") if "told" in one)
    today = run.world.clock.now().date().isoformat()
    assert [
        one for one in run.of("PAY") if "told" not in one and "receipt" not in one and one["due_date"] < today
    ] == []


INVARIANTS: tuple[Callable[[Run], None], ...] = (
    no_client_got_an_answer_that_it_should_not,
    what_was_acknowledged_is_there,
    every_completion_is_written_of,
    a_mail_is_taken_twice_only_after_a_doubt,
    how_a_mail_fared_is_kept_and_whoever_bounced_gets_no_more,
    what_waits_for_so_many_events_is_issued_once_they_came,
    a_measure_is_the_number_of_its_laps,
    boards_follow_from_cards,
    a_lapse_is_told_once_and_never_early,
    a_payment_falls_due_once,
)


def check(run: Run) -> None:
    for of_the_house in OF_THE_HOUSE:
        of_the_house(run.stage, run.items)
    for invariant in INVARIANTS:
        invariant(run)
