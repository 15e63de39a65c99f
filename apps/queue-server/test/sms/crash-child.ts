import pg from 'pg'
import { systemClock } from '../../src/server/system-clock.ts'
import type { Gateway } from '../../src/sms/gateways/gateway.ts'
import { HttpGateway } from '../../src/sms/gateways/http-gateway.ts'
import { SmppGateway } from '../../src/sms/gateways/smpp-gateway.ts'
import { openSmsOutbox } from '../../src/sms/outbox.ts'
import { quiet } from '../support/database.ts'
import { fastTimes } from './times.ts'

// A server whose power goes before the gateway has a message, or between its answer and the database:
// `node crash-child.ts DATABASE_URL before|after PORT|URL`.
const [databaseUrl = '', moment = '', place = ''] = process.argv.slice(2)
const common = { sender: 'Cherha', perSecond: 100 } as const
const gateway: Gateway = place.startsWith('http')
  ? new HttpGateway({ kind: 'http', url: place, token: 'demo-token', ...common }, 500)
  : new SmppGateway(
      {
        kind: 'smpp',
        host: '127.0.0.1',
        port: Number(place),
        tls: false,
        systemId: 'cherha',
        password: 'demo',
        ...common,
      },
      500,
    )
const dies = (): Promise<never> => {
  process.kill(process.pid, 'SIGKILL')
  return new Promise(() => {})
}
await openSmsOutbox({
  pool: new pg.Pool({ connectionString: databaseUrl, max: 4 }),
  gateway: {
    probe: (listener) => gateway.probe(listener),
    close: () => gateway.close(),
    async send(message, listener) {
      if (moment === 'before') return dies()
      await gateway.send(message, listener)
      return dies()
    },
  },
  clock: systemClock(),
  logger: quiet,
  times: fastTimes,
})
