"""Parts that pages are made of; each is handed what it needs and knows no page."""
