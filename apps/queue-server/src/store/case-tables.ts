/**
 * Tables of the cases. A case's contents lie in boxes sealed with its own key; in the clear are only its number, its
 * card and where it stands. What tells people apart (hashes of names and documents) is in the schema `secret`, with
 * the keys, so that a backup without keys has none of it.
 */
export const caseTables = `
  CREATE TABLE card (
    id text NOT NULL, version integer NOT NULL, body text NOT NULL, loaded_at double precision NOT NULL,
    loaded_by text NOT NULL, PRIMARY KEY (id, version)
  );

  CREATE TABLE case_now (
    id text PRIMARY KEY, office text NOT NULL, entity text, card text NOT NULL, card_version integer NOT NULL,
    status text NOT NULL, version bigint NOT NULL, seq bigint NOT NULL, hash text NOT NULL, begun_on text NOT NULL,
    ended_on text, ended text, rules text NOT NULL, applicant bytea, box bytea, updated_at double precision NOT NULL
  ) WITH (fillfactor = 70);
  ALTER TABLE case_now ALTER box SET STORAGE EXTERNAL;
  CREATE INDEX case_now_rules ON case_now (office, entity, card, rules) WHERE status = 'open';
  CREATE INDEX case_now_begun ON case_now (office, begun_on);
  CREATE INDEX case_now_ended ON case_now (office, ended_on) WHERE ended_on IS NOT NULL;

  CREATE TABLE case_record (
    case_id text NOT NULL, seq bigint NOT NULL, at double precision NOT NULL, event text NOT NULL, command_id text,
    command text, prev text NOT NULL, hash text NOT NULL, PRIMARY KEY (case_id, seq)
  );
  ALTER TABLE case_record ALTER event SET STORAGE EXTERNAL;
  CREATE TRIGGER case_record_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON case_record
    FOR EACH STATEMENT EXECUTE FUNCTION log_is_append_only();
  CREATE UNIQUE INDEX case_record_command ON case_record (case_id, command_id) WHERE command_id IS NOT NULL;

  CREATE TABLE case_task (
    case_id text NOT NULL, stage text NOT NULL, kind text NOT NULL, place text NOT NULL, unit text NOT NULL,
    office text NOT NULL, card text NOT NULL, card_version integer NOT NULL, roles text[] NOT NULL, person text,
    officer text, since text NOT NULL, target text, limit_on text NOT NULL, warned boolean NOT NULL,
    late boolean NOT NULL, inquiries integer NOT NULL, assigns text, not_by text[] NOT NULL,
    PRIMARY KEY (case_id, stage, kind, place, unit)
  ) WITH (fillfactor = 80);
  CREATE INDEX case_task_unit ON case_task (place, unit, limit_on, case_id, stage);
  CREATE INDEX case_task_role ON case_task (place, unit, limit_on, case_id, stage) WHERE person IS NULL;
  CREATE INDEX case_task_person ON case_task (person, limit_on, case_id, stage) WHERE person IS NOT NULL;
  CREATE INDEX case_task_office ON case_task (office);

  CREATE TABLE case_deadline (
    case_id text NOT NULL, deadline text NOT NULL, fire_on text NOT NULL, PRIMARY KEY (case_id, deadline)
  );
  CREATE INDEX case_deadline_due ON case_deadline (fire_on, case_id);

  CREATE TABLE case_visit (
    case_id text NOT NULL, stage text NOT NULL, visit integer NOT NULL, office text NOT NULL, card text NOT NULL,
    outcome text NOT NULL, done_on text NOT NULL, days integer NOT NULL, late boolean NOT NULL,
    PRIMARY KEY (case_id, stage, visit)
  );
  CREATE INDEX case_visit_done ON case_visit (office, done_on);

  CREATE TABLE case_refusal (
    case_id text NOT NULL, n integer NOT NULL, office text NOT NULL, card text NOT NULL, kind text NOT NULL,
    grounds text[] NOT NULL, refused_on text NOT NULL, annulled boolean NOT NULL, PRIMARY KEY (case_id, n)
  );
  CREATE INDEX case_refusal_on ON case_refusal (office, refused_on);

  CREATE TABLE secret.case_key (case_id text PRIMARY KEY, key bytea NOT NULL, made_at double precision NOT NULL);
  CREATE TABLE secret.case_hash_key (id integer PRIMARY KEY CHECK (id = 1), key bytea NOT NULL);
  CREATE TABLE secret.case_person (
    case_id text PRIMARY KEY, card text NOT NULL, document bytea NOT NULL, name bytea NOT NULL, birth bytea NOT NULL,
    digits bytea
  );
  CREATE INDEX case_person_document ON secret.case_person (card, document);
  CREATE INDEX case_person_name ON secret.case_person (card, name, birth);
  CREATE TABLE secret.case_name (prefix bytea NOT NULL, case_id text NOT NULL, PRIMARY KEY (prefix, case_id));
  CREATE INDEX case_name_case ON secret.case_name (case_id);

  CREATE TABLE secret.staff_key (
    office text NOT NULL, login text NOT NULL, public_key bytea NOT NULL, salt bytea NOT NULL, box bytea NOT NULL,
    made_at double precision NOT NULL, tries integer NOT NULL DEFAULT 0, locked_until double precision,
    PRIMARY KEY (office, login)
  );
`
