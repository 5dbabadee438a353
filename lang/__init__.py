"""What is true of a language, as data: sentences, headings, numbers, scripts, folding, conversion, words."""
