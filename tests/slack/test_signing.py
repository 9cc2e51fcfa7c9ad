from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk.signature import SignatureVerifier

from bot.slack.signing import MEMORY, Flaw, Seen, Signed, flaw, sign

SECRET, PREVIOUS = "8f742231b10e8888abcd99yyyzzz85a5", "another-secret"
NOW = 1_531_420_618
BODY = b"command=%2Fcareer&text=salary&user_id=U1"


def signed(
    body: bytes = BODY,
    at: int = NOW,
    secret: str = SECRET,
    timestamp: str | None = None,
    signature: str | None = None,
) -> Signed:
    written = str(at) if timestamp is None else timestamp
    return Signed([written], [sign(secret, written, body) if signature is None else signature], body)


def test_the_signature_is_that_of_slacks_own_example() -> None:
    body = (
        b"token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V"
        b"&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="
        b"&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
        b"&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
    )
    expected = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"
    assert sign(SECRET, NOW, body) == expected
    assert flaw(Signed([str(NOW)], [expected], body), [SECRET], NOW) is None


@given(st.binary(max_size=300), st.from_regex(r"[!-~]{1,40}", fullmatch=True))
def test_our_signature_is_slack_sdks(body: bytes, secret: str) -> None:
    verifier = SignatureVerifier(secret)
    text = body.decode("utf-8", errors="ignore")
    assert verifier.generate_signature(timestamp=str(NOW), body=text) == sign(secret, NOW, text.encode())


@pytest.mark.parametrize("secrets", [[SECRET], [SECRET, PREVIOUS], [PREVIOUS, SECRET]])
def test_a_genuine_request_passes_with_the_current_or_the_previous_secret(secrets: list[str]) -> None:
    assert flaw(signed(), secrets, NOW) is None


@pytest.mark.parametrize(("late", "expected"), [(-301, "stale"), (-300, None), (300, None), (301, "stale")])
def test_five_minutes_either_way_are_allowed(late: int, expected: Flaw | None) -> None:
    assert flaw(signed(), [SECRET], NOW + late) == expected


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        (Signed([], [], BODY), "headers"),
        (Signed([str(NOW)], [], BODY), "headers"),
        (Signed([], [sign(SECRET, NOW, BODY)], BODY), "headers"),
        (Signed([str(NOW)] * 2, [sign(SECRET, NOW, BODY)], BODY), "headers"),
        (Signed([str(NOW)], [sign(SECRET, NOW, BODY)] * 2, BODY), "headers"),
        (signed(timestamp=""), "timestamp"),
        (signed(timestamp="abc"), "timestamp"),
        (signed(timestamp=f"{NOW}.5"), "timestamp"),
        (signed(timestamp=f"-{NOW}"), "timestamp"),
        (signed(timestamp=f"+{NOW}"), "timestamp"),
        (signed(timestamp=f" {NOW}"), "timestamp"),
        (signed(timestamp=f"{NOW}\n"), "timestamp"),
        (signed(timestamp="1e9"), "timestamp"),
        (signed(timestamp="1_531_420_618"), "timestamp"),
        (signed(timestamp="9" * 400), "timestamp"),
        (signed(timestamp="١٥٣١٤٢٠٦١٨"), "timestamp"),
        (signed(timestamp="999999999999"), "stale"),
        (signed(timestamp="0"), "stale"),
        (signed(signature=""), "signature"),
        (signed(signature="v0="), "signature"),
        (signed(signature=sign(SECRET, NOW, BODY)[:-1]), "signature"),
        (signed(signature=sign(SECRET, NOW, BODY).upper()), "signature"),
        (signed(signature=sign(SECRET, NOW, BODY) + "\n"), "signature"),
        (signed(signature="v1" + sign(SECRET, NOW, BODY)[2:]), "signature"),
        (signed(signature="v0=" + "ａ" * 64), "signature"),
        (signed(signature="v0=" + "0" * 64), "signature"),
        (signed(secret="wrong"), "signature"),
        (Signed([str(NOW)], [sign(SECRET, NOW, BODY)], BODY + b"&"), "signature"),
        (Signed([str(NOW)], [sign(SECRET, NOW, BODY)], b""), "signature"),
        (Signed([str(NOW + 1)], [sign(SECRET, NOW, BODY)], BODY), "signature"),
    ],
)
def test_each_forgery_is_seen_for_what_it_is(request_: Signed, expected: Flaw) -> None:
    assert flaw(request_, [SECRET], NOW) == expected


def test_without_any_secret_nothing_passes() -> None:
    assert flaw(signed(secret=""), [], NOW) == "signature"


@given(
    st.lists(st.text(max_size=90), max_size=2),
    st.lists(st.text(max_size=90), max_size=2),
    st.binary(max_size=90),
)
def test_any_headers_are_refused_and_never_raise(
    stamps: list[str], signatures: list[str], body: bytes
) -> None:
    assert flaw(Signed(stamps, signatures, body), [SECRET], NOW) is not None


@given(st.integers(0, len(BODY) * 8 - 1))
def test_one_turned_bit_in_the_body_is_noticed(bit: int) -> None:
    turned = bytearray(BODY)
    turned[bit // 8] ^= 1 << bit % 8
    assert flaw(Signed([str(NOW)], [sign(SECRET, NOW, BODY)], bytes(turned)), [SECRET], NOW) == "signature"


def test_a_signature_counts_once_in_ten_minutes() -> None:
    seen = Seen()
    assert seen.first("a", 0.0)
    assert not seen.first("a", 0.0)
    assert not seen.first("a", MEMORY - 0.1)
    assert seen.first("b", MEMORY - 0.1)
    assert seen.first("a", MEMORY)
    assert not seen.first("b", MEMORY)


def test_what_could_not_be_stored_may_come_again() -> None:
    seen = Seen()
    assert seen.first("a", 0.0)
    seen.forget("a")
    assert seen.first("a", 1.0)
    assert not seen.first("a", MEMORY + 0.5)
    assert seen.first("a", MEMORY + 1.0)


def test_only_ten_minutes_are_remembered() -> None:
    seen = Seen()
    for second in range(5_000):
        seen.first(str(second), float(second))
    assert len(seen) == MEMORY
