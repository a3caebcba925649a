import { type Random, random } from '../random.ts'

const persons =
  'Goethe Schiller Lessing Heine Kleist Hölderlin Mörike Eichendorff Fontane Storm Rilke Büchner Droste-Hülshoff Bettina-von-Arnim Beethoven Mozart Schubert Schumann Clara-Schumann Brahms Händel Bach Haydn Telemann Humboldt Röntgen Robert-Koch Virchow Kepler Gauß Leibniz Humperdinck Dürer Cranach Holbein Riemenschneider Käthe-Kollwitz Paula-Modersohn-Becker Gutenberg Lise-Meitner Emmy-Noether Sophie-Scholl Anne-Frank Stauffenberg Louise-Otto-Peters Bebel Stresemann Ebert Rathenau Helene-Lange Hedwig-Dohm Jacob-Grimm Diesel Siemens Benz Lilienthal Zeppelin Fraunhofer Liebig Kant Hegel Fichte Herder Pestalozzi Fröbel Maria-Montessori Uhland Körner Arndt Jahn'.split(
    ' ',
  )
const trees =
  'Ahorn Birken Buchen Eichen Erlen Eschen Fichten Kastanien Kiefern Lärchen Linden Pappel Platanen Tannen Ulmen Weiden Weißdorn Holunder Haselnuss Wacholder Ginster Hagebutten Schlehen Akazien Robinien'.split(
    ' ',
  )
const flowers =
  'Rosen Tulpen Nelken Veilchen Flieder Dahlien Astern Lilien Krokus Enzian Margeriten Mohn Kornblumen Narzissen Primel Lavendel Anemonen Sonnenblumen Heidekraut Malven'.split(
    ' ',
  )
const birds =
  'Amsel Drossel Finken Star Meisen Lerchen Nachtigall Schwalben Falken Habicht Bussard Milan Reiher Kranich Eisvogel Specht Kuckuck Zeisig Rotkehlchen Zaunkönig Kiebitz Stieglitz'.split(
    ' ',
  )
const crafts =
  'Gerber Töpfer Schmiede Färber Bäcker Metzger Schuster Weber Böttcher Seiler Küfer Hutmacher Glocken Salz Fisch Korn Wein Holz Kessler Kupfer Münz Nagel Sattler Leder'.split(
    ' ',
  )
const places =
  'Apolda Görlitz Stralsund Eutin Wismar Passau Kempten Lindau Meersburg Goslar Celle Soest Xanten Trier Speyer Worms Coburg Weimar Gotha Meißen Bautzen Zittau Husum Emden Verden Höxter Detmold Lemgo Alsfeld Wetzlar'.split(
    ' ',
  )
const field =
  'Am_Lerchenfeld Im_Wiesengrund Am_Hang Im_Tal Auf_der_Höhe Am_Waldrand Zum_Steinbruch Am_Mühlgraben Im_Winkel Auf_der_Heide Am_Sonnenhang In_den_Gärten Am_Alten_Weinberg Hinter_den_Zäunen Am_Brunnen Im_Brühl Auf_dem_Sand Am_Hohlweg Zur_Alten_Ziegelei Am_Schafstall Im_Kirschgarten Am_Kalkofen Zum_Wasserturm Am_Bildstock Im_Lohfeld Am_Röderberg In_der_Aue Am_Wehr Im_Hirtenfeld Zur_Schönen_Aussicht Am_Tannenkopf Im_Birkengrund Am_Dorfanger Hintergasse Untergasse Obergasse Kirchgasse Backhausgasse Pfarrgasse Brunnengasse Lindengasse Mühlgasse Zehntgasse Am_Kirchberg Im_Unterdorf Im_Oberdorf Alte_Dorfstraße Am_Backhaus Schulgasse Zum_Rodenstein'
    .split(' ')
    .map((n) => n.replaceAll('_', ' '))
const oldTown =
  'Am_Zwinger An_der_Stadtmauer Graben Hinter_der_Kirche Judengasse Klostergasse Nonnengasse Rathausgasse Schlossgasse Sterngasse Krämergasse Hirschgasse Engelsgasse Kleine_Gasse Große_Gasse Lange_Straße Neue_Gasse Turmgasse Fleischgasse Marktgasse Spitalgasse Badergasse Löwengasse Am_Pulverturm Rosmaringasse Zum_Goldenen_Rad'
    .split(' ')
    .map((n) => n.replaceAll('_', ' '))
const work =
  'Industriestraße Werkstraße Am_Hafenbecken Kranstraße Lagerhausstraße Speicherstraße Kaistraße Containerweg Gaswerkstraße Gießereistraße Walzwerkstraße Otto-Hahn-Ring Am_Umspannwerk Schleusenstraße Reedereiweg Ladebühne Technologiering Am_Gleisdreieck Dampfkesselstraße Kühlhausstraße'
    .split(' ')
    .map((n) => n.replaceAll('_', ' '))

const bend = (stem: string) => (/-/.test(stem) ? `${stem}-Straße` : `${stem}straße`)
const way = (stem: string) => `${stem}weg`

/** Hands out street names that suit a quarter, each only once in the town. */
export function namer(seed: string) {
  const rng = random(`${seed}/names`)
  const used = new Set<string>()
  const pools: Record<string, string[]> = {
    old: rng.shuffle([...oldTown, ...crafts.map((c) => `${c}gasse`)]),
    grid: rng.shuffle([...persons.map(bend), ...places.map((p) => `${p.replace(/[ae]$/, '')}er Straße`)]),
    curvy: rng.shuffle([...trees, ...flowers, ...birds].map(way)),
    village: rng.shuffle([...field, ...trees.map((t) => `${t}ring`), ...birds.map((b) => `${b}pfad`)]),
    works: rng.shuffle(work),
    spare: spare(rng),
  }
  return {
    reserve: (name: string) => void used.add(name),
    next(style: string): string {
      for (const pool of [pools[style]!, pools.spare!])
        for (let name = pool.pop(); name; name = pool.pop())
          if (!used.has(name)) {
            used.add(name)
            return name
          }
      for (let n = 1; ; n++) {
        const name = `Planweg ${n}`
        if (!used.has(name)) {
          used.add(name)
          return name
        }
      }
    },
  }
}

function spare(rng: Random): string[] {
  const stems =
    'Wiesen Garten Berg Tal Feld Wald Quellen Brunnen Mühlen Teich Bach Sonnen Birn Apfel Kirsch Pflaumen Quitten Nuss Reben Hopfen Klee Heu Hirten Schäfer Jäger Förster Köhler Fasanen Hasen Dachs Fuchs Reh Igel Biber Otter Forellen Hecht Karpfen Distel Farn Moos Binsen Schilf Ufer Kiesel Sand Lehm Ton Kreide Basalt Granit Schiefer Silber Gold Bernstein Mond Stern Morgen Abend Süd Nord Frieden Freiheits Einheits Europa Turner Sänger Schützen Ritter Grafen Bischofs Kloster Pilger Post Zoll Amts Schul Feuerwehr'.split(
      ' ',
    )
  const kinds = ['straße', 'weg', 'ring', 'pfad', 'allee', 'winkel', 'hof']
  return rng.shuffle(
    stems.flatMap((s) =>
      rng
        .shuffle(kinds)
        .slice(0, 4)
        .map((k) => `${s}${k}`),
    ),
  )
}
