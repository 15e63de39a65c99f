import path from 'node:path'
import { expect, it } from 'vitest'
import { readOptions, UsageError } from '../demo/options.ts'

const root = path.resolve('project')

it('without options: own data folder, free ports, tickets beside the data, pages are opened', () => {
  expect(readOptions([], root)).toEqual({
    dataDir: path.join(root, 'data', 'demo'),
    port: null,
    printer: null,
    json: false,
    open: true,
    server: true,
  })
})

it('takes every option of the command line', () => {
  const args = [
    '--data',
    'there',
    '--port',
    '5000',
    '--printer',
    'tcp:127.0.0.1:9100',
    '--json',
    '--no-open',
    '--no-server',
  ]
  expect(readOptions(args, root)).toEqual({
    dataDir: path.resolve('there'),
    port: 5000,
    printer: 'tcp:127.0.0.1:9100',
    json: true,
    open: false,
    server: false,
  })
})

it.each([
  ['an unknown option', ['--bogus'], "Unknown option '--bogus'. Usage: npm start"],
  ['an option without its value', ['--data'], "Option '--data <value>' argument missing. Usage: npm start"],
  ['an empty data folder, which would be the project itself', ['--data='], '--data takes a folder. Usage: npm start'],
  ['a port that is a word', ['--port', 'x'], '--port takes a whole number from 1024 to 65000, not "x". Usage'],
  ['an empty port', ['--port='], '--port takes a whole number from 1024 to 65000, not "". Usage'],
  ['a port of the system', ['--port', '80'], '--port takes a whole number from 1024 to 65000, not "80". Usage'],
  ['a word that belongs to no option', ['there'], "Unexpected argument 'there'"],
])('%s is refused in one sentence that shows the usage', (_what, args, sentence) => {
  expect(() => readOptions(args, root)).toThrow(UsageError)
  expect(() => readOptions(args, root)).toThrow(sentence)
})
