import { expect, it } from 'vitest'
import { asyncLog, createMemoryLog, LogWriteError } from '../src/index.ts'
import { eventLogContract } from './contract.ts'
import { anEvent } from './records.ts'

eventLogContract('memory', () => {
  let failing = false
  const log = createMemoryLog({
    beforeCommit: () => {
      if (failing) throw new Error('disk full')
    },
  })
  return {
    log: asyncLog(log),
    failCommits() {
      failing = true
      return () => {
        failing = false
      }
    },
    dispose: () => log.close(),
  }
})

it('tells the fault hook what is about to be committed, and keeps its error as the cause', () => {
  const seen: string[] = []
  const fault = new Error('disk full')
  const log = createMemoryLog({
    beforeCommit(what) {
      seen.push(what)
      if (seen.length === 3) throw fault
    },
  })
  const [first] = log.append([anEvent(1)])
  log.saveSnapshot({ version: 1, seq: 1, hash: first?.hash ?? '', state: null })
  expect(() => log.append([anEvent(2)])).toThrow(LogWriteError)
  expect(seen).toEqual(['append', 'snapshot', 'append'])
  expect(log.head().seq).toBe(1)
})
