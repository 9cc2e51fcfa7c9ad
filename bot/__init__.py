"""Career Advisor: a Slack bot that gives career advice from a YAML knowledge base."""

__version__ = "0.1.0"
