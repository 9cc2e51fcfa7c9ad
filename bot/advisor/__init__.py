"""What we do: use cases without a Slack word."""
