import { expect, it } from 'vitest'
import { explain } from '../src/store/embedded/explain.ts'

it.each([
  ['initdb: error: could not write to file "x": No space left on device', 'disk-full', /is full: make room/],
  ['initdb: error: could not create directory "x": Read-only file system', 'not-writable', /Read-only file system/],
  ['FATAL:  data directory "x" has wrong permissions\nPermission denied', 'not-writable', /check its disk and rights/],
  ['Error: spawn ENOEXEC', 'no-engine', /run npm ci on this kind of computer, or set DATABASE_URL/],
  [
    'postgres: error while loading shared libraries: libz.so.1: cannot open shared object file',
    'no-engine',
    /libz\.so\.1/,
  ],
  ['PANIC:  could not locate a valid checkpoint record', 'damaged', /restore a backup/],
  [
    'LOG:  starting\nFATAL:  could not map shared memory: Cannot allocate memory',
    'failed',
    /\(could not map shared memory/,
  ],
  ['', 'failed', /it said nothing/],
])('PostgreSQL says "%s", the server says what it is and what to do', (said, code, message) => {
  const error = explain(said, '/data/postgres')
  expect(error).toMatchObject({ code, message: expect.stringMatching(message) })
  expect(error.message).toContain(code === 'no-engine' ? 'computer' : '/data/postgres')
  expect(error.message).not.toContain('\n')
})
