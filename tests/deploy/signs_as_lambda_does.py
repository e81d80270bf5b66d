"""Run by test_signing: makes a key and signs with the unpacked zip alone (`python -I -S`)."""

import json
import sys
from datetime import UTC, datetime

sys.path[:0] = sys.argv[1:]

from chalicelib.documents import signing  # noqa: E402 - from the zip
from chalicelib.wiring import wiring  # noqa: E402

if "cryptography" in sys.modules:
    raise SystemExit("What signs was loaded before anything was signed.")
key = signing.made(wiring().signing_key(), at=datetime(2026, 11, 21, 12, tzinfo=UTC))
token = signing.signed(key, "https://laurel.example/key", {"name": "Ελλάς"})
elsewhere = [
    path
    for module in list(sys.modules.values())
    if "site-packages" in (path := str(module.__dict__.get("__file__")))
]
if elsewhere:
    raise SystemExit(f"This machine's libraries were needed: {elsewhere}")
sys.stdout.write(json.dumps({"token": token, "jwk": dict(key.jwk("https://laurel.example/key"))}))
