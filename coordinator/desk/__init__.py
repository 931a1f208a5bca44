"""The one door: whoever wants something of the event asks the desk and gets a value back."""
