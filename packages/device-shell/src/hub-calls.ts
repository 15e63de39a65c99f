import type { IncomingMessage } from 'node:http'
import { DeviceReport, PublicOffice, StaffCheckAnswer } from '@cherha/shared/protocol'
import { z } from 'zod'
import { type HubAccess, relayRequest } from './relay-request.ts'
import type { HubVerdict } from './staff-exit/staff-check.ts'

const answerMs = 4_000
const Health = z.object({ printer: z.enum(['ok', 'failed', 'none']), day: z.string().nullable() })

interface HubAnswer {
  readonly status: number
  readonly body: unknown
}

/** What the device itself asks its hub, besides what its page does. Every call ends within four seconds. */
export class HubCalls {
  readonly #access: () => HubAccess | null

  /** @param access null while the device is connected to no hub */
  constructor(access: () => HubAccess | null) {
    this.#access = access
  }

  /** Whose PIN it is. */
  async staffCheck(login: string, pin: string): Promise<HubVerdict> {
    const answer = await this.#ask('POST', '/api/staff-check', { login, pin })
    if (answer === null || answer.status >= 500 || answer.status === 429) return 'unreachable'
    const parsed = StaffCheckAnswer.safeParse(answer.body)
    if (answer.status === 200 && parsed.success) return { role: parsed.data.role }
    if (answer.status === 423) return { refused: 'pin-locked' }
    const code = z.object({ error: z.object({ code: z.string() }) }).safeParse(answer.body)
    // 401 without `wrong-pin`: the hub does not know this device any more
    return { refused: code.success && code.data.error.code === 'unauthorised' ? 'not-a-device' : 'wrong-pin' }
  }

  /** True when the hub has it. */
  async report(report: DeviceReport): Promise<boolean> {
    return (await this.#ask('POST', '/api/device-report', DeviceReport.parse(report)))?.status === 204
  }

  /** Phones of the office, or null when the hub cannot be asked. */
  async phones(): Promise<readonly string[] | null> {
    const answer = await this.#ask('GET', '/api/office')
    const parsed = PublicOffice.safeParse(answer?.body)
    return parsed.success ? parsed.data.phones : null
  }

  /** How long the hub takes to answer, ms, and how its printer is; null when it does not answer. */
  async health(): Promise<{ ms: number; printer: 'ok' | 'failed' | 'none' } | null> {
    const started = performance.now()
    const answer = await this.#ask('GET', '/health')
    const parsed = Health.safeParse(answer?.body)
    return parsed.success ? { ms: Math.round(performance.now() - started), printer: parsed.data.printer } : null
  }

  /** Whether the office has a day open; null when the hub does not answer. */
  async isDayOpen(): Promise<boolean | null> {
    const parsed = Health.safeParse((await this.#ask('GET', '/health'))?.body)
    return parsed.success ? parsed.data.day !== null : null
  }

  async #ask(method: 'GET' | 'POST', path: string, body?: unknown): Promise<HubAnswer | null> {
    const access = this.#access()
    if (access === null) return null
    try {
      const text = body === undefined ? null : Buffer.from(JSON.stringify(body))
      const answer = await relayRequest(access, path, method, { 'content-type': 'application/json' }, text, answerMs)
      return { status: answer.statusCode ?? 0, body: await jsonOf(answer) }
    } catch {
      return null
    }
  }
}

async function jsonOf(answer: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  for await (const chunk of answer as AsyncIterable<Buffer>) chunks.push(chunk)
  const text = Buffer.concat(chunks).toString('utf8')
  return text === '' ? null : JSON.parse(text)
}
