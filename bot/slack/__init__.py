"""How we speak: the only floor that knows Slack."""
