import { z } from 'zod'

/** A way to send messages. Passwords stay in the file an administrator owns; nothing repeats them. */
export const SmsGateway = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('smpp'),
    host: z.string().min(1),
    port: z.int().min(1).max(65_535).default(2775),
    tls: z.boolean().default(false),
    systemId: z.string().min(1).max(15),
    password: z.string().max(8),
    /** Name the visitor sees as the sender. */
    sender: z.string().min(1).max(11),
    /** Messages a second at most. */
    perSecond: z.int().min(1).max(1_000).default(50),
  }),
  z.strictObject({
    kind: z.literal('http'),
    /** Gets `POST {id, phone, text, sender}` with `authorization: Bearer <token>`. */
    url: z.url(),
    token: z.string().max(500),
    sender: z.string().min(1).max(11),
    perSecond: z.int().min(1).max(1_000).default(50),
  }),
])
export type SmsGateway = z.infer<typeof SmsGateway>

/** `booking.yaml` of the queue server: everything about online booking that is no office's own. */
export const BookingSettings = z.strictObject({
  /** How people reach the public pages; in leaflets and QR codes. Without a slash at the end. */
  publicUrl: z.url().default('http://127.0.0.1'),
  /** B33: besides the offices' own. */
  phones: z.array(z.string().min(3).max(30)).default([]),
  limits: z
    .strictObject({
      /** B14, B15. */
      open: z.int().min(1).max(50).default(5),
      month: z.int().min(1).max(200).default(10),
      /** B19: holds that run at once and requests an hour of one address (mobile operators put many people behind one). */
      holdsPerAddress: z.int().min(1).default(30),
      requestsPerAddressHour: z.int().min(1).default(300),
      /** B19: codes an hour and a day to one number when they are asked for from one address, */
      codesPerPhoneAndAddressHour: z.int().min(1).default(6),
      codesPerPhoneAndAddressDay: z.int().min(1).default(15),
      /** to one number from wherever, */
      codesPerPhoneHour: z.int().min(1).default(20),
      codesPerPhoneDay: z.int().min(1).default(40),
      /** and from one address to whatever numbers. */
      codesPerAddressHour: z.int().min(1).default(60),
      codesPerAddressDay: z.int().min(1).default(300),
      /** B41: all codes of the server, a minute and an hour. */
      codesMinute: z.int().min(1).default(3_000),
      codesHour: z.int().min(1).default(12_000),
    })
    .prefault({}),
  /** B18: files of networks (a CIDR a line, or an .mmdb of countries); read again when they change. */
  networks: z.array(z.string().min(1)).default([]),
  /** Proxies whose word about the client's address counts: CIDRs. */
  trustedProxies: z.array(z.string().min(1)).default(['127.0.0.0/8', '::1/128']),
  /** B20. `auto`: from so many requests for holds and codes a second on, for a minute each. */
  puzzle: z
    .strictObject({
      mode: z.enum(['off', 'auto', 'always']).default('auto'),
      fromPerSecond: z.int().min(1).default(20),
    })
    .prefault({}),
  /** B22. */
  returnMinutes: z.strictObject({ least: z.int().min(0), most: z.int().min(0) }).default({ least: 5, most: 60 }),
  /** B21; null: off. */
  block: z
    .strictObject({ noShows: z.int().min(1), withinDays: z.int().min(1), days: z.int().min(1) })
    .nullable()
    .default(null),
  /** null: nothing can be booked. */
  sms: SmsGateway.nullable().default(null),
})
export type BookingSettings = z.infer<typeof BookingSettings>
