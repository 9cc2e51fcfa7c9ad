"""What the block checker has to say about a payload."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong with a payload.

    kind: `limit`, `shape` (Slack's rules), `base` (a block we do not use), `text` (nothing to read aloud),
        `escape`, `mention`, `link` (text that would come alive).
    path: a JSON pointer into the payload.
    refused: Slack itself would not take it.
    """

    kind: str
    path: str
    says: str
    refused: bool = False

    def __str__(self) -> str:
        return f"{self.says} [json-pointer:{self.path}]"
