"""The flows of a group's register: a coach's taps, for one and for several, notes, beginnings and ends."""

from collections.abc import Callable, Sequence

from tests.faults.flow import Act, Flow
from tests.faults.stage import Stage
from tests.pages.browser import SITE
from tests.pages.pool import Pool

GROUP = "POST /site/{flock}/group/{uid}"
NOTE = "POST /site/{flock}/achievement/{uid}/step/{number}"
Fields = Callable[[Pool], Sequence[tuple[str, str]]]


def at_the_pool(stage: Stage) -> None:
    """The coach has the register before it; Ben has done all, Ada two of three steps."""
    pool = Pool(stage.club)
    pool.complete(pool.ben)
    for number in (1, 2):
        stage.club.done(f"achievement/{pool.ada}/complete_step/", {"number": number}, role="coach")
    browser = pool.browser()
    page = browser.get(pool.register)
    stage.notes |= {"pool": pool, "browser": browser, "page": page, "place": page.form("/mark").fields}


def sent(path: str, fields: Fields) -> Act:
    """A form, sent until it is answered; sent once more it changes nothing."""

    def act(stage: Stage, retried: bool) -> bool:
        pool, browser = stage.notes["pool"], stage.notes["browser"]
        target = SITE + path.format(group=pool.group, ada=pool.ada)
        said = [*stage.notes["place"], *fields(pool)]
        reply = browser.post(target, said, follow=False)
        if reply.status == 503:
            return False
        assert reply.status == 303, reply.text
        stage.injector.disarm()
        assert browser.post(target, said, follow=False).status == 303
        return True

    return act


def unticked(stage: Stage, retried: bool) -> bool:
    """The cell as the coach saw it."""
    pool: Pool = stage.notes["pool"]
    cell = pool.cell(stage.notes["page"], pool.ada, 1)
    return sent("/group/{group}/mark", lambda _: [("tap", cell)])(stage, retried)


def noted(stage: Stage, retried: bool) -> bool:
    csrf = dict(stage.notes["place"])["csrf"]
    pool, browser = stage.notes["pool"], stage.notes["browser"]
    said = [("csrf", csrf), ("note", "well done"), ("evidence", "https://example.org/1"), ("had", "")]
    reply = browser.post(f"{SITE}/achievement/{pool.ada}/step/3", said, follow=False)
    assert reply.status in (303, 503), reply.text
    return bool(reply.status == 303)


FLOWS: tuple[Flow, ...] = (
    Flow(
        "register: tick a step",
        at_the_pool,
        sent("/group/{group}/mark", lambda pool: [("tap", f"{pool.ada}.3.1")]),
        (f"{GROUP}/mark",),
    ),
    Flow("register: take a tick back", at_the_pool, unticked),
    Flow(
        "register: tick a step of several",
        at_the_pool,
        sent(
            "/group/{group}/step",
            lambda pool: [
                ("who", pool.ada),
                ("who", pool.ben),
                ("step", "Squat on stretch jump off cross box or horse."),
            ],
        ),
        (f"{GROUP}/step",),
    ),
    Flow(
        "register: finish",
        at_the_pool,
        sent("/group/{group}/finish", lambda pool: [("who", pool.ben)]),
        (f"{GROUP}/finish",),
    ),
    Flow(
        "register: begin",
        at_the_pool,
        sent("/group/{group}/start", lambda pool: [("who", pool.people[2]["uid"])]),
        (f"{GROUP}/start",),
    ),
    Flow("register: write a note", at_the_pool, noted, (NOTE,)),
)
