/** What people write, by category: whole sentences that stand alone. `{s}` is the street or place. */
const de: Record<string, string> = {
  schlagloch:
    'Mitten in der {s} ist ein tiefes Schlagloch.|In der {s} bricht der Asphalt auf, das Loch wird jeden Tag größer.|Großes Loch in der Fahrbahn, man muss auf die Gegenspur ausweichen.|Seit dem Frost ist die {s} eine Buckelpiste, an einer Stelle fehlt der Belag ganz.|Schlagloch direkt hinter der Kurve, bei Regen sieht man es nicht.|Die Flickstelle in der {s} ist schon wieder aufgeplatzt.',
  gehweg:
    'Mehrere Gehwegplatten stehen hoch, meine Mutter ist mit dem Rollator hängen geblieben.|In der {s} fehlt eine Gehwegplatte, darunter ist nur Sand.|Eine Baumwurzel hebt den Gehweg an, Stolpergefahr.|Nach den Arbeiten am Kabel ist der Gehweg nur mit Schotter verfüllt worden.|Der Bordstein in der {s} ist abgebrochen.',
  radweg:
    'Wurzelaufbrüche auf dem Radweg {s}, mit dem Rad kaum fahrbar.|Auf dem Radweg liegen überall Scherben.|Der Radweg endet an einem Bauzaun, keine Umleitung.|Die Markierung des Radstreifens ist völlig abgefahren.',
  bruecke:
    'Am Geländer fehlen zwei Stäbe, da passt ein Kind durch.|Die Treppe zur {s} hat lose Stufen.|Der Handlauf ist durchgerostet und wackelt.|In der Unterführung bröckelt der Beton von der Decke.',
  baustelle:
    'Die Absperrung der Baustelle {s} ist umgefallen und liegt auf dem Gehweg.|Baustelle ohne Beleuchtung, im Dunkeln gefährlich.|Seit Wochen arbeitet hier niemand, die halbe Straße ist gesperrt.|Für Fußgänger gibt es an der Baustelle keinen Weg mehr.',
  laterne:
    'Die Straßenlaterne in der {s} ist seit Tagen dunkel.|Die Lampe flackert die ganze Nacht direkt vor unserem Schlafzimmer.|Drei Laternen hintereinander sind aus, der Weg ist stockdunkel.|Ein Auto hat den Laternenmast angefahren, er steht schief.|Die Laterne brennt auch tagsüber.|Die Klappe am Mast ist offen, man sieht die Kabel.',
  ampel:
    'Die Fußgängerampel an der {s} reagiert nicht auf den Taster.|An der Ampel ist das rote Licht ausgefallen.|Das Signal für Blinde ist an dieser Ampel stumm.|Die Grünphase ist so kurz, dass man es nicht über die Straße schafft.',
  'wilder-muell':
    'Jemand hat ein Sofa und Müllsäcke in der {s} abgeladen.|Am Wegrand liegen Bauschutt und alte Fliesen.|Schon wieder Sperrmüll neben den Containern, diesmal ein Kühlschrank.|Mehrere aufgerissene Müllsäcke, die Krähen verteilen alles.|Fünf Autoreifen liegen im Gebüsch.|Matratze und kaputte Stühle auf dem Gehweg, seit einer Woche.',
  papierkorb:
    'Der Papierkorb quillt über, drumherum liegt alles voll.|Der Mülleimer an der {s} ist abgebrannt.|Seit dem Wochenende nicht geleert, es riecht.|Hier fehlt der Papierkorb, nur noch der Pfosten steht.',
  'strasse-schmutzig':
    'Überall Glasscherben auf dem Gehweg in der {s}.|Das nasse Laub liegt so hoch, dass man ausrutscht.|Nach dem Markt wurde nicht gekehrt.|Eine große Öllache auf dem Parkstreifen.',
  hundekot:
    'Vor dem Eingang zum Kindergarten liegt ständig Hundekot.|Der Beutelspender ist seit Wochen leer.|Auf der Wiese kann man nicht mehr laufen, so viel Hundekot liegt da.',
  graffiti:
    'Die Mauer in der {s} ist frisch besprüht.|An der Unterführung steht eine beleidigende Schmiererei.|Alle Stromkästen in der {s} wurden mit Tags beschmiert.|Graffiti auf dem Sockel des Denkmals.|Rechte Aufkleber an jedem Laternenmast.',
  'totes-tier':
    'Am Straßenrand liegt eine tote Katze, sie trägt ein Halsband.|Ein überfahrener Igel liegt auf dem Radweg.|Tote Taube auf dem Gehweg.',
  'baum-gefahr':
    'Ein großer Ast ist abgebrochen und hängt nur noch in der Krone.|Nach dem Sturm liegt ein Baum quer über dem Weg.|Der Baum steht seit gestern schief, die Wurzel hebt sich.|Von der Kastanie fallen dicke tote Äste auf den Gehweg.',
  'baum-pflege':
    'Die Äste verdecken das Verkehrszeichen vollständig.|Der Baum wächst in die Straßenlaterne, abends ist es dunkel.|Die jungen Bäume in der {s} sind vertrocknet, bitte gießen.|Die Zweige hängen so tief, dass man sich bücken muss.',
  hecke:
    'Die Hecke ist so breit, dass man mit dem Kinderwagen auf die Straße muss.|Brombeeren wachsen über den ganzen Gehweg.|Beim Ausfahren sieht man wegen der Büsche nichts.',
  unkraut:
    'Das Gras auf dem Mittelstreifen ist über einen Meter hoch.|Auf dem Platz wächst überall Unkraut zwischen den Steinen.|Hier steht Riesenbärenklau direkt am Spielweg.|Das Beet an der {s} ist völlig verwildert.',
  bank: 'Zwei Latten der Bank sind gebrochen.|Die Bank am Weg wurde aus der Verankerung gerissen.|Die Rückenlehne fehlt, es ragen Schrauben heraus.|Der Tisch am Rastplatz ist verkohlt.',
  schaedlinge:
    'An der Eiche sind Nester vom Eichenprozessionsspinner.|In dem hohlen Baum am Spielplatz ist ein Wespennest.|Gespinste an mehreren Eichen entlang des Weges.',
  verkehrszeichen:
    'Das Schild wurde umgefahren und liegt auf dem Grünstreifen.|Das Straßenschild {s} fehlt, der Paketbote findet uns nicht.|Das Tempo-30-Schild ist verdreht und zeigt zur Hauswand.|Das Stoppschild ist komplett mit Aufklebern zugeklebt.|Vorfahrtsschild verbogen, man erkennt es nicht mehr.',
  markierung:
    'Der Zebrastreifen vor der Schule ist kaum noch zu sehen.|Die Haltelinie an der Kreuzung ist verschwunden.|Die Parkmarkierungen in der {s} sind weg, jeder parkt, wie er will.',
  falschparker:
    'Jeden Abend wird in der {s} der Gehweg zugeparkt.|Ein Lieferwagen steht in der Feuerwehrzufahrt.|Auf dem Radstreifen parken drei Autos hintereinander.|Die Einfahrt zum Hof ist blockiert, ich komme nicht zur Arbeit.',
  schrottfahrzeug:
    'Das Auto steht seit Monaten ohne Kennzeichen hier.|Ein abgemeldeter Wohnwagen blockiert zwei Parkplätze.|Autowrack mit eingeschlagener Scheibe, darin liegt Müll.',
  haltestelle:
    'Die Scheibe am Wartehäuschen ist eingeschlagen, alles voller Scherben.|Der Fahrplan ist abgerissen.|Die Anzeige an der Haltestelle {s} ist dunkel.|Der Sitz im Wartehäuschen ist abgebrochen.',
  gully:
    'Bei jedem Regen steht die {s} unter Wasser, der Gully ist verstopft.|Der Straßenablauf ist voller Laub.|Das Wasser läuft nicht ab und gefriert nachts.|Aus dem Gully stinkt es bestialisch.',
  kanaldeckel:
    'Der Kanaldeckel klappert bei jedem Auto, die ganze Nacht.|Ein Schachtdeckel liegt nicht richtig auf, da kann man umknicken.|Der Rand um den Kanaldeckel ist eingebrochen.',
  wasserrohrbruch:
    'Aus dem Boden sprudelt Wasser, seit heute früh.|Der Hydrant tropft, auf dem Gehweg hat sich Eis gebildet.|Es läuft Wasser aus einer Fuge in der Straße.',
  gewaesser:
    'Auf dem Bach treibt weißer Schaum.|Unter der Brücke hat sich Treibgut verkeilt, der Bach staut sich.|Am Ufer ist ein Stück Weg abgerutscht.|Im Teich treiben tote Fische.',
  spielgeraet:
    'Bei der Schaukel ist eine Kette gerissen.|An der Rutsche ist ein scharfkantiger Riss.|Vom Klettergerüst haben sich Schrauben gelöst.|Die Wippe schlägt hart auf, der Puffer fehlt.|Unter der Schaukel ist der Fallschutz weg, da ist nur noch Beton.',
  'spielplatz-sauberkeit':
    'Im Sandkasten liegen Scherben.|Zigarettenkippen und Flaschen auf dem ganzen Spielplatz.|Jemand hat auf dem Spielplatz gegrillt, die Kohle liegt im Sand.|Katzenkot im Sand, die Plane fehlt.',
  sportanlage:
    'Das Tornetz auf dem Bolzplatz ist zerrissen.|Der Korb am Basketballplatz hängt schief.|Im Zaun ist ein großes Loch, der Ball fliegt auf die Straße.',
  schule:
    'Der Zaun am Schulhof ist umgedrückt.|Das Tor zum Schulgelände schließt nicht mehr.|Auf dem Schulhof steht nach Regen alles unter Wasser.',
  friedhof:
    'Die Wasserstelle auf dem Friedhof ist abgestellt.|Ein Grabstein steht schief und wackelt.|Der Hauptweg ist ausgewaschen, mit dem Rollstuhl kommt man nicht durch.',
  laerm:
    'Die Lüftung der Halle brummt die ganze Nacht.|Auf der Baustelle wird schon vor sechs Uhr gearbeitet.|Beißender Geruch vom Gelände nebenan, vor allem abends.',
  ratten:
    'Hinter den Containern laufen abends Ratten.|Im Park sieht man jetzt schon tagsüber Ratten.|Aus dem Kanal kommen Ratten in den Hof.',
  einkaufswagen:
    'Im Bach liegt ein Einkaufswagen.|Seit Wochen stehen drei Einkaufswagen an der Haltestelle.|Einkaufswagen mitten auf dem Radweg.',
  ruine:
    'Von dem leer stehenden Haus fallen Ziegel.|Der Balkon sieht aus, als ob er gleich herunterkommt.|Die Tür des leeren Hauses steht offen, Kinder gehen hinein.',
  winterdienst:
    'In der {s} wurde nicht gestreut, spiegelglatt.|Der Gehweg an der Brücke ist vereist.|Die Streukiste ist leer.|Der Räumdienst hat den Schnee auf den Radweg geschoben.',
  gebaeude:
    'Der Aufzug im Rathaus ist außer Betrieb, ich komme mit dem Rollstuhl nicht hinein.|Die öffentliche Toilette ist seit Tagen geschlossen.|Die automatische Tür der Bibliothek klemmt.',
  anderes:
    'Ich möchte mich bedanken: Die neue Beleuchtung am Fluss ist schön geworden.|Kann man hier bitte einen Fahrradständer aufstellen?|An der {s} wäre ein Sitzplatz im Schatten gut.|Die Rathausuhr geht zehn Minuten nach.',
}
const en: Record<string, string> = {
  schlagloch: 'There is a deep pothole in {s}.|The asphalt in {s} is breaking up, cars swerve around it.',
  gehweg: 'Several paving slabs are loose, I nearly fell.|The pavement is broken and not usable with a pram.',
  laterne: 'The street light outside our house has been out for days.|The light in {s} flickers all night.',
  'wilder-muell':
    'Someone dumped a sofa and bags of rubbish here.|Old tyres and rubble have been left at the roadside.',
  papierkorb: 'The bin is overflowing.|The litter bin has been damaged.',
  graffiti: 'Fresh graffiti on the wall.|Offensive graffiti in the underpass.',
  spielgeraet: 'The chain of the swing is broken.|There is a sharp crack in the slide.',
  verkehrszeichen: 'The road sign has been knocked over.|The sign is turned the wrong way.',
  falschparker: 'Cars are parked on the pavement every evening.',
  gully: 'The drain is blocked, the road floods whenever it rains.',
  'baum-gefahr': 'A large branch is hanging loose above the path.',
  anderes: 'A bike rack would be very helpful here.',
}
const split = (table: Record<string, string>) =>
  Object.fromEntries(Object.entries(table).map(([key, text]) => [key, text.split('|')]))
export const sentences = { de: split(de), en: split(en) }

export const openings = {
  de: [
    '',
    '',
    '',
    '',
    'Guten Tag! ',
    'Hallo! ',
    'Sehr geehrte Damen und Herren! ',
    'Liebe Stadtverwaltung! ',
    'Moin! ',
  ],
  en: ['', '', 'Hello! ', 'Good morning! '],
}
export const endings = {
  de: [
    '',
    '',
    '',
    ' Bitte kümmern Sie sich darum.',
    ' Vielen Dank!',
    ' Das ist gefährlich für Kinder.',
    ' Bitte vor dem Wochenende erledigen, wenn es geht.',
    ' Ich habe das schon einmal telefonisch gemeldet.',
    ' Mehrere Nachbarn haben sich auch schon beschwert.',
    ' Danke für Ihre Mühe.',
    ' Genau gegenüber der Einfahrt.',
    ' Wann wird das gemacht?',
    ' Mit freundlichen Grüßen',
    ' Ich gehe hier jeden Tag mit dem Hund vorbei.',
    ' Am besten morgens ansehen, dann parkt dort niemand.',
  ],
  en: ['', ' Thank you.', ' Please have a look.', ' It has been like this for a week.'],
}
