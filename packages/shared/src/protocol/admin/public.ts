import { z } from 'zod'
import { Bilingual, Id, Instant } from '../values.ts'
import { BoardView } from '../views.ts'
import { OfficeCode } from './office-code.ts'
import { OutsideSystem } from './outside.ts'

/** `GET /api/offices`. `board.age`: seconds since the office's last event or contact; null: none yet. */
export const PublicOffices = z.strictObject({
  offices: z.array(
    z.strictObject({
      code: OfficeCode,
      name: Bilingual,
      address: Bilingual,
      services: z.array(z.strictObject({ id: Id, letter: z.string(), title: Bilingual })),
      board: z.strictObject({ age: z.int().min(0).nullable() }),
    }),
  ),
})
export type PublicOffices = z.infer<typeof PublicOffices>

/** `GET /api/offices/:code/board`. Numbers and windows only. `board` is null until the office has sent something. */
export const PublicBoard = z.strictObject({
  office: OfficeCode,
  /** Server time. */
  at: Instant,
  ageSeconds: z.int().min(0).nullable(),
  connected: z.boolean(),
  timeZone: z.string(),
  /** What stands on the doors: the board has ids only. */
  windows: z.array(z.strictObject({ id: Id, label: z.string() })),
  board: BoardView.nullable(),
})
export type PublicBoard = z.infer<typeof PublicBoard>

/** How it stands with the list of networks people may book from (B18). */
export const NetworksState = z.strictObject({
  /** `old`: the files have changed and cannot be used; what was read before goes on. */
  state: z.enum(['off', 'ok', 'old']),
  /** Networks in the lists, files of countries not counted. */
  networks: z.int().min(0),
  /** When what is in use was read; null: nothing is. */
  readAt: Instant.nullable(),
})
export type NetworksState = z.infer<typeof NetworksState>

/** Online booking, in numbers. */
export const BookingHealth = z.strictObject({
  gateway: z.enum(['none', 'up', 'away']),
  holds: z.int().min(0),
  /** Since the server started. */
  booked: z.int().min(0),
  messages: z.strictObject({ waiting: z.int().min(0), retrying: z.int().min(0) }),
  /** Sent in the last hour; people told to wait since the start because all codes together have a limit (B41). */
  codes: z.strictObject({ hour: z.int().min(0), refused: z.int().min(0) }),
  networks: NetworksState,
})
export type BookingHealth = z.infer<typeof BookingHealth>

/** `GET /api/admin/booking`: the same, with what is wrong with the lists. null: this server books nothing. */
export const AdminBooking = z.strictObject({
  booking: BookingHealth.extend({
    /** Which file cannot be used, why, and what to do. */
    networks: NetworksState.extend({ error: z.string().nullable() }),
  }).nullable(),
})
export type AdminBooking = z.infer<typeof AdminBooking>

/** `GET /health`. */
export const ServerHealth = z.strictObject({
  ok: z.boolean(),
  version: z.string(),
  at: Instant,
  database: z.enum(['ok', 'away']),
  /** `ahead`: at the start it was far beyond the newest record, and no hub has told a newer one since. */
  clock: z.enum(['ok', 'ahead']),
  offices: z.int().min(0),
  hubs: z.strictObject({ connected: z.int().min(0), diverged: z.int().min(0) }),
  /** Registers, printing works, mail; `queue`: work that waits there. */
  outside: z.array(OutsideSystem).optional(),
  /** Left out: this server books nothing. */
  booking: BookingHealth.optional(),
})
export type ServerHealth = z.infer<typeof ServerHealth>
