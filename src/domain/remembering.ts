/** Longer texts come once: remembering them would only keep what people wrote. */
const LONGEST = 500

/** The same function, which remembers what it made of the last texts; when `max` are known it begins anew. */
export function remembering<T>(max: number, work: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>()
  return (text) => {
    if (text.length > LONGEST) return work(text)
    const before = known.get(text)
    if (before !== undefined) return before
    if (known.size >= max) known.clear()
    const made = work(text)
    known.set(text, made)
    return made
  }
}
