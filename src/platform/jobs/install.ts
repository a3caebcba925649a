import { Logger, runMigrations } from 'graphile-worker'
import pg from 'pg'
import { quietPool } from './worker.ts'

/** Brings the job tables up to date as the owner and lets the role dispatcher work with them. Safe to repeat. */
export async function installJobs(url: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: 2 })
  try {
    quietPool(pool)
    await runMigrations({ pgPool: pool, logger: new Logger(() => () => {}) })
    // graphile-worker enables row-level security without policies: only the owner would get in.
    await pool.query(`
      do $$ declare t record; begin
        grant usage on schema graphile_worker to dispatcher;
        grant all on all tables in schema graphile_worker to dispatcher;
        grant all on all sequences in schema graphile_worker to dispatcher;
        grant execute on all functions in schema graphile_worker to dispatcher;
        for t in select c.oid::regclass as name from pg_class c
          where c.relnamespace = 'graphile_worker'::regnamespace and c.relkind = 'r' and c.relrowsecurity
            and not exists (select from pg_policy p where p.polrelid = c.oid)
        loop
          execute format('create policy dispatch on %s to dispatcher using (true) with check (true)', t.name);
        end loop;
      end $$`)
  } finally {
    await pool.end()
  }
}
