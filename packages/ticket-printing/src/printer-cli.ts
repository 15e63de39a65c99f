import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { faultUsage, readFault } from './emulator/faults.ts'
import { startPrinterEmulator } from './emulator/server.ts'
import { sheets } from './layout/sheet.ts'

const usage = `npm run printer -- --dir DIR [--port 9100] [--paper 80|58] [--fault "paper out"]…`

/**
 * A network printer on this computer that keeps what it prints as pictures. Faults are ordered with `--fault` or typed
 * while it runs. Exit 2 and one sentence when it cannot start.
 */
async function main(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      dir: { type: 'string' },
      port: { type: 'string', default: '9100' },
      paper: { type: 'string', default: '80' },
      fault: { type: 'string', multiple: true, default: [] },
    },
  })
  const port = Number(values.port)
  if (values.dir === undefined) throw new Error(`Give --dir DIR, the folder for what is printed: ${usage}`)
  if (!/^\d{1,5}$/.test(values.port) || port > 65_535) throw new Error(`There is no port «${values.port}».`)
  if (values.paper !== '80' && values.paper !== '58')
    throw new Error(`There is no paper «${values.paper}»: use 80 or 58.`)
  const faults = values.fault.map((text) => {
    const fault = readFault(text)
    if (fault === null) throw new Error(`There is no fault «${text}»: use ${faultUsage}.`)
    return fault
  })
  const emulator = await startPrinterEmulator({
    port,
    dir: values.dir,
    width: sheets[values.paper === '58' ? 58 : 80].width,
    faults: Object.assign({}, ...faults),
    onJob: ({ png, bin, error, partial }) =>
      say(`${png ?? bin}${partial ? ', broken off' : ''}${error === null ? '' : `: ${error}`}`),
  })
  say(`Printer at tcp:127.0.0.1:${emulator.port}. Type a fault (${faultUsage}); Ctrl+C ends it.`)
  const lines = createInterface({ input: process.stdin })
  lines.on('line', (line) => {
    if (line.trim() === '') return
    const fault = readFault(line)
    if (fault === null) return say(`There is no fault «${line.trim()}»: use ${faultUsage}.`)
    emulator.set(fault)
    say(`now ${JSON.stringify(emulator.faults)}`)
  })
  const stop = (): void => {
    lines.close()
    void emulator.close().then(() => process.exit(0))
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

try {
  await main(process.argv.slice(2))
} catch (error) {
  const reason = error instanceof Error ? error.message.split('\n')[0] : String(error)
  process.stderr.write(`${reason}\n`)
  process.exitCode = 2
}
