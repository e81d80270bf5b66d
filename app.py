"""The front door: registers the API's faces and the listeners, nothing else."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from chalice import Blueprint, Chalice, Rate

from chalicelib.api import front
from chalicelib.failures import keep_discreet

keep_discreet()
# Chalice would log by a handler of its own, in words of its own.
app = Chalice(app_name="laurel", configure_logs=False)


def request() -> dict[str, Any]:
    event: dict[str, Any] = app.current_request.to_original_event()
    return event


for method, path, view in front.views(request):
    app.route(path, methods=[method], name=f"{method} {path}", content_types=["*/*"])(view)


def handler(module: str, name: str) -> Callable[[Any], Any]:
    """Chalice writes module and name into the template, and Lambda calls what is there, not this."""

    def forwarded(event: Any) -> Any:
        return getattr(import_module(module), name)(event.to_dict(), event.context)

    forwarded.__name__ = name
    return forwarded


def press(event: dict[str, Any], context: Any) -> Any:
    """The API once more, as the function that has the engine of papers; the gateway leads here what draws."""
    return app(event, context)


app.lambda_function(name="press")(press)
STREAM, CLOCK = "chalicelib.listeners.stream", "chalicelib.listeners.schedule"
SES, FAILURES = "chalicelib.listeners.ses", "chalicelib.listeners.failures"
stream, clock, ses, failures = Blueprint(STREAM), Blueprint(CLOCK), Blueprint(SES), Blueprint(FAILURES)
stream.on_dynamodb_record("merged from .chalice/resources.json", name="stream")(handler(STREAM, "stream"))
clock.schedule(Rate(1, unit=Rate.MINUTES), name="sweep")(handler(CLOCK, "sweep"))
# What else of them, and from which configuration set: merged from .chalice/resources.json, too.
ses.on_cw_event({"source": ["aws.ses"]}, name="mail_events")(handler(SES, "mail_events"))
failures.on_sqs_message(queue_arn="arn:merged from .chalice/resources.json", name="failures")(
    handler(FAILURES, "failures")
)
for listener in (stream, clock, ses, failures):
    app.register_blueprint(listener)
