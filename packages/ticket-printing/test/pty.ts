import { readFile } from 'node:fs/promises'
import { openPseudoTerminal, type PseudoTerminal } from '@cherha/testing'
import { onTestFinished } from 'vitest'
import { EmulatedPrinter } from '../src/index.ts'
import { aFolder } from './folders.ts'

/** Why this computer cannot have a pseudo terminal; null: it can. */
export const noPty: string | null = (() => {
  try {
    openPseudoTerminal(() => undefined).close()
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
})()
if (noPty !== null) console.warn(`skipped: serial lines and device files are not tried here: ${noPty}`)

export interface PtyPrinter {
  readonly path: string
  readonly printer: EmulatedPrinter
  /** What was printed: everything that was no question. */
  printed(): Promise<Buffer>
  /** The plug is pulled. */
  unplug(): void
}

/** The emulated printer at the other end of a pseudo terminal; gone when the test has ended. */
export async function aPtyPrinter(): Promise<PtyPrinter> {
  const printer = await EmulatedPrinter.open({ dir: await aFolder(), draws: false })
  const terminal: PseudoTerminal = openPseudoTerminal((line) => printer.attach(line))
  onTestFinished(() => {
    printer.stop()
    terminal.close()
  })
  return {
    path: terminal.path,
    printer,
    printed: async () => Buffer.concat(await Promise.all(printer.jobs.map(({ bin }) => readFile(bin)))),
    unplug: () => terminal.close(),
  }
}
