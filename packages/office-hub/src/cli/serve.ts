import { clamdScanner } from '@cherha/case-vault'
import { readOfficeConfig } from '../config/read-config.ts'
import { readListenAddress } from '../lan/listen-address.ts'
import { HubStartError } from '../errors.ts'
import { startHub } from '../start-hub.ts'
import { enrol } from '../uplink/enrol.ts'
import { readServerFile } from '../uplink/identity-file.ts'
import { readLimits } from './limits.ts'
import { readOptions, readPort, readScanner, required } from './arguments.ts'

/** Runs the hub until SIGTERM or SIGINT. Prints where it is and never a token. */
export async function serve(args: readonly string[]): Promise<void> {
  const options = readOptions(args, {
    config: { type: 'string' },
    data: { type: 'string' },
    port: { type: 'string' },
    printer: { type: 'string' },
    limit: { type: 'string', multiple: true },
    listen: { type: 'string', multiple: true },
    enrol: { type: 'string' },
    server: { type: 'string' },
    restore: { type: 'boolean' },
    scanner: { type: 'string' },
  })
  const dataDir = required(options.data, '--data', 'DIR, the hub’s data folder')
  const config = options.config === undefined ? undefined : readOfficeConfig(options.config)
  await enrolIfAsked(options, dataDir)
  if (config !== undefined && readServerFile(dataDir) !== null) {
    throw new HubStartError('This hub takes its configuration from the queue server; leave --config out.', 2)
  }
  const hub = await startHub({
    config,
    dataDir,
    restored: options.restore === true,
    port: readPort(required(options.port, '--port', 'N, the port on this computer')),
    printer: options.printer,
    limits: readLimits(options.limit ?? []),
    listen: options.listen?.map(readListenAddress),
    fileScanner: options.scanner === undefined ? undefined : clamdScanner(readScanner(options.scanner)),
    logLevel: 'info',
  })
  const lan =
    hub.fingerprint === null
      ? ''
      : ` For the network: ${hub.lanUrls.join(', ')}, SHA-256 of its certificate ${hub.fingerprint}.`
  const { code, name } = hub.office
  process.stdout.write(`Hub of office ${code} (${name.en}) at ${hub.url}.${lan} Stop with Ctrl+C.\n`)
  await stopSignal()
  await hub.close()
}

interface EnrolOptions {
  readonly enrol?: string | undefined
  readonly server?: string | undefined
  readonly restore?: boolean | undefined
  readonly config?: string | undefined
}

/** `--enrol CODE --server URL [--restore]`: the hub belongs to the queue server from now on, also at every later start. */
async function enrolIfAsked({ enrol: code, server, restore, config }: EnrolOptions, dataDir: string): Promise<void> {
  if (code === undefined) {
    if (server !== undefined) throw new HubStartError('--server goes with --enrol CODE, a code from that server.', 2)
    return
  }
  if (config !== undefined) {
    throw new HubStartError('--config does not go with --enrol: the configuration comes from the queue server.', 2)
  }
  const url = required(server, '--server', 'URL, the queue server the code is from')
  const { office } = await enrol({ dataDir, server: url, code, restore: restore === true })
  process.stdout.write(`Enrolled as the hub of office ${office}.\n`)
}

/** Resolves at the first SIGTERM or SIGINT; a second one ends the process at once. */
export function stopSignal(): Promise<void> {
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
