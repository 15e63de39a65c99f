import { longestSmsName, smsNameProblems } from '@cherha/shared/booking'
import { OfficeConfig } from '@cherha/shared/protocol'
import { describe, expect, test } from 'vitest'
import { changesBetween, rebase } from '../src/renderer/model/config-changes.ts'
import { breaksText, intervalsText, readIntervals } from '../src/renderer/model/intervals.ts'
import { configProblemText } from '../src/renderer/model/config-text.ts'
import { firstConfig, noOffice } from '../src/renderer/model/new-office.ts'
import { config as base } from './preview/office-data.ts'

describe('opening hours as they are typed', () => {
  test('are read with any dash, comma or semicolon, and written one way', () => {
    const typed = readIntervals('9-13, 13:45–18.00; 19:00—20:30')
    expect(typed === null ? null : intervalsText(typed)).toBe('09:00–13:00, 13:45–18:00, 19:00–20:30')
    expect(readIntervals('  ')).toEqual([])
    expect(readIntervals('0-24')).toEqual([['00:00', '24:00']])
  })

  test.each(['9', '9-13-15', '13-9', '9-9', '9-13, 12-18', '9-13, 8-9', '25-26', '9:70-10', 'morning', '9-24:01'])(
    '«%s» is not understood',
    (text) => {
      expect(readIntervals(text)).toBeNull()
    },
  )

  test('show their breaks', () => {
    expect(
      breaksText([
        ['09:00', '13:00'],
        ['13:45', '18:00'],
      ]),
    ).toBe('13:00–13:45')
    expect(
      breaksText([
        ['09:00', '13:00'],
        ['13:00', '18:00'],
      ]),
    ).toBe('')
  })
})

const friday: OfficeConfig = { ...base, hours: { ...base.hours, fri: [['09:00', '15:00']] } }

describe('two people change one office', () => {
  test('what differs is named by path, things of a list by their names', () => {
    const changed = {
      ...friday,
      services: base.services.map((one) => (one.id === 'passport' ? { ...one, lanes: 2 } : one)),
    }
    expect(changesBetween(base, changed).map(({ path }) => path)).toEqual(['hours.fri', 'services.passport.lanes'])
    expect(changesBetween(base, structuredClone(base))).toEqual([])
  })

  test('changes at different places are both kept', () => {
    const theirs = {
      ...base,
      phones: ['(0512) 00-00-00'],
      staff: [...base.staff, { login: 'petro', name: 'П', role: 'clerk' as const }],
    }
    expect(rebase(base, friday, theirs)).toEqual({ config: { ...theirs, hours: friday.hours }, conflicts: [] })
  })

  test('where both changed the same, what was typed here stands and is named', () => {
    const theirs = { ...base, hours: { ...base.hours, fri: [] } }
    expect(rebase(base, friday, theirs)).toEqual({ config: friday, conflicts: ['hours.fri'] })
    expect(rebase(base, friday, structuredClone(friday))?.conflicts).toEqual([])
  })

  test('a service removed here is removed from theirs, one added there stays', () => {
    const mine = { ...base, services: base.services.slice(1) }
    const added = { ...base.services[0], id: 'added', letter: 'М' } as OfficeConfig['services'][number]
    const joined = rebase(base, mine, { ...base, services: [...base.services, added] })
    expect(joined?.config.services.map(({ id }) => id)).toEqual(['temporary', 'immigration', 'passport', 'added'])
  })

  test('a change inside of what they removed cannot be joined', () => {
    const mine = { ...base, services: base.services.map((one) => (one.id === 'passport' ? { ...one, lanes: 2 } : one)) }
    const theirs = { ...base, services: base.services.slice(0, 3) }
    expect(rebase(base, mine, theirs)).toBeNull()
  })
})

test('a new office is a valid configuration, like another one or on its own', () => {
  const typed = {
    ...noOffice,
    code: '5301',
    nameUk: 'Полтава',
    nameEn: 'Poltava',
    addressUk: 'вул.',
    addressEn: 'St',
    phone: '100',
    leadLogin: 'iryna',
    leadName: 'Ірина',
  }
  const service = base.services[0] as OfficeConfig['services'][number]
  for (const like of [base, null]) {
    const made = OfficeConfig.parse(firstConfig(typed, like, service))
    expect(made.code).toBe('5301')
    expect(made.staff).toEqual([{ login: 'iryna', name: 'Ірина', role: 'lead' }])
    expect(made.shelter).toBeUndefined()
    expect(made.services.length).toBe(like === null ? 1 : 4)
  }
})

test('a new office made like an authorised entity is a unit until somebody says otherwise', () => {
  const entity: OfficeConfig = { ...base, kind: 'authorised-entity', servingOffice: '4801' }
  const [service] = base.services
  if (service === undefined) throw new Error('the preview has services')
  const made = firstConfig({ ...noOffice, code: '4899' }, entity, service)
  expect(made).not.toHaveProperty('kind')
  expect(made).not.toHaveProperty('servingOffice')
  expect(made.services).toEqual(base.services)
})

describe('the short name in messages', () => {
  const say = (key: string, values?: object): string => `${key} ${JSON.stringify(values)}`
  const said = (uk: string, en: string): string[] =>
    smsNameProblems({ uk, en }).map(({ language, message }) => `${language}: ${configProblemText(message, say)}`)

  test('B25 one that is too long is told with its length and what is allowed; so is an empty one', () => {
    expect(said('Ї'.repeat(longestSmsName), 'SMS')).toEqual([])
    expect(said('Ї'.repeat(longestSmsName + 1), ' SMS')).toEqual([
      `uk: config.smsNameLong {"length":"${longestSmsName + 1}","most":"${longestSmsName}"}`,
      'en: config.smsNameBlanks {}',
    ])
  })

  test('B25 is not that of the office another one is made like', () => {
    const like = { ...base, smsName: { uk: 'ДМС', en: 'SMS' }, ticker: [{ uk: 'Ремонт', en: 'Repairs' }] }
    const made = firstConfig(noOffice, like, base.services[0] ?? never())
    expect([made.smsName, made.ticker]).toEqual([undefined, undefined])
  })
})

function never(): never {
  throw new Error('the preview has no service')
}
