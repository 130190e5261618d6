"""Everything about one skill, to read and to tick; both pages show it beside their list."""
