import { expect, test } from 'vitest'
import { isTest, sources } from './source.ts'
import { builtStatements, rawStatements } from './statements.ts'

/**
 * Access is part of the query: whatever reads cases carries `visibleCases(ctx)`. Where it must not, the
 * reason stands here: the worker's own work, or somebody whose task it is to look after all of them.
 */
const exceptions: Readonly<Record<string, string>> = {
  'src/modules/cases/children.ts':
    'parts are told of to whoever sees the whole; whether they see the part stands in the columns',
  'src/modules/cases/children-restricting.ts':
    'a part is restricted with its whole, by whoever may restrict that',
  'src/modules/cases/children-seeing.ts':
    'of the whole, whoever sees a part is told what it is about; whether they see it stands in the columns',
  'src/modules/cases/following.ts': 'what is public everybody may see; the condition is c.public',
  'src/modules/cases/holding.ts':
    'the worker asks whether what a case was merged into is still worked on: yes or no',
  'src/modules/cases/telling-followers.ts':
    'the worker writes to people about their own cases, and to followers about public ones',
  'src/modules/cases/forgetting-originals.ts':
    'the worker forgets what authors want forgotten, whoever sees it',
  'src/modules/cases/words.ts': 'the worker writes down the words by which a case is found',
  'src/modules/cases/digest.ts':
    'who has anything due at all; what a letter says of it carries the condition',
  'src/modules/cases/own.ts': 'looks after everybody’s data: the condition, or what is not restricted',
  'src/modules/cases/unusual-reading.ts': 'the worker counts who opened what; cases are not shown',
  'src/modules/cases/reading-subjects.ts': 'numbers alone, for the officer who looks after all readings',
  'src/modules/cases/anonymising.ts': 'the worker forgets what has been kept long enough, whoever sees it',
  'src/modules/cases/anonymising-people.ts': 'the worker asks whether a person has any case left',
  'src/modules/cases/retention.ts': 'the worker looks for what has been kept long enough, whoever sees it',
  'src/modules/cases/retention-people.ts':
    'the worker looks for what has been kept long enough, whoever sees it',
  'src/modules/cases/retention-preview.ts':
    'the officer sees how much will go; of restricted cases no number',
  'src/modules/cases/retention-finding.ts': 'the officer finds a person’s cases for a hold or a request',
  'src/modules/cases/subject-export-cases.ts': 'a person is told all that is known of them (Art. 15 GDPR)',
  'src/modules/reports/import-reports.ts':
    'knows again what a file named before: whether it is there and closed',
  'src/modules/reports/exporting.ts': 'a person is told all that is known of them (Art. 15 GDPR)',
  'src/modules/cases/unit-load.ts': 'whether a unit has any open case before it is dissolved: yes or no',
  'src/modules/cases/files-of-case.ts': 'asks visibleCases in the columns, to tell public photos from others',
  'src/modules/reports/map-changes.ts':
    'the condition is in the columns: what is public no longer must be found, to be taken out of the counts',
  'src/modules/reports/map-counting.ts': 'the worker goes through all ids; what counts is public',
  'src/modules/reports/learning/history.ts':
    'the worker learns which words go with which category; from nothing that is restricted',
  'src/modules/analytics/facts.ts': 'the worker counts; what is restricted is in no number',
  'src/modules/analytics/following.ts': 'the worker goes through all ids; what is restricted is in no number',
  'src/modules/analytics/trend.ts':
    'the condition is in the columns: what is public no longer must be found, to be taken out of the counts',
  'src/modules/voice/answering.ts': 'the bearer of a signed link is told which report they are asked about',
  'src/modules/voice/asking.ts': 'the worker asks people about their own reports',
  'src/modules/voice/forgetting.ts': 'a person is told all that is known of them (Art. 15 GDPR)',
  'src/modules/voice/waiting.ts':
    'counts by unit and category, which roles are asked for; of nothing restricted',
  'src/modules/dispatch/dispatching.ts':
    'the worker counts open cases of field workers; none that is restricted',
  'src/api/open311/routes.ts': 'the bearer of a tracking link asks for the number of their own case',
}

const program = sources('src').filter((file) => !isTest(file))
const tables = new Set(['cases.case'])
const reading = program.flatMap((file) => [
  ...rawStatements(file, tables).filter((s) => /\b(?:from|join)\s+cases\."?case/.test(s.text)),
  ...builtStatements(file, tables).filter((s) => /^\.selectFrom|Join\(\s*'cases\.case/.test(s.text)),
])

test('statements that read cases are found at all', () => {
  expect(new Set(reading.map((s) => s.path)).size).toBeGreaterThan(15)
})

test('every statement that reads cases says whose', () => {
  const open = reading.filter((s) => !(s.path in exceptions) && !carries(s))
  expect(open.map((s) => `${s.path}:${s.line}`)).toEqual([])
})

test('an exception that is none any more is forgotten', () => {
  const needed = new Set(reading.map((s) => s.path))
  expect(Object.keys(exceptions).filter((path) => !needed.has(path))).toEqual([])
})

/** In the statement itself, or among the conditions that its function gathers before. */
function carries({ path, line, text }: { path: string; line: number; text: string }): boolean {
  if (text.includes('visibleCases(')) return true
  if (!text.includes('${sql.join(')) return false
  const before = program
    .find((file) => file.path === path)!
    .code.split('\n')
    .slice(0, line)
    .join('\n')
  return before.slice(Math.max(before.lastIndexOf('\n}\n'), 0)).includes('visibleCases(')
}
