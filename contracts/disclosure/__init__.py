"""What may be said of few people: counts withheld and rounded, attacked before release."""
