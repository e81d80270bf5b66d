"""`make run`: the whole product with one command."""

import json
import logging
import os
import secrets
import signal
import threading
from pathlib import Path
from typing import Any

from chalicelib.messaging.webhook import Caller, Https
from sandbox import demo, residents
from sandbox.clock import Clock
from sandbox.engines import DynamoDBLocalEngine, Engine, InProcessEngine
from sandbox.house import House
from sandbox.page import PageState
from sandbox.residents import Residents
from sandbox.server import Server
from sandbox.state import page_state

ROOM = Path(".sandbox")
FILE = ROOM / "sandbox.json"
log = logging.getLogger("sandbox")


class Sandbox:
    """Engine, house, server and the two threads that follow stream and schedule."""

    def __init__(self, port: int) -> None:
        env = os.environ
        self.engine_name = env.get("SANDBOX_ENGINE", "in-process")
        self.demo = env.get("SANDBOX_DEMO", "1") != "0"
        self.seed = _seed(keep=self.engine_name == "dynamodb-local")
        self.clock = Clock(frozen=env.get("SANDBOX_FREEZE", "0") == "1")
        self.engine = _engine(self.engine_name, self.clock)
        webhooks = _webhooks(env.get("SANDBOX_WEBHOOKS", "send"))
        self.house = House(self.engine, self.clock, webhooks=webhooks, mail_events=True)
        self.server = Server(self.house, port=port, state=self.page, restart=self.restart)
        self.url = f"http://127.0.0.1:{self.server.port}"
        self.house.rebase(self.url)
        self.stopping = threading.Event()
        self.residents = self.furnish()

    def furnish(self) -> Residents:
        moved_in = residents.move_in(self.house, self.seed)
        if self.demo and not self.house.furnished:
            demo.fill(self.house, moved_in)
        for _ in range(2):  # the demo's past was late; the second time all is well, and the sweep says so
            self.house.settle()
        if self.house.meter:
            self.house.meter.reset()
        return moved_in

    def restart(self) -> dict[str, Any]:
        """Everything as at the start, under the same keys; the clock goes on."""
        self.house.pump.stop()
        self.engine.reset()
        self.house.build()
        self.residents = self.furnish()
        self.follow_stream()
        return self.residents.as_json(self.url)

    def follow_stream(self) -> None:
        self.house.pump.start()
        self.engine.on_write = self.house.pump.wake

    def follow_schedule(self) -> None:
        """Each minute that passes outside; a frozen clock's minutes pass only when it is turned."""
        while not self.stopping.wait(60):
            if self.clock.frozen:
                continue
            try:
                self.house.settle()
            except Exception:
                log.exception("the schedule failed; it goes on in a minute")

    def page(self) -> PageState:
        return page_state(self.house, self.residents, engine=self.engine_name, url=self.url)

    def run(self) -> None:
        self.follow_stream()
        threading.Thread(target=self.follow_schedule, name="schedule", daemon=True).start()
        self.server.start()
        _announce(self.residents.as_json(self.url))
        self.stopping.wait()
        FILE.unlink(missing_ok=True)
        self.server.stop()
        self.house.pump.stop()
        self.engine.close()


def _engine(name: str, clock: Clock) -> Engine:
    match name:
        case "in-process":
            return InProcessEngine(clock.now)
        case "dynamodb-local":
            return DynamoDBLocalEngine(clock.now, data_dir=ROOM / "dynamodb")
        case _:
            raise SystemExit(f"SANDBOX_ENGINE={name}: in-process or dynamodb-local is expected")


def _webhooks(name: str) -> Caller | None:
    match name:
        case "send":
            return Https()
        case "record":
            return None  # the house's own inbox
        case _:
            raise SystemExit(f"SANDBOX_WEBHOOKS={name}: send or record is expected")


def _seed(*, keep: bool) -> str:
    """What the keys follow from: new with each start, kept where the table is kept."""
    ROOM.mkdir(exist_ok=True)
    file = ROOM / "seed"
    if keep and file.exists():
        return file.read_text()
    seed = secrets.token_hex(16)
    if keep:
        file.touch(mode=0o600)
        file.write_text(seed)
    return seed


def _announce(said: dict[str, Any]) -> None:
    """The file is written last and whole: whoever sees it can begin."""
    draft = FILE.with_suffix(".tmp")
    draft.write_text(json.dumps(said, indent=2) + "\n")
    draft.replace(FILE)
    print(f"Laurel's sandbox runs at {said['url']}  (a page for people is there, too)")
    for role, key in said["keys"].items():
        print(f"  {role:<7} {key}")
    print(f"The same, for programs: {FILE}. Ctrl-C stops it.", flush=True)


def main() -> None:
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    sandbox = Sandbox(int(os.environ.get("PORT", "8000")))
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: sandbox.stopping.set())
    sandbox.run()


if __name__ == "__main__":
    main()
