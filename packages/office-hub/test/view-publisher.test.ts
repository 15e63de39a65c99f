import { expect, test } from 'vitest'
import { ViewPublisher } from '../src/gateway/view-publisher.ts'

/** A publisher with a display and a desk that show how many calls there were, and what it has sent to whom. */
function aPublisher() {
  const sent: string[] = []
  let calls = 0
  const publisher = new ViewPublisher<{ calls: number }>(
    () => calls,
    (audience, { seq }) => sent.push(`${audience} ${seq}`),
    (message) => sent.push(message),
  )
  for (const [audience, urgent] of [
    ['desk', false],
    ['display', true],
  ] as const) {
    publisher.watch({ audience, urgent, view: () => ({ calls }), send: () => undefined })
  }
  return { publisher, sent, happen: () => (calls += 1) }
}

const endOfTurn = () => new Promise((resolve) => setImmediate(resolve))

test('a call is sent to the displays in the turn of its commit, to the others after it, and to nobody twice', async () => {
  const { publisher, sent, happen } = aPublisher()
  happen()
  publisher.changed(true)
  expect(sent).toEqual(['display 1'])
  await endOfTurn()
  expect(sent).toEqual(['display 1', 'desk 1'])
})

test('what is no call waits for the end of the turn and is sent once, to the displays first', async () => {
  const { publisher, sent, happen } = aPublisher()
  happen()
  publisher.changed()
  happen()
  publisher.changed()
  expect(sent).toEqual([])
  await endOfTurn()
  expect(sent).toEqual(['display 2', 'desk 2'])
})

test('a call that comes after another change of the same turn does not wait with it', async () => {
  const { publisher, sent, happen } = aPublisher()
  happen()
  publisher.changed()
  happen()
  publisher.changed(true)
  expect(sent).toEqual(['display 2'])
  await endOfTurn()
  expect(sent).toEqual(['display 2', 'desk 2'])
})

test('an audience that cannot wait is sent what has changed, alone and once; without a change nothing', async () => {
  const { publisher, sent, happen } = aPublisher()
  publisher.now('desk')
  happen()
  publisher.changed()
  publisher.now('desk')
  publisher.now('nobody')
  expect(sent).toEqual(['desk 1'])
  await endOfTurn()
  expect(sent).toEqual(['desk 1', 'display 1'])
  publisher.now('desk')
  expect(sent).toEqual(['desk 1', 'display 1'])
})
