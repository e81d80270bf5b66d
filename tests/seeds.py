"""The seeds' own bodies, as tests send them and compare with them."""

import json
from pathlib import Path
from typing import Any

SEED_001: dict[str, Any] = json.loads((Path(__file__).parent / "cases" / "seed_001.json").read_text())
# Its first body: ten wins.
TEN_WINS: dict[str, Any] = SEED_001["requests"][0]["achievement"]
