"""Who lives in a simulation, and what is set up for them before anything goes wrong."""

from datetime import date, timedelta
from typing import Any

from tests.api import aiming, competing, playing
from tests.competing import counting, waiting_for
from tests.simulation.news import BOUNCING, COMPLAINING
from tests.simulation.post import REJECTED
from tests.simulation.world import START, World

MAILED = ("achievement_completed", "reward_issued", "reward_expired", "payment_due", "new_level", "new_badge")
HOOK = "https://hooks.example.org/laurel"
LAP = {"targetType": "COUNT", "eventName": "lap", "excludeEventsBeforeEnrolment": False}
Cycles = dict[int, tuple[date, date]]


class Town:
    """Contacts of every kind, and the records that their doings refer to."""

    def __init__(self, world: World, people: int) -> None:
        self.world, self.club = world, world.club
        self.cycles: dict[str, Cycles] = {}
        self.people = [self._person(number) for number in range(people)]
        self.kinds = [self.club.type(name=f"Badge {n}", points=n) for n in range(3)]
        self._triggers()
        self._rules()
        self._game()
        self.targets = self._targets()
        self.members = [self._membership(person) for person in self.people[::4]]
        self.catch_up()

    def catch_up(self) -> None:
        self.world.agenda.run(self.world.clock.now() + timedelta(hours=1))

    def _person(self, number: int) -> Any:
        """Of fifty one has no address, one is refused by SES, one bounces, one complains; a tenth are children."""
        domain = {7: REJECTED, 9: BOUNCING, 11: COMPLAINING}.get(number % 50, "example.org")
        said: dict[str, Any] = {
            "first_name": f"P{number}",
            "last_name": "Berger",
            "member_ref": f"M-{number}",
        }
        if number % 50 != 5:
            said["email"] = f"p{number}@{domain}"
        if number % 10 == 3:
            said["date_of_birth"] = "2016-05-01"
        return self.club.person(number=500_000_000 + number, **said)

    def _triggers(self) -> None:
        wanted: dict[str, Any] = {
            event: [{"action": "send-templated-email", "template": event}] for event in MAILED
        }
        wanted["achievement_completed"] += [{"action": "post"}]
        wanted["achievement_issued"] = [{"action": "post"}, {"action": "webhook", "url": HOOK}]
        self.club.done("triggers/", {**self.club.got("triggers/"), **wanted})

    def _rules(self) -> None:
        """Ten wins once, a win a day at most three times, and what waits for the first; each with rewards."""
        daily = counting("win", 1, scheduleType="Daily", scheduleOccurrencesLimit=3)
        self.ten_wins = self._live(counting("win", 10), value=5)
        self.daily_win = self._live(daily, value=1, delay=90)
        self.three_plays = self._live(
            waiting_for(counting("play", 3), self.ten_wins),
            value=2,
            memberAcknowledgmentRequired=True,
            period=3 * 24 * 60,
        )

    def _live(self, said: dict[str, Any], **reward: Any) -> str:
        body = competing.with_reward(pointInTime=None, **reward)
        achievement = competing.with_achievement(achievementLiveStatus="Live")["achievement"]
        reply = competing.post(self.club, {**body, "achievement": {**achievement, **said}})
        assert reply.status == 200, reply.body
        return str(reply.json["data"]["id"])

    def _game(self) -> None:
        worth = {"action_points": {"sale": 1}, "achievement_default": 2, "badge_default": 3}
        self.club.done(f"{playing.BASE}/settings", worth)
        playing.rank(self.club)

    def _targets(self) -> list[Any]:
        """What is done before one is enrolled counts, so that a measure is the number of what was done."""
        milestones = aiming.group(self.club, name="Sales and laps")
        days = [START.date() + timedelta(days=n) for n in range(60)]
        daily = [
            {
                "refCode": f"d{n}",
                "startDate": day.isoformat(),
                "endDate": (day + timedelta(days=1)).isoformat(),
            }
            for n, day in enumerate(days)
        ]
        streaks = aiming.group(self.club, name="Laps a day", trackingType="STREAKS", periods=daily)
        levels = [{"name": "bronze", "cycles": 2}, {"name": "gold", "cycles": 5}]
        made = [
            aiming.target(self.club, milestones),
            aiming.target(self.club, milestones, name="Laps", defaultValue=5, **LAP),
            aiming.target(self.club, streaks, name="A lap a day", defaultValue=1, levels=levels, **LAP),
        ]
        of = {group["id"]: group for group in (milestones, streaks)}
        for target in made:
            self.cycles[str(target["id"])] = _cycles(of[target["targetGroupId"]])
        return made

    def _membership(self, person: Any) -> Any:
        """Their ends are spread over the months around the simulation, so that every reminder falls due."""
        kinds = self.__dict__.setdefault("_kinds", [])
        if not kinds:
            kinds += [
                self.club.made("membership_type/", {"name": "Fellow", "period": "P1Y"}),
                self.club.made("membership_type/", {"name": "Friend", "period": "P3M", "grace_days": 14}),
            ]
        chance = self.world.chance
        start = START.date() - timedelta(days=chance.randint(60, 380))
        said = {"member": person["uri"], "membership_type": chance.choice(kinds)["uri"]}
        said |= {"start_date": start.isoformat(), "amount": "40.00", "currency": "GBP"}
        made = self.club.made("member/", {**said, "auto_renew": chance.random() < 0.4})
        self.club.ask("POST", f"member/{made['uid']}/activate/")
        return made


def _cycles(group: Any) -> Cycles:
    """First day and end of each cycle, by the number under which it is kept: in their order, from 1."""
    days = [
        (date.fromisoformat(one["startDate"]), date.fromisoformat(one["endDate"])) for one in group["periods"]
    ]
    return dict(enumerate(sorted(days), start=1))
