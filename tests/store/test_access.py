"""Who asks DynamoDB himself, and who leaves it to AWS's SDK."""

from collections.abc import Iterator

import pytest

from chalicelib import settings, wiring
from chalicelib.settings import Access, dynamodb_access
from chalicelib.store.direct import Direct

FUNCTION = {
    "AWS_REGION": "eu-central-1",
    "AWS_ACCESS_KEY_ID": "AKID",
    "AWS_SECRET_ACCESS_KEY": "secret",
    "AWS_SESSION_TOKEN": "session",
}


@pytest.fixture(autouse=True)
def _as_a_function_has_it(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in (*settings._FOR_THE_SDK, "AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_DYNAMODB"):
        monkeypatch.delenv(name, raising=False)
    for name, value in FUNCTION.items():
        monkeypatch.setenv(name, value)
    settings.settings.cache_clear()
    yield
    settings.settings.cache_clear()


def test_a_function_asks_the_service_of_its_region_as_its_role() -> None:
    wanted = Access(
        "https://dynamodb.eu-central-1.amazonaws.com", "eu-central-1", "AKID", "secret", "session"
    )

    assert dynamodb_access() == wanted
    assert isinstance(wiring.real_client("dynamodb"), Direct)


def test_secrets_are_not_shown() -> None:
    assert "secret" not in repr(dynamodb_access()) and "session" not in repr(dynamodb_access())


@pytest.mark.parametrize("name", ["AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_DYNAMODB"])
def test_another_endpoint_is_asked_where_one_is_set(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "http://127.0.0.1:4566/")

    found = dynamodb_access()

    assert found is not None and found.endpoint == "http://127.0.0.1:4566"


@pytest.mark.parametrize("name", settings._FOR_THE_SDK)
def test_what_only_the_sdk_does_is_left_to_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "true")

    assert dynamodb_access() is None


@pytest.mark.parametrize("name", ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"])
def test_who_has_no_credentials_in_the_environment_has_them_found_by_the_sdk(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(name)

    assert dynamodb_access() is None


@pytest.mark.parametrize(
    ("region", "direct"),
    [
        ("us-east-1", True),
        ("us-gov-west-1", True),
        ("ap-southeast-4", True),
        ("cn-north-1", False),
        ("us-iso-east-1", False),
        ("us-isob-east-1", False),
        ("eusc-de-east-1", False),
        ("evil.example/", False),
    ],
)
def test_only_regions_whose_hosts_are_known_are_asked(
    region: str, direct: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_REGION", region)
    settings.settings.cache_clear()

    assert (dynamodb_access() is not None) is direct
