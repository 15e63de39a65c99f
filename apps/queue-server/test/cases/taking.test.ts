import { createHash, randomUUID } from 'node:crypto'
import type { CaseHandover } from '@cherha/shared/protocol'
import type { CaseFile } from '@cherha/shared/workflow'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CaseFileRefused, CaseNotFound } from '../../src/cases/cases.ts'
import { aDataFolder, withDatabase } from '../support/database.ts'
import { anApplicant } from './support/people.ts'
import {
  anna,
  aNumber,
  assign,
  aTakenCase,
  aWorld,
  clerk,
  consider,
  done,
  grant,
  handoverOf,
  head,
  monday,
  password,
  versionOf,
  type World,
} from './support/world.ts'

const server = withDatabase()
const folder = aDataFolder()
let world: World

beforeAll(async () => {
  world = await aWorld(await server.fresh(), folder.path)
})
afterAll(() => folder.remove())

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
const aScan = (bytes = png): CaseFile => ({
  hash: hashOf(bytes),
  name: 'passport.png',
  type: 'image/png',
  bytes: bytes.length,
  document: null,
  stage: null,
  scan: 'not-scanned',
})
const caseRows = async (id: string) =>
  (await world.database.pool.query('SELECT id FROM case_now WHERE id = $1', [id])).rowCount

