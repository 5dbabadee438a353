"""The vocabulary of parallel texts: frozen values, standard library only, no input or output."""
