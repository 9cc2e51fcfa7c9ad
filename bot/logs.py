"""What the bot writes down of its own doings: one line each, in UTC, without secrets and without tricks."""

from __future__ import annotations

import json
import logging
import re
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from types import TracebackType
from typing import TextIO

from bot.errors import CareerError

Fields = Callable[[], Mapping[str, str]]

# Libraries that would log bodies, headers or addresses with one-time codes in them at their lower levels.
TALKATIVE = (
    "aiohttp",
    "aiosqlite",
    "alembic",
    "apscheduler",
    "asyncio",
    "slack_bolt",
    "slack_sdk",
    "sqlalchemy",
)

_VALUE = r"[^\s\"'\\<>,;&)}\]]+"
_SECRETS = re.compile(
    r"(?P<token>xox[a-z](?:\.xox[a-z])?-[\w-]+|xapp-[\w-]+)"
    r"|(?P<signature>v0=[0-9a-fA-F]{64})"
    rf"|(?P<hook>https?://hooks\.slack(?:-gov)?\.com/{_VALUE})"
    rf"|(?P<ticket>wss?://{_VALUE})"
    rf"|(?<=://)(?P<login>[^\s/@:\"'\\]*:[^\s/@\"'\\]+)(?=@)"
    rf"|(?P<bearer>bearer\s+{_VALUE})"
    rf"|(?<=code=)(?P<code>{_VALUE})|(?<=state=)(?P<state>{_VALUE})|(?<=client_secret=)(?P<client>{_VALUE})",
    re.IGNORECASE,
)
# Characters that could forge a line, move the cursor or turn the reading direction round.
_TRICKS = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")
_USUAL = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName"}
_LONGEST = 8_000


def redacted(text: str) -> str:
    """The text with each token, signature, response URL, ticket and password replaced by its kind."""
    return _SECRETS.sub(lambda found: f"[{found.lastgroup}]", text)


def harmless(text: str) -> str:
    """The text on one line, with control and direction characters spelled out."""
    return _TRICKS.sub(lambda found: found[0].encode("unicode_escape", "surrogatepass").decode("ascii"), text)


class JsonLines(logging.Formatter):
    """One JSON object a line, for machines; `fields` adds what is known of the request at hand."""

    def __init__(self, fields: Fields) -> None:
        super().__init__()
        self._fields = fields

    def format(self, record: logging.LogRecord) -> str:
        line = {
            **_extras(record),
            **self._fields(),
            "time": _moment(record),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": _message(record),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)[-_LONGEST:]
        return redacted(json.dumps(line, default=str, ensure_ascii=True))


class PlainLines(logging.Formatter):
    """A line for a person at a terminal, with a traceback set in so that it can't pass for lines of ours."""

    def __init__(self, fields: Fields) -> None:
        super().__init__()
        self._fields = fields

    def format(self, record: logging.LogRecord) -> str:
        known = {**_extras(record), **self._fields()}
        details = "".join(f" {name}={value}" for name, value in known.items())
        line = f"{_moment(record)} {record.levelname} {record.name}: {_message(record)}{details}"
        trace = self.formatException(record.exc_info).splitlines() if record.exc_info else []
        return redacted("\n  | ".join(harmless(part) for part in (line, *trace)))


@contextmanager
def writing(stream: TextIO, level: str, *, for_machines: bool, fields: Fields = dict) -> Iterator[None]:
    """While this runs, all that is logged goes to `stream`; what nobody caught is logged too, and ends it."""
    root = logging.getLogger()
    handlers, threshold = root.handlers[:], root.level
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines(fields) if for_machines else PlainLines(fields))
    handler.addFilter(_worth_writing)
    root.handlers[:] = [handler]
    root.setLevel(level)
    hooks = sys.excepthook, threading.excepthook
    sys.excepthook, threading.excepthook = _uncaught, _uncaught_in_thread
    logging.captureWarnings(True)
    try:
        yield
    except CareerError:
        raise  # said in a line by whoever started us
    except Exception as error:
        _uncaught(type(error), error, error.__traceback__)
        raise SystemExit(1) from None
    finally:
        logging.captureWarnings(False)
        sys.excepthook, threading.excepthook = hooks
        root.handlers[:] = handlers
        root.setLevel(threshold)


def _worth_writing(record: logging.LogRecord) -> bool:
    """All that is ours; of libraries what went wrong. Bolt gives its loggers levels of their own."""
    return record.levelno >= logging.WARNING or record.name.partition(".")[0] not in TALKATIVE


def _uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    logging.getLogger("bot").critical("Stopped by an error that nobody caught", exc_info=(kind, error, trace))


def _uncaught_in_thread(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None:
        _uncaught(args.exc_type, args.exc_value, args.exc_traceback)


def _moment(record: logging.LogRecord) -> str:
    return (
        datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    )


def _message(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()[:_LONGEST]
    except Exception:  # the arguments may raise whatever they like: a log line must not
        return f"{record.msg} (its arguments don't fit)"[:_LONGEST]


def _extras(record: logging.LogRecord) -> dict[str, object]:
    return {name: value for name, value in record.__dict__.items() if name not in _USUAL}
