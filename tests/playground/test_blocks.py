"""The block checker against Slack's published limits."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground import check_blocks, check_message, check_view, live_marks

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str, **more: object) -> Json:
    return {"type": "mrkdwn", "text": text} | more


def section(text: str, **more: object) -> Json:
    return {"type": "section", "text": mrkdwn(text)} | more


def button(name: str = "go", **more: object) -> Json:
    return {"type": "button", "action_id": name, "text": plain("Go")} | more


def select(count: int, **more: object) -> Json:
    options = [{"text": plain(f"Option {n}"), "value": str(n)} for n in range(count)]
    return {
        "type": "static_select",
        "action_id": "s",
        "placeholder": plain("Choose"),
        "options": options,
    } | more


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def refusals(surface: str, *blocks: Json) -> list[str]:
    return [f"{f.path} {f.says}" for f in check_blocks(surface, list(blocks)) if f.refused]


GOOD = [
    {"type": "header", "text": plain("Title")},
    section("*bold* &amp; <https://example.com|a link>", accessory=button()),
    {"type": "section", "fields": [mrkdwn("a"), plain("b")]},
    {"type": "divider"},
    {"type": "context", "elements": [mrkdwn("_small_")]},
    actions(button("one", style="primary", value="1"), select(3)),
    {"type": "image", "image_url": "https://example.com/a.png", "alt_text": "A picture"},
    {
        "type": "rich_text",
        "elements": [
            {
                "type": "rich_text_list",
                "style": "bullet",
                "indent": 1,
                "elements": [
                    {
                        "type": "rich_text_section",
                        "elements": [{"type": "text", "text": "R&D < 5", "style": {"bold": True}}],
                    }
                ],
            }
        ],
    },
    {
        "type": "input",
        "label": plain("When"),
        "element": {"type": "timepicker", "action_id": "t", "initial_time": "09:30"},
    },
]


@pytest.mark.parametrize("surface", ["message", "modal", "home"])
def test_the_safe_base_has_no_findings(surface: str) -> None:
    assert check_blocks(surface, GOOD) == []


@pytest.mark.parametrize(
    ("block", "says"),
    [
        (section("x" * 3001), "/blocks/0/text/text must be less than 3001 characters"),
        (section(""), "/blocks/0/text/text must be more than 0 characters"),
        ({"type": "section"}, "/blocks/0 missing required field: text or fields"),
        ({"type": "section", "fields": []}, "/blocks/0/fields no fewer than 1 item allowed"),
        ({"type": "section", "fields": [plain("x")] * 11}, "/blocks/0/fields no more than 10 items allowed"),
        ({"type": "header", "text": mrkdwn("x")}, "/blocks/0/text unsupported type: mrkdwn"),
        (
            {"type": "header", "text": plain("x" * 151)},
            "/blocks/0/text/text must be less than 151 characters",
        ),
        (
            {"type": "context", "elements": [plain("x")] * 11},
            "/blocks/0/elements no more than 10 items allowed",
        ),
        (actions(), "/blocks/0/elements no fewer than 1 item allowed"),
        (actions(button(), button()), "/blocks/0 `action_id` go already exists in this block"),
        (
            actions(button(text=plain("x" * 76))),
            "/blocks/0/elements/0/text/text must be less than 76 characters",
        ),
        (actions(button(value="x" * 2001)), "/blocks/0/elements/0/value must be less than 2001 characters"),
        (actions(button(style="green")), "/blocks/0/elements/0/style must be one of: primary, danger"),
        (actions(button(colour="red")), "/blocks/0/elements/0 invalid additional property: colour"),
        (actions(select(0)), "/blocks/0/elements/0/options no fewer than 1 item allowed"),
        (actions(select(101)), "/blocks/0/elements/0/options no more than 100 items allowed"),
        (actions(select(2) | {"type": "carousel"}), "/blocks/0/elements/0 unsupported type: carousel"),
        ({"type": "image", "image_url": "https://x.io/a.png"}, "/blocks/0/alt_text must be a string"),
        ({"type": "telegram"}, "/blocks/0 unsupported type: telegram"),
        ({"type": "alert", "text": plain("x")}, "/blocks/0 unsupported type: alert"),
        (section("x", texts=1), "/blocks/0 invalid additional property: texts"),
    ],
)
def test_what_slack_refuses_is_named_with_its_place(block: Json, says: str) -> None:
    assert says in refusals("message", block)


def checkboxes(options: int, **more: object) -> Json:
    listed = [{"text": mrkdwn(str(n)), "value": str(n)} for n in range(options)]
    return {"type": "checkboxes", "action_id": "c", "options": listed} | more


def test_choices_have_their_own_limits() -> None:
    assert refusals("message", actions(checkboxes(10))) == []
    assert "no more than 10" in refusals("message", actions(checkboxes(11)))[0]
    overflow = {"type": "overflow", "action_id": "o", "options": select(6)["options"]}
    assert "no more than 5" in refusals("message", actions(overflow))[0]
    assert "no fewer than 1" in refusals("message", actions(checkboxes(2, initial_options=[])))[0]
    stranger = {"text": mrkdwn("9"), "value": "9"}
    assert "among the options" in refusals("message", actions(checkboxes(2, initial_options=[stranger])))[0]


def test_a_confirm_dialog_has_its_limits() -> None:
    confirm = {"title": plain("x" * 101), "text": plain("y"), "confirm": plain("z"), "deny": plain("n" * 31)}
    said = refusals("message", actions(button(confirm=confirm)))
    assert [line.split()[0].rpartition("/elements/0/")[2] for line in said] == [
        "confirm/title/text",
        "confirm/deny/text",
    ]


def test_a_message_has_fifty_blocks_and_a_home_a_hundred() -> None:
    assert refusals("message", *[{"type": "divider"}] * 51) == ["/blocks no more than 50 items allowed"]
    assert refusals("home", *[{"type": "divider"}] * 100) == []


def test_block_ids_are_unique() -> None:
    twice = {"type": "divider", "block_id": "a"}
    assert "already exists" in refusals("message", twice, twice)[0]


def test_a_newer_block_is_a_finding_though_slack_takes_it() -> None:
    (finding,) = check_blocks("message", [{"type": "markdown", "text": "# hi"}])
    assert (finding.kind, finding.refused) == ("base", False)


def test_a_message_with_blocks_needs_text_to_read_aloud() -> None:
    assert [f.kind for f in check_message({"blocks": [section("x")]})] == ["text"]
    assert check_message({"text": "x", "blocks": [section("x")]}) == []


def test_a_message_that_is_too_long_in_all_is_refused() -> None:
    long = [section("x" * 2800) for _ in range(5)]
    assert any(f.refused for f in check_message({"text": "x", "blocks": long}))
    assert [f.refused for f in check_message({"text": "x", "blocks": long[:4]})] == [False]


def view(**more: object) -> Json:
    return {"type": "modal", "title": plain("Title"), "blocks": [section("x")]} | more


def test_a_modal_has_short_titles_and_inputs_need_submit() -> None:
    assert check_view(view()) == []
    assert any("25" in f.says for f in check_view(view(title=plain("x" * 25))))
    assert any("submit" in f.says for f in check_view(view(blocks=GOOD)))
    assert check_view(view(blocks=GOOD, submit=plain("Save"))) == []
    assert any(f.path == "/private_metadata" for f in check_view(view(private_metadata="x" * 3001)))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("hello <!channel>", "mention"),
        ("hello <!subteam^S123>", "mention"),
        ("hello @here", "mention"),
        ("see https://evil.example", "link"),
        ("see #careers", "link"),
        ("1 < 2", "escape"),
        ("1 > 2", "escape"),
        ("R&D", "escape"),
        ("R&amp;amp;D", "escape"),
        ("<script>", "escape"),
    ],
)
def test_text_that_would_come_alive_or_show_wrong_is_found(text: str, kind: str) -> None:
    assert {f.kind for f in check_blocks("message", [section(text)])} == {kind}


@pytest.mark.parametrize(
    "text",
    [
        "R&amp;D, 1 &lt; 2, <https://example.com/?a=1&amp;b=2|label>",
        "> a quote\nand <@U123> in <#C123|careers>",
        "mail ada@here.example, `@here`, number #1",
        "&lt;!channel&gt;",
    ],
)
def test_well_written_text_has_no_findings(text: str) -> None:
    assert check_blocks("message", [section(text)]) == []


def test_verbatim_text_may_hold_names_and_links() -> None:
    block = {"type": "section", "text": mrkdwn("@here https://x.io #careers", verbatim=True)}
    assert check_blocks("message", [block]) == []


def test_rich_text_shows_entities_as_they_are() -> None:
    part = {"type": "rich_text_section", "elements": [{"type": "text", "text": "R&amp;D"}]}
    (finding,) = check_blocks("message", [{"type": "rich_text", "elements": [part]}])
    assert finding.kind == "escape"


def test_live_marks_lists_every_mention_and_link() -> None:
    payload = {
        "text": "for <@U1>",
        "blocks": [
            section("<https://a.io|a> and https://b.io @here"),
            {"type": "section", "text": mrkdwn("https://quiet.io", verbatim=True)},
        ],
    }
    assert live_marks(payload) == ["<@U1>", "<https://a.io|a>", "https://b.io", "@here"]


@given(st.text(alphabet="ab<>&@#!|*_`~\n here:/channel", max_size=60))
def test_escaped_verbatim_text_is_never_alive(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    block = {"type": "section", "text": mrkdwn("said: " + escaped, verbatim=True)}
    assert live_marks({"text": "", "blocks": [block]}) == []
    assert check_blocks("message", [block]) == []


@given(
    st.recursive(
        st.none() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["type", "text", "elements", "options", "element", "label", "style"]),
                inner,
                max_size=4,
            )
        ),
        max_leaves=12,
    ),
    st.sampled_from(["section", "actions", "rich_text", "input", "context", "header", "image"]),
)
def test_the_checker_never_raises_on_nonsense(nonsense: Any, kind: str) -> None:
    block = (nonsense if isinstance(nonsense, dict) else {"elements": nonsense}) | {"type": kind}
    for surface in ("message", "modal", "home"):
        check_blocks(surface, [block, nonsense])
