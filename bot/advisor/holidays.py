"""Holidays: the calendar that the operator names."""

from __future__ import annotations

from datetime import date

from bot.career.postponing import Holiday, no_holidays
from bot.errors import ConfigError


def named_calendar(name: str | None) -> Holiday:
    """The holidays of a country (`DE`) or of a part of it (`DE-BE`), by ISO 3166 codes; none without a name.

    Raises ConfigError for a calendar that is not known.
    """
    if not name:
        return no_holidays
    import holidays  # half of this process's start would be spent on it, and most operators name none

    country, _, part = name.strip().upper().partition("-")
    known = holidays.list_supported_countries()
    if country not in known:
        raise ConfigError(f"HOLIDAYS names {name!r}. It looks like DE, or DE-BE for a part of a country.")
    if part and part not in known[country]:
        parts = ", ".join(known[country]) or "none"
        raise ConfigError(f"HOLIDAYS names {name!r}. The parts of {country} that are known: {parts}.")
    spoken = getattr(holidays, country).supported_languages
    english = next((language for language in spoken if language.startswith("en")), None)
    calendar = holidays.country_holidays(country, subdiv=part or None, language=english)

    def holiday(day: date) -> str | None:
        found: str | None = calendar.get(day)
        return found

    return holiday
