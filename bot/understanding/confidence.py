"""How sure a reading must be, measured on the question sets in tests/questions."""

from __future__ import annotations

ANSWER = 0.47  # from here a question is answered
OFFER = 0.25  # from here choices are offered
ALONE = 0.6  # from here a question stands for itself, whatever was said before
