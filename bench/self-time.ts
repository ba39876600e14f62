/** Which functions a process was in, by its processor profile. */

/** The parts of a .cpuprofile that are read. Times in µs. */
export type Profile = {
  startTime: number
  nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number } }[]
  samples: number[]
  timeDeltas: number[]
}

/** `percent` of the time in which the process was not idle. */
export type Share = { name: string; ms: number; percent: number }

/** Shares by function, and by file or package; the greatest first. Only samples within `spans` (µs) count. */
export function selfTimes(
  profile: Profile,
  spans: readonly { began: number; ended: number }[],
): { functions: Share[]; places: Share[] } {
  const functions = new Map<string, number>()
  const places = new Map<string, number>()
  const nodes = new Map(profile.nodes.map((node) => [node.id, node.callFrame]))
  let now = profile.startTime
  profile.samples.forEach((id, i) => {
    const microseconds = profile.timeDeltas[i]!
    now += microseconds
    const { functionName, url, lineNumber } = nodes.get(id)!
    if (functionName === '(idle)' || !spans.some(({ began, ended }) => now >= began && now < ended)) return
    const place = placeOf(url, functionName)
    add(places, place, microseconds)
    add(functions, `${functionName || '(anonymous)'}  ${url ? `${fileOf(url)}:${lineNumber + 1}` : ''}`, microseconds)
  })
  return { functions: shares(functions), places: shares(places) }
}

function shares(times: ReadonlyMap<string, number>): Share[] {
  const total = [...times.values()].reduce((sum, time) => sum + time, 0)
  return [...times]
    .sort(([, a], [, b]) => b - a)
    .map(([name, time]) => ({ name, ms: time / 1000, percent: (100 * time) / total }))
}

const add = (times: Map<string, number>, name: string, time: number) => times.set(name, (times.get(name) ?? 0) + time)

/** Our own files one by one, packages and Node as a whole. */
function placeOf(url: string, functionName: string): string {
  if (url === '') return functionName.startsWith('(') ? functionName : 'native'
  const file = fileOf(url)
  if (file.startsWith('node:')) return 'node'
  return /^(node_modules\/(?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? file
}

/** From the package's name or from dist on. */
const fileOf = (url: string) =>
  url.replace(/^.*\/(?=node_modules\/)/, '').replace(/^file:.*?\/(?=(?:bench\/)?dist\/)/, '')
