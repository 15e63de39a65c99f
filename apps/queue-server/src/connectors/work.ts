import { randomUUID } from 'node:crypto'
import type { SystemCommand } from '../cases/cases.ts'
import { readAnswer, type Verdict } from './answers.ts'
import type { Exchange } from './exchange.ts'
import { OutsideFailure } from './failure.ts'
import type { Limits } from './http-call.ts'
import type { MailSender } from './mail.ts'
import type { CaseSink, OutsideData, OutsideJob } from './ports.ts'
import type { Claim, Task } from './queues.ts'
import { type ExchangeJob, isExchangeJob, requestOf } from './requests.ts'
import { uuidOf } from './systems.ts'

/** How an attempt came out that did not fail. `later`: the system works on it and answers another time. */
export interface Outcome {
  readonly next: 'done' | 'later'
  /** For whoever looks into the queue: no personal data. */
  readonly note: string
  /** What went wrong though it is done with. */
  readonly failure?: OutsideFailure
}

/** One attempt at one task. @throws OutsideFailure, Interrupted, or what the cases throw */
export type Attempt = (claim: Claim, signal: AbortSignal) => Promise<Outcome>

const notNeeded: Outcome = { next: 'done', note: 'nobody waits for it any more' }
/** What has not been delivered by then is news no longer. */
const oldMailMs = 7 * 24 * 3_600_000

/** Work that goes through the exchange. */
export function exchangeWork(exchange: Exchange, cases: CaseSink, limits: Limits): Attempt {
  return async ({ task }, signal) => {
    const { job } = task
    if (!isExchangeJob(job)) throw new Error(`The job ${job.key} does not go through the exchange`)
    const data = await cases.outsideData(job.case, job)
    if (data === null) return notNeeded
    const verdict = await asked(exchange, cases, { job, phase: task.phase }, data, limits, signal)
    const note = verdict.tell === null ? verdict.next : await tell(cases, job, verdict.tell)
    return { next: verdict.next === 'done' ? 'done' : 'later', note }
  }
}

interface Asking extends Task {
  readonly job: ExchangeJob
}

async function asked(
  exchange: Exchange,
  cases: CaseSink,
  { job, phase }: Asking,
  data: OutsideData,
  limits: Limits,
  signal: AbortSignal,
): Promise<Verdict> {
  const message = { issue: job.case, office: data.office, limits, signal }
  if (phase === 'answer') {
    try {
      const text = await exchange.ask({ ...message, id: randomUUID(), method: 'GET', path: ['answers', job.key] })
      return readAnswer(job, 'answer', text)
    } catch (error) {
      // The system has lost what it had taken: it is asked anew, under the same id.
      if (!(error instanceof OutsideFailure) || error.status !== 404) throw error
    }
  }
  const { service, body } = requestOf(job, data)
  if (job.kind === 'register-scans') await sendFiles(exchange, cases, job, data, { limits, signal })
  const text = await exchange.ask({ ...message, id: job.key, method: 'POST', path: [service], body })
  return readAnswer(job, 'request', text)
}

async function sendFiles(
  exchange: Exchange,
  cases: CaseSink,
  job: OutsideJob,
  { files, office }: OutsideData,
  options: { readonly limits: Limits; readonly signal: AbortSignal },
): Promise<void> {
  for (const { hash, type } of files) {
    const bytes = await cases.outsideFile(job.case, hash)
    await exchange.ask({
      ...options,
      id: uuidOf(`${job.key}/${hash}`),
      issue: job.case,
      office,
      method: 'PUT',
      path: ['scans', hash],
      file: { type, bytes },
    })
  }
}

/** Mail to the applicant. What a mailbox refuses for good is not tried again. */
export function mailWork(sender: MailSender, cases: CaseSink, now: () => number): Attempt {
  return async ({ task: { job }, createdAt }, signal) => {
    if (job.kind !== 'mail') throw new Error(`The job ${job.key} is no mail`)
    if (now() - createdAt > oldMailMs) return { next: 'done', note: 'too old to be sent' }
    const data = await cases.outsideData(job.case, job)
    if (data === null) return notNeeded
    try {
      const sent = await sender.send(job, data, signal)
      if (!sent) return { next: 'done', note: 'no address' }
    } catch (error) {
      if (!(error instanceof OutsideFailure) || error.kind !== 'rejected') throw error
      return { next: 'done', note: error.message, failure: error }
    }
    return {
      next: 'done',
      note: job.records === null ? 'sent' : await tell(cases, job, { type: 'notice-sent', ...job.records }),
    }
  }
}

/** A registered letter is handed in by a person: the case's letter journal gets a line to be filled. */
export function letterWork(cases: CaseSink): Attempt {
  return async ({ task: { job } }) => {
    if (job.kind !== 'letter') throw new Error(`The job ${job.key} is no letter`)
    const { to, paper } = job
    return { next: 'done', note: await tell(cases, job, { type: 'letter-due', id: uuidOf(job.key), to, paper }) }
  }
}

/** The same answer to the same job is the same command: told twice, it is done once. @returns a note of it */
async function tell(cases: CaseSink, job: OutsideJob, command: SystemCommand): Promise<string> {
  const taken = await cases.tell(job.case, uuidOf(`${job.key}/${command.type}`), command)
  return taken ? command.type : `${command.type}: the case does not take it`
}
