import { randomUUID } from 'node:crypto'
import { newCaseKey } from '@cherha/case-vault'
import { type Actor, builtInCards, findCard, type FolderCommand } from '@cherha/shared/workflow'
import { expect, test } from 'vitest'
import { openCaseDatabase } from '../../src/cases/case-database.ts'
import type { CaseKeys } from '../../src/cases/case-keys.ts'
import { caseStore } from '../../src/cases/case-store.ts'
import { Drafts } from '../../src/cases/drafts.ts'
import { contextOf } from '../../src/cases/who.ts'
import { cardId, officeWithCard } from './intake-under-test.ts'

const id = '6801-004-000001'
const today = '2026-11-23'
const config = officeWithCard()
const context = contextOf(config, cardId)

function keysInMemory(): CaseKeys {
  const keys = new Map<string, Buffer>()
  return {
    get: (one) => keys.get(one) ?? null,
    lastNumber: () => 0,
    make(one) {
      const key = newCaseKey()
      keys.set(one, key)
      return key
    },
    erase: (ids) => ids.forEach((one) => keys.delete(one)),
    ids: () => [...keys.keys()],
  }
}

test('W103 a draft never grows past what a handover carries, and can still be finished', () => {
  const card = findCard(builtInCards, cardId)
  if (card === undefined) throw new Error('no card')
  const actor: Actor = { id: 'clerk', office: config.code, unit: card.roles.intake?.unit ?? '', roles: ['intake'] }
  const by = { actor, today, at: 0 }
  const store = caseStore(openCaseDatabase(':memory:'))
  const parts = { store, keys: keysInMemory(), cards: () => builtInCards, now: () => ({ at: 0, mono: 0 }) }
  const report = (message: string) => {
    throw new Error(message)
  }
  const drafts = new Drafts({ ...parts, report })
  const sent = () => ({ id: randomUUID(), sender: 'clerk', body: {} })
  const rest = { office: config.code, service: 'service-1', entity: null, track: 'standard', day: today } as const
  const start: FolderCommand = { ...by, type: 'start', version: 0, id, ...rest }
  const fresh = { id, card, number: 1, date: today, ticket: null, window: 'w1', staff: 'clerk' }
  let written = drafts.begin(fresh, sent(), [start], context)
  let notes = 0
  const text = '😀'.repeat(2_000)
  for (; written.is === 'accepted'; notes += 1) {
    written = drafts.change(written.draft, sent(), [{ ...by, type: 'add-note', text }], context)
  }
  expect(written).toEqual({ is: 'full' })
  expect(notes).toBeGreaterThan(300)
  // as large after a restart
  const again = new Drafts({ ...parts, report })
  expect(again.get(id)?.bytes).toBe(drafts.get(id)?.bytes)
  const draft = again.get(id)
  if (draft === null) throw new Error('the draft is gone')
  expect(again.change(draft, sent(), [{ ...by, type: 'add-note', text }], context)).toEqual({ is: 'full' })
  const { state } = draft.folder
  const version = state.status === 'none' ? 0 : state.version
  const ended = again.change(draft, sent(), [{ ...by, type: 'abandon', version }], context)
  expect(ended).toMatchObject({ is: 'accepted', draft: { state: 'over' } })
  if (ended.is !== 'accepted') return
  expect(Buffer.byteLength(JSON.stringify(again.handover(ended.draft, config.code)))).toBeLessThan(4 * 1024 * 1024)
})
