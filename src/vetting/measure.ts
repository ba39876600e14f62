/** How bright and how sharp a picture is. Pure. */

/** The longer side of what is looked at: blur that one sees on a phone is there still, noise is not. */
export const LOOKED_AT = 1000

/** Greys, row by row; `step`: bytes from one pixel to the next. */
export type Greys = { pixels: Uint8Array; width: number; height: number; step: number }

/** The mean, 0 (black) to 255. */
export function lightOf({ pixels, step }: Greys): number {
  let sum = 0
  for (let i = 0; i < pixels.length; i += step) sum += pixels[i]!
  return sum / (pixels.length / step)
}

/** So many parts each way: a card may lie anywhere on a plain table. */
const PARTS = 4

/**
 * The standard deviation of the Laplacian (each pixel's difference from its four neighbours) in the part where it is
 * largest. Edges of letters make it large; blur of any cause takes it away.
 */
export function detailOf(seen: Greys): number {
  const wide = Math.floor(seen.width / PARTS)
  const high = Math.floor(seen.height / PARTS)
  const parts = Array.from({ length: PARTS * PARTS }, (_, i) => ({
    x: (i % PARTS) * wide,
    y: Math.floor(i / PARTS) * high,
  }))
  return Math.max(...parts.map(({ x, y }) => deviation(seen, x, y, wide, high)))
}

function deviation({ pixels, width, step }: Greys, left: number, top: number, wide: number, high: number): number {
  let [count, sum, squares] = [0, 0, 0]
  for (let y = top + 1; y < top + high - 1; y++)
    for (let x = left + 1; x < left + wide - 1; x++) {
      const at = (y * width + x) * step
      const around = pixels[at - step]! + pixels[at + step]! + pixels[at - width * step]! + pixels[at + width * step]!
      const value = 4 * pixels[at]! - around
      count++
      sum += value
      squares += value * value
    }
  const mean = sum / count
  return Math.sqrt(squares / count - mean * mean)
}
