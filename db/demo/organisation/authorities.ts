import { text } from '../categories/build.ts'
import type { Authority } from './types.ts'

/** Whoever is responsible where the town is not. All invented. */
export const authorities: Authority[] = [
  {
    code: 'landesstrassen',
    name: text(
      'Straßenbauverwaltung des Landes, Meisterei Musterstadt',
      'State Roads Agency, Musterstadt depot',
    ),
    url: 'https://strassen.land.example',
    email: 'meisterei.musterstadt@strassen.land.example',
    phone: '069 90009 600',
    word: text(
      'Diese Straße gehört dem Land. Wir haben Ihre Meldung an die Straßenbauverwaltung weitergegeben; sie antwortet meist innerhalb einer Woche.',
      'This road belongs to the state. We have passed your report to the State Roads Agency; it usually answers within a week.',
    ),
  },
  {
    code: 'autobahn',
    name: text('Autobahnverwaltung, Außenstelle Main-Selde', 'Motorway Authority, Main-Selde office'),
    url: 'https://autobahnverwaltung.example',
    email: 'verkehr@autobahnverwaltung.example',
    phone: '069 90009 610',
    word: text(
      'Die Autobahn betreut die Autobahnverwaltung. Wir haben ihr Ihre Meldung gegeben.',
      'The motorway is looked after by the Motorway Authority. We have passed your report on.',
    ),
  },
  {
    code: 'bahn',
    name: text('Bahnbetreiber SeldeNetz', 'SeldeNetz rail operator'),
    url: 'https://seldenetz.example',
    email: 'sauberkeit@seldenetz.example',
    phone: '069 90009 620',
    word: text(
      'Die Stelle liegt auf Bahngelände. Betreten Sie es bitte nicht. Wir haben Ihre Meldung an den Bahnbetreiber weitergegeben.',
      'The place is on railway land. Please do not enter it. We have passed your report to the rail operator.',
    ),
  },
  {
    code: 'wasserwerk',
    name: text('Wasserverband Selde-Erlenbach', 'Selde-Erlenbach Water Utility'),
    url: 'https://wasserverband.example',
    email: 'stoerung@wasserverband.example',
    phone: '069 90009 113',
    word: text(
      'Trinkwasserleitungen betreibt der Wasserverband. Er ist rund um die Uhr erreichbar: 069 90009 113.',
      'Water mains are run by the water utility. It answers around the clock: 069 90009 113.',
    ),
  },
  {
    code: 'nachbarstadt',
    name: text('Stadt Nachbarstadt', 'Town of Nachbarstadt'),
    url: 'https://nachbarstadt.example',
    email: 'buergeramt@nachbarstadt.example',
    phone: '069 90009 510',
    word: text(
      'Die Stelle liegt in Nachbarstadt. Wir haben Ihre Meldung dorthin weitergegeben.',
      'The place lies in Nachbarstadt. We have passed your report on.',
    ),
  },
  {
    code: 'suedheim',
    name: text('Gemeinde Südheim', 'Municipality of Südheim'),
    url: 'https://suedheim.example',
    email: 'rathaus@suedheim.example',
    phone: '069 90009 640',
    word: text(
      'Die Stelle liegt in Südheim. Wir haben Ihre Meldung dorthin weitergegeben.',
      'The place lies in Südheim. We have passed your report on.',
    ),
  },
  {
    code: 'westerau',
    name: text('Stadt Westerau', 'Town of Westerau'),
    url: 'https://westerau.example',
    email: 'meldungen@westerau.example',
    phone: '069 90009 650',
    word: text(
      'Die Stelle liegt in Westerau. Wir haben Ihre Meldung dorthin weitergegeben.',
      'The place lies in Westerau. We have passed your report on.',
    ),
  },
]

export const neighbourAuthorities: Authority[] = [
  authorities[0]!,
  {
    code: 'musterstadt',
    name: text('Stadt Musterstadt', 'Town of Musterstadt'),
    url: 'https://musterstadt.example',
    email: 'buergerservice@musterstadt.example',
    phone: '069 90009 330',
    word: text(
      'Die Stelle liegt in Musterstadt. Wir haben Ihre Meldung dorthin weitergegeben.',
      'The place lies in Musterstadt. We have passed your report on.',
    ),
  },
]
