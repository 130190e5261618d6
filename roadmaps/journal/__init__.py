"""Events and what they add up to."""
