import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { type BookingFake, FakeBooking } from './fake-booking.ts'

/** What `POST /api/status` answers; `silent`: the line is cut. */
export type Answer = { readonly status: number; readonly body: unknown; readonly after?: string } | 'silent'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
}
/** What the queue server sends too: the pages have to live with it. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

/** A stand-in for the queue server. @param pages folder of the built pages */
export async function startFakeSite(
  pages: string,
  answer: Answer = { status: 404, body: {} },
  fake: BookingFake = {},
): Promise<{ readonly url: string; readonly booking: FakeBooking; close(): Promise<void> }> {
  const booking = new FakeBooking(fake)
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://site')
    if (pathname === '/api/status') {
      if (answer === 'silent') {
        request.socket.destroy()
        return
      }
      response.writeHead(answer.status, {
        'content-type': 'application/json',
        ...(answer.after === undefined ? {} : { 'retry-after': answer.after }),
      })
      response.end(JSON.stringify(answer.body))
      return
    }
    if (pathname.startsWith('/api/')) {
      booking.answer(request, response, new URL(request.url ?? '/', 'http://site')).catch(() => response.destroy())
      return
    }
    const isChosen = pathname === '/booking' && (searchParams.has('service') || searchParams.has('step'))
    const name = isChosen ? 'booking.chosen' : pathname === '/' ? 'index' : pathname.slice(1)
    const page = `${name}${searchParams.get('lang') === 'en' ? '.en' : ''}.html`
    const wanted = pathname.startsWith('/assets/') ? pathname.slice(1) : page
    const known = existsSync(path.join(pages, wanted))
    const file = known ? wanted : '404.html'
    response.writeHead(known ? 200 : 404, {
      'content-type': types[path.extname(file)] ?? 'application/octet-stream',
      'content-security-policy': policy,
    })
    response.end(readFileSync(path.join(pages, file)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    booking,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
