"""What a skill, a roadmap and progress are; what is left. Pure Python: values in, values out."""
