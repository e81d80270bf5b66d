"""DynamoDB's answers as AWS's SDK reads them, without what the SDK would look at only to copy it."""

from typing import Any

from botocore.parsers import JSONParser, ResponseParser, ResponseParserFactory

# Of these nothing is to be made richer but bytes: no time, no name that differs from the one in the JSON.
_PLAIN = frozenset(
    f"{operation}Output"
    for operation in (
        *("GetItem", "BatchGetItem", "Query"),
        *("PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems"),
    )
)
# How bytes are named in typed JSON. In a text the quotes would be escaped.
_BYTES = (b'"B"', b'"BS"')


class _Parser(JSONParser):
    """The SDK's own asks each value of an item for each of the ten kinds that it may be."""

    def _handle_json_body(self, raw_body: bytes, shape: Any) -> Any:
        if shape.name not in _PLAIN or any(named in raw_body for named in _BYTES):
            return super()._handle_json_body(raw_body, shape)  # type: ignore[misc]  # no stub has it
        return self._parse_body_as_json(raw_body)  # type: ignore[attr-defined]


class Parsers(ResponseParserFactory):
    """For a session of botocore's: its component `response_parser_factory`."""

    def create_parser(self, protocol_name: str) -> ResponseParser:
        return _Parser() if protocol_name == "json" else super().create_parser(protocol_name)
