import { labelOf } from './flows/documents/checklist.ts'
import { UNUSABLE } from './flows/documents/news.ts'
import { uploadHandler } from './http/uploads.ts'
import type { Knowledge } from './knowledge/shapes.ts'
import type { OpenStore } from './open-store.ts'
import { makeUploads } from './store/documents/upload-links.ts'
import { vet } from './vetting/vet.ts'

/** The pages of upload links, in the words of this office's content; `*` is markup of chats. */
export const uploadsOf = ({ db, shelf }: Pick<OpenStore, 'db' | 'shelf'>, knowledge: Knowledge) =>
  uploadHandler({
    uploads: makeUploads({ db, shelf }),
    vet,
    label: (document) => labelOf(knowledge, document),
    why: (outcome) => UNUSABLE[outcome].replaceAll('*', ''),
    now: () => new Date(),
  })
