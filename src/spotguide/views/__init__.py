"""Views: pure functions of what they show; they return renderables and print nothing."""
