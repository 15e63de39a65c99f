import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { CaseHandover } from '@cherha/shared/protocol'
import { builtInCards, FolderCommandData } from '@cherha/shared/workflow'
import { onTestFinished } from 'vitest'

export interface Asked {
  readonly method: string
  readonly url: string
  readonly token: string | undefined
  readonly login: string | undefined
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}

/** What a test makes of one request instead of the usual: an answer, a line that breaks, or null: the usual. */
type Scripted = { status: number; body: unknown } | 'break' | 'break-after' | 'silence' | null
type Script = (asked: Asked) => Scripted | Promise<Scripted>

/** The case interface of a queue server that does what a test says: the contract, without rules and without a database. */
export class CaseServer {
  readonly asked: Asked[] = []
  /** Handovers it has taken, by case number. */
  readonly taken = new Map<string, CaseHandover>()
  readonly files = new Map<string, Buffer>()
  script: Script = () => null
  /** Tokens it lets in; null: every one. */
  valid: ReadonlySet<string> | null = null
  /** What it answers to routes for staff. */
  answers: Readonly<Record<string, unknown>> = {}
  readonly #server: Server

  private constructor() {
    this.#server = createServer((request, response) => void this.#answer(request, response))
  }

  static async open(): Promise<CaseServer> {
    const server = new CaseServer()
    server.#server.listen(0, '127.0.0.1')
    await once(server.#server, 'listening')
    onTestFinished(() => {
      server.#server.closeAllConnections()
      server.#server.close()
    })
    return server
  }

  get url(): string {
    const address = this.#server.address()
    return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
  }

  /** `METHOD /path` of everything that was asked, cards left out. */
  get lines(): string[] {
    return this.asked.map(({ method, url }) => `${method} ${url}`).filter((line) => !line.includes('/api/cards'))
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    try {
      for await (const chunk of request) chunks.push(chunk as Buffer)
    } catch {
      // the hub broke off
      return
    }
    const { method = '', url = '', headers } = request
    const token = headers.authorization?.replace(/^Bearer /, '')
    const login = headers['x-cherha-staff'] as string | undefined
    const asked: Asked = { method, url, token, login, headers, body: Buffer.concat(chunks) }
    this.asked.push(asked)
    const scripted = await this.script(asked)
    if (scripted === 'silence') return
    if (scripted === 'break') return void request.socket.destroy()
    const { status, body } = (scripted === 'break-after' ? null : scripted) ?? this.#usual(asked)
    if (scripted === 'break-after') return void request.socket.destroy()
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }

  #usual(asked: Asked): { status: number; body: unknown } {
    const { method, url, token, body } = asked
    if (this.valid !== null && !this.valid.has(token ?? '')) return { status: 401, body: { ok: false } }
    if (url === '/api/cards') {
      return {
        status: 200,
        body: {
          cards: builtInCards.map(({ id, version, title, result, resultTitle }) => ({
            id,
            version,
            title,
            result,
            resultTitle,
          })),
        },
      }
    }
    const file = /^\/api\/cases\/([^/]+)\/intake\/files\/([0-9a-f]{64})$/.exec(url)
    if (method === 'PUT' && file !== null) {
      this.files.set(file[2] ?? '', body)
      return { status: 200, body: { ok: true } }
    }
    if (method === 'PUT' && url.endsWith('/intake')) return { status: 200, body: this.#take(body) }
    const known = this.answers[`${method} ${url.split('?')[0]}`]
    return known === undefined ? { status: 404, body: { ok: false } } : { status: 200, body: known }
  }

  #take(body: Buffer): unknown {
    const handover = CaseHandover.parse(JSON.parse(body.toString('utf8')))
    const missing = [...handover.files, ...papersIn(handover)]
      .map(({ hash }) => hash)
      .filter((hash) => !this.files.has(hash))
    if (missing.length > 0) return { state: 'needs-files', missing }
    this.taken.set(handover.id, handover)
    return { state: 'taken', version: 12 }
  }
}

/** The papers a handover's commands name. */
export function papersIn({ commands }: CaseHandover): { paper: string; hash: string; stage: string }[] {
  return commands.flatMap(({ command }) => {
    const read = FolderCommandData.safeParse(command)
    return read.success && read.data.type === 'keep-paper' ? [read.data.paper] : []
  })
}
