/**
 * People on the borders of the rules, on 24 November 2026, and what they are told. Of each: who it is, what is known, and
 * for the schemes it is about the verdict with the rules that decided it. G to G Jepang counts on 31 May 2027.
 */
import type { Candidate } from '../../../src/domain/eligibility/candidate.ts'

export const TODAY = '2026-11-24'

type Row = [who: string, candidate: Candidate, expected: Record<string, string>]

const clean = {
  tattoo: false,
  piercing: false,
  colourBlind: false,
  glasses: false,
  formerEpa: false,
  formerTitp: false,
}

/** A nurse who has everything. */
const nurse: Candidate = {
  ...clean,
  birthDate: '1998-03-10',
  sex: 'P',
  educationLevel: 'D3',
  field: 'keperawatan',
  str: true,
  strDate: '2022-01-15',
  experienceMonths: 40,
  japanese: 'N5',
  japaneseCertificate: true,
}
/** A graduate of another D3 with a careworker's certificate. */
const other: Candidate = {
  ...nurse,
  field: 'non-kesehatan',
  str: false,
  experienceMonths: 0,
  careworkerCertificate: true,
}
/** A young man from a technical school. */
const smk: Candidate = {
  ...clean,
  birthDate: '2005-02-01',
  sex: 'L',
  educationLevel: 'SMK',
  field: 'non-kesehatan',
  japanese: 'none',
  technicalTraining: true,
  heightCm: 168,
  weightKg: 60,
}
/** Ready for SSW kaigo. */
const kaigo: Candidate = { ...smk, japanese: 'N4', kaigoSkillTest: true, kaigoLanguageTest: true }
const korea: Candidate = { ...smk, epsTopik: 150 }

const but = (person: Candidate, changes: Candidate): Candidate => ({ ...person, ...changes })
const without = (person: Candidate, ...keys: (keyof Candidate)[]): Candidate =>
  Object.fromEntries(Object.entries(person).filter(([key]) => !keys.includes(key as keyof Candidate)))

