import { readFileSync } from 'node:fs'
import {
  builtInCards,
  type Card,
  checkCard,
  dueDate,
  findCard,
  type Outcome,
  officeMappingSchema,
  whoActs,
} from '@cherha/shared/workflow'
import { describe, expect, it } from 'vitest'
import { branches } from './branches.ts'
import { card, martialLaw } from './planned.ts'
import { printedBranches } from './printed-branches.ts'

function outcome(of: Card, stage: string, key: string): Outcome {
  const found = of.stages.find((one) => one.key === stage)?.outcomes.find((one) => one.key === key)
  if (found === undefined) throw new Error(`no outcome ${stage}.${key}`)
  return found
}

/** Every text of a value, with the way to it. */
function texts(value: unknown, way = ''): [string, { uk: string; en: string }][] {
  if (typeof value !== 'object' || value === null) return []
  if ('uk' in value && 'en' in value) return [[way, { uk: String(value.uk), en: String(value.en) }]]
  return Object.entries(value).flatMap(([key, part]) => texts(part, `${way}.${key}`))
}

describe.each(['002', '003', '004'])('card %s', (id) => {
  it('W1 W6 W7 W9 has no mistakes', () => {
    expect(checkCard(structuredClone(card(id)))).toEqual([])
  })

  it('W4 W5 W6 W8 W10 has exactly the stages and branches of its document', () => {
    expect(branches(card(id))).toEqual(printedBranches[id])
  })

  it('W3 says everything in both languages, each in its own letters', () => {
    const all = texts(card(id))
    expect(all.length).toBeGreaterThan(100)
    for (const [way, { uk, en }] of all) {
      expect(uk, way).toMatch(/[А-ЯҐЄІЇа-яґєії]/)
      expect(en, way).toMatch(/[A-Za-z]/)
      expect(en, way).not.toMatch(/[А-ЯҐЄІЇа-яґєії]/)
    }
  })

  it('W5 each role that acts has the job title and unit of the document, and an office may map it to its own', () => {
    const own = card(id)
    for (const role of new Set(own.stages.flatMap(({ roles }) => roles)))
      expect(whoActs(own, role)?.title.uk, role).toMatch(/[а-яґєії]/)
    const mapping = officeMappingSchema.parse({
      card: id,
      office: '6801',
      units: { reception: { uk: 'Сектор прийому', en: 'Reception' } },
      roles: { intake: { title: { uk: 'Спеціаліст', en: 'Specialist' }, unit: 'reception' } },
    })
    expect(whoActs(own, 'intake', mapping)).toEqual({
      title: { uk: 'Спеціаліст', en: 'Specialist' },
      unit: { uk: 'Сектор прийому', en: 'Reception' },
    })
    expect(whoActs(own, 'officer', mapping)).toEqual(whoActs(own, 'officer'))
  })
})

