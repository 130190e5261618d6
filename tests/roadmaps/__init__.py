"""Tests of the pure domain: no Qt, no file, no clock."""
