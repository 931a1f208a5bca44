"""Templates: what stands where on a badge, a sign, a card or a list, declared and checked before it is drawn."""
