"""Devices, one a module: they do what they are told and decide nothing."""
