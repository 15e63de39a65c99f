import { readOfficeConfig } from '../config/read-config.ts'
import { readListenAddress } from '../lan/listen-address.ts'
import { startHub } from '../start-hub.ts'
import { readLimits } from './limits.ts'
import { readOptions, readPort, required } from './arguments.ts'

/** Runs the hub until SIGTERM or SIGINT. Prints where it is and never a token. */
export async function serve(args: readonly string[]): Promise<void> {
  const options = readOptions(args, {
    config: { type: 'string' },
    data: { type: 'string' },
    port: { type: 'string' },
    printer: { type: 'string' },
    limit: { type: 'string', multiple: true },
    listen: { type: 'string', multiple: true },
  })
  const config = readOfficeConfig(required(options.config, '--config', 'FILE, the office’s configuration'))
  const hub = await startHub({
    config,
    dataDir: required(options.data, '--data', 'DIR, the hub’s data folder'),
    port: readPort(required(options.port, '--port', 'N, the port on this computer')),
    printer: options.printer,
    limits: readLimits(options.limit ?? []),
    listen: options.listen?.map(readListenAddress),
    logLevel: 'info',
  })
  const lan =
    hub.fingerprint === null
      ? ''
      : ` For the network: ${hub.lanUrls.join(', ')}, SHA-256 of its certificate ${hub.fingerprint}.`
  process.stdout.write(`Hub of office ${config.code} (${config.name.en}) at ${hub.url}.${lan} Stop with Ctrl+C.\n`)
  await stopSignal()
  await hub.close()
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
