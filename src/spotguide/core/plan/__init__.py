"""Plans: from a spot, wishes and the past to the phases of a session, decided before it begins."""
