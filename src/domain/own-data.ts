/** Everything that is kept of one person, as a file they may take elsewhere (UU 27/2022 arts. 7, 13). Pure. */
import type { CheckinAnswers } from './checkin.ts'
import type { Mentor } from './mentor.ts'
import type { Answers } from './registration.ts'
import type { Work } from './work.ts'

/** What the store holds of one person, opened. Times are instants. */
export type OwnData = {
  person: { id: string; since: Date; stopped: boolean; restricted: boolean }
  chats: { channel: string; chatId: string; since: Date }[]
  registrations: {
    number: string
    stage: string
    schemes: string[]
    submittedAt: Date
    answers: Answers
    reason?: string
  }[]
  moves: { number: string; from: string | null; to: string; at: Date; reason?: string }[]
  consents: { kind: string; version: string; textHash: string; givenAt: Date; withdrawnAt: Date | null }[]
  work: { work: Work; by: string; at: Date }[]
  workReminders: { about: string; step: string; day: string | undefined; at: Date; state: string }[]
  checkins: { askedAt: Date; answeredAt: Date | null; answers: CheckinAnswers | null }[]
  mentor: { mentor: Mentor; since: Date }[]
  mentorAnswers: { question: string; answer: string | null; at: Date }[]
  drafts: { form: string; answers: unknown; at: Date }[]
  tickets: { ticket: number; by: 'orang' | 'petugas'; text: string; at: Date }[]
  files: { ticket: number | null; mime: string; bytes: number; at: Date }[]
  documents: {
    document: string
    state: string
    at: Date
    expires: string | null
    mime: string | null
    bytes: number | null
    pages: number | null
    reason?: string
  }[]
  requests: { number: string; kind: string; openedAt: Date; doneAt: Date | null }[]
  trail: { at: Date; what: string }[]
}

const FORMAT = 'langkah-aman-data-1'

/** One JSON value with Indonesian keys; empty parts stay, so that one sees that there is nothing. */
export function ownDataFile(
  data: OwnData,
  office: { name: string; contact: string },
  now: Date,
): Record<string, unknown> {
  return {
    format: FORMAT,
    dibuat: now.toISOString(),
    pengendaliData: office.name,
    kontakPelindunganData: office.contact,
    orang: {
      id: data.person.id,
      sejak: data.person.since.toISOString(),
      tidakMauKabar: data.person.stopped,
      pemakaianDibatasi: data.person.restricted,
    },
    chat: data.chats.map(({ channel, chatId, since }) => ({
      saluran: channel,
      nomor: chatId,
      sejak: since.toISOString(),
    })),
    pendaftaran: data.registrations.map(({ number, stage, schemes, submittedAt, answers, reason }) => ({
      nomor: number,
      tahap: stage,
      program: schemes,
      dikirim: submittedAt.toISOString(),
      jawaban: answers,
      ...(reason !== undefined && { catatanPetugas: reason }),
    })),
    perpindahanTahap: data.moves.map(({ number, from, to, at, reason }) => ({
      nomor: number,
      dari: from,
      ke: to,
      waktu: at.toISOString(),
      ...(reason !== undefined && { alasan: reason }),
    })),
    persetujuan: data.consents.map(({ kind, version, textHash, givenAt, withdrawnAt }) => ({
      jenis: kind,
      versiTeks: version,
      sidikTeks: textHash,
      diberikan: givenAt.toISOString(),
      ditarik: withdrawnAt?.toISOString() ?? null,
    })),
    kerjaDiLuarNegeri: data.work.map(({ work, by, at }) => ({ ...work, dari: by, diubah: at.toISOString() })),
    pengingatKerja: data.workReminders.map(({ about, step, day, at, state }) => ({
      tentang: about,
      langkah: step,
      tanggal: day ?? null,
      waktu: at.toISOString(),
      keadaan: state,
    })),
    tanyaKabar: data.checkins.map(({ askedAt, answeredAt, answers }) => ({
      ditanya: askedAt.toISOString(),
      dijawab: answeredAt?.toISOString() ?? null,
      jawaban: answers,
    })),
    mentor: data.mentor.map(({ mentor, since }) => ({ ...mentor, sejak: since.toISOString() })),
    pertanyaanSebagaiMentor: data.mentorAnswers.map(({ question, answer, at }) => ({
      pertanyaan: question,
      jawaban: answer,
      waktu: at.toISOString(),
    })),
    formulirBelumDikirim: data.drafts.map(({ form, answers, at }) => ({
      formulir: form,
      isi: answers,
      terakhir: at.toISOString(),
    })),
    percakapanPetugas: data.tickets.map(({ ticket, by, text, at }) => ({
      tiket: ticket,
      dari: by,
      teks: text,
      waktu: at.toISOString(),
    })),
    berkas: data.files.map(({ ticket, mime, bytes, at }) => ({
      percakapan: ticket,
      jenis: mime,
      ukuran: bytes,
      waktu: at.toISOString(),
    })),
    dokumen: data.documents.map(({ document, state, at, expires, mime, bytes, pages, reason }) => ({
      dokumen: document,
      keadaan: state,
      dikirim: at.toISOString(),
      berlakuSampai: expires,
      jenis: mime,
      ukuran: bytes,
      ...(pages !== null && { halaman: pages }),
      ...(reason !== undefined && { kataPetugas: reason }),
    })),
    permintaan: data.requests.map(({ number, kind, openedAt, doneAt }) => ({
      nomor: number,
      jenis: kind,
      masuk: openedAt.toISOString(),
      selesai: doneAt?.toISOString() ?? null,
    })),
    jejakPemrosesan: data.trail.map(({ at, what }) => ({ waktu: at.toISOString(), apa: what })),
  }
}
