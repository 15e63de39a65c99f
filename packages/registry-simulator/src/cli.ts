import { parseArgs } from 'node:util'
import { faultKinds, readFault } from './faults.ts'
import { startRegistrySimulator } from './simulator.ts'
import { playedSystems } from './systems.ts'

const help = `Plays the outside systems (registers, the payment check, the printing works, mail) on this computer.

  npm run registries -- [--port N] [--answer-after SECONDS] [--fault SYSTEM=FAULT[:MS][*TIMES]]…

The page is at port N (4300 unless given), the systems at N+1…N+${playedSystems.length}, mail at N+${playedSystems.length + 1}.
Answers that come later are there after 5 seconds unless --answer-after says otherwise.
Systems: ${playedSystems.join(', ')}, mail.
Faults: ${faultKinds.join(', ')}. docs/connectors.md says what each does, and which numbers make a system object.
`

/** Runs until SIGTERM or SIGINT. @returns the exit code */
async function main(args: readonly string[]): Promise<number> {
  const read = readOptions(args)
  if (read === null) return 0
  if (typeof read === 'string') {
    process.stderr.write(`${read}\n`)
    return 2
  }
  const { port, answerAfterMs, faults } = read
  let simulator: Awaited<ReturnType<typeof startRegistrySimulator>>
  try {
    simulator = await startRegistrySimulator({ port, answerAfterMs })
  } catch {
    const last = port + playedSystems.length + 1
    process.stderr.write(`One of the ports ${port} to ${last} is in use; choose others with --port.\n`)
    return 1
  }
  for (const fault of faults) await simulator.order(fault)
  process.stdout.write(`Outside systems at ${simulator.url}, mail at port ${simulator.smtpPort}. Stop with Ctrl+C.\n`)
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
        port: { type: 'string', default: '4300' },
        'answer-after': { type: 'string', default: '5' },
        fault: { type: 'string', multiple: true, default: [] },
        help: { type: 'boolean', default: false },
      },
    })
    if (values.help) {
      process.stdout.write(help)
      return null
    }
    const port = Number(values.port)
    if (!/^\d{1,5}$/.test(values.port) || port < 1 || port > 65_525) {
      return `--port must be a number from 1 to 65525, not ${JSON.stringify(values.port)}.`
    }
    const seconds = Number(values['answer-after'])
    if (!/^\d{1,5}$/.test(values['answer-after'])) return '--answer-after must be a number of seconds from 0 to 99999.'
    const faults = values.fault.map((text) => ({ text, fault: readFault(text) }))
    const wrong = faults.find(({ fault }) => fault === null)
    if (wrong !== undefined) return `${JSON.stringify(wrong.text)} is no fault, such as border=dead; try --help.`
    return { port, answerAfterMs: seconds * 1_000, faults: faults.flatMap(({ fault }) => fault ?? []) }
  } catch (error) {
    return `${error instanceof Error ? (error.message.split(/\.\s/)[0] ?? '') : 'Wrong options'}; try --help.`
  }
}

process.exitCode = await main(process.argv.slice(2))
