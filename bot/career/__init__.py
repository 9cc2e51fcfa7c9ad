"""What we know: guides, questions, answers, roadmaps and rhythms as frozen data and plain functions."""
