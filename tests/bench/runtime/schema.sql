-- 10,000 rows of 100 users, with a policy as in docs/runtime.md.
create table todo (
  id bigint generated always as identity primary key,
  user_id text not null,
  title text not null,
  done boolean not null default false
);
insert into todo (user_id, title, done)
  select 'user-' || (i - 1) % 100, 'something to do, number ' || i, i % 3 = 0
  from generate_series(1, 10000) i;
create table bench_bulk (user_id text not null, title text not null, done boolean not null);
grant select on todo to app;
grant insert on bench_bulk to app;
analyze todo;
