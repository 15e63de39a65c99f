import { parseArgs } from 'node:util'
import { faultKinds, readFault } from './faults.ts'
import { smsPorts, startSmsSimulator } from './simulator.ts'

const lastPort = 65_535 - smsPorts + 1
const help = `Plays a message centre (SMSC) on this computer: what would be sent by SMS is shown on a page.

  npm run sms -- [--port N] [--fault FAULT[:MS][@PHONE][*TIMES]]

The page is at port N (4320 unless given), SMPP at N+1, the HTTP gateway at N+2.
Faults: ${faultKinds.join(', ')}; with @+380XXXXXXXXX of that number only. docs/sms.md says what each does.
`

/** Runs until SIGTERM or SIGINT. @returns the exit code */
async function main(args: readonly string[]): Promise<number> {
  const read = readOptions(args)
  if (read === null) return 0
  if (typeof read === 'string') {
    process.stderr.write(`${read}\n`)
    return 2
  }
  const { port, fault } = read
  let simulator: Awaited<ReturnType<typeof startSmsSimulator>>
  try {
    simulator = await startSmsSimulator({ port })
  } catch {
    process.stderr.write(`One of the ports ${port} to ${port + smsPorts - 1} is in use; choose others with --port.\n`)
    return 1
  }
  if (fault !== null) await simulator.order(fault)
  const { smpp, http } = simulator
  process.stdout.write(
    `Messages at ${simulator.url}; SMPP at port ${smpp.port} for ${smpp.systemId} with the password ${smpp.password}; ` +
      `HTTP at ${http.url} with the token ${http.token}. Stop with Ctrl+C.\n`,
  )
  await new Promise<void>((resolve) => {
    process.once('SIGTERM', () => resolve())
    process.once('SIGINT', () => resolve())
  })
  await simulator.close()
  return 0
}

/** @returns a sentence when they are wrong, null when only help was asked for */
function readOptions(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      strict: true,
      options: {
        port: { type: 'string', default: '4320' },
        fault: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    })
    if (values.help) {
      process.stdout.write(help)
      return null
    }
    const port = Number(values.port)
    if (!/^\d{1,5}$/.test(values.port) || port < 1 || port > lastPort) {
      return `--port must be a number from 1 to ${lastPort}, not ${JSON.stringify(values.port)}.`
    }
    const fault = values.fault === undefined ? null : readFault(values.fault)
    if (values.fault !== undefined && fault === null) {
      return `${JSON.stringify(values.fault)} is no fault, such as drop*3; try --help.`
    }
    return { port, fault }
  } catch (error) {
    return `${error instanceof Error ? (error.message.split(/\.\s/)[0] ?? '') : 'Wrong options'}; try --help.`
  }
}

process.exitCode = await main(process.argv.slice(2))
