"""The workspace that a playground starts with."""

from __future__ import annotations

from bot.playground.workspace import Channel, Person, Team

PEOPLE = (
    ("U01ADA", "ada", "Ada Lindqvist", "Europe/Berlin", "Data engineer"),
    ("U01GRACE", "grace", "Grace Okafor", "America/New_York", "ML engineer"),
    ("U01KENJI", "kenji", "Kenji Watanabe", "Asia/Tokyo", "Backend developer"),
    ("U01PRIYA", "priya", "Priya Raman", "Asia/Kolkata", "People partner"),
)


def seed_team(id: str = "T01ACME", name: str = "Acme", *, installed: bool = True) -> Team:
    """Four people of four zones, three channels, the bot in two of them; the same ids in every team."""
    team = Team(id, name)
    if not installed:
        team.bot_token = None
    for person in PEOPLE:
        team.add(Person(*person))
    team.add(Person(team.bot_user, "career_advisor", "Career Advisor", is_bot=True))
    everybody = {person[0] for person in PEOPLE}
    for key, with_bot in (("general", True), ("careers", True), ("random", False)):
        members = everybody | ({team.bot_user} if with_bot else set())
        team.channels["C01" + key.upper()] = Channel("C01" + key.upper(), key, members)
    return team


def crowd(team: Team, count: int) -> list[Person]:
    """Many more people, for drills: U09000001 and on, over the zones of the four."""
    return [
        team.add(Person(f"U09{number:06d}", f"person{number}", f"Person {number}", PEOPLE[number % 4][3]))
        for number in range(1, count + 1)
    ]
