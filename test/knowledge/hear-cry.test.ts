import { describe, expect, it } from 'vitest'
import { makeNormaliser } from '../../src/knowledge/normalise.ts'
import { featuresOf } from '../../src/knowledge/understanding/features.ts'
import { makeHearCry } from '../../src/knowledge/understanding/hear-cry.ts'
import { DANGER, type Models } from '../../src/knowledge/understanding/models.ts'
import { train } from '../../src/knowledge/understanding/train.ts'
import { stage } from '../theatre.ts'

const normalise = makeNormaliser(stage.knowledge.language)
const learnt = (word: string, label: string) => ({ features: featuresOf(word, new Set()), labels: [label] })
/** Has learnt nothing of the words of these tests, so it finds every sentence half dangerous: the rules around it decide. */
const cries = train([learnt('zzz', DANGER), learnt('qqq', 'biasa')], () => [])
const undecided: Models = { topics: cries, cries }

const PLACE = 'Dipukul Majikan Rumah'
const noAreas = { provinces: [], regencies: [], districts: [] }
const hear = (areas = stage.knowledge.areas) =>
  makeHearCry({ meanings: stage.knowledge.meanings, areas }, normalise, () => undecided)

describe('a cry that the model is not sure of', () => {
  it('is one with a grave word among enough others', () => {
    expect(hear()('saya dipukul majikan')).toBe('urgent')
  })

  it.each(['provinces', 'regencies', 'districts'] as const)('is none where it is the name of one of the %s', (kind) => {
    expect(hear(noAreas)(PLACE)).toBe('urgent')
    const named = hear({ ...noAreas, [kind]: [{ code: '99', name: PLACE }] })
    expect(named(PLACE)).toBe('none')
    expect(named('dipukul majikan rumah!')).toBe('none')
    expect(named(`saya ${PLACE}`)).toBe('urgent')
  })

  it.each(['dipukul 12 06 1999', 'luka 1 2 3 4 5', 'disekap 0812 3456 7890 a'])(
    'is none in "%s": figures tell nothing',
    (text) => expect(hear()(text)).toBe('none'),
  )
})
