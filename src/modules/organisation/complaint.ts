import type { Ctx } from '#platform/context/context.ts'
import type { Complaints } from '#platform/import.ts'

/** Adds what is wrong in a line, in our words: `organisation.import.<code>`. */
export const complainAbout =
  (ctx: Ctx, complaints: Complaints) =>
  (line: number, code: string, params: Record<string, unknown>, column: string): void => {
    if (complaints.list.length >= 100) return
    complaints.list.push({ line, column, message: ctx.t(`organisation.import.${code}`, params) })
  }
