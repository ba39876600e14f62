import { describe, expect, it } from 'vitest'
import { type Node, SourceFile, sourceFiles } from './source-files.ts'

const files = sourceFiles()
const find = (path: string) => files.find((file) => file.path === path)!

/** The room a file is in; each channel's folder is a room of its own, beside what all channels share; the files directly in src are the roots. */
const roomOf = (path: string): string => {
  const [first, second] = path.split('/')
  if (!path.includes('/')) return 'roots'
  return first === 'bots' && !second!.endsWith('.ts') ? `bots/${second}` : first!
}

/** What bots, store and http may know of the app: the shapes they fulfil, and how a send fails. */
const PORTS = ['app/ports.ts', 'app/store.ts', 'app/login.ts', 'app/log.ts', 'app/meter.ts']
/** What flows may know of knowledge: its shapes, not how it is loaded or how a sentence is understood. */
const KNOWLEDGE_TYPES = ['knowledge/shapes.ts', 'knowledge/mind.ts']

const OUTSIDE = new Set([
  'bots',
  'bots/telegram',
  'bots/whatsapp',
  'bots/whatsapp-cloud',
  'bots/terminal',
  'store',
  'http',
  'vetting',
])

/** Whether a file in this room may import that file of ours; an arrow not written is a mistake. */
function mayImport(room: string, target: string): boolean {
  const to = roomOf(target)
  if (room === 'roots' || room === 'cli' || room === to) return true
  if (to === 'domain' || (room.startsWith('bots/') && to === 'bots')) return true
  if (room === 'flows') return KNOWLEDGE_TYPES.includes(target)
  if (room === 'app') return to === 'flows' || to === 'knowledge'
  if (room === 'store' && to === 'generated') return true
  return OUTSIDE.has(room) && PORTS.includes(target)
}

/** Packages that live in one place only. */
const HOMES: [RegExp, string][] = [
  [/^(grammy|@grammyjs\/)/, 'bots/telegram'],
  [/^(baileys|@whiskeysockets\/|libsignal)/, 'bots/whatsapp'],
  [/^(pg|@prisma\/.*)$/, 'store'],
  [/^prom-client$|^@fastify\/busboy$/, 'http'],
  [/^sharp$/, 'vetting'],
]

const EDGES_OF_KNOWLEDGE = [
  'knowledge/kept-models.ts',
  'knowledge/load.ts',
  'knowledge/load-areas.ts',
  'knowledge/read-file.ts',
]
const isPure = ({ path }: SourceFile) =>
  /^(domain|flows)\//.test(path) || (path.startsWith('knowledge/') && !EDGES_OF_KNOWLEDGE.includes(path))

/** What makes a pure file impure, by line. */
function impurities(file: SourceFile): string[] {
  const imports = file.imports.filter(({ from }) => from.startsWith('node:')).map(({ from }) => `imports ${from}`)
  return [...imports, ...file.nodes.flatMap((node) => (isImpure(file, node) ? [said(file, node)] : []))]
}

function isImpure(file: SourceFile, node: Node): boolean {
  switch (node.type) {
    case 'AwaitExpression':
      return true
    case 'ForOfStatement':
      return node.await === true
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return node.async === true
    case 'NewExpression':
      return file.codeOf(node.callee as Node) === 'Date' && (node.arguments as Node[]).length === 0
    case 'MemberExpression':
      return /^(Date\s*\??\.\s*now|Math\s*\??\.\s*random|process\s*\??\..*|globalThis\s*\??\..*)$/s.test(
        file.codeOf(node),
      )
    case 'CallExpression':
      return /^(Date|fetch|setTimeout|setInterval|setImmediate|queueMicrotask)$/.test(file.codeOf(node.callee as Node))
    default:
      return false
  }
}

const said = (file: SourceFile, node: Node) =>
  `${file.path}:${file.lineOf(node)}: ${file.codeOf(node).split('\n')[0]!.slice(0, 60)}`

