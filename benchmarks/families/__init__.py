"""Services whose ratings come about in unlike ways, with exact chances; and what finds them."""
