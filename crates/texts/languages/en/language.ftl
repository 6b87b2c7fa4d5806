### The choice of a language.

language-label = Language
# The name of this language, in itself.
language-name = English
language-failed = This page could not be shown in your language.
language-not-kept = Your language could not be saved.