describe('the layout', () => {
  it('is all read', () => {
    expect(files.length).toBeGreaterThan(100)
    expect(new Set(files.map(({ path }) => roomOf(path)))).toEqual(
      new Set([
        'roots',
        'cli',
        'app',
        'bots',
        'bots/telegram',
        'bots/terminal',
        'bots/whatsapp',
        'bots/whatsapp-cloud',
        'domain',
        'flows',
        'http',
        'knowledge',
        'store',
        'vetting',
      ]),
    )
    expect(find('app/decide.ts').imports).toContainEqual({ from: 'flows/engine.ts', typesOnly: false })
  })

  it('lets nobody import what is not theirs to know', () => {
    const wrong = files.flatMap(({ path, imports }) =>
      imports
        .filter(({ from }) => from.endsWith('.ts') && !mayImport(roomOf(path), from))
        .map(({ from }) => `${path} → ${from}`),
    )
    expect(wrong).toEqual([])
  })

  it('keeps the packages of a platform and of the database in their room', () => {
    const wrong = files.flatMap(({ path, imports }) =>
      imports
        .filter(({ from }) => HOMES.some(([name, home]) => name.test(from) && roomOf(path) !== home))
        .map(({ from }) => `${path} → ${from}`),
    )
    expect(wrong).toEqual([])
    expect(
      files.some(({ path, imports }) => path.startsWith('bots/telegram') && imports.some((i) => i.from === 'grammy')),
    ).toBe(true)
  })

  it('lets nothing but types of a platform or of the app’s ports cross', () => {
    const values = files.flatMap(({ path, imports }) =>
      imports
        .filter(({ from, typesOnly }) => OUTSIDE.has(roomOf(path)) && PORTS.includes(from) && !typesOnly)
        .map(({ from }) => from),
    )
    expect([...new Set(values)]).toEqual(['app/ports.ts']) // SendError
  })

  it('keeps pure rooms pure', () => {
    expect(files.filter(isPure).flatMap(impurities)).toEqual([])
    expect(files.filter(isPure).length).toBeGreaterThan(60)
    for (const path of EDGES_OF_KNOWLEDGE) expect(find(path), path).toBeDefined()
  })

  it('knows an impurity when it sees one', () => {
    const bad = `import { readFileSync } from 'node:fs'
      export const a = async () => { await b; for await (const c of d) {} }
      export const e = [Date.now(), new Date(), Date(), Math.random(), process.env.HOME, process?.pid, setTimeout(f)]`
    const good = `/** await Date.now() process.env */
      export const a = (now: Date) => [new Date(now.getTime()), new Date('2026-11-24'), 'Math.random()', { process: 1 }]`
    expect(impurities(new SourceFile('domain/bad.ts', bad))).toHaveLength(12)
    expect(impurities(new SourceFile('domain/good.ts', good))).toEqual([])
  })

  it('has files of at most 250 lines, half of them of at most 80', () => {
    expect(files.filter(({ lines }) => lines > 250).map(({ path, lines }) => `${path}: ${lines}`)).toEqual([])
    const sizes = files.map(({ lines }) => lines).sort((a, b) => a - b)
    expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThanOrEqual(80)
  })

  it('has functions of at most 60 lines of their own', () => {
    const long = files.flatMap(({ path, functions }) =>
      functions.filter(({ ownLines }) => ownLines > 60).map(({ name, line }) => `${path}:${line}: ${name}`),
    )
    expect(long).toEqual([])
    const lines = Array.from({ length: 61 }, (_, i) => `  a(${i})`)
    const [outer, inner] = new SourceFile(
      'app/x.ts',
      `function outer() {\n${lines.join('\n')}\n  const inner = () => {\n${lines.join('\n')}\n  }\n}\n`,
    ).functions
    expect(outer).toEqual({ name: 'outer', line: 1, ownLines: 64 })
    expect(inner).toMatchObject({ line: 63, ownLines: 63 })
  })

  it('has no doors that lead nowhere: every file is imported by another, but for the four that are started', () => {
    const imported = new Set(files.flatMap(({ imports }) => imports.map(({ from }) => from)))
    expect(files.map(({ path }) => path).filter((path) => !imported.has(path))).toEqual([
      'cli.ts',
      'course-drawer.ts',
      'main.ts',
      'train.ts',
    ])
  })
})
