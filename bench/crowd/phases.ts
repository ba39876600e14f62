/** `size` moments of a second (0 to 1), in order, uneven as people are and the same in every run. */
export function phases(size: number): number[] {
  let seed = 42
  const next = () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
    return seed / 2 ** 32
  }
  return Array.from({ length: size }, next).sort((a, b) => a - b)
}
