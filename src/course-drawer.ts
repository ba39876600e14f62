/** A process of its own that draws one announcement's course and ends. Started by draw-apart.ts. */
import { drawCourse } from './cli/course-picture.ts'
import type { CourseAsked } from './draw-apart.ts'

process.once('message', async (asked: CourseAsked) => {
  process.send!(await drawCourse(asked), () => process.disconnect())
})
