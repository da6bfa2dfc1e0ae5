"""Who is listed for review, why, and what comes back."""
