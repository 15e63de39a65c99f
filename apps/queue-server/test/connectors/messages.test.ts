import { describe, expect, it } from 'vitest'
import { readAnswer, readReceipt } from '../../src/connectors/answers.ts'
import { checkedOutside } from '../../src/connectors/config.ts'
import { requestOf } from '../../src/connectors/requests.ts'
import { uuidOf } from '../../src/connectors/systems.ts'
import { anInquiry, anOrder, aRegistration, someData } from './support.ts'

const person = { surname: 'Коваль', givenName: 'Олена', patronymic: 'Іванівна', birthDate: '1990-02-28' }
const known = { ...person, documentNumber: 'AB 123456' }

describe('what is sent', () => {
  it.each([
    { to: 'register', body: { office: '4801', person: known } },
    { to: 'check', body: { office: '4801', receipt: 'A-0001' } },
    { to: 'border', body: { office: '4801', person: { ...known, citizenship: 'MDA' } } },
    { to: 'debtors', body: { office: '4801', person: known } },
    { to: 'civil-status', body: { office: '4801', person: known } },
    { to: 'invalid-documents', body: { office: '4801', document: { kind: 'passport', documentNumber: 'AB 123456' } } },
    { to: 'state-body', body: { office: '4801', person: known, question: { key: 'debts', title: 'Чи є борги' } } },
    { to: 'migration-body', body: { office: '4801', person: known, question: { key: 'debts', title: 'Чи є борги' } } },
  ] as const)('to $to is what its answer needs and nothing else', ({ to, body }) => {
    expect(requestOf(anInquiry(to), someData())).toEqual({ service: 'inquiries', body })
  })

  it('to nobody is a phone or an e-mail address', () => {
    const jobs = [aRegistration(), aRegistration('register-scans'), anOrder(), anInquiry('border')] as const
    for (const job of jobs) {
      if (job.kind === 'mail' || job.kind === 'letter') throw new Error('not of the exchange')
      const text = JSON.stringify(requestOf(job, someData()))
      expect(text).not.toContain('380501112233')
      expect(text).not.toContain('olena@')
    }
  })
})

describe('an answer', () => {
  const inquiry = anInquiry('debtors')
  const say = (body: unknown) => JSON.stringify(body)

  it.each([
    ['not even text of JSON', 'Ласкаво просимо'],
    ['empty', ''],
    ['a list', '[]'],
    ['without an id', say({ state: 'answered', result: 'confirmed' })],
    ['of another request', say({ id: 'x', state: 'answered', result: 'confirmed' })],
    ['with a result nobody knows', say({ id: inquiry.key, state: 'answered', result: 'perhaps' })],
    ['in a state nobody knows', say({ id: inquiry.key, state: 'thinking' })],
    ['for another kind of work', say({ id: inquiry.key, state: 'registered', reference: '1' })],
    ['that it is pending, though nothing was asked before', say({ id: inquiry.key, state: 'pending' })],
  ])('that is %s is a lie', (_, text) => {
    expect(() => readAnswer(inquiry, 'request', text)).toThrow(expect.objectContaining({ kind: 'lie' }))
  })

  it('may say more than is asked', () => {
    const text = say({ id: inquiry.key, state: 'answered', result: 'confirmed', more: { of: 'it' } })
    expect(readAnswer(inquiry, 'request', text).tell).toEqual({
      type: 'inquiry-answered',
      id: inquiry.inquiry,
      result: 'confirmed',
    })
  })

  it('that comes later is told as received only of a letter', () => {
    const received = (letter: boolean) => {
      const asked = anInquiry('state-body', letter)
      return readAnswer(asked, 'request', say({ id: asked.key, state: 'received' }))
    }
    expect(received(true)).toMatchObject({ tell: { type: 'inquiry-received' }, next: 'ask-later' })
    expect(received(false)).toEqual({ tell: null, next: 'ask-later' })
  })

  it('of the payment check has to be one to the question', () => {
    expect(readReceipt('1', say({ id: '1', state: 'answered', result: 'not-confirmed' }))).toBe('not-confirmed')
    expect(() => readReceipt('2', say({ id: '1', state: 'answered', result: 'not-confirmed' }))).toThrow(
      'another request',
    )
    expect(() => readReceipt('1', say({ id: '1', state: 'received' }))).toThrow('does not fit')
  })
})

describe('the configuration', () => {
  const whole = {
    client: 'UA/GOV/1/cherha',
    systems: { register: { url: 'https://ss.example:8443', service: 'UA/GOV/2/demography' } },
  }

  it('may name some of the systems', () => {
    const read = checkedOutside(whole)
    expect(read.ok && read.config.systems).toEqual({
      register: { url: 'https://ss.example:8443', service: 'UA/GOV/2/demography', pollSeconds: 60, lanes: 4 },
    })
  })

  it.each([
    { data: null, path: '' },
    { data: { ...whole, client: 'UA/GOV' }, path: 'client' },
    { data: { ...whole, systems: { registry: {} } }, path: 'systems' },
    {
      data: { ...whole, systems: { register: { url: 'ftp://x', service: 'UA/GOV/2/x' } } },
      path: 'systems.register.url',
    },
    {
      data: { ...whole, systems: { register: { url: 'https://x.example', service: '../../../x' } } },
      path: 'systems.register.service',
    },
    { data: { ...whole, mail: { host: 'x', port: 0, from: 'a@x' } }, path: 'mail.port' },
    { data: { ...whole, more: 1 }, path: '' },
    ...['http://ss.example', 'http://127.0.0.1.example', 'http://[2001:db8::1]:80', 'https://', ''].map((url) => ({
      data: { ...whole, systems: { register: { url, service: 'UA/GOV/2/x' } } },
      path: 'systems.register.url',
    })),
  ])('with a mistake at "$path" is refused', ({ data, path }) => {
    const read = checkedOutside(data)
    expect(read.ok ? 'taken' : read.problems[0]?.path.join('.')).toBe(path)
  })
})

describe('an id made of a text', () => {
  it('is a UUID, the same for the same text', () => {
    expect(uuidOf('a')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(uuidOf('a')).toBe(uuidOf('a'))
    expect(uuidOf('a')).not.toBe(uuidOf('b'))
  })
})
