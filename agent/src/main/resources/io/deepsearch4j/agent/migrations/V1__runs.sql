-- One script for SQLite and PostgreSQL. Our own moments are ISO-8601 text, which both sort alike and
-- a person can read; the columns of scheduled_tasks must be declared timestamp, or nothing ever
-- falls due on SQLite.

create table runs (
  id          text not null primary key,
  question    text not null,
  spec        text not null,
  state       text not null,
  stop_reason text not null,
  owner       text not null,
  answer      text not null,
  parent      text not null,
  created     text not null,
  updated     text not null
);

create index runs_state on runs (state);

create table steps (
  run_id  text not null references runs (id) on delete cascade,
  seq     integer not null,
  episode text not null,
  kind    text not null,
  body    text not null,
  sha256  text not null,
  created text not null,
  primary key (run_id, seq)
);

create table calls (
  run_id            text not null references runs (id) on delete cascade,
  call_key          text not null,
  kind              text not null,
  episode           text not null,
  role              text not null,
  request_sha256    text not null,
  state             text not null,
  repeated          boolean not null,
  response          text not null,
  prompt_tokens     bigint not null,
  cached_tokens     bigint not null,
  completion_tokens bigint not null,
  reasoning_tokens  bigint not null,
  cost              text not null,
  started           text not null,
  millis            bigint not null,
  primary key (run_id, call_key)
);

create table processes (
  name  text not null primary key,
  alive text not null
);

create table scheduled_tasks (
  task_name            text not null,
  task_instance        text not null,
  task_data            bytea,
  execution_time       timestamp not null,
  picked               boolean not null,
  picked_by            text,
  last_success         timestamp,
  last_failure         timestamp,
  consecutive_failures int,
  last_heartbeat       timestamp,
  version              bigint not null,
  priority             smallint,
  primary key (task_name, task_instance)
);

create index scheduled_tasks_due on scheduled_tasks (execution_time);
create index scheduled_tasks_heartbeat on scheduled_tasks (last_heartbeat);
