import type { Ctx } from '#platform/context/context.ts'
import { inTx, type Who } from '#platform/context/transaction.ts'
import type { Uuid } from '#platform/ids.ts'
import type { Platform } from '#platform/platform.ts'
import { type CaseAnswers, collectExport, type ExportSection, type PersonExport } from './subject-export.ts'
import { exportJson, type FileUrl } from './subject-export-json.ts'
import { exportPdf, wordsFor } from './subject-export-pdf.ts'

export interface ExportOptions {
  /** Where the person can fetch each photo. */
  fileUrl: FileUrl
  /** What they answered to forms; the modules above know it (reports: `reportAnswers`). */
  answers?: CaseAnswers
  /** An account, consents …, read in the same transaction. */
  sections?: (ctx: Ctx) => Promise<readonly ExportSection[]>
}

/**
 * Everything that is held about one person, as JSON and (when asked for) as PDF; drawn after the transaction, since
 * that takes a while. Throws Forbidden.
 */
export async function exportOfParties(
  platform: Platform,
  who: Who,
  parties: readonly Uuid[],
  { fileUrl, answers, sections }: ExportOptions,
): Promise<{ document: PersonExport; json: () => string; pdf: () => Promise<Buffer> }> {
  const { document, words } = await inTx(platform, who, async (ctx) => ({
    document: await collectExport(ctx, parties, {
      ...(answers && { answers }),
      ...(sections && { sections: await sections(ctx) }),
    }),
    words: await wordsFor(ctx),
  }))
  return { document, json: () => exportJson(document, fileUrl), pdf: () => exportPdf(document, words) }
}
