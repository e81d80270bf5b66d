"""A service on this machine that answers as it is told, and remembers what it was asked."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Heads = dict[str, str]
# Status, headers and body; None: the connection is cut before a byte of an answer.
Answer = tuple[int, Heads, bytes] | None


class Service:
    """`answers` are given one after another, the last one for ever. `after` is done when one was given."""

    def __init__(self, url: str, answers: list[Answer]) -> None:
        self.url = url
        self.asked: list[tuple[str, Heads, bytes]] = []
        self.connections = 0
        self.answers = answers
        self.after: Callable[[Any], None] = lambda _: None

    def next(self) -> Answer:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@contextmanager
def service(*answers: Answer) -> Iterator[Service]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def setup(self) -> None:
            running.connections += 1
            super().setup()

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            heads = {name.lower(): value for name, value in self.headers.items()}
            running.asked.append((self.path, heads, body))
            answer = running.next()
            if answer is None:
                self.close_connection = True
                return
            status, more, data = answer
            self.send_response(status)
            for name, value in {"Content-Length": str(len(data)), **more}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)
            running.after(self)

        def log_message(self, *_: Any) -> None:
            """It is not said."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    running = Service(f"http://127.0.0.1:{server.server_address[1]}", list(answers))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield running
    finally:
        server.shutdown()
        server.server_close()
