/** A photo of a document: can it be read, and made anew with nothing in it but what one sees. */
import sharp from 'sharp'
import type { Vet } from '../app/ports.ts'
import { detailOf, LOOKED_AT, lightOf } from './measure.ts'

/** More is no photo of a phone, and unpacks to more than our memory has. */
const MOST_PIXELS = 60_000_000
/** A 3×4 passport photo at 300 dots an inch is 354 × 472; what is smaller holds no text one can read. */
const LEAST = { short: 350, long: 470 }
/** The longer side it is kept with: an A4 page at about 200 dots an inch. */
const KEPT_LONG = 2200
const QUALITY = 82
/** Of 255. A photo taken in a dark room has 15 to 35, white paper in dim light 60 and more. */
const DARKEST = 40
/** Of the sharpest part (measure.ts), by its light: text blurred over 5 of 1600 pixels has 3.8, over 8 it has 2.2. */
const BLURRIEST = 3
const HALF_LIGHT = 128

/** Turned upright first, for the turn is written in what is thrown away. One picture of several is kept (the first). */
export async function vetImage(bytes: Buffer): ReturnType<Vet> {
  try {
    const { width, height } = await sharp(bytes, { limitInputPixels: MOST_PIXELS }).metadata()
    if (width * height > MOST_PIXELS) return { unfit: 'too large' }
    if (Math.min(width, height) < LEAST.short || Math.max(width, height) < LEAST.long) return { unfit: 'too small' }
    const upright = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' })
      .autoOrient()
      .flatten({ background: 'white' })
    const { data, info } = await upright
      .clone()
      .resize({ width: LOOKED_AT, height: LOOKED_AT, fit: 'inside', withoutEnlargement: true })
      .greyscale()
      .raw()
      .toBuffer({ resolveWithObject: true })
    const seen = { pixels: data, width: info.width, height: info.height, step: info.channels }
    const light = lightOf(seen)
    if (light < DARKEST) return { unfit: 'too dark' }
    if ((detailOf(seen) * HALF_LIGHT) / light < BLURRIEST) return { unfit: 'blurred' }
    const kept = await upright
      .resize({ width: KEPT_LONG, height: KEPT_LONG, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .jpeg({ quality: QUALITY, mozjpeg: true })
      .toBuffer()
    return { bytes: kept, mime: 'image/jpeg' }
  } catch {
    return { unfit: 'unreadable' } // its message may quote what stands in the picture's notes
  }
}
