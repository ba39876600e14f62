import { describe, expect, it } from 'vitest'
import { isBareTopic } from '../../src/flows/alumni/bare-topic.ts'
import { stage } from '../theatre.ts'

const place = { mind: stage.mind, knowledge: stage.knowledge } as never

describe('where a name is asked', () => {
  it.each(['nenkin', 'kbri', 'gaji kaigo', 'perpanjang kontrak', 'paspor', 'setelah pulang', 'mcu'])(
    '"%s" is a topic',
    (text) => {
      expect(isBareTopic(text, place)).toBe(true)
    },
  )
  it.each([
    'Siti Aminah',
    'Untung',
    'Selamat',
    'Visa Amelia',
    'Gaji Sutrisno',
    'Bintang',
    'Cinta',
    'Slamet Riyadi',
    'Korea',
  ])('"%s" is somebody', (text) => {
    expect(isBareTopic(text, place)).toBe(false)
  })
})
