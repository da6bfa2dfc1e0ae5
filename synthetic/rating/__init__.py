"""How ratings come about: the level a case deserves, and the level it is given."""