describe('a handover', () => {
  it('W110 is taken once, and answered the same when it comes again', async () => {
    const handover = handoverOf({ id: aNumber() })
    const first = await world.cases.take('8036', handover)
    expect(first).toEqual({ state: 'taken', version: await versionOf(world, handover.id) })
    expect(await world.cases.take('8036', handover)).toEqual(first)
    const jobs = world.jobs.filter((job) => job.case === handover.id)
    expect(jobs).toHaveLength(1)
    expect(await world.cases.verify(handover.id)).toMatchObject({ ok: true, replay: 'same' })
  })

  it('W110 that comes twice at once is taken once', async () => {
    const handover = handoverOf({ id: aNumber() })
    const other = await world.second()
    const answers = await Promise.all([
      world.cases.take('8036', handover),
      other.take('8036', handover),
      world.cases.take('8036', handover),
    ])
    expect(answers.map(({ state }) => state)).toEqual(['taken', 'taken', 'taken'])
    expect(await caseRows(handover.id)).toBe(1)
    expect(world.jobs.filter((job) => job.case === handover.id)).toHaveLength(1)
  })

  it('W110 under a number that is another case’s is refused, and the case stays as it is', async () => {
    const handover = handoverOf({ id: aNumber() })
    await world.cases.take('8036', handover)
    const applicant = anApplicant({ surname: 'Чужий', document: { kind: 'passport', number: 'XX 0000001' } })
    const other = handoverOf({ id: handover.id, applicant })
    expect(await world.cases.take('8036', other)).toMatchObject({ state: 'refused', code: 'case-id-taken' })
    expect((await world.cases.view(clerk, handover.id)).applicant?.surname).toBe('Алієв')
  })

  it('W110 waits for its files and takes them only whole and as they were sent', async () => {
    const id = aNumber()
    const handover = handoverOf({ id, files: [aScan()] })
    const missing = [aScan().hash]
    expect(await world.cases.take('8036', handover)).toEqual({ state: 'needs-files', missing })
    const receive = (bytes: Buffer, hash = hashOf(bytes), office = '8036') =>
      world.cases.receiveFile(office, id, hash, bytes)
    await expect(receive(png.subarray(0, 40), missing[0])).rejects.toThrow(CaseFileRefused)
    await expect(receive(png.subarray(0, 40))).rejects.toMatchObject({ code: 'damaged' })
    await expect(receive(Buffer.from('MZ not a scan'))).rejects.toMatchObject({ code: 'wrong-type' })
    await expect(receive(png, undefined, '4801')).rejects.toThrow(CaseNotFound)
    world.scanner = { scan: async () => ({ is: 'infected', name: 'Eicar' }) }
    await expect(receive(png)).rejects.toMatchObject({ code: 'infected-file' })
    world.scanner = { scan: async () => ({ is: 'unavailable', reason: 'away' }) }
    await expect(receive(png)).rejects.toMatchObject({ code: 'scanner-unavailable' })
    world.scanner = { scan: async () => ({ is: 'clean' }) }
    expect(await world.cases.take('8036', handover)).toEqual({ state: 'needs-files', missing })
    await receive(png)
    expect(await world.cases.take('8036', handover)).toMatchObject({ state: 'taken' })
    const read = await world.cases.file(clerk, id, missing[0] ?? '')
    expect({ ...read, bytes: Buffer.from(read.bytes) }).toEqual({ type: 'image/png', name: 'passport.png', bytes: png })
  })

  it('W110 is decided by the server’s own rules: what they refuse is not taken, nor any of the rest', async () => {
    const cases: readonly [string, (handover: CaseHandover) => CaseHandover][] = [
      ['bad-handover', (handover) => ({ ...handover, commands: handover.commands.slice(1) })],
      ['bad-handover', (handover) => change(handover, 0, { type: 'take-over-the-world' })],
      ['bad-handover', (handover) => change(handover, 1, { applicant: null })],
      ['intake-open', (handover) => ({ ...handover, commands: handover.commands.slice(0, -1) })],
      ['version-changed', (handover) => change(handover, 2, { version: 99 })],
      ['unknown-outcome', (handover) => change(handover, 2, { outcome: 'bribed' })],
      ['bad-date', (handover) => change(handover, 2, { today: '2027-01-01' })],
      ['not-your-case', (handover) => change(handover, 0, { office: '4801' })],
      ['not-your-case', (handover) => change(handover, 2, { actor: { ...actorOf(handover), office: '4801' } })],
      ['unknown-card', (handover) => ({ ...handover, cardVersion: 7 })],
      ['wrong-role', (handover) => change(handover, 0, { actor: { ...actorOf(handover), id: 'queue-no', roles: [] } })],
    ]
    for (const [code, spoil] of cases) {
      const id = aNumber()
      const answer = await world.cases.take('8036', spoil(handoverOf({ id })))
      expect(answer, code).toMatchObject({ state: 'refused', code })
      expect(await caseRows(id), code).toBe(0)
    }
  })

  it('gives a person the roles of the configuration, whatever the hub says', async () => {
    const handover = handoverOf({ id: aNumber() })
    const bold = change(handover, 0, { actor: { ...actorOf(handover), id: 'head', unit: 'desk', roles: ['intake'] } })
    expect(await world.cases.take('8036', bold)).toMatchObject({ state: 'refused', code: 'wrong-role' })
  })

  it('of an authorised entity belongs to the office it works for', async () => {
    const id = aNumber('9001')
    expect(await world.cases.take('8036', handoverOf({ id, office: '9001' }))).toMatchObject({ state: 'refused' })
    expect(await world.cases.take('9001', handoverOf({ id, office: '9001' }))).toMatchObject({ state: 'taken' })
    await world.cases.tell(id, randomUUID(), {
      type: 'confirm-awaited',
      stage: 'request',
      taken: true,
      reference: 'R',
    })
    expect(await world.cases.view(head, id)).toMatchObject({ office: '8036', entity: '9001' })
    expect(await world.cases.view({ office: '9001', login: 'clerk' }, id)).toMatchObject({ id })
    await done(world, head, id, assign('anna'))
  })

  it('that ended at the window is taken as it ended', async () => {
    const id = aNumber()
    expect(await world.cases.take('8036', handoverOf({ id, outcome: 'refused' }))).toMatchObject({ state: 'taken' })
    expect(
      await world.cases.tell(id, randomUUID(), {
        type: 'confirm-awaited',
        stage: 'request',
        taken: true,
        reference: '',
      }),
    ).toBe(true)
    expect((await world.cases.view(clerk, id)).end).toBe('refused-to-accept')
  })

  it('W82 of somebody refused within the year is refused, whatever passport they bring', async () => {
    const applicant = anApplicant({ surname: 'Гонсалес', document: { kind: 'passport', number: 'GZ 7654321' } })
    const id = await aTakenCase(world, { applicant })
    await done(world, head, id, assign('anna'))
    await done(world, anna, id, consider)
    const data = { password, grounds: ['false-data'] }
    await done(world, head, id, { ...grant, outcome: 'refused', data })
    const again = handoverOf({
      id: aNumber(),
      applicant: { ...applicant, document: { kind: 'passport', number: 'NEW 001122' } },
    })
    expect(await world.cases.take('8036', again)).toMatchObject({
      state: 'refused',
      code: 'applied-too-soon',
      what: '2027-03-02',
    })
    const other = handoverOf({
      id: aNumber(),
      applicant: { ...applicant, document: { kind: 'passport', number: 'X 998877' }, birthDate: '1991-01-01' },
    })
    expect(await world.cases.take('8036', other)).toMatchObject({ state: 'taken' })
    world.clock.set(Date.UTC(2027, 2, 2, 9))
    const late = handoverOf({ id: aNumber(), applicant, today: '2027-03-02' })
    expect(await world.cases.take('8036', late)).toMatchObject({ state: 'taken' })
    world.clock.set(monday)
  })
})

function change(handover: CaseHandover, n: number, over: object): CaseHandover {
  const commands = handover.commands.map((one, at) =>
    at === n ? { ...one, command: { ...one.command, ...over } } : one,
  )
  return { ...handover, commands }
}

function actorOf(handover: CaseHandover): object {
  return handover.commands[0]?.command['actor'] as object
}
