/** Meta counts seconds since 1970, in a text. `now` stands in for what is missing or odd. */
export const moment = (seconds: string | undefined, now: Date): Date => {
  const at = new Date(Number(seconds ?? Number.NaN) * 1000)
  return Number.isNaN(at.getTime()) ? now : at
}
