from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.response_urls import trusted

SLACK = "https://slack.com/api/"
PLAYGROUND = "http://127.0.0.1:3001/api/"


@pytest.mark.parametrize(
    "url",
    [
        "https://hooks.slack.com/commands/T1/2/abc",
        "https://hooks.slack.com:443/actions/T1/2/abc",
        "https://HOOKS.slack.com/app/T1/2/abc",
        "https://hooks.slack-gov.com/commands/T1/2/abc",
    ],
)
def test_slacks_own_hooks_are_trusted(url: str) -> None:
    assert trusted(url, SLACK)
    assert trusted(url, "https://www.slack.com/api")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "hooks.slack.com/commands/T1",
        "//hooks.slack.com/commands/T1",
        "http://hooks.slack.com/commands/T1",
        "ftp://hooks.slack.com/commands/T1",
        "https://hooks.slack.com:8443/commands/T1",
        "https://hooks.slack.com:0/commands/T1",
        "https://hooks.slack.com:99999/commands/T1",
        "https://hooks.slack.com:x/commands/T1",
        "https://slack.com/commands/T1",
        "https://evil.slack.com/commands/T1",
        "https://hooks.slack.com.evil.example/commands/T1",
        "https://evil.example/hooks.slack.com",
        "https://evil.example#hooks.slack.com",
        "https://evil.example?https://hooks.slack.com/",
        "https://hooks.slack.com@evil.example/",
        "https://me:secret@hooks.slack.com/",
        "https://evil.example\\@hooks.slack.com/",
        "https://hooks.slack.com\n.evil.example/",
        "https://hooks.sl\u0430ck.com/commands/T1",
        "https://hooks。slack。com/commands/T1",
        "https://169.254.169.254/latest/meta-data",
        "https://localhost/commands",
        "https://[::1]/commands",
        "https://[::1/commands",
        "file:///etc/passwd",
        "http://127.0.0.1:3001/response/abc",
    ],
)
def test_no_other_address_is_trusted(url: str) -> None:
    assert not trusted(url, SLACK)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://127.0.0.1:3001/response/abc", True),
        ("http://127.0.0.1:40999/response/abc", True),
        ("http://127.0.0.2:3001/response/abc", False),
        ("http://127.0.0.1.evil.example/response/abc", False),
        ("https://hooks.slack.com/commands/T1", False),
        ("ftp://127.0.0.1/response/abc", False),
    ],
)
def test_with_another_web_api_only_its_host_is_trusted(url: str, expected: bool) -> None:
    assert trusted(url, PLAYGROUND) is expected


@given(st.text(max_size=80))
def test_any_text_gets_a_plain_no(text: str) -> None:
    assert not trusted(text, SLACK)


@given(st.text(alphabet=st.characters(exclude_characters="/?#:"), min_size=1, max_size=40))
def test_only_the_exact_host_counts(host: str) -> None:
    expected = host.lower() in ("hooks.slack.com", "hooks.slack-gov.com")
    assert trusted(f"https://{host}/x", SLACK) is expected
