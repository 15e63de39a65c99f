import type { DeskView } from '@cherha/shared/protocol'
import type { Page } from 'playwright-core'
import { aCalledView, aServingView, aView, aViewWithoutWindow, lead } from '../views.ts'
import { caseScenes } from './case-scenes.ts'
import type { FakeHub } from './fake-hub.ts'
import { dressed } from './dressed.ts'
import { allWell, healthScenes } from './health-scenes.ts'
import { withPost } from './with-post.ts'

export interface Scene {
  readonly name: string
  readonly view?: DeskView
  readonly signedOut?: boolean
  readonly english?: boolean
  readonly contrast?: boolean
  /** The page may be longer than the window, never wider; drawn whole, or its first window. */
  readonly scrolls?: 'whole' | 'first'
  readonly sizes?: readonly (readonly [number, number])[]
  readonly before?: (hub: FakeHub) => void
  readonly then?: (page: Page, hub: FakeHub) => Promise<void>
}

const every = [
  [1366, 768],
  [1280, 720],
  [1920, 1080],
] as const
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const pending = (page: Page) => page.getByText('Ще не підтверджено').waitFor()
const held: DeskView['held'] = { number: 'А-014', service: 'permanent', time: '10:00' }
const suspended: DeskView['suspended'] = { reason: 'alert', since: '2026-03-05T10:12:00+02:00', until: null }
const returning: DeskView['suspended'] = { ...suspended, until: '2026-03-05T10:30:00+02:00' }
const help = (mine: boolean): DeskView['help'] => [
  { window: mine ? 'w3' : 'w1', label: mine ? '3' : '1', since: '2026-03-05T10:20:00+02:00', mine },
]
const nobody = { waiting: {}, due: {}, next: [] }

async function signInAs(page: Page): Promise<void> {
  await page.getByLabel('Логін').fill('olena')
  await page.getByLabel('PIN').fill('1234')
  await press(page, 'Увійти')
  await page.getByRole('alert').locator('p').waitFor()
}

/** A visitor who booked online and gave the end of a document's number instead of a name. */
function servingByDigits(): DeskView {
  const view = aServingView()
  if (view.ticket === null) throw new Error('nobody is served')
  const { person: _person, ...ticket } = view.ticket
  return { ...view, ticket: { ...ticket, document: { digits: '4821', guardian: null } } }
}

