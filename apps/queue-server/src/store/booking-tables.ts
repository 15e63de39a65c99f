/**
 * Tables of online booking. Who booked lies in `box`, sealed; phone numbers and the digits of documents are found again
 * by keyed hashes only, so that without `secret.booking_key` none of it tells anybody anything. All of that is emptied
 * with the key of the visit day (B35).
 *
 * `booking_hold`: places that nobody else can have: held while a code is typed, or on their way back to sale (B22).
 * `booking_read`: how far an office's own log has been gone through for what became of its bookings.
 */
export const bookingTables = `
  CREATE TABLE secret.booking_key (id integer PRIMARY KEY CHECK (id = 1), key bytea NOT NULL);

  CREATE TABLE booking_hold (
    id text PRIMARY KEY, kind text NOT NULL, office text NOT NULL, service text NOT NULL, date text NOT NULL,
    time text NOT NULL, language text NOT NULL, portal text, made_at double precision NOT NULL,
    until double precision NOT NULL, hash text NOT NULL, phone_hash bytea, pair_hash bytea, code_hash bytea, box bytea,
    tries integer NOT NULL, codes integer NOT NULL, code_at double precision NOT NULL
  ) WITH (fillfactor = 80);

  CREATE TABLE booking (
    id text PRIMARY KEY, office text NOT NULL, service text NOT NULL, date text NOT NULL, time text NOT NULL,
    at double precision NOT NULL, number text NOT NULL, ticket text NOT NULL, sold integer NOT NULL,
    language text NOT NULL, who text NOT NULL, portal text, state text NOT NULL, request text, refused text,
    made_at double precision NOT NULL, ended_at double precision, hash text NOT NULL, phone_hash bytea, pair_hash bytea,
    box bytea, reminders boolean NOT NULL, reminded boolean NOT NULL, alerted boolean NOT NULL
  ) WITH (fillfactor = 80);
  CREATE INDEX booking_phone ON booking (phone_hash) WHERE phone_hash IS NOT NULL;
  CREATE INDEX booking_ticket ON booking (office, date, ticket);
  CREATE INDEX booking_request ON booking (request) WHERE request IS NOT NULL;

  CREATE TABLE booking_read (office text PRIMARY KEY, seq bigint NOT NULL, today text);
`

/** Phone numbers, as keyed hashes, whose owners have declined reminders, and when: also when their bookings are erased. */
export const declinedReminders = `
  CREATE TABLE booking_no_reminder (phone_hash bytea PRIMARY KEY, at double precision NOT NULL);
  INSERT INTO booking_no_reminder
    SELECT DISTINCT phone_hash, extract(epoch FROM now()) * 1000 FROM booking
    WHERE NOT reminders AND phone_hash IS NOT NULL;
`
