import type { Registration } from '../domain/registration.ts'
import { isChecking, isEnd } from '../domain/stage.ts'

/** What a person still has to bring before they leave, by their own answers. Who is past the checking needs a passport. */
export function missingIn({ stage, answers }: Pick<Registration, 'stage' | 'answers'>): string[] {
  if (isEnd(stage) || stage === 'berangkat') return []
  return [
    answers.nik === 'belum' && 'NIK. Sudah punya? Tambahkan lewat *ubah data*.',
    !isChecking(stage) && answers.passport === 'belum' && 'Paspor. Sudah jadi? Ubah lewat *ubah data*.',
    !isChecking(stage) &&
      answers.passport === 'proses' &&
      'Paspor, yang sedang dibuat. Sudah jadi? Ubah lewat *ubah data*.',
  ].filter((line) => typeof line === 'string')
}
