"""Drills: sessions, their schedule, and the store of attempts."""
