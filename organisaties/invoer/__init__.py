"""Reading files: `bestand` (bytes → rows), `waarden` (cells), `soorten` (the kinds), `inlezen` (the whole act)."""
