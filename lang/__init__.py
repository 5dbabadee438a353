"""What is true of a language, as data: sentences, headings, numerals, scripts, folding, conversion, words."""
