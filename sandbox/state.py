"""What the page for people shows, gathered from the house."""

from sandbox.demo import PEOPLE
from sandbox.house import House
from sandbox.page import PageState
from sandbox.residents import TENANT, Residents


def page_state(house: House, residents: Residents, *, engine: str, url: str) -> PageState:
    usage = house.meter.snapshot() if house.meter else {}
    return PageState(
        now=house.clock.now(),
        frozen=house.clock.frozen,
        engine=engine,
        version=house.settings.version,
        url=url,
        tenant=TENANT,
        keys=residents.keys,
        mails=house.mails(),
        usage=[(name, used) for name, used in sorted(usage.items())],
        examples=examples(url, residents),
        people=PEOPLE if house.furnished else PEOPLE[-1:],
    )


def examples(url: str, residents: Residents) -> list[tuple[str, str]]:
    """Lines to paste."""
    admin, coach, member = (residents.keys[role] for role in ("admin", "coach", "member"))
    base = f"{url}/api/v1/{TENANT}"
    return [
        ("The achievements", f"curl -H 'Authorization: Bearer {coach}' {base}/achievement/"),
        ("The people", f"curl -H 'X-API-KEY: {admin}' '{base}/person/?page_size=5'"),
        ("What became true", f"curl -u key:{admin} {base}/event/"),
        ("The social stream", f"curl -H 'Authorization: Bearer {member}' {url}/gamification/stream"),
        ("Two weeks later", f"""curl -X POST {url}/sandbox/clock -d '{{"advance": "P14D"}}'"""),
    ]
