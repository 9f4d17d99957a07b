"""The only writers of the burial book's prints and closed months. They take a session and an actor, never commit."""
