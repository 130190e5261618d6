"""What is seen and clicked."""
