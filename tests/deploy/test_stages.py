"""What a stage says, and what follows from it: its parameters, its address, what must be said to take it away."""

from pathlib import Path

import pytest

from deploy import stages
from deploy.destroy import NotDestroyed, confirmed
from deploy.merging import merged
from deploy.package import MERGED, ROOT
from deploy.stack import NOT_YET_KNOWN, Standing, base_url

TEMPLATE = merged(*(ROOT / ".chalice" / name for name in MERGED))
OWN = "https://abc123.execute-api.eu-central-1.amazonaws.com/api"
SENDER = {"MailFrom": "club@example.org"}


def a_stack(**parameters: str) -> Standing:
    return Standing("UPDATE_COMPLETE", {"EndpointURL": f"{OWN}/"}, {"BaseUrl": OWN, **parameters})


def names(file: Path = stages.FILE) -> list[str]:
    return [line[1:-1] for line in file.read_text().splitlines() if line.startswith("[")]


@pytest.mark.parametrize("name", names())
def test_every_stage_says_only_what_the_template_knows(name: str) -> None:
    stage = stages.read(name)

    stages.check({**stage.parameters, **SENDER}, TEMPLATE, standing=None)

    assert stage.stack == f"laurel-{name}"


def test_a_section_is_a_stage_with_its_place_and_its_parameters(tmp_path: Path) -> None:
    file = tmp_path / "stages.toml"
    file.write_text('[club]\nregion = "eu-west-1"\nbucket = "ours"\nRequestsPerSecond = 5\n')

    stage = stages.read("club", file)

    assert (stage.region, stage.bucket, stage.parameters) == ("eu-west-1", "ours", {"RequestsPerSecond": "5"})


def test_a_stage_that_nobody_configured_is_refused_by_its_name() -> None:
    with pytest.raises(stages.NotConfigured, match=r"no stage pord; it has dev, prod"):
        stages.read("pord")


@pytest.mark.parametrize(
    ("said", "standing", "why"),
    [
        ({}, None, "MailFrom must be said"),
        ({**SENDER, "MailForm": "x"}, None, "no parameter MailForm"),
        ({**SENDER, "DomainName": "laurel.example.org"}, None, "needs the CertificateArn"),
    ],
)
def test_what_cannot_be_deployed_is_refused_before_anything_is_touched(
    said: dict[str, str], standing: dict[str, str] | None, why: str
) -> None:
    with pytest.raises(stages.NotConfigured, match=why):
        stages.check(said, TEMPLATE, standing=standing)


def test_what_a_stack_has_already_need_not_be_said_again() -> None:
    stages.check({}, TEMPLATE, standing=SENDER)


DOMAIN = "https://laurel.example.org"


@pytest.mark.parametrize(
    ("before", "said", "after"),
    [
        ({"BaseUrl": NOT_YET_KNOWN}, {}, OWN),
        ({}, {}, OWN),
        ({}, {"DomainName": "laurel.example.org"}, DOMAIN),
        ({"DomainName": "laurel.example.org", "BaseUrl": DOMAIN}, {}, DOMAIN),
        ({"DomainName": "laurel.example.org", "BaseUrl": DOMAIN}, {"DomainName": ""}, OWN),
        ({"DomainName": "", "BaseUrl": "https://proxy.example.org"}, {}, "https://proxy.example.org"),
    ],
)
def test_links_follow_the_domain_name_unless_somebody_said_where_they_lead(
    before: dict[str, str], said: dict[str, str], after: str
) -> None:
    assert base_url(a_stack(**before), said) == after


def test_a_stack_goes_only_where_its_own_name_was_said() -> None:
    confirmed("laurel-dev", "laurel-dev")

    for said in ("laurel-prod", "yes", ""):
        with pytest.raises(NotDestroyed, match="CONFIRM=laurel-dev"):
            confirmed("laurel-dev", said)
