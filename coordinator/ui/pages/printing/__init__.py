"""What is printed, for whom and where to, with a look at the page before."""
