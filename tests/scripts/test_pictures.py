"""Pictures with a palette: the same to the eye, in fewer bytes."""

from __future__ import annotations

import struct
import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.pictures import SIGNATURE, Bytes, _chunks, read, smaller


def png_of(pixels: Bytes, filter: int) -> bytes:
    """An RGB picture whose rows all use that filter: 0 none, 1 Sub, 2 Up."""
    height, width, _ = pixels.shape
    before = np.zeros_like(pixels)
    if filter == 1:
        before[:, 1:] = pixels[:, :-1]
    elif filter == 2:
        before[1:] = pixels[:-1]
    rows = (pixels - before).reshape(height, width * 3)
    raw = np.concatenate([np.full((height, 1), filter, np.uint8), rows], axis=1).tobytes()
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(raw)), (b"IEND", b""))
    return SIGNATURE + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in parts
    )


def shown(png: bytes) -> Bytes:
    """The pixels of a picture with a palette."""
    chunks = dict(_chunks(png))
    width, height, depth, kind = struct.unpack(">IIBB", chunks[b"IHDR"][:10])
    assert (depth, kind) == (8, 3)
    colours = np.frombuffer(chunks[b"PLTE"], np.uint8).reshape(-1, 3)
    lines = np.frombuffer(zlib.decompress(chunks[b"IDAT"]), np.uint8).reshape(height, width + 1)
    return colours[lines[:, 1:]]


@given(st.integers(0, 2), st.integers(1, 12), st.integers(1, 12), st.randoms(use_true_random=False))
def test_a_picture_of_few_colours_looks_the_same(
    filter: int, height: int, width: int, random: object
) -> None:
    few = np.random.default_rng(random.getrandbits(32)).integers(0, 256, (height, width, 3), np.uint8)  # type: ignore[attr-defined]
    png = png_of(few, filter)
    assert (read(png) == few).all()
    assert np.abs(shown(smaller(png)).astype(int) - few).max() <= 3


def test_many_colours_become_the_256_that_are_most_used() -> None:
    many = np.random.default_rng(7).integers(0, 256, (60, 60, 3), np.uint8)
    made = smaller(png_of(many, 0))
    assert len(dict(_chunks(made))[b"PLTE"]) == 256 * 3
    assert np.abs(shown(made).astype(int) - many).mean() < 40


def test_a_flat_picture_shrinks() -> None:
    flat = np.full((200, 300, 3), 250, np.uint8)
    flat[50:60, 20:200] = 30
    png = png_of(flat, 0)
    assert len(smaller(png)) < len(flat.tobytes()) / 100


def test_what_no_browser_writes_in_a_hurry_is_refused() -> None:
    picture = np.zeros((2, 2, 3), np.uint8)
    with pytest.raises(ValueError, match="none that a browser writes"):
        read(png_of(picture, 4))
