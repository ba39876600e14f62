import type { Vet } from '../app/ports.ts'
import { vetImage } from './vet-image.ts'
import { vetPdf } from './vet-pdf.ts'

/** By what its first bytes say it is. */
export const vet: Vet = async (bytes, type) => {
  if (type === 'image/heic') return { unfit: 'heic' }
  return type === 'application/pdf' ? vetPdf(bytes) : vetImage(bytes)
}
