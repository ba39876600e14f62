/** `closed`: everybody writes again as soon as they are answered. `steady`: everybody writes once a second, come what may. */
export type Scenario = { name: string; kind: 'closed' | 'steady'; people: number; title: string }

export const SCENARIOS: readonly Scenario[] = [
  { name: '1', kind: 'closed', people: 1, title: '1 person, writes again when answered' },
  { name: '50', kind: 'closed', people: 50, title: '50 people, each writes again when answered' },
  { name: '500', kind: 'closed', people: 500, title: '500 people, each writes again when answered' },
  { name: 'steady', kind: 'steady', people: 500, title: '500 people, each writes once a second' },
]
