"""ministack's DynamoDB over HTTP, in a process of its own, so that its CPU is not ours: `… table PORT`."""

import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import ModuleType

from botocore.awsrequest import AWSPreparedRequest, HTTPHeaders

from sandbox import ministack

_STREAMS = "DynamoDBStreams"


class Handler(BaseHTTPRequestHandler):
    """Connections stay open, and an answer is one packet."""

    modules: dict[str, ModuleType] = {}
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        streams = self.headers["X-Amz-Target"].startswith(_STREAMS)
        headers = HTTPHeaders.from_dict(dict(self.headers))
        request = AWSPreparedRequest("POST", self.path, headers, body, stream_output=False)
        module = self.modules["dynamodbstreams" if streams else "dynamodb"]
        status, told, answer = ministack.ask(module, request)
        self.send_response(status)
        for name, value in {**told, "Content-Length": str(len(answer))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, format: str, *args: object) -> None:
        """Nobody reads it."""


if __name__ == "__main__":
    Handler.modules = ministack.load()
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
