import type { AdminRole, DeviceRole, HubStatus } from '@cherha/shared/protocol'
import type { Generated, JSONColumnType } from 'kysely'

/**
 * The tables as the migrations leave them; moments are ms since 1970. What belongs to an office has its code first in
 * its key. The two tables of the logs are the event log's own and are not touched through here; the tables of single
 * cases (`case-tables.ts`) belong to the case store, which has statements of its own.
 *
 * The schema `secret` holds what a backup without keys leaves out: keys, PINs, tokens, and who may sign in.
 */
export interface Tables {
  log_record: { office: string; kind: string; seq: number; at: number; event: string }
  office: { code: string; created_at: number }
  hub: {
    office: string
    id: string
    public_key: string
    enrolled_at: number
    revoked_at: number | null
    last_contact: number | null
    version: string | null
    epoch: Generated<number>
    divergence_seq: number | null
    divergence_message: string | null
    divergence_at: number | null
  }
  hub_status: { office: string; hub: string; at: number; status: JSONColumnType<HubStatus> }
  enrolment_code: { hash: string; office: string; restore: boolean; expires_at: number }
  'secret.office_key': { office: string; version: number; key: Buffer; voucher_key: Buffer | null }
  'secret.voucher_key': { id: number; private_key: Buffer }
  'secret.visit_day_key': { office: string; date: string; key: Buffer }
  'secret.due_erasure': { office: string; date: string; noted_at: number }
  'secret.staff_pin': { office: string; login: string; salt: Buffer; hash: Buffer }
  'secret.disabled_staff': { office: string; login: string; salt: string; hash: string }
  'secret.device_token': {
    office: string
    id: string
    role: DeviceRole
    windows: JSONColumnType<readonly string[]> | null
    token_hash: Buffer
  }
  'secret.account': {
    login: string
    name: string
    role: AdminRole
    office: string | null
    password_hash: string
    totp_secret: string | null
    totp_step: number | null
    tries: Generated<number>
    locked_until: number | null
    disabled: Generated<boolean>
    last_login: number | null
  }
  card: { id: string; version: number; body: string; loaded_at: number; loaded_by: string }
  'secret.case_key': { case_id: string; key: Buffer; made_at: number }
  'secret.case_hash_key': { id: number; key: Buffer }
  'secret.staff_key': {
    office: string
    login: string
    public_key: Buffer
    salt: Buffer
    box: Buffer
    made_at: number
    tries: Generated<number>
    locked_until: number | null
  }
  signing_key: { office: string; login: string; public_key: string; made_at: number; revoked_at: number | null }
  'secret.portal': {
    name: string
    kind: 'live' | 'sandbox'
    key_hash: string
    per_minute: number
    per_day: number
    created_at: number
    revoked_at: number | null
  }
  'secret.portal_request': {
    portal: string
    key: string
    hash: string
    at: number
    day: string
    status: number | null
    box: Buffer | null
  }
  'secret.session': { id: string; login: string; csrf: string; started_at: number; seen_at: number }
}
