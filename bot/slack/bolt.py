"""The Bolt app: our routes, and nothing of Bolt's own that we do elsewhere."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack import uninstalling
from bot.slack.commands import Commands
from bot.slack.listeners import ANY, LAST_ROUTES, ROUTES, Listeners, Route
from bot.slack.surfaces import ROUTES as VIEW_ROUTES
from bot.slack.surfaces import Surfaces
from bot.slack.uninstalling import Uninstalling

log = logging.getLogger("slack_bolt")


def bolt_app(
    commands: Commands,
    listeners: Listeners,
    surfaces: Surfaces,
    uninstalled: Uninstalling,
    client: AsyncWebClient,
) -> AsyncApp:
    """`client` has no token of its own: whose request it is decides.

    Verification is the guard's, which stands before. `process_before_response`: with it an error after an
    acknowledgement still has one, and nothing polls for it.
    """
    app = AsyncApp(
        client=client,
        name="career",
        logger=log,
        # as an object, Bolt also takes it where the environment names an OAuth client
        authorize=_Ours(),
        process_before_response=True,
        request_verification_enabled=False,
        attaching_function_token_enabled=False,
    )
    app.command(ANY)(commands.command)
    _register(app, ROUTES, listeners)
    for event in uninstalling.EVENTS:
        app.event(event)(uninstalled.heard)
    _register(app, VIEW_ROUTES, surfaces)
    app.action(ANY, matchers=[surfaces.concerned])(surfaces.press)
    _register(app, LAST_ROUTES, listeners)
    app.error(listeners.error)
    return app


def _register(app: AsyncApp, routes: Sequence[Route], bodies: object) -> None:
    for kind, what, name in routes:
        getattr(app, kind)(what)(getattr(bodies, name))


class _Ours(AsyncAuthorize):
    """Whoever signed it is a workspace of ours. Looking that up would make every question need the database;
    a token is looked up where something is posted."""

    def __init__(self) -> None:
        """Nothing to set up; Bolt's own takes a logger and what was installed."""

    async def __call__(
        self, *, enterprise_id: str | None, team_id: str | None, **others: object
    ) -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id)