const careworker: Row[] = [
  ['a D3 nurse with N5', nurse, { 'gtog-jepang-careworker': 'memenuhi' }],
  ['35 on 31 May, 36 the day after', but(nurse, { birthDate: '1991-06-01' }), { 'gtog-jepang-careworker': 'memenuhi' }],
  ['36 on 31 May', but(nurse, { birthDate: '1991-05-31' }), { 'gtog-jepang-careworker': 'tidak umur' }],
  ['35 today, 36 before 31 May', but(nurse, { birthDate: '1991-02-01' }), { 'gtog-jepang-careworker': 'tidak umur' }],
  ['turns 35 on 31 May', but(nurse, { birthDate: '1992-05-31' }), { 'gtog-jepang-careworker': 'memenuhi' }],
  [
    '17 today, 18 before 31 May',
    but(nurse, { birthDate: '2009-01-20' }),
    { 'gtog-jepang-careworker': 'belum umur-18' },
  ],
  ['18 today', but(nurse, { birthDate: '2008-11-24' }), { 'gtog-jepang-careworker': 'memenuhi' }],
  [
    'a fresh graduate without STR',
    but(without(nurse, 'strDate'), { str: false, experienceMonths: 0 }),
    { 'gtog-jepang-careworker': 'memenuhi' },
  ],
  ['D3 non-nursing with careworker certificate', other, { 'gtog-jepang-careworker': 'memenuhi' }],
  [
    'D3 non-nursing without',
    but(other, { careworkerCertificate: false }),
    { 'gtog-jepang-careworker': 'belum pendidikan' },
  ],
  [
    'D3 non-nursing who did not say',
    without(other, 'careworkerCertificate'),
    { 'gtog-jepang-careworker': 'perlu-dicek pendidikan' },
  ],
  [
    'a midwife (D3) with careworker certificate',
    but(other, { field: 'kebidanan' }),
    { 'gtog-jepang-careworker': 'memenuhi' },
  ],
  [
    'a midwife (D3) without',
    but(other, { field: 'kebidanan', careworkerCertificate: false }),
    { 'gtog-jepang-careworker': 'belum pendidikan' },
  ],
  [
    'S1 economics with careworker certificate',
    but(other, { educationLevel: 'S1' }),
    { 'gtog-jepang-careworker': 'perlu-dicek pendidikan' },
  ],
  ['D3 of a field not told, with certificate', without(other, 'field'), { 'gtog-jepang-careworker': 'memenuhi' }],
  ['SMK keperawatan', but(nurse, { educationLevel: 'SMK' }), { 'gtog-jepang-careworker': 'tidak pendidikan' }],
  [
    'no Japanese yet',
    but(without(nurse, 'japaneseCertificate'), { japanese: 'none' }),
    { 'gtog-jepang-careworker': 'belum bahasa' },
  ],
  [
    'N5 without a certificate',
    but(nurse, { japaneseCertificate: false }),
    { 'gtog-jepang-careworker': 'belum bahasa' },
  ],
  [
    'a certificate by its name',
    but(nurse, { japaneseCertificate: 'LPK berizin, 2026' }),
    { 'gtog-jepang-careworker': 'memenuhi' },
  ],
  [
    'a certificate named "none"',
    but(nurse, { japaneseCertificate: 'none' }),
    { 'gtog-jepang-careworker': 'belum bahasa' },
  ],
  ['a certificate of no level', but(nurse, { japanese: 'none' }), { 'gtog-jepang-careworker': 'perlu-dicek bahasa' }],
  ['JFT-Basic A2', but(nurse, { japanese: 'JFT-A2' }), { 'gtog-jepang-careworker': 'memenuhi' }],
  ['a tattoo', but(nurse, { tattoo: true }), { 'gtog-jepang-careworker': 'tidak tato' }],
  ['a tattoo not told', without(nurse, 'tattoo'), { 'gtog-jepang-careworker': 'perlu-dicek tato' }],
  ['a pierced woman', but(nurse, { piercing: true }), { 'gtog-jepang-careworker': 'memenuhi' }],
  ['a pierced man', but(nurse, { sex: 'L', piercing: true }), { 'gtog-jepang-careworker': 'tidak tindik' }],
  [
    'a former EPA candidate',
    but(nurse, { formerEpa: true }),
    { 'gtog-jepang-careworker': 'tidak pernah-epa', 'gtog-jepang-nurse': 'tidak pernah-epa' },
  ],
  ['a former trainee', but(nurse, { formerTitp: true }), { 'gtog-jepang-careworker': 'perlu-dicek pernah-magang' }],
]

const nurses: Row[] = [
  [
    'a nurse with everything',
    nurse,
    { 'gtog-jepang-nurse': 'memenuhi', 'gtog-jerman': 'memenuhi', kaikoukai: 'perlu-dicek syarat-lain status' },
  ],
  [
    'STR but 18 months',
    but(nurse, { strDate: '2024-06-01', experienceMonths: 18 }),
    { 'gtog-jepang-nurse': 'belum pengalaman' },
  ],
  ['exactly 24 months', but(nurse, { experienceMonths: 24 }), { 'gtog-jepang-nurse': 'memenuhi' }],
  ['23 months', but(nurse, { experienceMonths: 23 }), { 'gtog-jepang-nurse': 'belum pengalaman' }],
  [
    '5 years, but the STR is a year old',
    but(nurse, { strDate: '2025-11-24', experienceMonths: 60 }),
    { 'gtog-jepang-nurse': 'belum pengalaman' },
  ],
  [
    'a new STR, experience not told',
    but(without(nurse, 'experienceMonths'), { strDate: '2026-01-01' }),
    { 'gtog-jepang-nurse': 'belum pengalaman' },
  ],
  [
    'an old STR, experience not told',
    without(nurse, 'experienceMonths'),
    { 'gtog-jepang-nurse': 'perlu-dicek pengalaman' },
  ],
  ['no STR', but(nurse, { str: false }), { 'gtog-jepang-nurse': 'belum str pengalaman', 'gtog-jerman': 'belum str' }],
  ['STR not told', without(nurse, 'str'), { 'gtog-jepang-nurse': 'perlu-dicek str', 'gtog-jerman': 'perlu-dicek str' }],
  [
    'S1 without Ners',
    but(nurse, { educationLevel: 'S1' }),
    { 'gtog-jepang-nurse': 'belum pendidikan', 'gtog-jepang-careworker': 'memenuhi' },
  ],
  [
    'a Ners who names no field',
    without(but(nurse, { educationLevel: 'Ners' }), 'field'),
    { 'gtog-jepang-nurse': 'memenuhi' },
  ],
  ['D4 nursing', but(nurse, { educationLevel: 'D4' }), { 'gtog-jepang-nurse': 'memenuhi' }],
  [
    'a midwife',
    but(nurse, { field: 'kebidanan' }),
    {
      'gtog-jepang-nurse': 'tidak pendidikan',
      'gtog-jerman': 'tidak pendidikan',
      kaikoukai: 'perlu-dicek syarat-lain status',
    },
  ],
  [
    '38 in Germany',
    but(nurse, { birthDate: '1988-06-24' }),
    { 'gtog-jerman': 'memenuhi', 'gtog-jepang-nurse': 'tidak umur' },
  ],
  ['38, but 39 in a month', but(nurse, { birthDate: '1987-12-24' }), { 'gtog-jerman': 'perlu-dicek umur' }],
  ['39 in Germany', but(nurse, { birthDate: '1987-11-24' }), { 'gtog-jerman': 'tidak umur' }],
]

