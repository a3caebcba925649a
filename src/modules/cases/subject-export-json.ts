import type { PersonExport } from './subject-export.ts'

/** Where a file of the export can be fetched, for whoever it was made for. */
export type FileUrl = (file: { case: string; number: string; id: string }) => string

/** The export for machines (Art. 20 GDPR), as docs/api/person-export.md describes it; instants in UTC, ISO 8601. */
export function exportJson(e: PersonExport, fileUrl: FileUrl): string {
  const at = (moment: Date | null): string | null => moment?.toISOString() ?? null
  return `${JSON.stringify(
    {
      format: e.format,
      version: e.version,
      made_at: at(e.madeAt),
      language: e.lang,
      controller: {
        name: e.town.controller,
        address: e.town.address,
        email: e.town.email,
        data_protection_officer: e.town.privacyEmail,
        url: e.town.url,
      },
      people: e.people.map((p) => ({
        id: p.id,
        kind: p.kind,
        name: p.name,
        email: p.email,
        phone: p.phone,
        birth_date: p.birthDate,
        address: p.address,
        register: p.register,
        language: p.lang,
        since: at(p.createdAt),
      })),
      cases: e.cases.map((c) => ({
        number: c.number,
        kind: c.kind,
        type: c.type,
        title: c.title[e.lang],
        role: c.role,
        status: c.status,
        outcome: c.outcome,
        channel: c.channel,
        public: c.public,
        address: c.address,
        place: c.place && { lat: c.place.lat, lon: c.place.lon },
        opened_at: at(c.openedAt),
        due_at: at(c.dueAt),
        closed_at: at(c.closedAt),
        appointments: c.appointments.map(at),
        answers: c.answers,
        messages: c.messages.map((m) => ({ ...m, at: at(m.at) })),
        files: c.files.map((f) => ({
          id: f.id,
          name: f.name,
          type: f.mime,
          stage: f.stage,
          added_at: at(f.addedAt),
          taken_at_local: f.takenLocal,
          place: f.place,
          url: fileUrl({ case: c.id, number: c.number, id: f.id }),
        })),
        processing: c.processing,
      })),
      letters: e.mails.map((m) => ({ ...m, at: at(m.at) })),
      readings: e.readings.map((r) => ({ ...r, at: at(r.at) })),
      processings: e.processings.map((p) => ({
        code: p.code,
        name: p.name[e.lang],
        purpose: p.purpose[e.lang],
        legal_basis: { article: `6(1)(${p.letter}) GDPR`, law: p.law[e.lang] },
        data: p.data[e.lang],
        recipients: p.recipients[e.lang],
        kept_days: p.days,
        kept: p.term?.[e.lang] ?? null,
        afterwards: p.action,
      })),
      sections: e.sections,
    },
    null,
    2,
  )}\n`
}
