"""Experiments on oneself: an order drawn by chance, the turns taken, and what they show."""
