"""Exactly the routes that draw papers lead to the function that has their engine, and each is throttled."""

import json
from typing import Any

from chalicelib.api.front import endpoints
from deploy.package import ROOT

REST = json.loads((ROOT / ".chalice" / "resources.json").read_text())["Resources"]["RestAPI"]["Properties"]
DRAWING = {(one.method, one.path) for one in endpoints() if one.draws}


def function_of(operation: dict[str, Any]) -> str:
    uri: str = operation["x-amazon-apigateway-integration"]["uri"]["Fn::Sub"]
    return uri.rpartition("${")[2].partition(".")[0]


def test_what_is_declared_to_draw_leads_to_the_press_and_nothing_else_does() -> None:
    led = {
        (method.upper(), path): function_of(operation)
        for path, methods in REST["DefinitionBody"]["paths"].items()
        for method, operation in methods.items()
    }

    assert led == dict.fromkeys(DRAWING, "Press")


def test_every_route_that_answers_with_a_paper_is_declared_to_draw() -> None:
    papers = {(one.method, one.path) for one in endpoints() if one.media == "application/pdf"}

    assert papers and papers <= DRAWING


def test_each_route_that_draws_has_a_throttle_of_its_own() -> None:
    throttled = {
        (one["HttpMethod"], one["ResourcePath"].replace("/~1", "/", 1).replace("~1", "/")): one
        for one in REST["MethodSettings"]
        if one["ResourcePath"] != "/*"
    }

    assert throttled.keys() == DRAWING
    assert all(one["ThrottlingRateLimit"] == {"Ref": "PapersPerSecond"} for one in throttled.values())
    assert all(one["ThrottlingBurstLimit"] == {"Ref": "PapersPerSecond"} for one in throttled.values())
