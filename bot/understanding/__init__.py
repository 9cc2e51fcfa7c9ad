"""How we listen: library, memory and text in, answer and memory out. Pure; rapidfuzz is used here alone."""
