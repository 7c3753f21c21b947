"""The profile: what a person has said once and for longer, and what follows from it."""
