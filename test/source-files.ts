/** The program's own source, parsed, for tests about its shape. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseAst } from 'vitest/node'

export type Node = { type: string; start: number; end: number } & Record<string, unknown>
export type Import = { from: string; typesOnly: boolean }
export type Fn = { name: string; line: number; ownLines: number }

const SRC = fileURLToPath(new URL('../src', import.meta.url))

/** One file of src; `path` is relative to src. */
export class SourceFile {
  readonly path: string
  readonly text: string
  readonly nodes: Node[]

  constructor(path: string, text: string) {
    this.path = path
    this.text = text
    this.nodes = [...walk(parseAst(text, { lang: 'ts' }) as unknown as Node)]
  }

  get lines(): number {
    return this.text.trimEnd().split('\n').length
  }

  lineOf({ start }: Pick<Node, 'start'>): number {
    return this.text.slice(0, start).split('\n').length
  }

  codeOf({ start, end }: Pick<Node, 'start' | 'end'>): string {
    return this.text.slice(start, end)
  }

  /** Everything it imports or exports from elsewhere; files of ours by their path in src, packages by their name. */
  get imports(): Import[] {
    return this.nodes.flatMap((node) => {
      const source = node.source as Node | null | undefined
      if (!/^(Import|Export|TSImport)/.test(node.type) || typeof source?.value !== 'string') return []
      const typesOnly = node.importKind === 'type' || node.exportKind === 'type' || node.type === 'TSImportType'
      return [{ from: this.#resolved(source.value), typesOnly }]
    })
  }

  /** Functions with the lines that are theirs alone: a function within counts for itself. */
  get functions(): Fn[] {
    const found = this.nodes.filter(isFunction).map((node) => {
      const from = this.lineOf(node)
      return { name: nameOf(node), from, to: this.lineOf({ start: node.end }), node }
    })
    return found.map(({ name, from, to, node }) => {
      const within = found.filter((f) => f.node !== node && f.node.start >= node.start && f.node.end <= node.end)
      const lines = new Set(Array.from({ length: to - from + 1 }, (_, i) => from + i))
      for (const f of within) for (let line = f.from + 1; line <= f.to; line++) lines.delete(line)
      return { name, line: from, ownLines: lines.size }
    })
  }

  #resolved(from: string): string {
    return from.startsWith('.') ? relative(SRC, join(SRC, dirname(this.path), from)) : from
  }
}

/** All of src but what is generated. */
export function sourceFiles(dir = ''): SourceFile[] {
  return readdirSync(join(SRC, dir), { withFileTypes: true }).flatMap((entry) => {
    const path = join(dir, entry.name)
    if (entry.isDirectory()) return path === 'generated' ? [] : sourceFiles(path)
    return path.endsWith('.ts') ? [new SourceFile(path, readFileSync(join(SRC, path), 'utf8'))] : []
  })
}

function* walk(node: Node): Generator<Node> {
  yield node
  for (const value of Object.values(node))
    for (const child of Array.isArray(value) ? value : [value])
      if (child !== null && typeof child === 'object' && typeof child.type === 'string') yield* walk(child)
}

const isFunction = (node: Node) =>
  /^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(node.type) && Boolean(node.body)

const nameOf = (node: Node) => (node.id as { name?: string } | null | undefined)?.name ?? 'a function without a name'
