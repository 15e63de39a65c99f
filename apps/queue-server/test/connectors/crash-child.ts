import pg from 'pg'
import { OutsideConfig } from '../../src/connectors/config.ts'
import { Outside } from '../../src/connectors/outside.ts'
import { systemClock } from '../../src/server/system-clock.ts'
import { quiet } from '../support/database.ts'
import { fastTimes, someData } from './support.ts'

// A server whose power goes between the registry's answer and the case: `node crash-child.ts DATABASE_URL REGISTER_URL`.
const [databaseUrl = '', register = ''] = process.argv.slice(2)
await Outside.start({
  pool: new pg.Pool({ connectionString: databaseUrl, max: 4 }),
  config: OutsideConfig.parse({
    client: 'UA-TEST/GOV/00000001/cherha',
    systems: { register: { url: register, service: 'UA-TEST/GOV/00000002/systems' } },
  }),
  cases: {
    outsideData: async () => someData(),
    outsideFile: async () => new Uint8Array(),
    tell: () => {
      process.kill(process.pid, 'SIGKILL')
      return new Promise(() => {})
    },
  },
  clock: systemClock(),
  logger: quiet,
  times: fastTimes,
})
