"""The live screen of a session: a pure function of the session and the size of the window."""

from spotguide.views.session.frame import About, Frame, frame

__all__ = ["About", "Frame", "frame"]
