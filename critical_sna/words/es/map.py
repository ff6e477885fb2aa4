"""Spanish phrases: map. Families read these maps, so the words are those of a conversation, not of a method.

The subject of a sentence is the alliance: a position describes a reported network, not a person.
Phrases whose key begins with ``page_`` travel to the page, which fills their places itself.
Errors (``error_``) have no twin here: the library reports its faults in English.
"""

from __future__ import annotations

PHRASES: dict[str, str | dict[str, str]] = {
    # qué es el mapa
    "title": "¿A qué voces se escucha?",
    "title_relation": "A qué voces se escucha: {relation}",
    "title_no_flow": "¿Quién nombra a quién?",
    "title_no_flow_relation": "Quién nombra a quién: {relation}",
    "asked": "La encuesta preguntó: «{question}»",
    "asked_relation": "No se guardó el texto de la pregunta. La relación se llama «{relation}».",
    "asked_nothing": "No se guardó el texto de la pregunta.",
    "read_seeks_from": (
        "Lo leemos así: quien respondió escucha a la persona que nombró. "
        "Cada flecha va de una voz a la persona que la escucha."
    ),
    "read_gives_to": (
        "Lo leemos así: la persona nombrada escucha a quien respondió. "
        "Cada flecha va de una voz a la persona que la escucha."
    ),
    "read_mutual": (
        "Lo leemos así: las dos personas se escuchan. Cada flecha va de una voz a la persona que la escucha."
    ),
    "read_not_declared": (
        "No se indicó hacia dónde viaja la voz en una respuesta; por eso este mapa no dice a quién se escucha. "
        "Cada flecha va de la persona que respondió a la persona que nombró."
    ),
    "banner": "Datos personales: esta página muestra nombres o identificadores de personas. No la reenvíe.",
    "methods": (
        "Hecho con critical_sna {version}, semilla {seed}. Anillos: {bands}, como parte de las personas que "
        "respondieron y podían nombrar una voz. Vecindad: disposición de Fruchterman-Reingold (igraph {igraph}) de "
        "todas las rondas juntas. El lugar dentro de un sector es al azar. Dibujado con vis-network 9.1.2. "
        "Para: el equipo."
    ),
    "methods_no_flow": (
        "Hecho con critical_sna {version}, semilla {seed}. Disposición de Fruchterman-Reingold (igraph {igraph}) de "
        "todas las rondas juntas. Dibujado con vis-network 9.1.2. Para: el equipo."
    ),
    "methods_band": "{band} ({words})",
    "band_none": "0 %",
    "band_under": "menos del {percent} %",
    "band_rest": "el resto",
    "codes_can_be_guessed": (
        "Usar códigos en lugar de nombres no vuelve anónimas a las personas: en una alianza pequeña se puede adivinar "
        "quién es alguien por su lugar en el mapa."
    ),
    # grupos, rondas, niveles
    "everyone": "todas las personas",
    "unknown_group": "grupo sin dato",
    "other_groups": "otros grupos",
    "no_name": "(sin nombre)",
    "wave_number": "Ronda {number}",
    "level_all": "de cualquier intensidad",
    "level_number": "de intensidad {value} o más",
    "level_label": "{label} o más",
    "decimal_mark": ",",
    # lo que no se puede mostrar
    "note_nobody": "En estos datos no hay personas, así que no hay nada que dibujar.",
    "note_alone": "En estos datos hay una sola persona, así que nadie podía nombrar a nadie.",
    "note_no_ties": "No se contó ningún vínculo, así que el dibujo tiene personas y ninguna flecha.",
    "note_nobody_answered": "Nadie respondió, así que no se sabe quién escucha a quién.",
    "note_no_groups": "No se eligieron grupos, así que todas las personas están en un mismo círculo.",
    "note_other_groups": {
        "one": "{n} grupo pequeño comparte un color y una forma con el nombre «otros grupos»; conserva su letra.",
        "other": "{n} grupos pequeños comparten un color y una forma con el nombre «otros grupos»; cada uno conserva "
        "su letra.",
    },
    "note_unplaced": {
        "one": "Para {n} persona no se pudo calcular un lugar; está dibujada en el centro.",
        "other": "Para {n} personas no se pudo calcular un lugar; están dibujadas en el centro.",
    },
    "note_single_groups": (
        "Cada grupo tiene una sola persona, así que los grupos de este mapa muestran a personas concretas. "
        "Elija grupos más grandes antes de mostrarlo."
    ),
    "note_no_periphery": ("Con estos datos no se pudo calcular qué voces se escuchan menos de lo que daría el azar."),
    "note_periphery_large": (
        "Qué voces se escuchan menos de lo que daría el azar se calcula hasta {most} personas, así que en este mapa "
        "ninguna marca lleva anillo doble."
    ),
    # la página: partes
    "page_skip": "Ir a la tabla de personas",
    "page_noscript": "Este mapa necesita JavaScript. Funciona dentro de este archivo; no descarga nada.",
    "page_picture": "Mapa",
    "page_picture_help": (
        "Dibujo de la red. Las flechas del teclado pasan de voz en voz, Intro sigue una voz, P mira a dos personas "
        "juntas, N escribe una nota, Escape borra la selección, más y menos acercan y alejan, Mayúsculas con una "
        "flecha mueve el dibujo, 0 muestra todo. La tabla de personas de abajo dice lo mismo con palabras."
    ),
    "page_rows_part": "Filas {first} a {last} de {n}",
    "page_rows_before": "Filas anteriores",
    "page_rows_after": "Filas siguientes",
    "page_chips_more": {"one": "y {n} más", "other": "y {n} más"},
    "page_controls": "Controles",
    "page_words": "Con palabras",
    "page_to_words": "Con palabras, abajo",
    "page_table": "Todas las personas de este mapa, con palabras",
    "page_table_help": "Elija el título de una columna para ordenar. Elija una persona para seguir su voz.",
    "page_find": "Buscar una persona o un grupo",
    "page_find_none": "Aquí ninguna persona ni grupo se llama así.",
    "page_find_group": "grupo: {name}",
    "page_view": "Mostrar",
    "page_view_rings": "anillos: en el centro, las voces que muchas personas escuchan",
    "page_view_flip": "al revés: en el centro, las voces que pocas escuchan (empezar por los márgenes)",
    "page_view_neighbourhood": "vecindad: cada persona cerca de aquellas con las que tiene vínculos",
    "page_view_voice": "una voz: a través de quién viaja",
    "page_view_voice_reported": "una persona: los vínculos de cada una, una tras otra",
    "page_view_groups": "grupos: cuáles escuchan a cuáles",
    "page_view_groups_reported": "grupos: cuáles nombran a cuáles",
    "page_view_waves": "dos rondas: qué cambió",
    "page_view_table": "tabla: todas las personas, con palabras",
    "page_groups_picture": (
        "Grupos en un círculo, con un arco por cada cifra que se puede mostrar. La tabla con palabras dice lo mismo."
    ),
    "page_legend_inside": {"one": "{n} grupo aquí dentro", "other": "{n} grupos aquí dentro"},
    "page_voice_before": "Anterior",
    "page_voice_next": "Siguiente",
    "page_legend": "Grupos (desmarque para ocultar)",
    "page_level": "Mostrar vínculos",
    "page_wave": "Ronda de la encuesta:",
    "page_labels": "Mostrar códigos o nombres",
    "page_rings": "Mostrar anillos dobles",
    "page_dark": "Fondo oscuro",
    "page_save": "Guardar imagen",
    "page_print": "Imprimir",
    "page_clear": "Borrar selección",
    "page_zoom_in": "Acercar",
    "page_zoom_out": "Alejar",
    "page_zoom_all": "Todo: mostrar el dibujo entero",
    "page_zoom_all_short": "Todo",
    "page_how": "Cómo leer este mapa",
    "page_how_arrow": "flecha: de una voz a la persona que la escucha",
    "page_how_arrow_reported": "flecha: de la persona que respondió a la persona que nombró",
    "page_how_two_way": "dos arcos: cada una nombra a la otra",
    "page_how_double": "anillo doble: una voz que aquí pocas personas dicen escuchar, menos de lo que daría el azar",
    "page_how_dotted": "anillo de puntos: lo mismo, pero depende de cómo se lea",
    "page_how_hollow": "borde de rayas: se le preguntó y no respondió",
    "page_how_unasked": "borde de puntos: otras personas la nombraron, no se le preguntó",
    "page_how_dashed": "flecha de rayas: se llega a través de otra persona",
    "page_how_codes": ("Los códigos valen solo para esta página: en otro mapa el mismo código puede ser otra persona."),
    "page_how_passing": (
        "De cerca se dibujan los vínculos que empiezan o terminan en el dibujo; de lejos, muchos vínculos "
        "son una red gris."
    ),
    "page_how_counts": "Un número en un anillo cuenta las personas de esa parte.",
    "page_how_order": "El lugar en un sector es al azar o hace que se crucen menos líneas; no dice nada de nadie.",
    "page_percent": "{n}\u00a0%",
    "page_thousands": "\u202f",
    # la página: anillos
    "page_band_-1": "no se sabe",
    "page_band_0": "nadie la escucha todavía",
    "page_band_1": "la escuchan unas pocas",
    "page_band_2": "la escuchan algunas",
    "page_band_3": "la escuchan muchas",
    "page_ring_-1": "no se sabe",
    "page_ring_0": "nadie todavía",
    "page_ring_1": "unas pocas",
    "page_ring_2": "algunas",
    "page_ring_3": "muchas",
    "page_band_absent": "no formó parte de esta ronda",
    # la página: la red con palabras
    "page_network": "Toda la alianza",
    "page_size": {
        "one": "{n} persona y {ties} ({wave}).",
        "other": "{n} personas y {ties} ({wave}).",
    },
    "page_size_unnamed": {"one": "{n} persona y {ties}.", "other": "{n} personas y {ties}."},
    "page_ties": {"one": "{n} vínculo", "other": "{n} vínculos"},
    "page_answered": {
        "one": "Respuestas: {answered} de {n} persona a la que se preguntó ({percent}).",
        "other": "Respondieron {answered} de {n} personas a las que se preguntó ({percent}).",
    },
    "page_asked_nobody": "No se guardó a quién se preguntó.",
    "page_silent": "Las personas que no respondieron pueden escuchar más voces de las que se ven.",
    "page_silent_gives_to": (
        "A las voces de quienes no respondieron las pueden escuchar más personas de las que se ven."
    ),
    "page_silent_reported": "Las personas que no respondieron pueden haber nombrado a más personas de las que se ven.",
    "page_unasked": {
        "one": "A {n} persona la nombraron y no se le preguntó: ¿quién más forma parte de esto?",
        "other": "A {n} personas las nombraron y no se les preguntó: ¿quién más forma parte de esto?",
    },
    "page_count_3": {
        "one": "A {n} voz la escuchan muchas personas (una cuarta parte o más de quienes respondieron)",
        "other": "A {n} voces las escuchan muchas personas (una cuarta parte o más de quienes respondieron)",
    },
    "page_count_2": {
        "one": "A {n} la escuchan algunas personas (entre una décima y una cuarta parte)",
        "other": "A {n} las escuchan algunas personas (entre una décima y una cuarta parte)",
    },
    "page_count_1": {
        "one": "A {n} la escuchan unas pocas personas (menos de una décima parte)",
        "other": "A {n} las escuchan unas pocas personas (menos de una décima parte)",
    },
    "page_count_0": {
        "one": "A {n} todavía no la ha nombrado nadie de quienes respondieron",
        "other": "A {n} todavía no las ha nombrado nadie de quienes respondieron",
    },
    "page_count_-1": {
        "one": "De {n} no se sabe: faltan las respuestas que lo dirían",
        "other": "De {n} no se sabe: faltan las respuestas que lo dirían",
    },
    "page_edge": (
        "El borde de los anillos muestra dónde esta alianza aún no tiene la costumbre de escuchar. "
        "No dice nada de las personas que están allí."
    ),
    "page_marked": {
        "one": (
            "{n} voz lleva un anillo doble: la alianza la nombra menos que si la gente hubiera nombrado al azar. "
            "Es una invitación a escuchar, no un juicio."
        ),
        "other": (
            "{n} voces llevan un anillo doble: la alianza las nombra menos que si la gente hubiera nombrado al azar. "
            "Es una invitación a escuchar, no un juicio."
        ),
    },
    "page_marked_many": (
        "La alianza escucha tan poco a tantas voces ({percent}) que esto habla de cómo escucha la alianza, "
        "no de personas concretas. No se señala a ninguna."
    ),
    "page_marked_none": "Ninguna voz se escucha menos de lo que daría nombrar al azar.",
    "page_depends": {
        "one": "Con {n} voz depende de cómo se lea (anillo de puntos).",
        "other": "Con {n} voces depende de cómo se lea (anillo de puntos).",
    },
    "page_crowded": "Un solo anillo reúne el {percent} de las voces, así que aquí los anillos dicen poco.",
    "page_crowded_try": "Pruebe una lectura más exigente: vínculos {level}.",
    "page_crowded_button": "Mostrar vínculos {level}",
    "page_crowded_all": "Ninguna lectura más exigente de los vínculos las separa.",
    # la página: qué grupos se escuchan
    "page_reach": "Qué grupos escuchan a cuáles",
    "page_reach_corner": "voz de ↓\nla escucha →",
    "page_reach_reported": "Qué grupos nombran a cuáles",
    "page_reach_corner_reported": "responde ↓\nnombra a →",
    "page_reach_small": (
        "Los grupos son demasiado pequeños para mostrar cuál escucha a cuál sin mostrar a personas concretas."
    ),
    "page_reach_small_reported": (
        "Los grupos son demasiado pequeños para mostrar cuál nombra a cuál sin mostrar a personas concretas."
    ),
    "page_reach_note": (
        "Parte de los vínculos posibles que se contaron, por ciento. –: no se muestran los grupos con menos de {size} "
        "personas o respuestas, ni lo que permitiría deducirlos. ?: no respondió nadie que pudiera decirlo."
    ),
    # la página: seguir una voz
    "page_follow": "Seguir una voz: {name}",
    "page_follow_reported": "Los vínculos de {name}",
    "page_follow_who": "{name} · {group}",
    "page_follow_band": {
        "one": "{band}: {n} de las {could} personas que respondieron y podían nombrar esta voz.",
        "other": "{band}: {n} de las {could} personas que respondieron y podían nombrar esta voz.",
    },
    "page_follow_unknown": "No se sabe cuánto se escucha esta voz: faltan las respuestas que lo dirían.",
    "page_direct": {"one": "La escucha directamente {n}:", "other": "La escuchan directamente {n}:"},
    "page_direct_none": "Nadie de quienes respondieron ha nombrado todavía esta voz.",
    # cuando las personas cuentan a quién dan, valen sus propias respuestas
    "page_count_3_gives_to": {
        "one": (
            "A {n} voz la escuchan muchas personas (una cuarta parte o más de las que podía nombrar, según su "
            "propia respuesta)"
        ),
        "other": (
            "A {n} voces las escuchan muchas personas (una cuarta parte o más de las que podían nombrar, según sus "
            "propias respuestas)"
        ),
    },
    "page_count_0_gives_to": {
        "one": "{n} no ha nombrado todavía a nadie que escuche su voz",
        "other": "{n} no han nombrado todavía a nadie que escuche su voz",
    },
    "page_follow_band_gives_to": "{band}: según su propia respuesta, {n} de las {could} personas que podía nombrar.",
    "page_direct_none_gives_to": "Todavía no se ha nombrado a nadie que escuche esta voz.",
    "page_carried": {
        "one": "Podría llegar a {n} más a través de:",
        "other": "Podría llegar a {n} más a través de:",
    },
    "page_carrier": "{name} ({n})",
    "page_carried_none": "A quienes la escuchan no los ha nombrado todavía nadie más.",
    "page_not_reached": {
        "one": "A {n} persona no le llega en dos pasos.",
        "other": "A {n} personas no les llega en dos pasos.",
    },
    "page_not_known": {
        "one": "De {n} persona no se sabe, porque faltan respuestas: la suya o la de alguien en medio.",
        "other": "De {n} personas no se sabe, porque faltan respuestas: las suyas o las de alguien en medio.",
    },
    "page_not_known_gives_to": {
        "one": "De {n} persona no se sabe, porque faltan respuestas: la de esta voz o la de alguien en medio.",
        "other": "De {n} personas no se sabe, porque faltan respuestas: la de esta voz o la de alguien en medio.",
    },
    "page_all_reached": "Llega a todas las personas en dos pasos.",
    "page_question_door": "Una pregunta para conversar: ¿quién podría abrir una puerta?",
    "page_question_first": "Una pregunta para conversar: ¿quién podría empezar a escuchar?",
    "page_question_all": (
        "Una pregunta para conversar: ¿qué hace que esta voz llegue tan lejos, y a quién más le serviría?"
    ),
    "page_hears": {"one": "Dice que escucha a {n} voz:", "other": "Dice que escucha a {n} voces:"},
    "page_hears_none": "No nombró a nadie cuya voz escuche.",
    "page_hears_gives_to": {
        "one": "{n} voz la nombró como alguien que la escucha:",
        "other": "{n} voces la nombraron como alguien que las escucha:",
    },
    "page_hears_none_gives_to": "Ninguna voz que respondió ha nombrado todavía a esta persona como quien la escucha.",
    "page_hears_unknown": "No respondió, así que no se sabe a quién escucha esta persona.",
    "page_hears_unasked": "No se le preguntó, así que no se sabe a quién escucha esta persona.",
    "page_hears_others": {
        "one": "Escucha a {n} voz, según cuentan otras personas:",
        "other": "Escucha a {n} voces, según cuentan otras personas:",
    },
    "page_named_by": {"one": "La nombró {n}:", "other": "La nombraron {n}:"},
    "page_named_by_none": "Nadie de quienes respondieron ha nombrado todavía a esta persona.",
    "page_names": {"one": "Nombró a {n}:", "other": "Nombró a {n}:"},
    "page_names_none": "No nombró a nadie.",
    "page_names_unknown": "No respondió, así que no se sabe a quién nombraría esta persona.",
    "page_question_reported": "Una pregunta para conversar: ¿qué significa aquí un vínculo, y quién falta?",
    "page_double": "Anillo doble: la alianza nombra esta voz menos que si la gente hubiera nombrado al azar.",
    "page_dotted": "Anillo de puntos: que esta voz se escuche poco depende de cómo se lea.",
    "page_waves": "Otras rondas",
    "page_wave_band": "{wave}: {band}",
    "page_not_part": "No formó parte de {wave}.",
    "page_ghost": "La línea de puntos empieza donde estaba esta voz en {wave}.",
    "page_followed_live": "Siguiendo a {name}. {band}. Personas que la escuchan directamente: {n}.",
    "page_followed_live_reported": "{name}. Personas que la nombraron: {n}.",
    "page_stepped_live": "{name}, {group}. {band}. Pulse Intro para seguir esta voz.",
    "page_cleared_live": "Toda la alianza.",
    # la página: un grupo
    "page_group": "El grupo {name}",
    "page_group_size": {"one": "{n} persona en esta ronda.", "other": "{n} personas en esta ronda."},
    "page_group_answered": {
        "one": "Respuestas: {answered} de {n} persona a la que se preguntó.",
        "other": "Respuestas: {answered} de {n} personas a las que se preguntó.",
    },
    "page_group_shared": "Este grupo comparte su fila en la tabla de grupos con otros grupos pequeños.",
    "page_group_small": (
        "El grupo es demasiado pequeño para decir qué grupos lo escuchan sin mostrar a personas concretas."
    ),
    "page_group_small_reported": (
        "El grupo es demasiado pequeño para decir qué grupos lo nombran sin mostrar a personas concretas."
    ),
    "page_group_heard": "Parte de los vínculos posibles en que escuchan sus voces:",
    "page_group_hears": "Parte de los vínculos posibles en que escucha las voces de:",
    "page_group_names": "Parte de los vínculos posibles en que nombró a:",
    "page_group_named": "Parte de los vínculos posibles en que lo nombraron:",
    "page_group_hidden": "no se muestra",
    "page_group_people": "Las personas de este grupo",
    "page_question_group": (
        "Una pregunta para conversar: ¿de quién son las ideas que llegan a este grupo, y de quién no llegan todavía?"
    ),
    # la página: dos personas
    "page_pair_choose": "Mirar a las dos juntas:",
    "page_pair_none": "elija una persona",
    "page_pair": "{one} y {other}",
    "page_pair_yes": "{hearer} escucha a {voice}.",
    "page_pair_no": "Ninguna respuesta dice que {hearer} escuche a {voice}.",
    "page_pair_unknown": "No se sabe si {hearer} escucha a {voice}: falta la respuesta que lo diría.",
    "page_pair_reported_yes": "{voice} nombró a {hearer}.",
    "page_pair_reported_no": "{voice} no nombró a {hearer}.",
    "page_pair_reported_unknown": "No se sabe si {voice} nombraría a {hearer}: falta la respuesta.",
    "page_pair_level": "El vínculo es {level}.",
    "page_pair_through": "Lo que dice {voice} podría llegar a {hearer} a través de:",
    "page_pair_not_part": "{name} no formó parte de esta ronda.",
    "page_pair_wave": "{wave}: de {one} a {other}, {there}; de {other} a {one}, {back}",
    "page_pair_short_yes": "un vínculo",
    "page_pair_short_no": "ningún vínculo",
    "page_pair_short_unknown": "no se sabe",
    "page_pair_short_absent": "no formaron parte las dos",
    "page_question_pair": "Una pregunta para conversar: ¿qué dirían de esto las dos personas?",
    # la página: dos rondas
    "page_compare": "Comparar con:",
    "page_compare_title": "{wave} junto a {before}",
    "page_compare_more": {
        "one": "A {n} voz la escuchan ahora más personas",
        "other": "A {n} voces las escuchan ahora más personas",
    },
    "page_compare_fewer": {
        "one": "A {n} voz la escuchan ahora menos personas",
        "other": "A {n} voces las escuchan ahora menos personas",
    },
    "page_compare_same": {
        "one": "{n} voz está en el mismo anillo",
        "other": "{n} voces están en el mismo anillo",
    },
    "page_compare_unknown": {
        "one": "De {n} no se sabe en una de las rondas",
        "other": "De {n} no se sabe en una de las rondas",
    },
    "page_compare_ties": {
        "one": "{n} vínculo en las dos rondas, {more} solo en la que se muestra, {gone} solo en la otra; "
        "se cuentan donde quien lo dice respondió las dos veces",
        "other": "{n} vínculos en las dos rondas, {more} solo en la que se muestra, {gone} solo en la otra; "
        "se cuentan donde quien los dice respondió las dos veces",
    },
    "page_compare_absent": {
        "one": "{n} persona no formó parte de {wave}",
        "other": "{n} personas no formaron parte de {wave}",
    },
    "page_compare_silent": {
        "one": "{n} persona no respondió en {wave}",
        "other": "{n} personas no respondieron en {wave}",
    },
    "page_compare_ghosts": "Cada línea de puntos empieza en el lugar donde estaba una voz en {wave}.",
    "page_question_waves": "Una pregunta para conversar: ¿qué hicimos distinto entre las dos, y para quién?",
    # la página: notas de quienes miran el mapa
    "page_pins": "Notas",
    "page_pins_help": (
        "¿Hay algo equivocado, algo que falta o algo que no se debe mostrar? Escriba una nota. Las notas se quedan en "
        "esta página y se pierden al cerrarla, salvo que las guarde en un archivo y lo entregue a quienes hicieron el "
        "mapa."
    ),
    "page_pin_choose": "Primero elija una persona, dos personas o un grupo.",
    "page_pin_on_person": "Una nota sobre {name}",
    "page_pin_on_tie": "Una nota sobre {one} y {other}",
    "page_pin_on_group": "Una nota sobre el grupo {name}",
    "page_pin_kind": "¿De qué se trata?",
    "page_pin_missing": "falta este vínculo",
    "page_pin_wrong": "este vínculo no es así",
    "page_pin_hide": "por favor, no lo muestren",
    "page_pin_context": "algo que conviene saber",
    "page_pin_other": "Un vínculo con",
    "page_pin_which": "¿En qué sentido?",
    "page_pin_way": "{hearer} escucha a {voice}",
    "page_pin_way_reported": "{voice} nombró a {hearer}",
    "page_pin_text": "Con sus palabras (puede quedar vacío)",
    "page_pin_by": "¿Quién lo dice? (puede quedar vacío)",
    "page_pin_add": "Poner la nota",
    "page_pin_remove": "Quitar",
    "page_pin_save": "Guardar las notas en un archivo",
    "page_pin_count": {
        "one": "{n} nota, que esta página no guarda por sí sola",
        "other": "{n} notas, que esta página no guarda por sí sola",
    },
    "page_pin_added_live": {"one": "Nota puesta. {n} nota.", "other": "Nota puesta. {n} notas."},
    "page_pin_removed_live": {"one": "Nota quitada. Queda {n}.", "other": "Nota quitada. Quedan {n}."},
    "page_pin_saved_live": "Notas guardadas en un archivo.",
    # la página: tabla de personas
    "page_col_code": "Persona",
    "page_col_group": "Grupo",
    "page_col_band": "¿Quién la escucha?",
    "page_col_answered": "¿Respondió?",
    "page_col_count": "Cuántas personas la nombran",
    "page_col_heard": "La escuchan directamente",
    "page_col_two_way": "Vínculos en los dos sentidos",
    "page_status_0": "no formó parte de esta ronda",
    "page_status_1": "respondió",
    "page_status_2": "no respondió",
    "page_status_3": "no se le preguntó, que se sepa",
    "page_mark_1": "anillo doble",
    "page_mark_2": "anillo de puntos",
    "page_empty": "No hay personas que mostrar.",
    "page_rows": {"one": "{n} persona en la tabla", "other": "{n} personas en la tabla"},
    "page_tray": "sin vínculos con la parte más grande",
    "page_saved": "Imagen guardada.",
}