const ssw: Row[] = [
  ['N4 and both kaigo tests', kaigo, { 'ssw-kaigo': 'memenuhi', 'ssw-lain': 'perlu-dicek ujian-bidang status' }],
  ['N5', but(kaigo, { japanese: 'N5' }), { 'ssw-kaigo': 'belum bahasa', 'ssw-lain': 'belum bahasa' }],
  ['JFT-Basic A2', but(kaigo, { japanese: 'JFT-A2' }), { 'ssw-kaigo': 'memenuhi' }],
  [
    '36 with N3 and no test yet',
    but(kaigo, { birthDate: '1990-06-15', japanese: 'N3', kaigoSkillTest: false, kaigoLanguageTest: false }),
    { 'ssw-kaigo': 'belum ujian-keterampilan ujian-bahasa-kaigo', 'gtog-jepang-careworker': 'tidak umur pendidikan' },
  ],
  ['52 with everything', but(kaigo, { birthDate: '1974-01-01' }), { 'ssw-kaigo': 'memenuhi' }],
  ['17 with everything', but(kaigo, { birthDate: '2008-11-25' }), { 'ssw-kaigo': 'belum umur-18' }],
  ['only the skill test', but(kaigo, { kaigoLanguageTest: false }), { 'ssw-kaigo': 'belum ujian-bahasa-kaigo' }],
  [
    'the tests not told',
    without(kaigo, 'kaigoSkillTest', 'kaigoLanguageTest'),
    { 'ssw-kaigo': 'perlu-dicek ujian-keterampilan ujian-bahasa-kaigo' },
  ],
  ['SMP, tattooed, with everything', but(kaigo, { educationLevel: 'SMP', tattoo: true }), { 'ssw-kaigo': 'memenuhi' }],
  [
    'ex-trainee in kaigo, 3 years completed',
    but(smk, { formerTitp: { field: 'kaigo', months: 36, completed: true } }),
    { 'ssw-kaigo': 'memenuhi', 'magang-im-japan': 'tidak pernah-magang' },
  ],
  [
    'ex-trainee in kaigo, came home early',
    but(smk, {
      formerTitp: { field: 'kaigo', months: 20, completed: false },
      kaigoSkillTest: false,
      kaigoLanguageTest: false,
    }),
    { 'ssw-kaigo': 'belum bahasa ujian-keterampilan ujian-bahasa-kaigo' },
  ],
  [
    'ex-trainee in kaigo, a month too short',
    but(smk, {
      formerTitp: { field: 'kaigo', months: 33, completed: true },
      kaigoSkillTest: false,
      kaigoLanguageTest: false,
    }),
    { 'ssw-kaigo': 'belum bahasa ujian-keterampilan ujian-bahasa-kaigo' },
  ],
  [
    'ex-trainee in kaigo, just long enough',
    but(smk, { formerTitp: { field: 'kaigo', months: 34, completed: true } }),
    { 'ssw-kaigo': 'memenuhi' },
  ],
  [
    'ex-trainee in kaigo, one year only',
    but(smk, {
      formerTitp: { field: 'kaigo', months: 12, completed: true },
      kaigoSkillTest: false,
      kaigoLanguageTest: false,
    }),
    { 'ssw-kaigo': 'belum bahasa ujian-keterampilan ujian-bahasa-kaigo' },
  ],
  [
    'ex-trainee in welding, 3 years completed',
    but(smk, {
      formerTitp: { field: 'las', months: 36, completed: true },
      kaigoSkillTest: false,
      kaigoLanguageTest: false,
    }),
    { 'ssw-kaigo': 'belum ujian-keterampilan ujian-bahasa-kaigo', 'ssw-lain': 'perlu-dicek ujian-bidang status' },
  ],
  [
    'ex-trainee who says no more',
    but(smk, { formerTitp: true }),
    { 'ssw-kaigo': 'perlu-dicek bahasa ujian-keterampilan ujian-bahasa-kaigo' },
  ],
  [
    'ex-EPA careworker without tests',
    but(smk, { formerEpa: true, kaigoSkillTest: false, kaigoLanguageTest: false }),
    { 'ssw-kaigo': 'perlu-dicek bahasa ujian-keterampilan ujian-bahasa-kaigo' },
  ],
  [
    'another field, its test passed',
    but(smk, { japanese: 'N4', skillTest: true }),
    { 'ssw-lain': 'perlu-dicek status' },
  ],
  ['another field, no test', but(smk, { japanese: 'N4', skillTest: false }), { 'ssw-lain': 'belum ujian-bidang' }],
]

