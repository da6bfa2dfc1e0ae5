"""What moves a chance: of one case, and over all."""
