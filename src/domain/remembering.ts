/** Of longer texts only the last is remembered: they hardly come twice, and would only keep what people wrote. */
const LONGEST = 500

/** The same function, which remembers what it made of the last texts; when `max` are known it begins anew. */
export function remembering<T>(max: number, work: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>()
  const long = rememberingLast(work)
  return (text) => {
    if (text.length > LONGEST) return long(text)
    const before = known.get(text)
    if (before !== undefined) return before
    if (known.size >= max) known.clear()
    const made = work(text)
    known.set(text, made)
    return made
  }
}

/** The same function, which remembers what it made last: one message is looked at from several sides. */
export function rememberingLast<A extends unknown[], T>(work: (...asked: A) => T): (...asked: A) => T {
  let last: { asked: A; made: T } | undefined
  return (...asked) => {
    if (!last || asked.length !== last.asked.length || asked.some((one, i) => one !== last!.asked[i]))
      last = { asked, made: work(...asked) }
    return last.made
  }
}
