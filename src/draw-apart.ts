import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { AnnouncementFound } from './domain/announcement.ts'
import type { Course } from './store/announcements/course.ts'

export type CourseAsked = { found: AnnouncementFound; course: Course; zone: string }

/** Resolves to a PNG. */
export type DrawCourse = (asked: CourseAsked) => Promise<Buffer>

const DRAWER = fileURLToPath(new URL('./course-drawer.js', import.meta.url))
/** A slow machine needs seconds. */
const PATIENCE_MS = 60_000

/**
 * Draws in a process of its own: what draws takes 60 MB, which a process that has loaded it once keeps for as long as it runs.
 * The drawer gets counts only, and none of our secrets. Throws when it ends without a picture.
 */
export const drawApart: DrawCourse = (asked) =>
  new Promise((resolve, reject) => {
    const drawer = fork(DRAWER, {
      serialization: 'advanced',
      execArgv: [],
      env: { PATH: process.env.PATH },
      timeout: PATIENCE_MS,
    })
    drawer.once('message', (png) => resolve(Buffer.from(png as Uint8Array)))
    drawer.once('error', reject)
    drawer.once('exit', (code, signal) => reject(new Error(`the drawer ended with ${code ?? signal}`)))
    drawer.send(asked)
  })
