import { readEmail } from '../../domain/email.ts'
import { formatPhone, readPhone } from '../../domain/phone.ts'
import type { Answers } from '../../domain/registration.ts'
import type { Area } from '../../knowledge/shapes.ts'
import { isCommandName } from '../command-name.ts'
import type { Place } from '../flow.ts'
import type { Question, Section } from '../form/question.ts'
import { findArea, isAreaName } from './find-area.ts'
import { line } from './rules.ts'

export const contact: Section = {
  title: 'Kontak dan alamat',
  questions: [
    {
      id: 'phone',
      label: 'Nomor HP',
      ask: 'Berapa nomor HP Kakak yang aktif?',
      hint: 'Supaya petugas bisa menghubungi. Contoh: 0812-3456-7890',
      contact: 'own',
      read: readPhone,
      show: (value) => formatPhone(String(value)),
    },
    {
      id: 'email',
      label: 'Email',
      ask: 'Apa alamat email Kakak?',
      hint: 'Contoh: siti@gmail.com',
      optional: true,
      read: readEmail,
    },
    area('province', 'Provinsi', 'Kakak tinggal di provinsi mana?', ({ provinces }) => provinces, 'Kalimantan Selatan'),
    area(
      'regency',
      'Kabupaten/kota',
      (answers, place) =>
        `Di kabupaten atau kota mana di ${nameOf(place.knowledge.areas.provinces, answers.province)}?`,
      ({ regencies }, answers) => under(regencies, answers.province),
    ),
    area(
      'district',
      'Kecamatan',
      (answers, place) => `Di kecamatan mana di ${nameOf(place.knowledge.areas.regencies, answers.regency)}?`,
      ({ districts }, answers) => under(districts, answers.regency),
    ),
    {
      id: 'address',
      label: 'Alamat',
      ask: (answers, place) =>
        `Apa alamat lengkapnya di Kecamatan ${nameOf(place.knowledge.areas.districts, answers.district)}?`,
      hint: 'Jalan, nomor, RT/RW, dan desa atau kelurahan. Contoh: Jl. Sultan Adam No. 5 RT 12, Surgi Mufti',
      read: line('Alamat', 'Jl. Sultan Adam No. 5 RT 12, Surgi Mufti', { min: 5, max: 200 }),
    },
  ],
}

type Lists = Place['knowledge']['areas']

/** The parts of the country under a code, as one list per code, so that it is prepared for searching only once. */
const parts = new WeakMap<readonly Area[], Map<string, Area[]>>()

function under(list: readonly Area[], code: unknown): readonly Area[] {
  const known = parts.get(list) ?? new Map<string, Area[]>()
  parts.set(list, known)
  const key = String(code ?? '')
  const found = known.get(key) ?? list.filter((area) => area.code.startsWith(`${key}.`))
  known.set(key, found)
  return found
}

const nameOf = (list: readonly Area[], code: unknown): string => list.find((a) => a.code === code)?.name ?? String(code)

/** A question that is answered by typing a place's name; the stored value is its official code. */
function area(
  id: string,
  label: string,
  ask: Question['ask'],
  listOf: (areas: Lists, answers: Answers) => readonly Area[],
  sample?: string,
): Question {
  const list = (answers: Answers, place: Place) => listOf(place.knowledge.areas, answers)
  const example = (answers: Answers, place: Place) => sample ?? list(answers, place)[0]?.name ?? ''
  return {
    id,
    label,
    ask,
    hint: (answers, place) => `Ketik namanya. Contoh: ${example(answers, place)}`,
    read: (text, answers, place) =>
      findArea(list(answers, place), text, { example: example(answers, place), areas: place.knowledge.areas }),
    readStored: (code, answers, place) =>
      list(answers, place).some((area) => area.code === code) ? { ok: true, value: code } : { ok: false, error: '' },
    claims: (text, answers, place) =>
      !isCommandName(text, place) && isAreaName(list(answers, place), text, place.knowledge.areas),
    show: (value, answers, place) => nameOf(list(answers, place), value),
  }
}
