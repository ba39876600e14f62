// Makes src/generated/prisma and dist where their sources have changed; run before start, test and langkah.
// When nothing has changed it only looks, and needs nothing that is not part of Node.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
const require = createRequire(import.meta.url)
const SCHEMA = 'prisma/schema.prisma'
const CLIENT = 'src/generated/prisma'

/** What is made, from what, and how. The names are those of the stamps kept in .build. */
const STEPS = [
  { name: 'client', made: CLIENT, from: [SCHEMA, 'package-lock.json'], make: generateClient },
  {
    name: 'dist',
    made: 'dist',
    from: ['src', SCHEMA, 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'],
    make: compile,
  },
  {
    name: 'pemahaman',
    made: '.build/pemahaman.bin',
    from: ['content', 'src/knowledge', 'src/train.ts', 'package-lock.json'],
    make: train,
  },
]

await build().catch((error) => {
  console.error(error.message)
  process.exitCode = 1
})

async function build() {
  if (STEPS.every(isFresh)) return
  if (!canBuild()) return useWhatIsThere()
  await underLock(() => {
    for (const step of STEPS) if (!isFresh(step)) renew(step)
  })
}

/** Docker images come built, and without the tools to build. */
function useWhatIsThere() {
  if (existsSync('dist')) return
  throw new Error('there is no dist, and the tools to make it are not installed: run npm ci, then npm run build')
}

function canBuild() {
  return existsSync('src') && ['typescript/package.json', 'prisma/package.json'].every(isInstalled)
}

function isFresh({ name, made, from }) {
  return existsSync(made) && readStamp(name) === digest(from)
}

function renew({ name, from, make }) {
  const before = performance.now()
  const made = digest(from)
  rmSync(stampOf(name), { force: true })
  make()
  writeFileSync(stampOf(name), made)
  console.error(`built ${name} in ${((performance.now() - before) / 1000).toFixed(1)} s`)
}

function generateClient() {
  run('prisma', 'prisma', ['generate'])
}

/** Nothing is written where a type is wrong. What has lost its source goes. */
function compile() {
  run('typescript', 'tsc', ['-p', 'tsconfig.build.json', '--noEmitOnError'])
  for (const file of filesIn('dist')) {
    const source = file.replace(/^dist/, 'src').replace(/\.js(\.map)?$/, '.ts')
    if (!existsSync(source)) rmSync(file)
  }
}

/** Content with a mistake in it teaches nothing: the file is missing then, and is tried again. */
function train() {
  rmSync('.build/pemahaman.bin', { force: true })
  const { status, stderr } = spawnSync(process.execPath, ['dist/train.js'], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH },
  })
  if (status !== 0) throw new Error(`learning from content failed:\n${stderr}`)
}

function run(name, command, args) {
  const manifest = require.resolve(`${name}/package.json`)
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8'))
  const program = join(dirname(manifest), typeof bin === 'string' ? bin : bin[command])
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}${stderr}`)
}

/** One at a time: npm start and npm test may come at once. A lock whose owner was killed is nobody's. */
async function underLock(work) {
  mkdirSync('.build', { recursive: true })
  const lock = '.build/lock'
  while (!takeLock(lock)) await sleep(50)
  try {
    work()
  } finally {
    rmSync(lock, { force: true })
  }
}

function takeLock(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
  }
  const owner = Number(read(lock))
  const isOld = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) > 1000
  if (isOld && !isAlive(owner)) rmSync(lock, { force: true })
  return false
}

function isAlive(pid) {
  if (!pid) return false // its owner was killed before it could write its id
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function digest(paths) {
  const hash = createHash('sha256')
  for (const file of paths.flatMap(filesIn)) hash.update(`${file}\0`).update(readFileSync(file)).update('\0')
  return hash.digest('hex')
}

/** Every file under `path`, sorted, without the generated client: that follows from the schema. */
function filesIn(path) {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return existsSync(path) ? [path] : []
  const names = readdirSync(path).sort()
  return names.map((name) => join(path, name)).flatMap((file) => (file === dirname(CLIENT) ? [] : filesIn(file)))
}

function isInstalled(name) {
  try {
    return Boolean(require.resolve(name))
  } catch {
    return false
  }
}

function stampOf(name) {
  return `.build/${name}`
}

function readStamp(name) {
  return read(stampOf(name))
}

function read(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
