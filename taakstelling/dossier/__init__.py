"""The verschoonbaarheidsdossier: its contents (`inhoud`), its pages (`zetten`), what changed since (`veranderd`)."""
