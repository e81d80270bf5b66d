"""Run inside the unpacked zip by test_package, with none of this machine's libraries (`python -I -S`)."""

import importlib
import json
import sys
from typing import Any

TASK, *HANDLERS = sys.argv[1:]
sys.path.insert(0, TASK)

from jinja2 import Environment, meta  # noqa: E402 - from the zip, not from this machine

import app  # noqa: E402
from chalicelib.messaging import templates  # noqa: E402
from chalicelib.wiring import real_client  # noqa: E402


class Word(str):
    """Stands for whatever a template says: a text that has every attribute, and as a number is a small one."""

    def __gt__(self, other: object) -> bool:
        return super().__gt__(other) if isinstance(other, str) else False

    def __lt__(self, other: object) -> bool:
        return super().__lt__(other) if isinstance(other, str) else True

    def __getattr__(self, name: str) -> "Word":
        if name.startswith("__"):
            raise AttributeError(name)
        return Word(name)


def words() -> dict[str, Any]:
    """Every name that any template uses, but for those that say its texts."""
    sources = [path.read_text(encoding="utf-8") for path in (templates.TEMPLATES / "email").rglob("*.*")]
    names = {
        name for source in sources for name in meta.find_undeclared_variables(Environment().parse(source))
    }
    return {name: Word(name) for name in names - templates.ENGLISH.keys()}


def is_callable(handler: str) -> bool:
    module, _, name = handler.rpartition(".")
    return callable(getattr(importlib.import_module(module), name))


handlers = {handler: is_callable(handler) for handler in HANDLERS}
rendered = {name: vars(templates.render(name, words())) for name in templates.names() | templates.OWN}
clients = [real_client(service).meta.endpoint_url for service in ("dynamodb", "sesv2")]
loaded = [str(getattr(module, "__file__", "")) for module in sys.modules.values()]
json.dump(
    {
        "rendered": rendered,
        "clients": clients,
        "routes": len(app.app.routes),
        "handlers": handlers,
        "from_elsewhere": [path for path in loaded if "site-packages" in path],
    },
    sys.stdout,
)