const trainees: Row[] = [
  [
    'SMK, all measures right',
    smk,
    { 'magang-im-japan': 'memenuhi', 'magang-lpk-so': 'perlu-dicek bahasa syarat-so status' },
  ],
  ['26 and not 27 for long', but(smk, { birthDate: '2000-06-24' }), { 'magang-im-japan': 'memenuhi' }],
  ['26, but 27 in three months', but(smk, { birthDate: '2000-02-24' }), { 'magang-im-japan': 'perlu-dicek umur' }],
  ['27', but(smk, { birthDate: '1999-11-24' }), { 'magang-im-japan': 'tidak umur' }],
  [
    'SMA, 18 and 3 months',
    but(smk, { educationLevel: 'SMA', birthDate: '2008-08-24' }),
    { 'magang-im-japan': 'belum umur' },
  ],
  ['SMA, 19', but(smk, { educationLevel: 'SMA', birthDate: '2007-11-24' }), { 'magang-im-japan': 'perlu-dicek umur' }],
  ['SMK, 18', but(smk, { birthDate: '2008-11-24' }), { 'magang-im-japan': 'memenuhi' }],
  ['160 cm', but(smk, { heightCm: 160 }), { 'magang-im-japan': 'memenuhi' }],
  ['159 cm', but(smk, { heightCm: 159 }), { 'magang-im-japan': 'tidak tinggi' }],
  ['157 cm', but(smk, { heightCm: 157 }), { 'magang-im-japan': 'tidak tinggi' }],
  ['49 kg', but(smk, { weightKg: 49 }), { 'magang-im-japan': 'belum berat' }],
  [
    'glasses',
    but(smk, { glasses: true }),
    { 'magang-im-japan': 'tidak kacamata', 'gtog-korea': 'perlu-dicek eps-topik' },
  ],
  [
    'colour-blind',
    but(korea, { colourBlind: true }),
    { 'magang-im-japan': 'tidak buta-warna', 'gtog-korea': 'tidak buta-warna', 'taiwan-sp2t': 'tidak buta-warna' },
  ],
  ['no technical training', but(smk, { technicalTraining: false }), { 'magang-im-japan': 'belum pelatihan-teknik' }],
  [
    'SMP',
    but(smk, { educationLevel: 'SMP' }),
    {
      'magang-im-japan': 'belum pendidikan',
      'taiwan-sp2t': 'belum pendidikan',
      'magang-lpk-so': 'perlu-dicek pendidikan bahasa syarat-so status',
    },
  ],
  [
    'a woman of 20, 155 cm',
    but(smk, { sex: 'P', birthDate: '2006-01-01', heightCm: 155, weightKg: 45 }),
    { 'magang-im-japan': 'perlu-dicek kelamin umur' },
  ],
  ['a woman of 29 without N4', but(smk, { sex: 'P', birthDate: '1997-01-01' }), { 'magang-im-japan': 'belum umur' }],
  [
    'a woman of 29 with N4',
    but(smk, { sex: 'P', birthDate: '1997-01-01', japanese: 'N4' }),
    { 'magang-im-japan': 'perlu-dicek kelamin umur' },
  ],
  [
    'a woman of 31',
    but(smk, { sex: 'P', birthDate: '1995-01-01', japanese: 'N4' }),
    { 'magang-im-japan': 'tidak umur' },
  ],
  [
    '5 years a trainee',
    but(smk, { japanese: 'N5', formerTitp: { field: 'las', months: 60, completed: true } }),
    { 'magang-lpk-so': 'tidak pernah-magang' },
  ],
  [
    '3 years a trainee',
    but(smk, { japanese: 'N5', formerTitp: { field: 'las', months: 36, completed: true } }),
    { 'magang-lpk-so': 'perlu-dicek pernah-magang syarat-so status' },
  ],
  [
    'a trainee of no known length',
    but(smk, { japanese: 'N5', formerTitp: true }),
    { 'magang-lpk-so': 'perlu-dicek pernah-magang syarat-so status' },
  ],
  [
    '31 and an SO',
    but(smk, { birthDate: '1995-01-01', japanese: 'N5' }),
    { 'magang-lpk-so': 'perlu-dicek umur syarat-so status' },
  ],
]

