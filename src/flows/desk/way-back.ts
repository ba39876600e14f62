import type { Choice } from '../../domain/chat.ts'

export const DESK: Choice = { id: 'depan', label: 'Meja petugas' }
