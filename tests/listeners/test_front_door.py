"""What app.py tells Chalice of the listeners: where Lambda finds them, and that both are the same."""

from importlib import import_module
from typing import Any

from app import app
from sandbox.gateway import Context


def handlers() -> dict[str, Any]:
    """By the name of the function, what the template names."""
    named = {source.name: source.handler_string.rpartition(".") for source in app.event_sources}
    return {name: getattr(import_module(module), function) for name, (module, _, function) in named.items()}


def test_every_handler_that_stands_in_the_template_is_there() -> None:
    assert handlers().keys() == {"stream", "sweep", "mail_events"}


def test_chalice_s_own_handler_does_what_lambda_s_does() -> None:
    nothing: dict[str, Any] = {"Records": []}

    by_lambda = handlers()["stream"](nothing, Context("a batch"))

    assert app.handler_map["stream"](nothing, Context("a batch")) == by_lambda == {"batchItemFailures": []}
