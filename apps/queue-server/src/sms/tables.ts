/**
 * Messages to visitors (B29). `box` holds phone and text under the key of the installation. `late`: its time passed
 * before it could be handed over; `refused`: the gateway does not take it; `dropped`: nobody needed it any more.
 */
export const smsTables = `
  CREATE TABLE sms (
    id text PRIMARY KEY, kind text NOT NULL, box bytea NOT NULL, until double precision NOT NULL,
    created_at double precision NOT NULL,
    state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'late', 'refused', 'dropped')),
    tries integer NOT NULL DEFAULT 0, settled_at double precision, reference text, receipt text
  );
  CREATE INDEX sms_waiting ON sms (until) WHERE state = 'waiting';
  CREATE INDEX sms_settled ON sms (settled_at) WHERE settled_at IS NOT NULL;
  CREATE INDEX sms_reference ON sms (reference) WHERE reference IS NOT NULL;
  CREATE TABLE secret.sms_key (id integer PRIMARY KEY CHECK (id = 1), key bytea NOT NULL);
`
