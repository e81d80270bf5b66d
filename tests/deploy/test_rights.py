"""Every function may do what it does and nothing else: its policy against what it is seen to ask of AWS."""

import base64
from collections.abc import Iterator

import pytest

from chalicelib.api.front import endpoints
from sandbox.house import House
from tests.api.routes import AUTHENTICATED, Furnished, resource
from tests.deploy.rights import DRAWING, Rights, granted, partitions
from tests.domain.logo_files import a_svg
from tests.faults.flow import Flow, deliver
from tests.faults.flows import FLOWS
from tests.faults.stage import fresh, leave

ALL_RECORDS = 10**9
COLUMNS = "external_ref,contact,membership_type,start_date,status,auto_renew"
# What some routes do not answer without.
NEEDED = {"export": "?kind=member", "user": "?email=reader@example.org"}


def worked(rights: Rights, flow: Flow, *, stream: bool) -> None:
    """The flow from its beginning to rest. Where the stream loses all, the sweep does what follows."""
    stage = fresh()
    rights.listen(stage.house)
    flow.arrange(stage)
    stage.house.faults.lose_next = 0 if stream else ALL_RECORDS
    assert flow.act(stage, False)
    stage.calm()


def brought_in(rights: Rights) -> None:
    """Memberships by an import, twice: begun, and then changed."""
    stage = fresh()
    rights.listen(stage.house)
    stage.club.made("membership_type/", {"name": "Fellow", "period": "P1Y"})
    stage.club.person(member_ref="M-1", email="ada@example.org")
    for renewing in ("no", "yes"):
        csv = f"{COLUMNS}\nX-1,M-1,Fellow,2026-11-01,active,{renewing}\n"
        assert (
            stage.club.ask("POST", "import/", {"kind": "member", "csv": csv, "dry_run": False}).status == 202
        )
        stage.calm()
    assert stage.club.got("member/")["results"][0]["auto_renew"] is True


def redesigned(rights: Rights) -> None:
    """A paper template whose logo goes."""
    stage = fresh()
    rights.listen(stage.house)
    logo = base64.b64encode(a_svg("<g/>")).decode()
    uid = stage.club.made("template/", {"name": "ours", "layout": "invoice", "logo": logo})["uid"]
    stage.club.done(f"template/{uid}/", {"logo": None})


def looked_at(rights: Rights) -> None:
    """Every list and every record, but for face 001's, whose paths name things otherwise."""
    stage = fresh()
    rights.listen(stage.house)
    furnished = Furnished(stage.club)
    for endpoint in AUTHENTICATED:
        if endpoint.method == "GET" and "{space}" not in endpoint.path:
            target = furnished.target(endpoint) + NEEDED.get(resource(endpoint), "")
            assert stage.club.ask("GET", target).status == 200, target
    _read_by_visitors(furnished)


def _read_by_visitors(furnished: Furnished) -> None:
    """Every paper that a link leads to, and its verification."""
    records = furnished.records
    finished = records["event"]["subject"].rstrip("/").rpartition("/")[2]
    uids = {noun: records[noun]["uid"] for noun in ("member", "invoice", "quote")} | {"achievement": finished}
    uids |= dict.fromkeys(("key", "status"), records["signing_key"]["uid"])
    shard = f"{furnished.club.house.clock.now():%Y-%m}.0"
    for endpoint in (one for one in endpoints() if "/public/" in one.path):
        noun = endpoint.path.split("/")[5]
        uid = uids.get(noun, uids["member"])
        target = endpoint.path.format(flock=furnished.club.tenant, uid=uid, shard=shard)
        assert furnished.club.ask("GET", target, role=None).status == 200, target


@pytest.fixture(scope="module")
def rights() -> Iterator[Rights]:
    """After every flow, import and look."""
    monkeypatch = pytest.MonkeyPatch()
    rights = Rights()
    monkeypatch.setattr(House, "_operations", property(lambda _: rights))
    for flow in FLOWS:
        if flow.like is None:
            worked(rights, flow, stream=False)
        if flow.like is None and flow.act is deliver:
            worked(rights, flow, stream=True)
    brought_in(rights)
    redesigned(rights)
    looked_at(rights)
    yield rights
    monkeypatch.undo()
    leave()


def test_each_function_may_do_all_that_it_does_and_nothing_else(rights: Rights) -> None:
    """One test, for its flows take long: where there are several, each worker runs them again."""
    missing = {function: sorted(used - granted(function)) for function, used in rights.used.items()}
    needless = {function: sorted(granted(function) - used) for function, used in rights.used.items()}

    assert not any(missing.values()), missing
    assert not any(needless.values()), needless
    assert all(rights.used.values())
    assert partitions("press") == rights.wrote["press"], "it is at anybody's service who has a link"
    assert rights.drew == DRAWING, "the gateway leads to the press what is declared so"
