-- Who asked for a run, so that nobody else sees it; empty for whoever has the local account. A request
-- that comes twice under the same key is answered with the run of the first.

alter table runs add column asker text not null default '';

create index runs_asker on runs (asker, id);

create table requests (
  asker       text not null,
  request_key text not null,
  sha256      text not null,
  run_id      text not null references runs (id) on delete cascade,
  primary key (asker, request_key)
);
