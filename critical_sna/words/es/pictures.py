"""Spanish phrases: static pictures and charts."""

from __future__ import annotations

PHRASES: dict[str, str | dict[str, str]] = {
    # alrededor de la imagen
    "group": "{letter} · {name} ({n})",
    "more_groups": "y {n} más",
    "no_arrows": "No se dibujan las puntas de flecha: hay demasiados vínculos para distinguirlas.",
    "no_labels": "No se escriben algunos códigos: no hay espacio para ellos.",
    "made": (
        "Hecho con critical_sna {version}, semilla {seed}. El lugar dentro de un sector es al azar y no significa "
        "nada. Para: el equipo."
    ),
    "made_groups": "Hecho con critical_sna {version}. Para: el equipo.",
    "arc": "arco: de un grupo a otro que escucha sus voces; cuanto más ancho, mayor es la parte",
    "arc_reported": "arco: del grupo que respondió al que nombró; cuanto más ancho, mayor es la parte",
    "loop": "anillo junto a una marca: vínculos dentro del grupo",
    "small": "contorno de rayas: no se muestra",
    "carried": {"one": "Podría llegar a {n} más", "other": "Podría llegar a {n} más"},
    "boxes": "Un cuadrito vacío está en lugar de un carácter que falta en la letra de esta imagen.",
    "brief": "Lo demás está en el texto alternativo de la imagen.",
    "panel_wave": "{wave}: respondieron {answered} de {asked} ({percent})",
    "panel_wave_nobody": "{wave}: no se guardó a quién se le preguntó",
    "panel_group": "{letter} · {name} ({n})",
    "panels_wave": "El mismo lugar en cada imagen es la misma persona.",
    "panels_wave_rings": "Cada voz conserva su sector y su código; se mueve entre los anillos.",
    "panels_rings": "Anillos, del centro hacia afuera, según cuántas personas escuchan una voz: {names}.",
    "panels_group": "En cada imagen se ve un grupo con sus vínculos; los demás están atenuados, en el mismo lugar.",
    # en lugar de la imagen
    "alt_picture": "Imagen de una red: {title}.",
    "alt_view_rings": (
        "Cada persona es una marca en uno de varios anillos: cuantas menos personas de las que respondieron escuchan "
        "una voz, más afuera está."
    ),
    "alt_view_flip": (
        "Cada persona es una marca en uno de varios anillos: cuantas menos personas de las que respondieron escuchan "
        "una voz, más cerca del centro está."
    ),
    "alt_view_neighbourhood": "Cada persona es una marca, cerca de aquellas con las que tiene vínculos.",
    "alt_view_voice": (
        "Se sigue una voz: flechas continuas llegan a quienes la escuchan, y de rayas a quienes la oirían por medio de "
        "ellas; las demás personas están atenuadas."
    ),
    "alt_view_voice_reported": (
        "Se sigue a una persona: llegan flechas de quienes la nombraron y salen hacia quienes ella nombró; las demás "
        "personas están atenuadas."
    ),
    "alt_view_waves": (
        "Dos rondas, una sobre otra: cada persona es una marca, y una línea de puntos empieza donde estaba una voz en "
        "la otra ronda."
    ),
    "alt_view_waves_reported": ("Dos rondas, una sobre otra: cada persona es una marca, en el mismo lugar en las dos."),
    "alt_view_groups": (
        "Los grupos están en un círculo, con un arco por cada parte de los vínculos posibles que se puede mostrar, de "
        "un grupo al que escucha sus voces. Una tabla abajo dice lo mismo."
    ),
    "alt_view_groups_reported": (
        "Los grupos están en un círculo, con un arco por cada parte de los vínculos posibles que se puede mostrar, del "
        "grupo que respondió al que nombró. Una tabla abajo dice lo mismo."
    ),
    "alt_shares": "Las voces de {name} las escuchan: {shares}.",
    "alt_shares_reported": "{name} nombra a: {shares}.",
    "alt_groups": "{n} grupos, cada uno con su forma, su relleno y su letra: {names}.",
    "alt_table": "El mapa como página (csna.map_network) dice lo mismo en una tabla.",
    "alt_panels": "Una de {n} imágenes de las mismas personas en los mismos lugares.",
    # gráficas
    "chart_alt": "Gráfica: {title}.",
    "chart_signs": "Un guion quiere decir oculto; un signo de interrogación, que no se sabe.",
    "chart_group": "grupo",
    "chart_everyone": "todas las personas",
    "chart_only_wave": "esta encuesta",
    "chart_audibility": "Qué tan probable es que una voz llegue a otras personas",
    "chart_audibility_corner": "voz de ↓ la escucha →",
    "chart_audibility_read": (
        "Es un supuesto, no una observación: la probabilidad de que una voz del grupo de la izquierda llegue a una "
        "persona del grupo de arriba, directamente o por medio de otras, si cada vínculo transmite una voz con "
        "probabilidad de {percent}."
    ),
    "chart_brokerage": "Quién transmite las voces, por grupo",
    "chart_brokerage_read": (
        "Promedio de pares de personas sin vínculo propio que une quien pertenece al grupo, entre quienes "
        "respondieron. "
        "La línea va de lo menos a lo más que podrían dar las respuestas que faltan. Suele ser trabajo sin pago."
    ),
    "chart_brokerage_no_range": (
        "Promedio de pares de personas sin vínculo propio que une quien pertenece al grupo, entre quienes "
        "respondieron. "
        "No se da el intervalo por las respuestas que faltan: tardaría demasiado. Suele ser trabajo sin pago."
    ),
    "chart_role_coordinator": "dentro del grupo",
    "chart_role_itinerant": "entre dos de un mismo grupo ajeno",
    "chart_role_representative": "del grupo hacia otro",
    "chart_role_gatekeeper": "de otro hacia el grupo",
    "chart_role_liaison": "entre otros dos grupos",
    "chart_voice": "Cuánto se escuchan las voces, por grupo",
    "chart_voice_read": (
        "Parte de las voces de cada grupo. Muestra dónde la alianza tiene el hábito de escuchar; no dice nada de las "
        "personas."
    ),
    "chart_response": "Quién respondió",
    "chart_response_read": (
        "Parte de las personas a quienes se preguntó. Donde respondieron pocas, todo lo demás de ese grupo es menos "
        "seguro."
    ),
    "chart_slopes_heard": "Cuánto se escuchan las voces, ronda por ronda",
    "chart_slopes_named": "Cuántas personas nombran a cada una, ronda por ronda",
    "chart_slopes_measure": "{measure}, ronda por ronda",
    "chart_slopes_read": (
        "Promedio de cada grupo. Respondieron: {rates}. Hay personas que llegan y que se van, y las que no "
        "respondieron pueden cambiarlo; una línea no dice por qué."
    ),
    "chart_last_waves": "Se dibujan las últimas {n} de {of} rondas.",
    "chart_hidden": {
        "one": "Oculto, porque el grupo tiene menos de {size} personas o respuestas: {names}.",
        "other": "Ocultos, porque hay grupos con menos de {size} personas o respuestas, o los delatarían: {names}.",
    },
    "chart_missing": (
        "No hay gráficas: matplotlib no está instalado (pip install 'critical-sna[pictures]'). Las tablas tienen los "
        "mismos números."
    ),
}
