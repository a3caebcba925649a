/** What staff write: inside the house, to the reporter, and at the end. */
export const notes = [
  'Vor Ort gewesen, Umfang größer als auf dem Foto. Material bestellt.',
  'Zufahrt nur mit kleinem Fahrzeug möglich.',
  'Mit dem Bezirk abgesprochen, kann mit dem Nachbarfall zusammen erledigt werden.',
  'Absperrung vorläufig gestellt.',
  'Leitungsauskunft angefragt.',
  'Anwohnerin angerufen, Stelle genauer beschrieben: hinter der Garage.',
  'Fremdfirma angefragt, Angebot bis Ende der Woche.',
  'Gewährleistung prüfen, wurde im Vorjahr saniert.',
  'Foto reicht zur Beurteilung, keine Besichtigung nötig.',
  'Rückfrage bei der Leitstelle, kein Einsatz der Feuerwehr.',
]
export const replies = {
  de: [
    'Vielen Dank für Ihren Hinweis. Wir sehen uns die Stelle in den nächsten Tagen an.',
    'Wir waren vor Ort und haben die Stelle gesichert. Die Reparatur ist eingeplant.',
    'Für die Arbeit brauchen wir ein Ersatzteil; es ist bestellt.',
    'Danke für die genaue Beschreibung, damit finden wir die Stelle sofort.',
    'Wegen des Wetters verschiebt sich die Arbeit um einige Tage. Wir bitten um Geduld.',
  ],
  en: [
    'Thank you for letting us know. We will look at it within the next few days.',
    'We have secured the spot; the repair is planned.',
    'We have ordered the spare part that is needed.',
  ],
}
export const closings: Record<string, { de: string[]; en: string[] }> = {
  fixed: {
    de: [
      'Der Schaden ist behoben. Vielen Dank für Ihre Meldung.',
      'Erledigt. Danke, dass Sie uns geschrieben haben.',
      'Unsere Kolleginnen und Kollegen haben die Stelle heute in Ordnung gebracht.',
      'Die Arbeiten sind abgeschlossen.',
      'Wir haben alles entfernt und gereinigt.',
    ],
    en: ['This has been fixed. Thank you for your report.', 'The work is done.'],
  },
  not_responsible: {
    de: [
      'Dafür ist die Stadt nicht zuständig. Wir haben Ihre Meldung weitergegeben.',
      'Die Fläche ist in privater Hand; wir haben die Eigentümerin angeschrieben.',
    ],
    en: ['The town is not responsible here. We have passed your report on.'],
  },
  no_action: {
    de: [
      'Wir haben die Stelle geprüft: Sie ist verkehrssicher, deshalb tun wir derzeit nichts. Bei der nächsten Kontrolle sehen wir wieder hin.',
      'Die Erneuerung ist im nächsten Jahr ohnehin geplant; bis dahin bleibt es so.',
    ],
    en: ['We checked the spot. It is safe, so no action is planned at present.'],
  },
  duplicate: {
    de: ['Diese Stelle wurde uns schon gemeldet. Wir führen beide Meldungen zusammen.'],
    en: ['This has already been reported; we have joined both reports.'],
  },
  cannot_reproduce: {
    de: [
      'Wir waren zweimal vor Ort und haben nichts gefunden. Melden Sie sich gern noch einmal mit einem Foto.',
      'Bei der Kontrolle war alles in Ordnung.',
    ],
    en: ['We visited the place but found nothing. Please send a photo if it happens again.'],
  },
}
export const reopenings = [
  'Leider ist es schon wieder so.',
  'Es wurde nur ein Teil gemacht, der Rest liegt noch da.',
  'Die Stelle ist nach drei Tagen wieder aufgegangen.',
]

export const firstNames =
  'Anna Jonas Leyla Martin Sofia Wolfgang Emine Tobias Greta Paweł Ingrid Mustafa Carla Dieter Nora Ivo Helga Samuel Priya Lennart Ursula Bogdan Mia Karl-Heinz Noor Felix Rosa Thilo Zeynep Oskar Gisela Mateo Frauke Arne Lotte Kofi Jana Egon'.split(
    ' ',
  )
export const lastNames =
  'Abendroth Birkner Çelik Dornbusch Ebersbach Fahrenholz Gänsslen Hallstein Ibing Jessen Kupferschmidt Lindenlaub Morgenroth Nowicki Obermaier Pfefferkorn Quandt Rosenbaum Şahin Tannert Uhlich Vollrath Wackernagel Yavuz Zellmer Brückner Haseloff Immergrün Kornfeld Stubenrauch Tiefensee Winterhalter'.split(
    ' ',
  )