const elsewhere: Row[] = [
  ['EPS-TOPIK 150', korea, { 'gtog-korea': 'memenuhi' }],
  ['EPS-TOPIK passed, score not told', but(smk, { epsTopik: true }), { 'gtog-korea': 'memenuhi' }],
  ['EPS-TOPIK 119', but(smk, { epsTopik: 119 }), { 'gtog-korea': 'perlu-dicek eps-topik' }],
  ['no EPS-TOPIK', but(smk, { epsTopik: false }), { 'gtog-korea': 'belum eps-topik' }],
  ['39 for half a year to come', but(korea, { birthDate: '1987-05-25' }), { 'gtog-korea': 'memenuhi' }],
  ['39, but 40 in three months', but(korea, { birthDate: '1987-02-24' }), { 'gtog-korea': 'perlu-dicek umur' }],
  ['40', but(korea, { birthDate: '1986-11-24' }), { 'gtog-korea': 'tidak umur' }],
  ['SMP in Korea', but(korea, { educationLevel: 'SMP' }), { 'gtog-korea': 'memenuhi' }],
  ['SD in Korea', but(korea, { educationLevel: 'SD' }), { 'gtog-korea': 'belum pendidikan' }],
  ['colour sight not told', without(korea, 'colourBlind'), { 'gtog-korea': 'perlu-dicek buta-warna' }],
  ['SMA in Taiwan', but(smk, { educationLevel: 'SMA' }), { 'taiwan-sp2t': 'perlu-dicek syarat-perusahaan status' }],
  [
    '41 in Taiwan',
    but(smk, { birthDate: '1985-01-01' }),
    { 'taiwan-sp2t': 'perlu-dicek umur syarat-perusahaan status' },
  ],
  [
    'SMK and Kaikoukai, which is over',
    smk,
    { kaikoukai: 'tidak pendidikan', 'pelatihan-kalsel': 'perlu-dicek peserta status' },
  ],
  [
    'nothing told',
    {},
    { 'gtog-jerman': 'perlu-dicek umur-18 umur pendidikan str', 'pelatihan-kalsel': 'perlu-dicek peserta status' },
  ],
]

export const PEOPLE: Row[] = [...careworker, ...nurses, ...ssw, ...trainees, ...elsewhere]
