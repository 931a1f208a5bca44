"""How the papers of an event look: design, colours and logo, with the papers beside them as they are changed."""
