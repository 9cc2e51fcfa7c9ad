"""PNG files made smaller: a palette of at most 256 colours is plenty for a page of text.

Follows the PNG specification, third edition: https://www.w3.org/TR/png-3/.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]
SIGNATURE = b"\x89PNG\r\n\x1a\n"
CHANNELS = {2: 3, 6: 4}  # bytes a pixel, by colour type: without and with alpha
MOST = 256
UNLIKELY = "That PNG is none that a browser writes in a hurry."


def smaller(png: bytes) -> bytes:
    """The same picture with a palette. Takes what Chromium writes with `optimizeForSpeed`."""
    pixels = read(png)
    colours, places = _palette(pixels[..., :3])
    return write(colours, places)


def read(png: bytes) -> Bytes:
    """The pixels, as rows of RGB or RGBA."""
    chunks = list(_chunks(png))
    width, height, depth, kind, _, _, interlaced = struct.unpack(">IIBBBBB", chunks[0][1])
    if depth != 8 or interlaced or kind not in CHANNELS:
        raise ValueError(UNLIKELY)
    raw = zlib.decompress(b"".join(data for name, data in chunks if name == b"IDAT"))
    channels = CHANNELS[kind]
    lines = np.frombuffer(raw, np.uint8).reshape(height, width * channels + 1)
    above = np.zeros((width, channels), np.uint8)
    rows = []
    for line in lines:
        above = _unfiltered(int(line[0]), line[1:].reshape(width, channels), above)
        rows.append(above)
    return np.stack(rows)


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(SIGNATURE)
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        at += length + 12


def _unfiltered(kind: int, line: Bytes, above: Bytes) -> Bytes:
    """A row as it was before filter `kind`, none, Sub or Up (section 9 of the specification)."""
    if kind == 1:
        return np.cumsum(line, axis=0, dtype=np.uint64).astype(np.uint8)
    if kind not in (0, 2):
        raise ValueError(UNLIKELY)
    return line + above if kind else line


def _palette(pixels: Bytes) -> tuple[Bytes, Bytes]:
    """At most 256 colours, the most frequent, and for each pixel the place of the nearest one."""
    coarse = (pixels.reshape(-1, 3) & 0xFC) | (pixels.reshape(-1, 3) >> 6)
    packed = coarse.astype(np.uint32) @ np.array([1 << 16, 1 << 8, 1], np.uint32)
    every, back, counts = np.unique(packed, return_inverse=True, return_counts=True)
    chosen = np.sort(np.argsort(counts)[::-1][:MOST])
    colours = np.stack([every >> 16 & 255, every >> 8 & 255, every & 255], axis=1).astype(np.int32)
    nearest = [int(((colours[chosen] - colour) ** 2).sum(axis=1).argmin()) for colour in colours]
    places = np.array(nearest, np.uint8)[back.reshape(-1)]
    return colours[chosen].astype(np.uint8), places.reshape(pixels.shape[:2])


def write(colours: Bytes, places: Bytes) -> bytes:
    """A PNG of these colours; unfiltered, which suits a palette best."""
    height, width = places.shape
    lines = np.zeros((height, width + 1), np.uint8)
    lines[:, 1:] = places
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    parts = (
        (b"IHDR", header),
        (b"PLTE", colours.tobytes()),
        (b"IDAT", zlib.compress(lines.tobytes(), 9)),
        (b"IEND", b""),
    )
    return SIGNATURE + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in parts
    )
