import { isIP } from 'node:net'
import { isLoopback } from '../http/loopback.ts'
import { ServerStartError } from '../server/server-error.ts'
import { startServer } from '../start-server.ts'
import { readDays, readOptions, readPlace, readPort, readScanner, readYears } from './arguments.ts'
import { readBooking } from './read-booking.ts'
import { readOutside } from './read-outside.ts'

/** Runs the server until SIGTERM or SIGINT, or until another one has taken its database over. */
export async function serve(args: readonly string[]): Promise<void> {
  const { values } = readOptions(args, {
    port: { type: 'string' },
    data: { type: 'string' },
    listen: { type: 'string' },
    retention: { type: 'string' },
    'case-years': { type: 'string' },
    outside: { type: 'string' },
    booking: { type: 'string' },
    scanner: { type: 'string' },
  })
  if (values.listen !== undefined && isIP(values.listen) === 0) {
    throw new ServerStartError('--listen must be an IP address of this computer, for example 0.0.0.0.', 2)
  }
  const server = await startServer({
    port: readPort(values.port),
    ...readPlace(values.data),
    listen: values.listen,
    retentionDays: readDays(values.retention, '--retention'),
    caseYears: readYears(values['case-years']),
    outside: readOutside(values.outside),
    booking: readBooking(values.booking),
    scanner: readScanner(values.scanner),
    logLevel: 'info',
  })
  const offices = server.offices.all().length
  process.stdout.write(
    `Queue server with ${offices} offices at ${server.url}, for administrators ${server.url}/admin/. Stop with Ctrl+C.\n`,
  )
  if (values.listen !== undefined && !isLoopback(values.listen)) {
    process.stdout.write('Signing in works through a proxy with TLS only: put one in front of this address.\n')
  }
  const displaced = await Promise.race([stopSignal(), server.displaced.then(() => true)])
  await server.close()
  if (displaced === true)
    throw new ServerStartError(
      'Another queue server has taken over the database at DATABASE_URL: this one has stopped.',
      1,
    )
}

/** Resolves at the first SIGTERM or SIGINT; a second one ends the process at once. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => {
      process.off('SIGTERM', stop)
      process.off('SIGINT', stop)
      resolve()
    }
    process.on('SIGTERM', stop)
    process.on('SIGINT', stop)
  })
}
