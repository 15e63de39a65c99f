import { createReadStream, existsSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { defaultSpeechKeys, type Answer, type TerminalView } from '@cherha/shared/protocol'
import { Server } from 'socket.io'
import { days, manyTimes, mockupView, sheets, times, unit } from './views.ts'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
}

export interface FakeHub {
  readonly url: string
  /** Commands received, newest last. */
  readonly commands: { type: string; [key: string]: unknown }[]
  /** Changes the view and tells every page. */
  show(change: Partial<TerminalView>): void
  /** Answers of the next commands, first first; null: no answer at all. Without one it is accepted. */
  answerNext(...answers: (Answer | null)[]): void
  /** Offers a time every five minutes. */
  manyTimes(on: boolean): void
  /** Silent hub: no socket, no new connections. */
  stop(): Promise<void>
}

/**
 * A hub with canned views that serves a built terminal page: to look at the screens, and to test the page alone.
 * @param pages folder of the built page
 */
export async function startFakeHub(pages: string): Promise<FakeHub> {
  let view = mockupView
  let seq = 1
  let everyFive = false
  const answers: (Answer | null)[] = []
  const commands: FakeHub['commands'] = []
  const http = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://hub')
    const json = (body: unknown): void => {
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify(body))
    }
    if (pathname === '/host/device') return json({ role: 'terminal' })
    if (pathname === '/host/speech') return json({ available: true, keys: defaultSpeechKeys, heard: true })
    if (pathname === '/api/days') return json({ days })
    if (pathname === '/api/places') return json({ date: '2026-03-05', places: everyFive ? manyTimes : times })
    if (pathname === '/api/information') {
      const asked = new URL(request.url ?? '/', 'http://hub').searchParams
      const known = asked.get('service') !== 'none'
      response.statusCode = known ? 200 : 404
      return json(known ? sheets[asked.get('sheet') === 'fees' ? 'fees' : 'documents'] : {})
    }
    if (pathname === '/api/units/4801') return json({ code: '4801', ...unit })
    if (pathname === '/api/status-page') return json({ address: 'https://cherha.example.gov.ua/status' })
    if (pathname.startsWith('/api/tickets/')) return json({ state: 'waiting', time: '10:20', ahead: 12 })
    const file = join(pages, pathname === '/' ? 'index.html' : pathname)
    if (!file.startsWith(pages) || !existsSync(file)) {
      response.statusCode = 404
      return void response.end()
    }
    response.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream')
    createReadStream(file).pipe(response)
  })
  const io = new Server(http)
  io.on('connection', (socket) => {
    socket.emit('state', { seq, view })
    socket.on('command', (command: FakeHub['commands'][number], ack: (answer: Answer) => void) => {
      commands.push(command)
      const answer = answers.length > 0 ? answers.shift() : accepted(command)
      if (answer != null) ack(answer)
    })
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    commands,
    show(change) {
      view = { ...view, ...change }
      seq += 1
      io.emit('state', { seq, view })
    },
    answerNext: (...next) => void answers.push(...next),
    manyTimes(on) {
      everyFive = on
    },
    stop: () => io.close(),
  }
}

function accepted(command: FakeHub['commands'][number]): Answer {
  const date = typeof command['date'] === 'string' ? command['date'] : '2026-03-05'
  const time = typeof command['time'] === 'string' ? command['time'] : '10:20'
  const ticket = command['priority'] === undefined ? 'А-015' : 'П-001'
  return {
    ok: true,
    seq: 2,
    result: { ticket, date, time, service: command['service'] ?? 'permanent', code: 'K7QF2M9D', printedSeq: 41 },
  }
}
