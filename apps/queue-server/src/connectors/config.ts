import type { ConfigProblem } from '@cherha/shared/calendar'
import { connectorKeys } from '@cherha/shared/workflow'
import { z } from 'zod'
import { isThisComputer } from './this-computer.ts'

const part = '[A-Za-z0-9][A-Za-z0-9._-]{0,59}'
const Address = z.url({ protocol: /^https?$/, error: 'an address such as https://security-server.example:8443' })
/** What is sent tells of people. */
const SealedAddress = Address.refine(
  (url) => !/^http:/i.test(url) || (URL.canParse(url) && isThisComputer(new URL(url).hostname)),
  'https, except for a program on this computer',
)
const FileName = z.string().min(1)

const System = z.strictObject({
  /** Of the security server that the requests go through. */
  url: SealedAddress,
  /** The other side's subsystem: instance/member class/member/subsystem. */
  service: z.string().regex(new RegExp(`^${part}(/${part}){3}$`), 'four parts: instance/member class/member/subsystem'),
  /** Between two looks for an answer that comes later, at first; it grows to a quarter of an hour. */
  pollSeconds: z.int().min(1).max(900).default(60),
  /** Requests at the same time. */
  lanes: z.int().min(1).max(16).default(4),
})
export type SystemConfig = z.infer<typeof System>

/** Which outside systems there are and where. One that is left out is not asked: its work waits. */
export const OutsideConfig = z.strictObject({
  /** Who asks, as the exchange knows this installation: instance/member class/member/subsystem. */
  client: z.string().regex(new RegExp(`^${part}(/${part}){3}$`), 'four parts: instance/member class/member/subsystem'),
  /** Files in PEM form of the connection to the security server. */
  tls: z.strictObject({ ca: FileName.optional(), cert: FileName.optional(), key: FileName.optional() }).optional(),
  systems: z.partialRecord(z.enum(connectorKeys), System).default({}),
  mail: z
    .strictObject({
      host: z.string().min(1),
      port: z.int().min(1).max(65_535),
      /** TLS from the first byte; otherwise STARTTLS, which only a mail server on this computer may do without. */
      secure: z.boolean().default(false),
      user: z.string().optional(),
      /** File with the password; kept apart from this one. */
      passwordFile: FileName.optional(),
      from: z.string().min(3).max(200),
    })
    .optional(),
  /** Address of the public page where an applicant asks for the status. */
  statusPage: Address.optional(),
})
export type OutsideConfig = z.infer<typeof OutsideConfig>

/** The file as it was read, checked; with the place of every mistake. */
export function checkedOutside(
  data: unknown,
):
  | { readonly ok: true; readonly config: OutsideConfig }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] } {
  const read = OutsideConfig.safeParse(data)
  if (read.success) return { ok: true, config: read.data }
  const problems = read.error.issues.map(({ path, message }) => ({
    path: path.filter((step) => typeof step !== 'symbol'),
    message,
  }))
  return { ok: false, problems }
}
