/** What a stage is called, what it means for a person and what comes next, from content/stages.yaml. */
import { batchDays } from '../domain/batch.ts'
import { quote } from '../domain/markup.ts'
import type { Registration } from '../domain/registration.ts'
import type { Stage } from '../domain/stage.ts'
import type { Knowledge } from '../knowledge/shapes.ts'

type Standing = Pick<Registration, 'stage' | 'schemes' | 'batch'>

/** "🔵 Seleksi" */
export const stageName = ({ stages }: Knowledge, stage: Stage): string => `${stages[stage].sign} ${stages[stage].name}`

/** In the words of the scheme they are in, where it has its own: that of their batch, else the only one they chose. */
export function stageWords({ stages }: Knowledge, { stage, schemes, batch }: Standing) {
  const words = stages[stage]
  const id = batch?.scheme ?? (schemes.length === 1 ? schemes[0] : undefined)
  const own = id === undefined ? undefined : words.schemes[id]
  return { means: own?.means ?? words.means, next: own?.next ?? words.next }
}

/** "Angkatan: Korea 2027-1 (mulai 4 Januari 2027)" */
export const batchLine = ({ batch }: Pick<Registration, 'batch'>): string | undefined =>
  batch && `Angkatan: ${quote(batch.name)} (${batchDays(batch)})`

export type Moved = Standing & { number: string; news: 'stage' | 'batch'; reason: string | undefined }

/** What a person is told when staff moved them. */
export function movedText(knowledge: Knowledge, moved: Moved): string {
  const { number, stage, news, reason, batch } = moved
  const { means, next } = stageWords(knowledge, moved)
  const what =
    news === 'batch' && batch
      ? `pendaftaran *${number}* sekarang masuk angkatan *${quote(batch.name)}* (${batchDays(batch)}). Tanggalnya masih bisa berubah, dan ini bukan janji berangkat.`
      : `pendaftaran *${number}* sekarang di tahap *${stageName(knowledge, stage)}*.`
  return [
    `Kabar untuk Kakak: ${what}`,
    news === 'stage' && means,
    reason !== undefined && `Kata petugas:\n${quote(reason)}`,
    news === 'stage' && `*Selanjutnya:* ${next}`,
    'Ketik *status* kapan saja untuk melihatnya lagi, atau *petugas* untuk bertanya.',
  ]
    .filter(Boolean)
    .join('\n\n')
}
