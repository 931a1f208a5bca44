-- A meeting may last more than one round.
ALTER TABLE meetings ADD COLUMN rounds INTEGER NOT NULL DEFAULT 1 CHECK (rounds >= 1);
