import type { TownPlan } from './plan.ts'

/** About nine kilometres to the north-east: small, on a straight canal, without a ring. */
export const nachbarstadt: TownPlan = {
  name: 'Nachbarstadt',
  seed: 'nachbarstadt',
  centre: { lat: 50.1758, lon: 9.0283 },
  radius: 1750,
  addresses: 300,
  quarters: [
    {
      code: 'N1',
      name: 'Stadtkern',
      at: [-120, 150],
      reach: 430,
      style: 'village',
      postcode: '63990',
      turn: 0,
    },
    {
      code: 'N2',
      name: 'Waldsiedlung',
      at: [850, 780],
      reach: 400,
      style: 'curvy',
      postcode: '63990',
      turn: 25,
    },
    {
      code: 'N3',
      name: 'Am Kanal',
      at: [-250, -780],
      reach: 430,
      style: 'grid',
      postcode: '63991',
      turn: -12,
    },
  ],
  river: {
    name: 'Nachbarkanal',
    width: 42,
    promenades: ['Treidelweg', 'Schleusenweg'],
    via: [
      [-2600, -120],
      [-1500, -300],
      [0, -380],
      [1400, -520],
      [2600, -600],
    ],
  },
  roads: [
    {
      name: 'Musterstädter Straße',
      owner: 'state',
      authority: 'landesstrassen',
      via: [
        [-2400, -900],
        [-1100, -950],
        [-300, -760],
        [-160, -380],
        [-120, 150],
        [300, 450],
        [850, 780],
        [1900, 1500],
      ],
    },
    {
      name: 'Kirchweg',
      via: [
        [-1700, 900],
        [-800, 420],
        [-120, 150],
        [500, -60],
        [1700, -100],
      ],
    },
    {
      name: 'Schulstraße',
      via: [
        [-250, -780],
        [500, -900],
        [1500, -1100],
      ],
    },
  ],
  parks: [
    { name: 'Kurpark', at: [380, 80], rx: 150, ry: 90, turn: 0.4 },
    { name: 'Kanalwiese', at: [-800, -180], rx: 220, ry: 60, turn: -0.15 },
  ],
  cemeteries: [{ name: 'Friedhof Nachbarstadt', at: [-620, 620], rx: 80, ry: 60, turn: 0.2 }],
  industry: [{ name: 'Gewerbegebiet Schleuse', at: [520, -720], width: 300, height: 150, turn: -0.1 }],
  lakes: [{ name: 'Waldsee', at: [1180, 250], rx: 110, ry: 70, turn: 0.3 }],
  squares: [{ name: 'Alter Markt', at: [-120, 170], width: 60, height: 45, turn: 0.4 }],
  landmarks: [{ name: 'Rathaus Nachbarstadt', at: [-90, 215], width: 34, height: 20, turn: 0.4 }],
  forest: 0.05,
  playgrounds: 5,
  schools: 2,
}
