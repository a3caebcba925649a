import type pg from 'pg'

/**
 * The three roles (all LOGIN, none superuser): the owner is the role of DATABASE_URL and migrates; `app` does the
 * work of requests and jobs under row-level security and owns nothing; `dispatcher` reads the outbox across
 * tenants. The owner is a member of both, so one connection serves with `set local role`. Roles belong to the
 * whole server, hence fixed names, and making them must not mind that somebody else does the same.
 */
const working = ['app', 'dispatcher'] as const

/** Creates what is missing of app and dispatcher and makes `owner` a member. Where it may not, says what to run. */
export async function ensureRoles(client: pg.ClientBase, owner?: string): Promise<void> {
  const missing = await missingRoles(client, owner)
  if (missing.length === 0) return
  for (const statement of missing) {
    await client.query(statement).catch((error: { code?: string }) => {
      // Made by another starter at this very moment: 42710, 23505, XX000 (tuple concurrently updated). May not: 42501.
      if (!['42710', '23505', 'XX000', '42501'].includes(error.code ?? '')) throw error
    })
  }
  const left = await missingRoles(client, owner)
  if (left.length === 0) return
  throw new Error(`The database lacks roles. Have an administrator of the server run:\n${left.join('\n')}`)
}

/** The statements that would complete the roles; empty when all is well. */
export async function missingRoles(client: pg.ClientBase, owner?: string): Promise<string[]> {
  const { rows } = await client.query<{ role: string; there: boolean; member: boolean; owner: string }>(
    `select want.role, r.oid is not null as there, coalesce($1, session_user) as owner,
       exists (select from pg_auth_members m join pg_roles o on o.oid = m.member
         where m.roleid = r.oid and o.rolname = coalesce($1, session_user)) as member
     from unnest($2::text[]) want(role) left join pg_roles r on r.rolname = want.role`,
    [owner ?? null, working],
  )
  return rows.flatMap(({ role, there, member, owner }) => [
    ...(there ? [] : [`create role ${role} login nosuperuser nocreatedb nocreaterole nobypassrls;`]),
    ...(member ? [] : [`grant ${role} to ${quoteName(owner)};`]),
  ])
}

export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`

/**
 * Functions behind operators whose index row-level security would keep from being used, because they are not
 * leakproof (could tell by an error what is in rows one must not see). Statements are all ours, so for `@@`,
 * `like`, `ilike`, `%` and boxes that is acceptable; full text over 150,000 rows is 35 times faster with it.
 */
const leakproof = [
  'pg_catalog.ts_match_vq(tsvector, tsquery)',
  'pg_catalog.ts_match_qv(tsquery, tsvector)',
  'pg_catalog.textlike(text, text)',
  'pg_catalog.texticlike(text, text)',
  'pg_catalog.on_pb(point, box)',
  'public.similarity_op(text, text)',
  'public.word_similarity_op(text, text)',
  'public.word_similarity_commutator_op(text, text)',
]

/** What a superuser has to run once in this database; functions of extensions that are absent are left out. */
export async function missingLeakproof(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select name from unnest($1::text[]) name join pg_proc p on p.oid = to_regprocedure(name)
     where not p.proleakproof`,
    [leakproof],
  )
  return rows.map(({ name }) => `alter function ${name} leakproof;`)
}

/** Throws unless this connection works as app under row-level security. */
export async function assertServable(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<Record<'session' | 'current' | 'app' | 'fault', string | null>>(
    `select session_user as session, current_user as current, case
       when s.rolsuper then 'the role ' || session_user || ' of DATABASE_URL is a superuser'
       when s.rolbypassrls then 'the role ' || session_user || ' of DATABASE_URL bypasses row-level security'
       when current_user <> 'app' then 'it works as ' || current_user || ' and not as app'
       when c.rolsuper or c.rolbypassrls then 'the role app bypasses row-level security'
       when exists (select from pg_class where relowner = c.oid) then 'the role app owns tables'
       when exists (select from pg_auth_members where member = c.oid and roleid = s.oid)
         then 'the role app is a member of ' || session_user
     end as fault
     from pg_roles s, pg_roles c where s.rolname = session_user and c.rolname = current_user`,
  )
  const fault = rows[0]?.fault
  if (!rows[0] || fault) {
    throw new Error(
      `Stadtdraht refuses to serve: ${fault ?? 'the role is unknown'}. Tenants would not be kept apart; "npm run cli doctor" says what to do.`,
    )
  }
}
