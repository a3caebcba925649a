import { category, choice, danger, yesno } from './build.ts'

const tree = danger(
  '112',
  'Liegt der Baum auf Straße, Auto oder Leitung oder droht er zu fallen? Bitte zuerst 112 anrufen und Abstand halten.',
  'Is the tree on a road, car or power line, or about to fall? Please call 112 first and keep away.',
  'Baum auf Straße, Baum auf der Straße, umgestürzter Baum, Baum umgestürzt, Baum umgefallen, Ast droht, Baum auf Auto, Ast auf Straße',
  'tree on road, fallen tree, tree fell, branch about to fall, tree on car',
)

export const gruen = [
  category('gruen', 'baum-gefahr', {
    de: [
      'Baum oder Ast gefährlich',
      'Abgebrochene Äste, schiefe oder umgestürzte Bäume.',
      'Baum, Ast, umgestürzt, Sturm, abgebrochen, morsch, schief, Sturmschaden, Totholz',
    ],
    en: [
      'Dangerous tree or branch',
      'Broken branches, leaning or fallen trees.',
      'tree, branch, fallen, storm, broken, rotten, leaning, deadwood',
    ],
    icon: 'tree-fall',
    unit: 'GFA-BAU',
    skill: 'baumpflege',
    targetHours: 8,
    dispatch: 'assign',
    priority: 'high',
    questions: [
      yesno('weg_blockiert', 'Ist ein Weg oder eine Straße blockiert?', 'Is a path or road blocked?', true),
    ],
    dangers: [tree],
  }),
  category('gruen', 'baum-pflege', {
    de: [
      'Baumpflege, Rückschnitt',
      'Äste ragen in den Weg, verdecken Schilder oder Laternen.',
      'Baum, Rückschnitt, Äste, schneiden, Baumscheibe, Lichtraum, verdeckt, krank, gießen, trocken',
    ],
    en: [
      'Tree care, pruning',
      'Branches in the way, hiding signs or lights.',
      'tree, pruning, branches, cut, tree pit, sick tree, watering, dry',
    ],
    icon: 'tree',
    unit: 'GFA-BAU',
    skill: 'baumpflege',
    targetHours: 120,
    dispatch: 'none',
    priority: 'low',
    dangers: [tree],
  }),
  category('gruen', 'hecke', {
    de: [
      'Hecke, Strauch zu breit',
      'Zugewachsene Gehwege, verdeckte Sicht.',
      'Hecke, Strauch, Busch, zugewachsen, Gehweg eng, Brombeeren, Überhang, Sicht',
    ],
    en: [
      'Overgrown hedge',
      'Overgrown pavements, blocked view.',
      'hedge, shrub, bush, overgrown, narrow, brambles, view',
    ],
    icon: 'hedge',
    unit: 'GFA-PAR',
    skill: 'gärtner',
    targetHours: 80,
    questions: [
      choice('grundstueck', 'Wo wächst sie?', 'Where does it grow?', {
        oeffentlich: ['auf öffentlicher Fläche', 'on public ground'],
        privat: ['auf privatem Grundstück', 'on private ground'],
        unbekannt: ['weiß ich nicht', 'I do not know'],
      }),
    ],
  }),
  category('gruen', 'unkraut', {
    de: [
      'Unkraut, hohes Gras',
      'Verwilderte Beete, ungemähte Flächen, Ambrosia, Herkulesstaude.',
      'Unkraut, Wildkraut, Gras, mähen, Beet, verwildert, Ambrosia, Riesenbärenklau, Herkulesstaude, Brennnessel',
    ],
    en: [
      'Weeds, long grass',
      'Neglected beds, unmown areas, ragweed, giant hogweed.',
      'weeds, grass, mowing, flower bed, ragweed, giant hogweed, nettles',
    ],
    icon: 'grass',
    unit: 'GFA-PAR',
    skill: 'gärtner',
    targetHours: 100,
    priority: 'low',
  }),
  category('gruen', 'bank', {
    de: [
      'Bank, Tisch, Unterstand',
      'Beschädigte oder fehlende Sitzgelegenheiten.',
      'Bank, Parkbank, Sitzbank, Tisch, Latte, Lehne, kaputt, Unterstand, Picknick',
    ],
    en: [
      'Bench, table, shelter',
      'Broken or missing seats.',
      'bench, park bench, seat, table, slat, broken, shelter, picnic',
    ],
    icon: 'bench',
    unit: 'GFA-PAR',
    skill: 'schlosser',
    targetHours: 100,
    priority: 'low',
  }),
  category('gruen', 'schaedlinge', {
    de: [
      'Eichenprozessionsspinner, Wespen',
      'Nester an öffentlichen Wegen und Plätzen.',
      'Eichenprozessionsspinner, Raupe, Raupen, Wespen, Wespennest, Hornissen, Nest, Gespinst',
    ],
    en: [
      'Oak processionary moth, wasps',
      'Nests on public paths and squares.',
      'oak processionary moth, caterpillar, wasps, hornets, nest',
    ],
    icon: 'bug',
    unit: 'GFA-BAU',
    skill: 'baumpflege',
    targetHours: 24,
    dispatch: 'assign',
    priority: 'high',
    dangers: [
      danger(
        '112',
        'Hat jemand Atemnot oder starke Hautreaktionen? Bitte zuerst 112 anrufen.',
        'Does someone have trouble breathing or a strong skin reaction? Please call 112 first.',
        'Atemnot, allergischer Schock, viele Stiche',
        'trouble breathing, allergic shock, many stings',
      ),
    ],
  }),
]
