-- Who is counted for sure and who is not (docs/adr/0038), and points that stand in for places nobody knows.

create schema counting;
grant usage on schema counting to app;

-- How many unconfirmed voices came from one network on one day, for a case and for the town. key: a digest of purpose,
-- case, day and network, so that no two days and no two cases of a network can be told to be the same one's.
create table counting.network (
  tenant_id uuid not null,
  key bytea not null,
  counted integer not null,
  until timestamptz not null,
  primary key (tenant_id, key)
);
select platform.tenant_table('counting.network', 'session', 'select, insert, update, delete');
create index network_until on counting.network (tenant_id, until);

-- sure: whoever said it was known, by an account or by the link of their own report. Of voices, so many of them.
alter table voice.saying add column sure boolean not null default false;
alter table voice.question add column sure integer not null default 0;
alter table voice.still add column sure integer not null default 0;
update voice.saying set sure = true where party_id is not null;
update voice.question q set sure = s.n
  from (select tenant_id, question_id, count(*)::int as n from voice.saying
    where sure and question_id is not null group by tenant_id, question_id) s
  where s.tenant_id = q.tenant_id and s.question_id = q.id;
update voice.still t set sure = s.n
  from (select tenant_id, case_id, count(*)::int as n from voice.saying
    where sure and question_id is null group by tenant_id, case_id) s
  where s.tenant_id = t.tenant_id and s.case_id = t.case_id;
-- Browsers were told apart by their address in the net and their program; nothing of that is asked any more.
update voice.saying set voter = null where party_id is null and voter is not null;

-- Numbers: questions that somebody sure asked, and all voices "still there", sure ones and others.
alter table analytics.fact add column doubts_sure smallint not null default 0;
alter table analytics.fact add column voices_sure integer not null default 0;
alter table analytics.fact add column voices_other integer not null default 0;
alter table analytics.figure add column doubts_sure integer not null default 0;
alter table analytics.figure add column voices_sure integer not null default 0;
alter table analytics.figure add column voices_other integer not null default 0;
alter table analytics.cell add column doubts_sure integer not null default 0;
alter table analytics.cell add column voices_sure integer not null default 0;
alter table analytics.cell add column voices_other integer not null default 0;
update analytics.fact f set doubts_sure = q.asked, voices_sure = q.sure, voices_other = q.voices - q.sure
  from (
    select v.tenant_id, v.case_id, sum(v.asked)::int as asked, sum(v.sure)::int as sure, sum(v.voices)::int as voices
    from (
      select tenant_id, case_id, (sure > 0)::int as asked, sure, voices from voice.question
      union all select tenant_id, case_id, 0, sure, voices from voice.still) v
    group by v.tenant_id, v.case_id) q
  where q.tenant_id = f.tenant_id and q.case_id = f.case_id;
-- The figures are made of the facts again, month by month.
update analytics.progress set renewed = '0001-01-01', whole = false where walked is null;

-- Where a report says to be, in few bits: reports of one address, or about one object, have the same; what has neither
-- is like no other. Many different ones at one point: it stands in for places that nobody knows.
alter table duplicates.open_report add column said integer not null default 0;
create index open_report_point on duplicates.open_report (tenant_id, lat, lon) include (said);
-- All are looked at again.
delete from duplicates.state;
