"""What we say, as data: each card is a function from what is known to a message."""
