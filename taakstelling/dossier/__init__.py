"""The verschoonbaarheidsdossier: what stands in it (`inhoud`) and its two pages (`zetten`)."""
