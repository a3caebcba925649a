import type pg from 'pg'

const PAGE = 2_000

/** The rows of a statement, some thousands at a time, by a cursor of the transaction that is open. */
export async function* rowsOf<R extends pg.QueryResultRow>(
  client: pg.ClientBase,
  name: string,
  statement: string,
  values: readonly unknown[],
): AsyncGenerator<R[]> {
  await client.query(`declare ${name} no scroll cursor for ${statement}`, [...values])
  for (;;) {
    const { rows } = await client.query<R>(`fetch ${PAGE} from ${name}`)
    if (rows.length === 0) break
    yield rows
  }
  await client.query(`close ${name}`)
}
