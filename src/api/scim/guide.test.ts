import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ApiTown, apiTown } from '../api.fixture.ts'

let api: ApiTown
beforeAll(async () => {
  api = await apiTown()
})
afterAll(() => api?.town.close())

test('the examples of docs/api/scim.md work as they stand there', async () => {
  const guide = readFileSync(join(import.meta.dirname, '../../../docs/api/scim.md'), 'utf8')
  const key = await api.key(['scim'])
  const examples = [...guide.matchAll(/```http\n(\w+) (\S+)\nContent-Type: (\S+)\n\n([\s\S]*?)```/g)]
  expect(examples).toHaveLength(3)
  let id = ''
  const answers: number[] = []
  for (const [, method = '', path = '', type = '', body = ''] of examples) {
    const answer = await api.ask(path.replace('{id}', id), {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': type },
      body: body.replace('{id}', id),
    })
    answers.push(answer.status)
    id ||= ((await answer.json()) as { id: string }).id
  }
  expect(answers).toEqual([201, 200, 201])
})
