"""What becomes of the plan when people do not come: a problem goes in, proposals come out; pure and picklable."""
