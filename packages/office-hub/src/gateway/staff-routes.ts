import { Readable } from 'node:stream'
import type { EventLog } from '@cherha/event-log'
import { DateText, readWitness, witnessHeader } from '@cherha/shared/protocol'
import { planView } from '@cherha/shared/queue'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { HubClock } from '../clock/hub-clock.ts'
import type { Engine } from '../engine/engine.ts'
import type { WitnessCheck } from '../uplink/witness-check.ts'
import type { CommandIntake } from './command-intake.ts'
import { Failure } from './failure.ts'
import { assertNewest } from './newest-hub.ts'
import { parse } from './parse.ts'
import { callerOf, staffOf } from './request-caller.ts'
import type { Views } from './views.ts'

const PlanQuery = z.strictObject({ date: DateText })
const number = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number)
const LogQuery = z.strictObject({
  after: number.default(0),
  limit: number.pipe(z.int().min(1).max(10_000)).default(1_000),
})
const chunk = 500

export interface StaffParts {
  readonly engine: Engine
  readonly log: EventLog
  readonly clock: HubClock
  readonly views: Views
  readonly intake: CommandIntake
  readonly witnesses: WitnessCheck
}

/** Commands, and the reads that need a staff session. */
export function staffRoutes(
  server: FastifyInstance,
  { engine, log, clock, views, intake, witnesses }: StaffParts,
): void {
  server.post(
    '/api/commands',
    {
      // before the body is read: a stranger's body is not even parsed
      onRequest: async (request) => {
        callerOf(request)
        await assertNewest(witnesses, readWitness(request.headers[witnessHeader]))
      },
    },
    async (request, reply) => {
      const answer = await intake.run(callerOf(request), request.body)
      return reply.code(answer.ok ? 200 : 409).send(answer)
    },
  )

  server.get('/api/desk', async (request) => views.desk(staffOf(request)))

  server.get('/api/plan', async (request) => {
    staffOf(request)
    const { date } = parse(PlanQuery, request.query)
    return { date, places: planView(engine.state, date, clock.now().at) }
  })

  server.get('/api/log', async (request, reply) => {
    if (staffOf(request).staff.role !== 'auditor') throw new Failure('forbidden', 'only an auditor reads the log')
    const { after, limit } = parse(LogQuery, request.query)
    return reply.type('application/x-ndjson; charset=utf-8').send(Readable.from(lines(log, after, limit)))
  })
}

function* lines(log: EventLog, after: number, limit: number): Generator<string> {
  let left = limit
  let last = after
  while (left > 0) {
    const records = log.read(last, Math.min(chunk, left))
    if (records.length === 0) return
    yield records.map((record) => `${JSON.stringify(record)}\n`).join('')
    left -= records.length
    last = records.at(-1)?.seq ?? last
  }
}
