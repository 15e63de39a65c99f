import Fastify, { type FastifyRequest } from 'fastify'
import { z } from 'zod'
import { Book, type PlayedSms } from './book.ts'
import { FaultOrder, Faults } from './faults.ts'
import { HttpGateway, token } from './http-gateway.ts'
import { page, type PageLanguage, pagePolicy } from './page.ts'
import { password, Smsc, systemId } from './smsc.ts'

/** How many ports in a row it takes: the page, SMPP, the HTTP gateway. */
export const smsPorts = 3

export interface SmsSimulatorOptions {
  /** Of the page; SMPP has the next one, the HTTP gateway the third. 0: any free ones. */
  readonly port: number
  /** Certificate of SMPP over TLS, in PEM form; left out: without. */
  readonly tls?: { readonly key: string; readonly cert: string } | undefined
  readonly receiptAfterMs?: number | undefined
}

export interface SmsSimulator {
  /** The page for people; with `.json` for programs. */
  readonly url: string
  readonly smpp: { readonly host: string; readonly port: number; readonly systemId: string; readonly password: string }
  readonly http: { readonly url: string; readonly token: string }
  /** Oldest first; the newest few thousand. */
  messages(phone?: string): readonly PlayedSms[]
  /** All that have arrived since the start. */
  readonly total: number
  /** Connections over SMPP. */
  readonly connections: number
  /** Orders a fault; resolves when it is in force. `none` ends it. */
  order(fault: z.input<typeof FaultOrder>): Promise<void>
  clear(): void
  close(): Promise<void>
}

const Query = z.object({
  phone: z.string().max(30).default(''),
  lang: z.enum(['uk', 'en']).optional().catch(undefined),
})

/** Plays a message centre on loopback until it is closed; nothing it is given leaves this computer. @throws when a port is taken */
export async function startSmsSimulator(options: SmsSimulatorOptions): Promise<SmsSimulator> {
  const { port, tls, receiptAfterMs = 50 } = options
  const at = (offset: number) => (port === 0 ? 0 : port + offset)
  const book = new Book()
  const faults = new Faults()
  const smsc = new Smsc({ port: at(1), book, faults, tls, receiptAfterMs })
  const gateway = new HttpGateway(at(2), book, faults)
  const order = async (wanted: z.input<typeof FaultOrder>) => {
    const fault = FaultOrder.parse(wanted)
    faults.set(fault)
    if (fault.fault === 'dead') await Promise.all([smsc.close(), gateway.close()])
    else await Promise.all([smsc.open(), gateway.open()])
    // whoever is connected has to log in again, and is refused
    if (fault.fault === 'refuse-bind') smsc.hangUp()
  }
  const messages = (phone = ''): readonly PlayedSms[] => {
    const digits = phone.replaceAll(/\D/g, '')
    return digits === '' ? book.messages : book.messages.filter((one) => one.phone.endsWith(digits))
  }
  const app = Fastify()
  const newest = (request: FastifyRequest) => {
    const { phone, lang } = Query.parse(request.query)
    return { messages: messages(phone).toReversed(), phone, lang }
  }
  app.get('/', async (_, reply) => reply.redirect('/sms'))
  app.get('/sms.json', async (request) => ({ total: book.total, messages: newest(request).messages }))
  app.get('/sms', async (request, reply) => {
    const { messages: found, phone, lang } = newest(request)
    if (request.headers.accept?.includes('application/json') === true) return { total: book.total, messages: found }
    const language = lang ?? languageOf(request.headers['accept-language'])
    return reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', pagePolicy)
      .send(page({ messages: found, language, phone, total: book.total }))
  })
  app.get('/simulator/faults', async () => faults.now)
  app.post('/simulator/faults', async (request, reply) => {
    const read = FaultOrder.safeParse(request.body)
    if (!read.success)
      return reply.code(400).send({ error: read.error.issues[0]?.message, at: read.error.issues[0]?.path })
    await order(read.data)
    return faults.now
  })
  const close = async () => {
    await app.close()
    await Promise.all([smsc.close(), gateway.close()])
  }
  try {
    await app.listen({ host: '127.0.0.1', port })
    await smsc.open()
    await gateway.open()
  } catch (error) {
    await close()
    throw error
  }
  const address = app.server.address()
  const bound = typeof address === 'object' && address !== null ? address.port : port
  return {
    url: `http://127.0.0.1:${bound}/sms`,
    smpp: { host: '127.0.0.1', port: smsc.port, systemId, password },
    http: { url: gateway.url, token },
    messages,
    get total() {
      return book.total
    },
    get connections() {
      return smsc.connections
    },
    order,
    clear: () => book.clear(),
    close,
  }
}

/** Ukrainian, unless the browser asks for English first. */
function languageOf(accepted: string | undefined): PageLanguage {
  return accepted !== undefined && /^en\b/i.test(accepted) ? 'en' : 'uk'
}
