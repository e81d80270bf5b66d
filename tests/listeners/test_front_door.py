"""What app.py tells Chalice of its functions: where Lambda finds them, and that both are the same."""

from importlib import import_module
from typing import Any

from app import app
from sandbox.gateway import Context, _event
from sandbox.house import House


def handlers() -> dict[str, Any]:
    """By the name of the function, what the template names."""
    registered = (*app.event_sources, *app.pure_lambda_functions)
    named = {one.name: one.handler_string.rpartition(".") for one in registered}
    return {name: getattr(import_module(module), function) for name, (module, _, function) in named.items()}


def test_every_handler_that_stands_in_the_template_is_there() -> None:
    assert handlers().keys() == {"stream", "sweep", "press", "mail_events", "failures"}


def test_chalice_s_own_handler_does_what_lambda_s_does() -> None:
    nothing: dict[str, Any] = {"Records": []}

    by_lambda = handlers()["stream"](nothing, Context("a batch"))

    assert app.handler_map["stream"](nothing, Context("a batch")) == by_lambda == {"batchItemFailures": []}


def test_the_press_answers_as_the_api_does(house: House) -> None:
    asked = _event("GET", "/health", "/health", "", {}, {}, b"")

    pressed = handlers()["press"](asked, Context("a request"))

    assert (pressed["statusCode"], pressed["body"]) == (200, app(asked, Context("a request"))["body"])
