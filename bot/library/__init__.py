"""How we read: YAML files become a frozen library, and every problem gets its file, line and column."""