describe('the cards', () => {
  it('W2 a version once begun is found again beside a newer one', () => {
    const old = card('003')
    const all = [...builtInCards, { ...old, version: 2, title: { uk: 'Нова', en: 'New' } }]
    expect(findCard(all, '003')?.version).toBe(2)
    expect(findCard(all, '003', 1)).toBe(old)
    expect([findCard(all, '003', 3), findCard(all, '009')]).toEqual([undefined, undefined])
  })

  it('W5 job titles are those of the documents', () => {
    expect(whoActs(card('003'), 'officer')?.title.uk).toBe(
      'Головний спеціаліст / інспектор ВСІОБГ УДМС України в Миколаївській області',
    )
    expect(whoActs(card('004'), 'print-dispatcher')).toMatchObject({
      title: { uk: 'Працівник Головного обчислювального центру Єдиного державного демографічного реєстру ДМС' },
      unit: { uk: 'ДМС' },
    })
    expect(whoActs(card('004'), 'residence-checker')?.unit.uk).toContain('запобігання нелегальній міграції')
    expect(whoActs(card('002'), 'residence-checker')).toBeNull()
  })

  it('W3 W4 the terms read as the documents print them', () => {
    const printed = (id: string) => card(id).stages.flatMap(({ deadlines }) => deadlines.map((one) => one.printed.uk))
    expect(printed('003')).toContain('Протягом 1 дня з дня направлення даних для виготовлення посвідки**')
    expect(printed('004')).toContain('Не пізніше ніж протягом 10 робочого дня з дня прийняття документів')
    expect(printed('002')).toContain('30 днів, починаючи з наступного дня після прийому документів')
  })

  it('W11 the residence check is signed by two of another unit, and four cases need no visit', () => {
    const own = card('004')
    expect(outcome(own, 'residence-check', 'confirmed').signers).toMatchObject([
      { role: 'residence-checker', count: 2 },
      { party: 'applicant', optional: false },
      { party: 'interpreter', optional: true },
    ])
    expect(outcome(own, 'residence-check', 'absent').signers).toMatchObject([
      { role: 'residence-checker', count: 2 },
      { party: 'home-owner', optional: true },
      { party: 'neighbour', optional: true },
    ])
    expect(outcome(own, 'residence-check', 'confirmed').notices).toMatchObject([
      { who: 'applicant', by: ['phone', 'email'], all: true },
    ])
    const without = own.stages
      .find(({ key }) => key === 'residence-check')
      ?.outcomes.filter(({ marks }) => !marks.includes('residence-visited'))
    expect(without?.map(({ key }) => key)).toEqual(['home-owned', 'home-leased', 'left-ukraine', 'same-address'])
    expect(own.roles['residence-checker']?.unit).not.toBe(own.roles.officer?.unit)
  })

  it('W12 the information card of 003 says what is shown, attached and given back', () => {
    const documents = card('003').information?.documents ?? []
    const said = documents.map(({ key, originalShown, attached, originalReturned }) =>
      [key, originalShown ? 'shown' : '', attached, originalReturned ? 'returned' : '']
        .join(' ')
        .replace(/ +/g, ' ')
        .trim(),
    )
    expect(said).toEqual([
      'old-card shown certified-copy returned',
      'passport shown certified-copy returned',
      'translation original',
      'circumstances shown none',
      'representative shown certified-copy returned',
      'fee shown original',
      'fee-exemption shown certified-copy returned',
      'insurance none',
      'item-33 none',
    ])
    expect(card('003').information?.copyMark.uk).toBe('Згідно з оригіналом')
    expect(card('003').grounds['refusal']?.map(({ number }) => Number(number))).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
    ])
  })

  it('W12 both fee figures stand as printed, and the account numbers are sound', () => {
    const fees = card('003').information?.fees ?? []
    expect(fees.map(({ amount }) => amount)).toEqual(['34', '226', '315,00', '340', '34', '517,00', '340,00'])
    const accounts = fees.flatMap(({ account }) => (account === undefined ? [] : [account.iban]))
    expect(accounts).toHaveLength(3)
    for (const iban of accounts) {
      // U is 30, A is 10; the whole number leaves 1 when divided by 97
      const number = `${iban.slice(4)}3010${iban.slice(2, 4)}`
      expect(BigInt(number) % 97n, iban).toBe(1n)
    }
  })

  it('W12 filing terms: a month from the circumstances, a month from a new passport, 15 working days before expiry', () => {
    const terms = card('003').information?.filing ?? []
    expect(terms.map(({ from, direction, limit }) => [from, direction, limit])).toEqual([
      ['circumstance-arose', 'after', { unit: 'months', amount: 1 }],
      ['new-passport-received', 'after', { unit: 'months', amount: 1 }],
      ['permit-expires', 'before', { unit: 'working-days', amount: 15 }],
    ])
  })

  it('W13 a home visit has its grounds, the items of the act and its signers', () => {
    const visit = card('003').information?.homeVisit
    expect(visit?.actFields.map(({ key }) => key)).toEqual([
      'place',
      'date-time',
      'employee',
      'present',
      'reason',
      'health',
      'identity',
    ])
    expect(visit?.signers).toEqual([
      { party: 'employee', when: [] },
      { party: 'applicant', when: [] },
      { party: 'doctor', when: ['in-hospital'] },
    ])
    expect(outcome(card('003'), 'intake-check', 'accepted-on-visit').papers).toContain('identity-act')
  })

  it('W14 an invalid card is withdrawn with an act and handed over with another', () => {
    expect(outcome(card('003'), 'withdrawal', 'withdrawn')).toMatchObject({
      end: 'card-withdrawn',
      effects: ['withdraw-card'],
      papers: ['withdrawal-act', 'handover-act'],
    })
  })

  it('W15 a defective card goes to the central body, which has it made again or sends it back', () => {
    for (const id of ['003', '004']) {
      expect(outcome(card(id), 'comparison', 'defect').notices).toMatchObject([{ who: 'central-body' }])
      expect(card(id).stages.find(({ key }) => key === 'defect-review')?.roles).toEqual(['central'])
    }
  })

  it('W16 002 is appealed to a court only; 003 and 004 go back to the decision, 004 with the complaint’s documents', () => {
    const appeals = ['002', '003', '004'].map((id) => card(id).appeal)
    expect(appeals.map((one) => [one?.to, one?.returnsTo, one?.decidedOn, one?.documentsRequired])).toEqual([
      [['court'], undefined, 'not-stated', false],
      [['administrative', 'court'], 'decision', 'earlier-documents', false],
      [['administrative', 'court'], 'decision', 'earlier-and-complaint-documents', true],
    ])
  })

  it('W17 applying again: 002 a year after refusal or cancellation, 003 two rules, 004 one', () => {
    expect(card('002').reapplication).toMatchObject([
      {
        after: ['issue', 'cancellation'],
        notBefore: { unit: 'years', amount: 1 },
        matchedBy: ['document-number', 'name', 'birth-date'],
      },
    ])
    expect(card('003').reapplication.map(({ after }) => after)).toEqual([['acceptance'], ['issue', 'handover']])
    expect(card('004').reapplication.map(({ after, notBefore }) => [after, notBefore])).toEqual([
      [['issue', 'handover'], undefined],
    ])
  })

  it('W18 a card not collected is reminded of six months after it was checked', () => {
    for (const id of ['003', '004']) {
      const [reminder] = card(id).reminders
      expect(reminder).toMatchObject({ from: 'card-checked', unless: 'issued' })
      expect(reminder && dueDate('2026-03-18', reminder.after, martialLaw)).toBe('2026-09-18')
      expect(reminder && dueDate('2026-08-31', reminder.after, martialLaw)).toBe('2027-03-01')
    }
    expect(card('002').reminders).toEqual([])
  })

  it('W19 the copy of a refusal of 003 also goes to the hosting party, that of 004 does not', () => {
    const told = (id: string) => outcome(card(id), 'issue', 'refusal-delivered').notices.map(({ who }) => who)
    expect(told('003')).toEqual(['applicant', 'hosting-party', 'authorised-entity'])
    expect(told('004')).toEqual(['applicant', 'authorised-entity'])
  })

  it('W20 the copy of either decision of 002 goes to the applicant or through the ministry; no card is made', () => {
    const copy = card('002').stages.find(({ key }) => key === 'copy')
    expect(copy?.outcomes.map(({ end, notices }) => [end, notices[0]?.who])).toEqual([
      ['granted', 'applicant'],
      ['granted', 'foreign-ministry'],
      ['refused', 'applicant'],
      ['refused', 'foreign-ministry'],
    ])
    expect(card('002').result).toBe('decision')
    expect(card('002').stages.flatMap(({ outcomes }) => outcomes.flatMap(({ effects }) => effects))).not.toContain(
      'order-card',
    )
  })

  it('W39 each place where a document is silent or contradicts itself has its reading', () => {
    expect(card('002').readings.map(({ where }) => where)).toContain('rows 13–17')
    expect(card('003').readings.map(({ where }) => where)).toContain('row 19')
    expect(card('004').readings.map(({ where }) => where)).toContain('rows 12–18')
  })

  it('W1 cards are data: their files hold no function and no condition', () => {
    for (const name of ['consideration', 'intake', 'card'])
      for (const folder of ['immigration-permit', 'temporary-residence', 'permanent-residence']) {
        const file = new URL(`../../src/workflow/cards/${folder}/${name}.ts`, import.meta.url)
        expect(readFileSync(file, 'utf8'), `${folder}/${name}`).not.toMatch(/\bfunction\b|\bif \(|\bfor \(/)
      }
  })
})
