/**
 * Puts a change of a case in place, all of it or nothing, in one statement and so in one round trip and one commit. It
 * takes effect only while the row is still the one the change was decided on: whoever comes second changes nothing,
 * gets no row back and decides again.
 */
const changes = `
  record AS (
    INSERT INTO case_record SELECT r.* FROM now, json_populate_recordset(NULL::case_record, $13::json) r
  ), no_task AS (
    DELETE FROM case_task t USING now, json_populate_recordset(NULL::case_task, $14::json) r
    WHERE t.case_id = now.id AND (t.stage, t.kind, t.place, t.unit) = (r.stage, r.kind, r.place, r.unit)
  ), task AS (
    INSERT INTO case_task SELECT r.* FROM now, json_populate_recordset(NULL::case_task, $15::json) r
    ON CONFLICT (case_id, stage, kind, place, unit) DO UPDATE SET
      roles = excluded.roles, person = excluded.person, officer = excluded.officer, since = excluded.since,
      target = excluded.target, limit_on = excluded.limit_on, warned = excluded.warned, late = excluded.late,
      inquiries = excluded.inquiries, assigns = excluded.assigns, not_by = excluded.not_by
  ), no_deadline AS (
    DELETE FROM case_deadline d USING now, json_populate_recordset(NULL::case_deadline, $16::json) r
    WHERE d.case_id = now.id AND d.deadline = r.deadline
  ), deadline AS (
    INSERT INTO case_deadline SELECT r.* FROM now, json_populate_recordset(NULL::case_deadline, $17::json) r
    ON CONFLICT (case_id, deadline) DO UPDATE SET fire_on = excluded.fire_on
  ), no_visit AS (
    DELETE FROM case_visit v USING now, json_populate_recordset(NULL::case_visit, $18::json) r
    WHERE v.case_id = now.id AND (v.stage, v.visit) = (r.stage, r.visit)
  ), visit AS (
    INSERT INTO case_visit SELECT r.* FROM now, json_populate_recordset(NULL::case_visit, $19::json) r
    ON CONFLICT (case_id, stage, visit) DO UPDATE SET
      outcome = excluded.outcome, done_on = excluded.done_on, days = excluded.days, late = excluded.late
  ), refusal AS (
    INSERT INTO case_refusal SELECT r.* FROM now, json_populate_recordset(NULL::case_refusal, $20::json) r
    ON CONFLICT (case_id, n) DO UPDATE SET annulled = excluded.annulled
  )`

/** $2, $21: number of the newest record and stamp of the rules the change was decided on. */
export const changeCase = {
  name: 'case-change',
  text: `WITH now AS (
    UPDATE case_now SET
      seq = $3, hash = $4, version = $5, status = $6, ended_on = $7, ended = $8, rules = $9, applicant = $10, box = $11,
      updated_at = $12
    WHERE id = $1 AND seq = $2 AND rules = $21 RETURNING id
  ), ${changes} SELECT id FROM now`,
}

/**
 * The same of a case that is new here. $2: its office; $21: the rest as JSON; $22: its key, unless it has one; $23: the
 * hashes of its applicant as JSON, $24: those of the beginnings of the surname; null: there is none. $25: the key it has already,
 * which has to be the same still.
 */
export const insertCase = {
  name: 'case-insert',
  text: `WITH now AS (
    INSERT INTO case_now (
      id, office, seq, hash, version, status, ended_on, ended, rules, applicant, box, updated_at, entity, card,
      card_version, begun_on
    )
    SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, r.entity, r.card, r.card_version, r.begun_on
    FROM json_populate_record(NULL::case_now, $21::json) r
    WHERE $25::bytea IS NULL OR EXISTS (
      SELECT FROM secret.case_key k WHERE k.case_id = $1 AND k.key = $25::bytea FOR KEY SHARE
    )
    ON CONFLICT (id) DO NOTHING RETURNING id
  ), ${changes}, key AS (
    INSERT INTO secret.case_key SELECT id, $22::bytea, $12 FROM now WHERE $22 IS NOT NULL
  ), person AS (
    INSERT INTO secret.case_person
    SELECT now.id, r.card, r.document, r.name, r.birth, r.digits
    FROM now, json_populate_record(NULL::secret.case_person, $23::json) r WHERE $23 IS NOT NULL
  ), name AS (
    INSERT INTO secret.case_name SELECT prefix, now.id FROM now, unnest($24::bytea[]) AS prefix
  ), awaited AS (
    DELETE FROM case_awaited a USING now WHERE a.case_id = now.id
  ) SELECT id FROM now`,
}

/** $2: number of the newest record the asker has; what it has is not sent again. */
export const loadCase = {
  name: 'case-load',
  text: `SELECT n.seq, n.hash, n.rules, n.office, k.key,
      CASE WHEN n.seq = $2 AND n.rules = $3 THEN NULL ELSE n.box END AS box
    FROM case_now n LEFT JOIN secret.case_key k ON k.case_id = n.id WHERE n.id = $1`,
}

/** Whether there is such a case, and the key that was made for its files. */
export const findCase = {
  name: 'case-find',
  text: `SELECT n.seq, k.key FROM (SELECT $1::text AS id) AS one
    LEFT JOIN case_now n USING (id) LEFT JOIN secret.case_key k ON k.case_id = one.id`,
}
