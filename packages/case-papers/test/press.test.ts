import { Worker } from 'node:worker_threads'
import { afterEach, expect, test } from 'vitest'
import { makePaper, PaperPress, PaperPressBusyError, type PaperPressOptions } from '../src/index.ts'
import { scenarios } from './scenarios.ts'

const [first, second] = scenarios()
if (first === undefined || second === undefined) throw new Error('there are scenarios')

const open: PaperPress[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((press) => press.close()))
})

function press(options: PaperPressOptions = {}): PaperPress {
  const made = new PaperPress(options)
  open.push(made)
  return made
}

/** A thread that runs this program. */
function thread(program: string): () => Worker {
  return () => new Worker(program, { eval: true })
}

const answers = `const { parentPort } = require('node:worker_threads')\n`

test('papers made in the thread are the same bytes', async () => {
  const papers = press()
  const [one, other] = await Promise.all([papers.make(first.model), papers.make(second.model)])
  expect(Buffer.from(one).equals(await makePaper(first.model))).toBe(true)
  expect(Buffer.from(other).equals(await makePaper(second.model))).toBe(true)
})

test('so many papers wait, one more is refused', async () => {
  const papers = press({ most: 1, worker: thread(`${answers} parentPort.on('message', () => {})`) })
  const made = papers.make(first.model)
  const waits = papers.make(first.model)
  await expect(papers.make(first.model)).rejects.toThrow(PaperPressBusyError)
  const ended = Promise.allSettled([made, waits])
  await papers.close()
  const closed = { status: 'rejected', reason: expect.objectContaining({ message: expect.stringContaining('closed') }) }
  expect(await ended).toEqual([closed, closed])
})

test('what cannot be made, or takes too long, is told, and the next paper is made', async () => {
  const fails = `${answers} parentPort.on('message', () => parentPort.postMessage({ failed: 'no font' }))`
  await expect(press({ worker: thread(fails) }).make(first.model)).rejects.toThrow('no font')

  let begun = 0
  const hangs = `${answers} parentPort.on('message', () => {})`
  const makes = `${answers} parentPort.on('message', () => parentPort.postMessage({ bytes: new Uint8Array([7]) }))`
  const papers = press({ longestMs: 200, worker: () => thread(begun++ === 0 ? hangs : makes)() })
  await expect(papers.make(first.model)).rejects.toThrow('too long')
  expect([...(await papers.make(first.model))]).toEqual([7])
  expect(begun).toBe(2)
})

test('a thread that breaks loses one paper; an idle one ends, and the next paper begins another', async () => {
  let begun = 0
  const breaks = `${answers} parentPort.on('message', () => { throw new Error('out of memory') })`
  const makes = `${answers} parentPort.on('message', () => parentPort.postMessage({ bytes: new Uint8Array([7]) }))`
  const papers = press({ idleMs: 1, worker: () => thread(begun++ === 0 ? breaks : makes)() })
  await expect(papers.make(first.model)).rejects.toThrow('out of memory')
  await papers.make(first.model)
  await expect.poll(async () => (await papers.make(first.model), begun)).toBeGreaterThan(2)
})
