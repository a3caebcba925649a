import { expect, test } from 'vitest'
import { splitSql } from './split-sql.ts'

const texts = (sql: string) => splitSql(sql).map((s) => s.text)

test.each([
  ['select 1; select 2', ['select 1', 'select 2']],
  ["select ';', 'it''s; fine'; select 2;", ["select ';', 'it''s; fine'", 'select 2']],
  ["select E'a\\';b'; select 2", ["select E'a\\';b'", 'select 2']],
  ["select 'a\\'; select 2", ["select 'a\\'", 'select 2']],
  ['select ";" as "a"";"; select 2', ['select ";" as "a"";"', 'select 2']],
  ['-- one; two\nselect 1; -- it\'s; "x\nselect 2', ['select 1', 'select 2']],
  ['/* a; /* b; */ c; */ select 1 /* ; */; select 2', ['select 1 /* ; */', 'select 2']],
  ['do $$ begin a; end $$; select 2', ['do $$ begin a; end $$', 'select 2']],
  ['do $x$ a; $$ b; $$ c; $x$; select 2', ['do $x$ a; $$ b; $$ c; $x$', 'select 2']],
  ['do $$a;$$; do $$b;$$;', ['do $$a;$$', 'do $$b;$$']],
  ['select $1; select a$b$c; select $2', ['select $1', 'select a$b$c', 'select $2']],
  [
    'create function f() returns int begin atomic select case when true then 1 end; select 2; end; select 3',
    [
      'create function f() returns int begin atomic select case when true then 1 end; select 2; end',
      'select 3',
    ],
  ],
  ['select case when a then b end; select 2', ['select case when a then b end', 'select 2']],
  [';;\n -- nothing\n; /* nothing */', []],
  ['', []],
])('%j', (sql, statements) => {
  expect(texts(sql)).toEqual(statements)
})

test('lines are those on which statements begin', () => {
  expect(splitSql('-- head\n\nselect 1;\n\n-- why\nselect\n 2;').map((s) => s.line)).toEqual([3, 6])
})
