"""Spanish phrases: static pictures and charts."""

from __future__ import annotations

PHRASES: dict[str, str | dict[str, str]] = {
    # alrededor de la imagen
    "group": "{letter} · {name} ({n})",
    "more_groups": "y {n} más",
    "no_arrows": "No se dibujan las puntas de flecha: hay demasiados lazos para distinguirlas.",
    "no_labels": "No se escriben algunos códigos: no hay espacio para ellos.",
    "made": (
        "Hecho con critical_sna {version}, semilla {seed}. El lugar dentro de un sector es al azar y no significa "
        "nada. Para: el equipo."
    ),
    "boxes": "Un cuadrito vacío está en lugar de un carácter que falta en la letra de esta imagen.",
    "brief": "Lo demás está en el texto alternativo de la imagen.",
    "panel_wave": "{wave}: respondieron {answered} de {asked} ({percent})",
    "panel_wave_nobody": "{wave}: no se guardó a quién se le preguntó",
    "panel_group": "{letter} · {name} ({n})",
    "panels_wave": "El mismo lugar en cada imagen es la misma persona.",
    "panels_group": "En cada imagen se ve un grupo con sus lazos; los demás están atenuados, en el mismo lugar.",
    # en lugar de la imagen
    "alt_picture": "Imagen de una red: {title}.",
    "alt_rings": (
        "Cada persona es una marca en uno de varios anillos: cuantas menos personas de las que respondieron escuchan "
        "una voz, más afuera está."
    ),
    "alt_flip": (
        "Cada persona es una marca en uno de varios anillos: cuantas menos personas de las que respondieron escuchan "
        "una voz, más cerca del centro está."
    ),
    "alt_neighbourhood": "Cada persona es una marca, cerca de aquellas con las que tiene lazos.",
    "alt_groups": "{n} grupos, cada uno con su forma, su relleno y su letra: {names}.",
    "alt_table": "El mapa como página (csna.map_network) dice lo mismo en una tabla.",
    "alt_panels": "Una de {n} imágenes de las mismas personas en los mismos lugares.",
}
