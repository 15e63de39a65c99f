import type { IncomingMessage, ServerResponse } from 'node:http'
import { CaseActionBody, type DistributionView, type TaskPage } from '@cherha/shared/protocol'
import { findCard, builtInCards } from '@cherha/shared/workflow'
import type { CaseOffice, Login } from '../cases/case-office.ts'

/** How the stand-in hub answers about applications. */
export interface CaseRoutes {
  readonly office: CaseOffice
  readonly login: Login
  /** Actions get no answer: the connection is cut. */
  silent?: boolean
  /** Everything is answered as if the queue server were away. */
  serverAway?: boolean
  /** Instead of the office's own. */
  readonly tasks?: (query: URLSearchParams) => TaskPage
  readonly distribution?: DistributionView
  readonly act?: (body: CaseActionBody) => object | null
}

const pdf = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>',
)

export async function answerCases(
  routes: CaseRoutes | null,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await bytesOf(request)
  if (routes === null) return json(response, 404, { ok: false, error: { code: 'not-found', message: 'no' } })
  const { office, login } = routes
  const [, , kind = '', id = '', part = ''] = url.pathname.split('/').map(decodeURIComponent)
  const posting = request.method === 'POST'
  if (routes.silent === true && posting) return void request.socket.destroy()
  if (routes.serverAway === true) {
    return json(response, 503, { ok: false, error: { code: 'server-away', message: 'The queue server is away.' } })
  }
  if (kind === 'tasks')
    return json(response, 200, routes.tasks?.(url.searchParams) ?? office.tasks(login, url.searchParams.get('q') ?? ''))
  if (kind === 'cards') return json(response, 200, findCard(builtInCards, id))
  if (kind === 'distribution' && !posting) return json(response, 200, routes.distribution ?? office.distribution(login))
  if (kind === 'distribution') {
    const { assignments } = JSON.parse(body.toString()) as {
      assignments: { case: string; stage: string; outcome: string; officer: string }[]
    }
    const assigned: string[] = []
    const refused: object[] = []
    for (const { case: number, stage, outcome, officer } of assignments) {
      const version = office.view(login, number).version
      const answer = office.act(login, number, {
        commandId: crypto.randomUUID(),
        version,
        action: 'complete',
        stage,
        outcome,
        data: { officer },
      })
      if (answer.ok) assigned.push(number)
      else refused.push({ case: number, code: answer.refusal.code, message: answer.refusal.message })
    }
    return json(response, 200, { assigned, refused })
  }
  if (kind !== 'cases') return json(response, 404, { ok: false, error: { code: 'not-found', message: 'no' } })
  if (id === 'signing-key') return json(response, 200, { publicKey: 'AAAA', made: true })
  if (id === '') {
    const { service, track, grounds } = JSON.parse(body.toString()) as {
      service: string
      track: 'standard'
      grounds?: string[]
    }
    const started = office.start(
      login,
      service,
      service === 'temporary' ? '003' : service === 'immigration' ? '002' : '004',
      { track, ...(grounds === undefined ? {} : { grounds }) },
    )
    return json(response, 200, { id: started, version: office.view(login, started).version })
  }
  if (part === 'files' || part === 'papers') {
    if (posting)
      return json(response, 422, {
        ok: false,
        refusal: {
          code: 'infected-file',
          message: {
            uk: 'У файлі знайдено шкідливу програму. Його не збережено.',
            en: 'The file contains malicious software. It was not kept.',
          },
        },
      })
    response.writeHead(200, { 'content-type': 'application/pdf' })
    return void response.end(pdf)
  }
  if (part === 'actions') {
    const read = CaseActionBody.parse(JSON.parse(body.toString()))
    const own = routes.act?.(read) ?? null
    if (own !== null) return json(response, 409, own)
    const answer = office.act(login, id, read)
    return json(response, answer.ok ? 200 : 409, answer)
  }
  return json(response, 200, office.view(login, id))
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks)
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}
