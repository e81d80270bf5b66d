"""Answers the pages' `laurel` within the test's process: each start of the real one would take a second."""

import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from http.server import BaseHTTPRequestHandler, HTTPServer

from laurel.__main__ import main

# Stands where `bin/laurel` stands for a reader; the first line of an answer is the exit status.
LAUREL = """
laurel() {
  local said
  said=$(printf '%s\\0' "$@" | command curl -sS --data-binary @- "$LAUREL_DESK")
  printf '%s\\n' "${said#*$'\\n'}"
  return "${said%%$'\\n'*}"
}
"""


class _Desk(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        words = self.rfile.read(int(self.headers["Content-Length"])).decode().split("\0")[:-1]
        said = called(words).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, *_: object) -> None:
        pass


def called(words: list[str]) -> str:
    with redirect_stdout(io.StringIO()) as said, redirect_stderr(said):
        try:
            status: object = main(words)
        except SystemExit as left:
            status = left.code
    return f"{status}\n{said.getvalue()}"


@contextmanager
def desk() -> Iterator[str]:
    """Its address, while it is open."""
    server = HTTPServer(("127.0.0.1", 0), _Desk)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
