import type pg from 'pg'

// Jobs belong to the whole server and stand in no table of a tenant. They are made from events, but the outbox row that
// would make one again is gone once it exists, so what is not finished is backed up too. A snapshot between "job added"
// and "outbox row deleted" holds both: the job's key makes one of them.

/** The statement for a tenant's unfinished jobs, a line of JSON each; null where no job tables have been made. */
export async function unfinishedJobs(client: pg.ClientBase, tenantId: string): Promise<string | null> {
  const { rows } = await client.query(
    `select to_regclass('graphile_worker._private_jobs') is not null as there`,
  )
  if (!rows[0].there) return null
  return `select jsonb_build_object('task', t.identifier, 'payload', j.payload, 'key', j.key,
      'run_at', j.run_at, 'max_attempts', j.max_attempts)::text
    from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    where j.payload ->> 'tenant' = '${tenantId}' and j.attempts < j.max_attempts order by j.id`
}

/** Adds jobs from lines that stand in the temporary table `restored_jobs (line jsonb)`. */
export async function addJobs(client: pg.ClientBase): Promise<void> {
  await client.query(`select graphile_worker.add_job(
      identifier := line ->> 'task', payload := (line -> 'payload')::json, job_key := line ->> 'key',
      run_at := (line ->> 'run_at')::timestamptz, max_attempts := (line ->> 'max_attempts')::int)
    from restored_jobs`)
}
