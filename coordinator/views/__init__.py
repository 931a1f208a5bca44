"""What each screen and paper says: rows and finished sentences made from a day; no Qt, no file, no clock."""
