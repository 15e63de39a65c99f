import { createI18n } from '@cherha/ui'
import { describe, expect, it, test } from 'vitest'
import { firstConfig, noOffice } from '../src/renderer/model/new-office.ts'
import { draftOf, postOf } from '../src/renderer/model/post-draft.ts'
import { termText, workingDaysOf } from '../src/renderer/model/term-text.ts'
import { hrefOf, readRoute } from '../src/renderer/route.ts'
import { en } from '../src/renderer/texts/en.ts'
import type { TranslateConsole } from '../src/renderer/texts/texts.ts'
import { uk } from '../src/renderer/texts/uk.ts'
import { config } from './preview/office-data.ts'

const post = {
  unit: 'division',
  title: { uk: 'Спеціаліст', en: 'Specialist' },
  roles: ['officer' as const, 'intake' as const],
}

describe('a post as it is written in the console', () => {
  it('comes back as it was, its roles in their order', () => {
    expect(postOf(draftOf(post))).toEqual({ ok: true, post: { ...post, roles: ['intake', 'officer'] } })
    expect(postOf(draftOf(null))).toEqual({ ok: true, post: null })
    expect(postOf({ ...draftOf(post), has: false })).toEqual({ ok: true, post: null })
  })

  it('names every field that is wrong, and no other', () => {
    const draft = draftOf(post)
    expect(postOf({ ...draftOf(null), has: true })).toEqual({ ok: false, wrong: ['unit', 'uk', 'en', 'roles'] })
    expect(postOf({ ...draft, unit: 'Відділ' })).toEqual({ ok: false, wrong: ['unit'] })
    expect(postOf({ ...draft, en: '  ' })).toEqual({ ok: false, wrong: ['en'] })
    expect(postOf({ ...draft, roles: [] })).toEqual({ ok: false, wrong: ['roles'] })
  })
})

test('a term is told in words, and drawn only where it is counted in working days', () => {
  const i18n = createI18n({ uk, en }, 'uk')
  const t: TranslateConsole = (key, values) => i18n.t(key, { ...values })
  expect(termText({ unit: 'same-visit' }, t)).toBe('під час прийому')
  expect(termText({ unit: 'working-days', amount: 1 }, t)).toBe('1 робочий день')
  expect(termText({ unit: 'working-days', amount: 3 }, t)).toBe('3 робочі дні')
  expect(termText({ unit: 'calendar-days', amount: 30 }, t)).toBe('30 календарних днів')
  expect(termText({ unit: 'years', amount: 1 }, t)).toBe('1 рік')
  expect(workingDaysOf({ unit: 'working-days', amount: 3 })).toBe(3)
  expect(workingDaysOf({ unit: 'same-day' })).toBe(0)
  expect([workingDaysOf({ unit: 'months', amount: 1 }), workingDaysOf(null)]).toEqual([null, null])
})

test('the page of the cases keeps its office in the address', () => {
  for (const office of [null, '4801']) {
    const route = { page: 'cases', office } as const
    expect(readRoute(hrefOf(route))).toEqual(route)
  }
  expect(readRoute('#/cases/4801').page).toBe('unknown')
})

test('an office made like another takes the job titles of its cards along, under its own code', () => {
  const mapping = { card: '004', office: config.code, units: {}, roles: {} }
  const [service] = config.services
  if (service === undefined) throw new Error('the office has no service')
  const made = firstConfig({ ...noOffice, code: '6809' }, { ...config, mappings: [mapping] }, service)
  expect(made.mappings).toEqual([{ ...mapping, office: '6809' }])
  expect(firstConfig({ ...noOffice, code: '6809' }, config, service)).not.toHaveProperty('mappings')
})
