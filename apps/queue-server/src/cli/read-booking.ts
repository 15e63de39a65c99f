import { isIP } from 'node:net'
import type { ConfigProblem } from '@cherha/shared/calendar'
import { BookingSettings } from '@cherha/shared/protocol'
import { isThisComputer } from '../connectors/this-computer.ts'
import { readCheckedFile } from './read-config.ts'

type Checked =
  | { readonly ok: true; readonly config: BookingSettings }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] }

/** Settings of online booking; null: no file is named, and nothing can be booked. @throws what `readCheckedFile` throws */
export function readBooking(path: string | undefined): BookingSettings | null {
  return path === undefined ? null : readCheckedFile(path, 'booking settings', checkedBooking)
}

/** The file as it was read, checked; with the place of every mistake. No message repeats what stands there. */
export function checkedBooking(data: unknown): Checked {
  const read = BookingSettings.safeParse(data ?? {})
  if (!read.success) {
    const problems = read.error.issues.map(({ path, message }) => ({
      path: path.filter((step) => typeof step !== 'symbol'),
      message,
    }))
    return { ok: false, problems }
  }
  const problems = [...addresses(read.data), ...delays(read.data), ...gateway(read.data), ...proxies(read.data)]
  return problems.length === 0 ? { ok: true, config: read.data } : { ok: false, problems }
}

function addresses({ publicUrl }: BookingSettings): ConfigProblem[] {
  if (!/^https?:\/\//i.test(publicUrl)) return [{ path: ['publicUrl'], message: 'an address with http or https' }]
  return publicUrl.endsWith('/') ? [{ path: ['publicUrl'], message: 'without a slash at the end' }] : []
}

function delays({ returnMinutes: { least, most } }: BookingSettings): ConfigProblem[] {
  return least <= most ? [] : [{ path: ['returnMinutes', 'least'], message: `at most ${most}, which is its \`most\`` }]
}

/** What is sent tells who goes where, and a password goes with it. */
function gateway({ sms }: BookingSettings): ConfigProblem[] {
  if (sms === null) return []
  if (sms.kind === 'http') {
    const { protocol, hostname, username } = new URL(sms.url)
    if (username !== '') return [{ path: ['sms', 'url'], message: 'without a name in it; `token` is what lets in' }]
    const isSealed = protocol === 'https:' || (protocol === 'http:' && isThisComputer(hostname))
    return isSealed ? [] : [{ path: ['sms', 'url'], message: 'https, except for a program on this computer' }]
  }
  return /^[!-~]+$/.test(sms.systemId) && /^[!-~]*$/.test(sms.password)
    ? []
    : [{ path: ['sms', 'systemId'], message: 'name and password of SMPP are of Latin letters, digits and signs' }]
}

function proxies({ trustedProxies }: BookingSettings): ConfigProblem[] {
  return trustedProxies.flatMap((text, index) =>
    isNetwork(text) ? [] : [{ path: ['trustedProxies', index], message: 'an address or a network such as 10.0.0.0/8' }],
  )
}

function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/')
  const version = isIP(address)
  if (version === 0 || rest.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
}
