import {
  CardQuery,
  CaseActionBody,
  CaseNumber,
  CaseQuery,
  DistributeBody,
  SigningKeyBody,
  StartCaseBody,
  TaskPage,
  TaskQuery,
} from '@cherha/shared/protocol'
import { findCard } from '@cherha/shared/workflow'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { Failure } from '../gateway/failure.ts'
import { parse } from '../gateway/parse.ts'
import { staffOf } from '../gateway/request-caller.ts'
import type { CasesAtHub, OpenCases } from './cases-at-hub.ts'
import { fileRoutes } from './file-routes.ts'
import { atDesk, kept, plain, relayOf, unavailable } from './desk-request.ts'
import { ServerAwayError } from './server-cases.ts'
import { draftTasks, withDrafts } from './draft-tasks.ts'

const NoQuery = z.strictObject({})
const CaseParams = z.strictObject({ id: CaseNumber })
const LooksQuery = z.strictObject({
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(5_000).default(1_000),
})
const CardParams = z.strictObject({ id: z.string().max(60) })

/**
 * What a desk asks about applications. Drafts of this hub are answered here, with the network or without it; everything
 * else by the queue server, whose answers are passed on and not kept.
 */
export function caseRoutes(server: FastifyInstance, cases: CasesAtHub): void {
  server.post('/api/cases', async (request, reply) => {
    const { intake } = opened(cases)
    const who = atDesk(request)
    const body = parse(StartCaseBody, plain(request.body))
    const answer = await kept(request, async () => intake.start(who, body))
    return reply.code('ok' in answer ? 409 : 200).send(answer)
  })

  server.post('/api/cases/:id/actions', async (request, reply) => {
    const who = atDesk(request)
    const { id } = parse(CaseParams, request.params)
    const body = parse(CaseActionBody, plain(request.body))
    const answer = await kept(request, async () => cases.open?.intake.act(who, id, body))
    if (answer != null) return reply.code(answer.ok ? 200 : 409).send(answer)
    const path = `/api/cases/${encodeURIComponent(id)}/actions`
    return relayOf(cases, request, reply, { method: 'POST', path, body })
  })

  server.get('/api/cases/:id', async (request, reply) => {
    const { login } = atDesk(request)
    const isRefresh = parse(CaseQuery, request.query).refresh === 'true'
    const { id } = parse(CaseParams, request.params)
    const view = cases.open?.reading.view(login, id, isRefresh ? 'refresh' : 'look') ?? null
    if (view !== null) return view
    const path = `/api/cases/${encodeURIComponent(id)}${isRefresh ? '?refresh=true' : ''}`
    return relayOf(cases, request, reply, { method: 'GET', path })
  })

  server.get('/api/tasks', async (request): Promise<TaskPage> => {
    const { login } = atDesk(request)
    const query = parse(TaskQuery, request.query)
    const [rows, today] = query.after === undefined ? ownTasks(cases, request, query) : [[], '']
    const search = new URLSearchParams(request.query as Record<string, string>)
    const page = hasPost(cases, login) ? await tasksOfServer(cases, login, search) : null
    return withDrafts(rows, page, today)
  })

  server.get('/api/distribution', async (request, reply) => {
    parse(NoQuery, request.query)
    return relayOf(cases, request, reply, { method: 'GET', path: '/api/distribution' })
  })
  server.post('/api/distribution', async (request, reply) => {
    const body = parse(DistributeBody, request.body)
    return relayOf(cases, request, reply, { method: 'POST', path: '/api/distribution', body })
  })
  server.post('/api/cases/signing-key', async (request, reply) => {
    const body = parse(SigningKeyBody, request.body)
    return relayOf(cases, request, reply, { method: 'POST', path: '/api/cases/signing-key', body })
  })

  server.get('/api/cards', async (request) => {
    staffOf(request)
    parse(NoQuery, request.query)
    const all = cases.cards()
    const newest = all.filter((card) => findCard(all, card.id)?.version === card.version)
    return {
      cards: newest.map(({ id, version, title, result, resultTitle }) => ({ id, version, title, result, resultTitle })),
    }
  })
  server.get('/api/cards/:id', async (request) => {
    staffOf(request)
    const { id } = parse(CardParams, request.params)
    const { version } = parse(CardQuery, request.query)
    const card = findCard(cases.cards(), id, version)
    if (card === undefined) throw new Failure('not-found', 'there is no such card, or not in this version')
    return card
  })

  server.get('/api/case-looks', async (request) => {
    if (staffOf(request).staff.role !== 'auditor') throw new Failure('forbidden', 'only an auditor reads this')
    const { after, limit } = parse(LooksQuery, request.query)
    return { looks: opened(cases).reading.looks(after, limit) }
  })

  fileRoutes(server, cases)
}

function opened(cases: CasesAtHub): OpenCases {
  if (cases.open === null) throw unavailable()
  return cases.open
}

function hasPost(cases: CasesAtHub, login: string): boolean {
  return cases.config().staff.some((one) => one.login === login && one.post !== undefined)
}

function ownTasks(cases: CasesAtHub, request: FastifyRequest, query: TaskQuery): [TaskPage['tasks'], string] {
  const { open } = cases
  if (open === null) return [[], '']
  const { staff } = staffOf(request)
  const asker = { login: staff.login, isLead: staff.role === 'lead', actor: open.reading.actor(staff.login) }
  const today = open.reading.today()
  return [draftTasks(open.drafts, asker, query, cases.config(), today), today]
}

async function tasksOfServer(cases: CasesAtHub, login: string, search: URLSearchParams): Promise<TaskPage | null> {
  if (!cases.server.exists) return null
  const text = search.toString()
  try {
    return await cases.server.read(
      { method: 'GET', path: `/api/tasks${text === '' ? '' : `?${text}`}`, login, soon: true },
      TaskPage,
    )
  } catch (error) {
    if (error instanceof ServerAwayError) return null
    throw error
  }
}