const queueScenes: readonly Scene[] = [
  { name: 'not-paired', signedOut: true, before: (hub) => hub.pair(false) },
  { name: 'sign-in', signedOut: true, sizes: every },
  { name: 'sign-in-locked', signedOut: true, before: (hub) => hub.signIn(423), then: signInAs },
  {
    name: 'session-ended',
    before: () => undefined,
    then: async (page) => {
      await page.addInitScript(() => sessionStorage.setItem('cherha.session', 'an-old-session'))
      await page.reload()
      await page.getByText('Ваш вхід закінчився').waitFor()
    },
  },
  { name: 'choose-window', view: aViewWithoutWindow(), sizes: every },
  { name: 'help-asked', view: aServingView({}, { help: help(true) }), sizes: every },
  { name: 'help-elsewhere-serving', view: aServingView({}, { help: help(false) }), sizes: every },
  { name: 'help-asked-with-post', view: withPost(aServingView({}, { help: help(true) }), 'olena'), sizes: every },
  { name: 'help-elsewhere', view: aView({ help: help(false) }), sizes: every },
  { name: 'help-elsewhere-english', view: aCalledView({}, { help: help(false) }), english: true },
  { name: 'choose-window-day-closed', view: aViewWithoutWindow({ dayOpen: false, ...nobody }) },
  { name: 'vacant', view: aView(), sizes: every },
  { name: 'vacant-empty', view: aView(nobody) },
  {
    name: 'vacant-nobody',
    view: aView(nobody),
    then: async (page, hub) => {
      hub.answer({
        ok: false,
        refusal: {
          code: 'nobody-waiting',
          message: { uk: 'Зараз нікого запрошувати.', en: 'There is nobody to call.' },
        },
      })
      await page.keyboard.press('Space')
      await page.getByText('Зараз нікого запрошувати.').waitFor()
    },
  },
  { name: 'vacant-held', view: aView({ held }), sizes: every },
  { name: 'leave-held', view: aView({ held }), then: (page) => press(page, 'Перерва') },
  {
    name: 'pending-call',
    view: aView(),
    sizes: every,
    before: (hub) => hub.answer('silent'),
    then: async (page) => {
      await page.keyboard.press('Space')
      await page.getByText('спроба').waitFor()
    },
  },
  {
    name: 'announcing',
    view: aCalledView({
      shown: true,
      announced: false,
      remainingSeconds: null,
      recallInSeconds: 12,
    }),
  },
  {
    name: 'voice',
    view: aCalledView({
      shown: false,
      announced: false,
      voiceAllowed: true,
      remainingSeconds: null,
      recallInSeconds: 8,
    }),
    sizes: every,
  },
  { name: 'called', view: aCalledView(), sizes: every },
  { name: 'called-contrast', view: aCalledView(), contrast: true },
  {
    name: 'called-early',
    view: aCalledView({ early: true, time: '11:00', priority: 'disability', number: 'П-001', recallInSeconds: 9 }),
  },
  {
    name: 'called-last',
    view: aCalledView({ remainingSeconds: 13, recallsLeft: 0, early: true, priority: 'disability' }),
    sizes: every,
  },
  {
    name: 'pending-start',
    view: aCalledView(),
    before: (hub) => hub.answer('silent'),
    then: async (page) => {
      await page.keyboard.press('Enter')
      await pending(page)
    },
  },
  {
    name: 'pending-recall',
    view: aCalledView(),
    before: (hub) => hub.answer('silent'),
    then: async (page) => {
      await page.keyboard.press('F4')
      await pending(page)
    },
  },
  { name: 'called-suspended', view: aCalledView({ remainingSeconds: null }, { suspended }), sizes: every },
  { name: 'serving', view: aServingView(), sizes: every },
  {
    name: 'serving-child',
    view: aServingView(
      {
        priority: 'disability',
        person: {
          surname: 'Їжакевич-Задунайська',
          givenName: 'Єлизавета-Вікторія',
          patronymic: 'Всеволодівна',
          guardian: '+380 67 123 45 67',
        },
      },
      { held },
    ),
    sizes: every,
  },
  {
    name: 'serving-document-digits',
    view: servingByDigits(),
    sizes: every,
  },
  { name: 'hold-dialog', view: aServingView(), then: (page) => press(page, 'Відкласти') },
  {
    name: 'transfer-dialog',
    view: aServingView(),
    sizes: every,
    then: async (page) => {
      await press(page, 'Передати')
      await page.getByLabel('До кабінету 2').check()
      await page.getByLabel('Потрібен інший фахівець').check()
    },
  },
  {
    name: 'mismatch-dialog',
    view: aServingView({ priority: 'disability' }),
    then: async (page) => {
      await press(page, 'Дані не збігаються')
      await page.getByLabel('Прийшла інша людина').check()
    },
  },
  {
    name: 'pending-hold',
    view: aServingView(),
    before: (hub) => hub.answer('silent'),
    then: async (page) => {
      await press(page, 'Відкласти')
      await page.getByLabel('Сплатити').check()
      await press(page, 'Відкласти талон')
      await pending(page)
    },
  },
  { name: 'break-after', view: aServingView(), then: (page) => press(page, 'Перерва після прийому') },
  { name: 'outside-queue', view: aView({ state: 'outside-queue' }) },
  { name: 'suspend-dialog', view: aView(), then: (page) => press(page, 'Призупинити чергу') },
  { name: 'suspended', view: aView({ suspended }) },
  { name: 'suspended-lead', view: aView({ suspended, staff: lead, held }) },
  { name: 'returning', view: aView({ suspended: returning }) },
  { name: 'lead-clock', view: aView({ staff: lead, clockStepMs: 312_000 }), sizes: every },
  {
    name: 'lead-notices',
    view: aViewWithoutWindow({
      staff: lead,
      clockStepMs: -7_200_000,
      dayToConfirm: '2026-03-07',
      dayOpen: false,
    }),
  },
  {
    name: 'clerk-notices',
    view: aViewWithoutWindow({
      clockStepMs: -7_200_000,
      dayToConfirm: '2026-03-07',
      dayOpen: false,
    }),
  },
  {
    name: 'hub-lost',
    view: aCalledView(),
    sizes: every,
    then: async (page, hub) => {
      hub.listen(false)
      await page.getByText('Немає зв’язку з вузлом з').waitFor()
    },
  },
  {
    name: 'hub-lost-pending',
    view: aView(),
    then: async (page, hub) => {
      hub.listen(false)
      await page.getByText('Немає зв’язку з вузлом з').waitFor()
      await page.keyboard.press('Space')
      await pending(page)
    },
  },
  {
    name: 'pending-close',
    view: aView(),
    before: (hub) => hub.answer('silent'),
    then: async (page) => {
      await press(page, 'Закрити кабінет')
      await pending(page)
    },
  },
  {
    name: 'vacant-server-away',
    view: aView({ server: { state: 'away', lastContact: '2026-03-05T09:58:00+02:00', lagEvents: 12 } }),
    sizes: every,
  },
  {
    name: 'vacant-server-stopped',
    view: aView({ server: { state: 'diverged', lastContact: null, lagEvents: 0 } }),
    sizes: every,
  },
  { name: 'vacant-english', view: aView(), english: true, sizes: every },
  { name: 'called-english', view: aCalledView(), english: true },
  { name: 'serving-english', view: aServingView(), english: true },
]

/** The queue's own pages and the applications in an office where everything else works, in both modes and languages. */
export const scenes: readonly Scene[] = [...dressed(() => queueScenes), ...healthScenes(), ...dressed(caseScenes)].map(
  ({ view = aServingView(), ...scene }) => ({ ...scene, view: { ...allWell, ...view } }),
)
