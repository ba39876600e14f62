import { matchAlumni } from './alumni/match.ts'
import { alumni, lostPhone } from './alumni/verify.ts'
import { announcing } from './announcing/announcing.ts'
import { ask } from './ask.ts'
import { checkin } from './checkin/checkin.ts'
import { officeCheckins } from './checkin/office.ts'
import { dates } from './dates.ts'
import { desk } from './desk/desk.ts'
import { documents } from './documents/documents.ts'
import { review } from './documents/review.ts'
import { eligibilityCheck } from './eligibility/check.ts'
import { emergency } from './emergency/emergency.ts'
import type { Flow } from './flow.ts'
import { guide } from './guide.ts'
import { help } from './help.ts'
import { join } from './joining/join.ts'
import { separate } from './joining/separate.ts'
import { answerAsMentor } from './mentor/answer.ts'
import { officeMentors } from './mentor/office.ts'
import { stopMentoring, volunteer } from './mentor/volunteer.ts'
import { menu } from './menu.ts'
import { startMessages, stopMessages } from './messages.ts'
import { move } from './moving/move.ts'
import { changeData } from './my-data/change.ts'
import { dataContact } from './my-data/contact.ts'
import { deleteData } from './my-data/delete.ts'
import { renew } from './my-data/renew.ts'
import { liftRestriction, restrict } from './my-data/restrict.ts'
import { showData } from './my-data/show.ts'
import { dataTrail } from './my-data/trail.ts'
import { withdraw } from './my-data/withdraw.ts'
import { checkOffer } from './offer/check.ts'
import { compareCost } from './offer/cost.ts'
import { offerQuestions } from './offer/questions.ts'
import { registration } from './registration/registration.ts'
import { resume } from './resume.ts'
import { arrange } from './schedule/arrange.ts'
import { zone } from './schedule/zone.ts'
import { schemes } from './schemes.ts'
import { staffTalk } from './staff-talk.ts'
import { invite } from './staffing/invite.ts'
import { becomeStaff } from './staffing/join.ts'
import { members } from './staffing/members.ts'
import { status } from './status.ts'
import type { FlowBook } from './talk.ts'
import { contract } from './work/contract.ts'

const flows: Flow[] = [
  menu,
  help,
  resume,
  guide,
  schemes,
  eligibilityCheck,
  ask,
  registration,
  status,
  dates,
  zone,
  contract,
  checkin,
  volunteer,
  stopMentoring,
  answerAsMentor,
  arrange,
  staffTalk,
  emergency,
  stopMessages,
  startMessages,
  join,
  separate,
  showData,
  changeData,
  deleteData,
  withdraw,
  restrict,
  renew,
  liftRestriction,
  dataTrail,
  dataContact,
  checkOffer,
  offerQuestions,
  compareCost,
  alumni,
  lostPhone,
  desk,
  announcing,
  officeCheckins,
  officeMentors,
  move,
  matchAlumni,
  becomeStaff,
  invite,
  members,
  documents,
  review,
]

/** Every flow, and the commands that open one from anywhere. */
export const book: FlowBook = {
  flows: new Map(flows.map((flow) => [flow.name, flow])),
  commands: new Map([
    ...flows.map((flow): [string, string] => [flow.name, flow.name]),
    ['cek syarat', 'cek-syarat'],
    ['mulai lagi', 'mulai-lagi'],
    ['lihat data', 'lihat-data'],
    ['hapus data', 'hapus-data'],
    ['tarik izin', 'tarik-izin'],
    ['ubah data', 'ubah-data'],
    ['batasi', 'batasi-data'],
    ['batasi data', 'batasi-data'],
    ['buka batasan', 'buka-batasan'],
    ['jejak data', 'jejak-data'],
    ['kontak data', 'kontak-data'],
    ['berkas saya', 'berkas'],
    ['periksa berkas', 'periksa-berkas'],
    ['cek tawaran', 'cek-tawaran'],
    ['beri tahu petugas', 'cek-tawaran'],
    ['hitung biaya', 'hitung-biaya'],
    ['zona waktu', 'zona-waktu'],
    ['kontrak saya', 'kontrak-saya'],
    ['hp hilang', 'hp-hilang'],
    ['kabar saya', 'kabar-saya'],
    ['jadi mentor', 'jadi-mentor'],
    ['berhenti jadi mentor', 'berhenti-jadi-mentor'],
    ['jawab mentor', 'jawab-mentor'],
    ['kabar alumni', 'kabar-alumni'],
    ['atur jadwal', 'atur-jadwal'],
    ['petugas kantor', 'petugas-kantor'],
    ['batal', 'menu'],
    ['kembali', 'menu'],
    ['jeda', 'menu'],
    ['kirim', 'lanjut'],
    ['ubah', 'ubah-data'],
    ['lewati', 'lanjut'],
    ['selengkapnya', 'tanya'],
    ['bahaya', 'darurat'],
  ]),
}
