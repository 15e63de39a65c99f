import { HubStartError } from './errors.ts'

const help = `The hub of one office.

  npm run hub -- --config FILE --data DIR --port N [--printer PRINTER] [--limit CLASS=N/BURST]
              PRINTER: file:DIR, tcp:HOST:PORT, lp:FILE, serial:PORT or usb:VENDOR:PRODUCT, with options (?paper=58&text=cp1251@46)
              [--listen ADDRESS:PORT]                  also over TLS for the office's network; may be repeated
              [--scanner HOST:PORT]                    a virus scanner (clamd) for scans of applications
  npm run hub -- --enrol CODE --server URL --data DIR --port N [--restore]
              belongs to a queue server from now on, which gives configuration, days and staff; later starts need neither
              --enrol nor --config. --restore: the data folder replaces a lost one, or was put back from a backup
  npm run hub -- pair --role terminal|display|desk [--id ID] [--windows a,b] --data DIR
  npm run hub -- fingerprint --data DIR
  npm run hub -- add-device --role terminal|display|desk --id ID [--windows a,b] --data DIR --out FILE
  npm run hub -- revoke-device --id ID --data DIR
  npm run hub -- set-pin --login LOGIN --data DIR        the PIN on standard input

Without --listen it is served on 127.0.0.1 only. It never prints a token. Exit code 2: wrong options or configuration, 1: the machine.
`

/** Each command loads only what it needs: a token does not wait for a web server. */
async function main([command = '', ...rest]: readonly string[]): Promise<void> {
  switch (command) {
    case 'add-device':
      return (await import('./cli/manage-devices.ts')).addDevice(rest)
    case 'pair':
      return (await import('./cli/pair.ts')).pair(rest)
    case 'fingerprint':
      return await (await import('./cli/fingerprint.ts')).fingerprint(rest)
    case 'revoke-device':
      return (await import('./cli/manage-devices.ts')).revokeDevice(rest)
    case 'set-pin':
      return (await import('./cli/set-pin.ts')).setPin(rest)
    case 'help':
    case '--help':
    case '-h':
      process.stdout.write(help)
      return
    default:
      return (await import('./cli/serve.ts')).serve(command === '' ? [] : [command, ...rest])
  }
}

try {
  await main(process.argv.slice(2))
  process.exitCode = 0
} catch (error) {
  if (!(error instanceof HubStartError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = error.exitCode
}
