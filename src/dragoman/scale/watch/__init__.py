"""Feeds watched: polled politely, taken in, and alerts fired where a rule holds."""
