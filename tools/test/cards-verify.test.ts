import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { canonicalJson } from '@cherha/event-log'
import { afterAll, describe, expect, it } from 'vitest'
import { cards } from '../cards/command.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'cherha-verify-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function file(name: string, content: string | Uint8Array): string {
  const at = path.join(folder, name)
  writeFileSync(at, content)
  return at
}

const pdf = new TextEncoder().encode('%PDF-1.7 рішення')
const paper = file('decision.pdf', pdf)
const pair = generateKeyPairSync('ed25519')
const publicKey = pair.publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('base64')
// signed here with the words of docs/security.md only: canonical JSON, Ed25519
const words = {
  case: '8036-003-100001',
  stage: 'decision',
  visit: 1,
  outcome: 'issue',
  document: createHash('sha256').update(pdf).digest('hex'),
  signer: { login: 'yaroslav', name: 'Ярослав Ґудзь', title: 'Начальник', role: 'decision-maker', office: '8036' },
  at: '2026-11-20T14:05:11Z',
  algorithm: 'ed25519',
  publicKey,
}
const made = { ...words, signature: sign(null, Buffer.from(canonicalJson(words)), pair.privateKey).toString('base64') }
const record = file('record.json', JSON.stringify(made, null, 2))
const keys = file(
  'keys.json',
  JSON.stringify([{ office: '8036', login: 'yaroslav', publicKey, madeAt: 1, revokedAt: null }]),
)

describe('npm run cards -- verify', () => {
  it('tells who signed what and when', () => {
    const { code, out, err } = cards(['verify', record, paper])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    for (const text of [
      'the signature holds',
      'Ярослав Ґудзь, Начальник',
      'yaroslav, office 8036',
      '2026-11-20T14:05:11Z',
    ])
      expect(out).toContain(text)
    for (const text of ['case 8036-003-100001', 'stage decision', 'outcome issue', words.document, '--keys FILE'])
      expect(out).toContain(text)
    expect(cards(['verify', record, paper, '--keys', keys]).out).toContain('known to be the signer’s')
  })

  it('S65 ends with 1 when paper, record or key are others', () => {
    const changedPaper = file('changed.pdf', '%PDF-1.7 інше рішення')
    const changedRecord = file('changed.json', JSON.stringify({ ...made, outcome: 'refused' }))
    const nobody = file('nobody.json', '[]')
    const revoked = file(
      'revoked.json',
      JSON.stringify([{ office: '8036', login: 'yaroslav', publicKey, revokedAt: 1 }]),
    )
    for (const [args, why] of [
      [[record, changedPaper], 'The paper is not the one that was signed'],
      [[changedRecord, paper], 'The record was changed after it was signed'],
      [[record, paper, '--keys', nobody], 'The key is none of those'],
      [[record, paper, '--keys', revoked], 'revoked'],
    ] as const) {
      const { code, out, err } = cards(['verify', ...args])
      expect({ code, err }).toEqual({ code: 1, err: '' })
      expect(out).toContain('THE SIGNATURE DOES NOT HOLD')
      expect(out).toContain(why)
    }
  })

  it('answers in JSON too', () => {
    expect(JSON.parse(cards(['verify', record, paper, '--json']).out)).toMatchObject({
      holds: true,
      key: 'unknown',
      signature: made,
    })
    const changed = cards(['verify', record, file('c.pdf', '%PDF-1.7'), '--json'])
    expect(changed.code).toBe(1)
    expect(JSON.parse(changed.out)).toMatchObject({ holds: false, fault: 'other-document' })
  })

  it.each([
    [['verify'], 'verify takes two files'],
    [['verify', record], 'verify takes two files'],
    [['verify', record, paper, paper], 'verify takes two files'],
    [['verify', record, paper, '--from', '2026-01-01'], '--from belongs to plan'],
    [['verify', record, paper, '--keys'], "Option '--keys <value>' argument missing"],
    [['verify', path.join(folder, 'nowhere.json'), paper], 'cannot be read'],
    [['verify', record, path.join(folder, 'nowhere.pdf')], 'cannot be read'],
    [['verify', record, folder], 'cannot be read'],
    [['verify', paper, paper], 'is not JSON'],
    [['verify', file('list.json', '[1]'), paper], 'is no record of a signature'],
    [['verify', file('empty.json', ''), paper], 'is empty'],
    [['verify', record, file('empty.pdf', '')], 'is empty'],
    [['verify', record, paper, '--keys', record], 'is no list of keys'],
    [['verify', file('dstu.json', JSON.stringify({ ...made, algorithm: 'dstu-4145' })), paper], 'cannot verify'],
    [['show', '002', '--keys', keys], '--keys belongs to verify'],
  ])('says in one sentence what is wrong with %j', (args, why) => {
    const { code, out, err } = cards(args)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain(why)
    expect(err.trim().split('\n')).toHaveLength(1)
  })
})
