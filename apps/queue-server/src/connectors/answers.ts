import { z } from 'zod'
import type { SystemCommand } from '../cases/cases.ts'
import { OutsideFailure } from './failure.ts'
import type { ExchangeJob } from './requests.ts'

const reference = z.string().trim().min(1).max(80)

/**
 * Every answer names the request it belongs to. `received` and `pending`: the answer comes later. What else an answer
 * says is left alone.
 */
const Answer = z.discriminatedUnion('state', [
  z.object({ id: z.string(), state: z.literal('received') }),
  z.object({ id: z.string(), state: z.literal('pending') }),
  z.object({ id: z.string(), state: z.literal('registered'), reference }),
  z.object({ id: z.string(), state: z.literal('accepted'), reference }),
  z.object({ id: z.string(), state: z.literal('delivered'), reference }),
  z.object({ id: z.string(), state: z.literal('returned'), reason: z.string().trim().min(1).max(500) }),
  z.object({ id: z.string(), state: z.literal('answered'), result: z.enum(['confirmed', 'not-confirmed']) }),
])
type Answer = z.infer<typeof Answer>

/** `request`: the first answer; `answer`: when it was asked for later. */
export type Phase = 'request' | 'answer'

/** What an answer means for the case, and whether another one follows. */
export interface Verdict {
  readonly tell: SystemCommand | null
  readonly next: 'done' | 'ask-later'
}

/**
 * Reads an answer.
 * @throws OutsideFailure of kind `lie`: no JSON, another shape, another request's, or nothing that can be said to this one
 */
export function readAnswer(job: ExchangeJob, phase: Phase, text: string): Verdict {
  const answer = parse(text)
  if (answer.id !== job.key) throw lie('the answer belongs to another request')
  const verdict = verdictOf(job, phase, answer)
  if (verdict === null) throw lie(`the answer "${answer.state}" does not fit the request`)
  return verdict
}

/** Reads the answer to a question about a receipt. @throws OutsideFailure */
export function readReceipt(id: string, text: string): 'confirmed' | 'not-confirmed' {
  const answer = parse(text)
  if (answer.id !== id) throw lie('the answer belongs to another request')
  if (answer.state !== 'answered') throw lie(`the answer "${answer.state}" does not fit the request`)
  return answer.result
}

function parse(text: string): Answer {
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch (cause) {
    throw lie('the answer is no JSON', cause)
  }
  const read = Answer.safeParse(data)
  if (read.success) return read.data
  const where = read.error.issues[0]?.path.join('.') ?? ''
  throw lie(`the answer has another form than agreed${where === '' ? '' : ` (${where})`}`)
}

const later: Verdict = { tell: null, next: 'ask-later' }

function verdictOf(job: ExchangeJob, phase: Phase, answer: Answer): Verdict | null {
  if (answer.state === 'pending') return phase === 'answer' ? later : null
  switch (job.kind) {
    case 'register-application':
    case 'register-scans':
      if (answer.state === 'received') return later
      if (answer.state === 'registered') return done(confirmed(job, answer.reference))
      return answer.state === 'returned' ? done(sentBack(job, answer.reason)) : null
    case 'order-card':
      if (answer.state === 'accepted' && phase === 'request') {
        return { tell: confirmed(job, answer.reference), next: 'ask-later' }
      }
      if (answer.state === 'delivered' && phase === 'answer') {
        return done({ type: 'card-delivered', reference: answer.reference })
      }
      return answer.state === 'returned' && phase === 'request' ? done(sentBack(job, answer.reason)) : null
    case 'inquiry':
      if (answer.state === 'received') {
        // Only of a letter does the other side's term count.
        const news = job.letter && phase === 'request'
        return { tell: news ? { type: 'inquiry-received', id: job.inquiry } : null, next: 'ask-later' }
      }
      if (answer.state !== 'answered') return null
      return done({ type: 'inquiry-answered', id: job.inquiry, result: answer.result })
    case 'central-defect':
      return answer.state === 'accepted' ? { tell: null, next: 'done' } : null
  }
}

function done(tell: SystemCommand): Verdict {
  return { tell, next: 'done' }
}

function confirmed({ stage }: ExchangeJob, reference: string): SystemCommand {
  return { type: 'confirm-awaited', stage, taken: true, reference }
}

function sentBack({ stage }: ExchangeJob, reason: string): SystemCommand {
  return { type: 'confirm-awaited', stage, taken: false, reference: reason }
}

function lie(message: string, cause?: unknown): OutsideFailure {
  return new OutsideFailure('lie', message, { cause })
}
