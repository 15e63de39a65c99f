import type { Me } from '@cherha/shared/protocol'
import { describe, expect, test } from 'vitest'
import { createClient } from '../src/renderer/api/client.ts'
import { createRoutes } from '../src/renderer/api/routes.ts'
import { may } from '../src/renderer/model/permissions.ts'
import { byTrouble, troubleOf } from '../src/renderer/model/trouble.ts'
import { hrefOf, officeTabs, readRoute } from '../src/renderer/route.ts'
import { createConsoleStore, csrfOf, expired, signedIn } from '../src/renderer/session.ts'
import { offices } from './preview/office-data.ts'

const me: Me = { login: 'olga', name: 'Ольга', role: 'administrator', office: null, may: [], csrf: 'one' }

describe('the session', () => {
  test('goes on where it ended for the same person, and begins anew for another', () => {
    const store = createConsoleStore('uk', 'light')
    store.setState((state) => signedIn(state, me))
    const { visit } = store.getState()
    store.setState((state) => expired(state))
    expect(store.getState().session).toEqual({ stage: 'expired', me })
    expect(csrfOf(store.getState())).toBeNull()
    store.setState((state) => signedIn(state, { ...me, csrf: 'two' }))
    expect(store.getState().visit).toBe(visit)
    expect(csrfOf(store.getState())).toBe('two')
    store.setState((state) => expired(state))
    store.setState((state) => signedIn(state, { ...me, login: 'iryna' }))
    expect(store.getState().visit).toBe(visit + 1)
  })

  test('nobody who was not signed in can lose a session', () => {
    const store = createConsoleStore('uk', 'light')
    store.setState((state) => expired(state))
    expect(store.getState().session.stage).toBe('signed-out')
  })
})

/** A server of a few answers, in their order. */
function answering(...answers: (readonly [number, unknown] | 'lost')[]) {
  const asked: Request[] = []
  const state = { expired: 0, csrf: 'one' }
  const client = createClient({
    fetch: async (input, init) => {
      const request = new Request(new URL(String(input), 'http://console'), init)
      asked.push(request)
      const answer = answers.shift() ?? 'lost'
      if (answer === 'lost') throw new TypeError('the connection is gone')
      return Response.json(answer[1], { status: answer[0], headers: { date: 'Thu, 05 Mar 2026 08:00:00 GMT' } })
    },
    clock: () => 0,
    csrf: () => state.csrf,
    refreshed: ({ csrf }) => {
      state.csrf = csrf
      return true
    },
    expired: () => {
      state.expired++
    },
  })
  return { routes: createRoutes(client), client, asked, state }
}

describe('the way to the server', () => {
  test('a write carries the token, a question does not, and the server’s clock is known', async () => {
    const { routes, client, asked } = answering([200, offices], [200, { ok: true }])
    expect((await routes.offices()).ok).toBe(true)
    await routes.setPin('4801', 'olena', '1234')
    expect(asked.map(({ headers }) => headers.get('x-csrf-token'))).toEqual([null, 'one'])
    expect(client.now()).toBe(Date.parse('2026-03-05T08:00:00Z'))
  })

  test('a question without answer is unreachable, a write without answer is not confirmed', async () => {
    const { routes } = answering('lost', 'lost')
    expect(await routes.offices()).toMatchObject({ ok: false, problem: { code: 'unreachable' } })
    expect(await routes.setPin('4801', 'olena', '1234')).toMatchObject({ ok: false, problem: { code: 'unconfirmed' } })
  })

  test('the end of the session is noticed, and an answer of another form is not taken', async () => {
    const { routes, state } = answering([401, { error: { code: 'unauthorised', message: 'x' } }], [200, { offices: 3 }])
    await routes.offices()
    expect(state.expired).toBe(1)
    expect(await routes.offices()).toMatchObject({ ok: false, problem: { code: 'not-understood' } })
  })

  test('a token of a session begun in another tab is taken up once, and the write is sent again', async () => {
    const wrong = [403, { error: { code: 'wrong-csrf', message: 'x' } }] as const
    const { routes, asked } = answering(wrong, [200, { ...me, csrf: 'two' }], [200, { ok: true }])
    expect((await routes.setPin('4801', 'olena', '1234')).ok).toBe(true)
    expect(asked.map(({ headers }) => headers.get('x-csrf-token'))).toEqual(['one', null, 'two'])
  })
})

test('an address leads to its page and back', () => {
  for (const tab of officeTabs) {
    const route = { page: 'office', code: '4801', tab } as const
    expect(readRoute(hrefOf(route))).toEqual(route)
  }
  const journal = { page: 'journal', office: '4801', q: 'день & ніч' } as const
  expect(readRoute(hrefOf(journal))).toEqual(journal)
  expect(readRoute('')).toEqual({ page: 'offices' })
  for (const wrong of ['#/offices/48', '#/offices/4801/nothing', '#/offices/4801/staff/x', '#/else', '#/journal/1']) {
    expect(readRoute(wrong)).toEqual({ page: 'unknown' })
  }
})

test('trouble stands first, the worst on top; a busy hub that is a little behind is no trouble', () => {
  expect(byTrouble(offices.offices).map((office) => troubleOf(office))).toEqual([
    'diverged',
    'away',
    'no-hub',
    null,
    null,
  ])
  const hub = { state: 'connected' as const, lastContact: null, version: null, epoch: 0 }
  expect(troubleOf({ hub: { ...hub, lagEvents: 500 } })).toBeNull()
  expect(troubleOf({ hub: { ...hub, lagEvents: 501 } })).toBe('behind')
})

test('one is offered what the server says one may do and nothing else', () => {
  expect(may({ may: ['journal'] }, 'journal')).toBe(true)
  expect(may({ may: ['journal'] }, 'change-office')).toBe(false)
})
