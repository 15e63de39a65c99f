import type { DeskView } from '@cherha/shared/protocol'
import { createI18n, TextsProvider } from '@cherha/ui'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { Desk } from '../src/renderer/app.tsx'
import type { DeskState } from '../src/renderer/state.ts'
import { en } from '../src/renderer/texts/en.ts'
import { uk } from '../src/renderer/texts/uk.ts'
import { aDesk, aWorkingDesk } from './desk-in-memory.ts'
import { aCalledView, aServingView, aView, aViewWithoutWindow, lead } from './views.ts'

/** What a desk shows now, as HTML. */
function htmlOf({ store, commands, cases }: ReturnType<typeof aDesk>): string {
  const state = store.getState()
  return renderToStaticMarkup(
    <TextsProvider i18n={createI18n({ uk, en }, state.language)}>
      <Desk state={state} pageNow={Date.now()} commands={commands} cases={cases} />
    </TextsProvider>,
  )
}

/** The page of a signed-in desk. */
async function pageOf(view: DeskView, change: Partial<DeskState> = {}): Promise<string> {
  const desk = await aWorkingDesk(view)
  desk.store.setState(change)
  return htmlOf(desk)
}

/** Words of every button that can be pressed. */
function pressable(html: string): string[] {
  return [...html.matchAll(/<button(?![^>]*aria-disabled="true")[^>]*>(.*?)<\/button>/g)].map(([, inner = '']) =>
    inner.replaceAll(/<(kbd|small)[^>]*aria-hidden="true"[^>]*>.*?<\/\1>/g, '').replaceAll(/<[^>]+>/g, ''),
  )
}
const everyState = [
  aViewWithoutWindow(),
  aView(),
  aCalledView(),
  aServingView(),
  aView({ state: 'outside-queue' }),
  aView({ suspended: { reason: 'power', since: '2026-03-05T10:12:00+02:00', until: null } }),
]

describe('nothing on the desk could bend the queue', () => {
  test.each(everyState)('no control names a waiting ticket', async (view) => {
    const html = await pageOf(view)
    for (const words of pressable(html)) expect(words).not.toMatch(/[А-ЯҐЄІЇ]-\d/)
    expect(html).not.toContain('<select')
    expect(html).not.toContain('href=')
  })

  test('the next numbers are text', async () => {
    expect(await pageOf(aView())).toContain('<span class="num">А-016</span>')
  })
})

describe('a name', () => {
  test('is not on the screen while the ticket is only called, even if it were sent', async () => {
    const { person } = aServingView().ticket ?? {}
    const html = await pageOf(aCalledView(person === undefined ? {} : { person }))
    expect(html).toContain('А-015')
    expect(html).not.toContain('Їжакевич')
  })

  test('D3 of an online booking is not known: the document digits stand in its place while serving', async () => {
    const view = aServingView()
    if (view.ticket === null) throw new Error('nobody is served')
    const { person: _person, ...ticket } = view.ticket
    const html = await pageOf({
      ...view,
      ticket: { ...ticket, document: { digits: '1234', guardian: '+380671234567' } },
    })
    expect(html).toContain('Документ …1234')
    expect(html).toContain(uk['serving.checkDigits'])
    expect(html).not.toContain(uk['serving.checkName'])
    expect(html).toContain('+380671234567')
    expect(await pageOf(view)).not.toContain(uk['serving.checkDigits'])
  })

  test('is shown whole while serving, but never in the title of the page', async () => {
    const html = await pageOf(aServingView())
    expect(html).toContain('<span class="name-part">Їжакевич-Задунайська</span>')
    expect(html).toContain('<title>Оформляється А-015 – кабінет 3</title>')
  })
})

describe('the vacant desk', () => {
  test('says how many wait and offers one thing', async () => {
    const html = await pageOf(aView())
    expect(html).toContain('У залі чекають 14 людей, для 5 час уже настав.')
    expect(pressable(html)).toContain('Викликати наступного')
  })

  test.each([
    [1, 'чекає 1 людина'],
    [2, 'чекають 2 людини'],
    [11, 'чекають 11 людей'],
    [21, 'чекає 21 людина'],
  ])('counts %i in good Ukrainian', async (count, words) => {
    expect(await pageOf(aView({ waiting: { permanent: count }, due: {} }))).toContain(
      `У залі ${words}, час ще не настав.`,
    )
  })

  test('with an empty hall offers to wait', async () => {
    const html = await pageOf(aView({ waiting: {}, due: {}, next: [] }))
    expect(html).toContain('У залі нікого немає.')
    expect(pressable(html)).toContain('Чекати наступного')
    expect(html).not.toContain('Викликати наступного')
  })

  test('while suspended cannot call and says who may resume', async () => {
    const suspended = { reason: 'alert', since: '2026-03-05T10:12:00+02:00', until: null } as const
    const html = await pageOf(aView({ suspended }))
    expect(html).toContain('З 10:12: повітряна тривога.')
    expect(html).toContain('Відновити роботу може старший зміни.')
    expect(pressable(html)).toEqual(expect.not.arrayContaining(['Викликати наступного', 'Відновити роботу']))
    expect(pressable(await pageOf(aView({ suspended, staff: lead })))).toContain('Відновити роботу')
  })
})

describe('the called desk', () => {
  test('until the announcement says so instead of counting', async () => {
    const html = await pageOf(aCalledView({ announced: false, remainingSeconds: null }))
    expect(html).toContain('Відлік ще не почався: виклик оголошується')
    expect(html).not.toContain('до неявки')
  })

  test('Q17 with 15 seconds left asks aloud', async () => {
    expect(await pageOf(aCalledView({ remainingSeconds: 14 }))).toMatch(/role="alert"[^>]*>.*Чи підійшов відвідувач\?/)
    expect(await pageOf(aCalledView({ remainingSeconds: 40 }))).not.toContain('Чи підійшов відвідувач?')
  })

  test('says what becomes of an early call', async () => {
    const html = await pageOf(aCalledView({ early: true }))
    expect(html).toContain('Викликано раніше часу: неявка поверне талон у чергу')
    expect(html).not.toContain('Далі талон скасується сам.')
  })

  test('offers the call by voice only when no board shows the call', async () => {
    expect(pressable(await pageOf(aCalledView({ announced: false, shown: false, voiceAllowed: true })))).toContain(
      'Підтвердити виклик голосом',
    )
    expect(await pageOf(aCalledView())).not.toContain('Підтвердити виклик голосом')
  })
})

test('a command without an answer stands in the place of its button, and nothing else can be pressed', async () => {
  const desk = await aWorkingDesk(aServingView())
  desk.commands.finish()
  const pending = { commandId: 'x', type: 'finish-service', since: Date.now() - 5_000, attempts: 2 } as const
  desk.connection().hub.store.setState({ pending })
  const html = htmlOf(desk)
  expect(html.match(/Ще не підтверджено/g)).toHaveLength(1)
  expect(html).toContain('спроба\u00a02')
  expect(pressable(html)).toEqual(['English', 'Перерва після прийому'])
})

test('a lost hub is told with its time, and the last truth stays on the screen, marked', async () => {
  const desk = await aWorkingDesk(aCalledView())
  desk.connection().hub.store.setState({ connected: false, lostAt: Date.now() - 5_000 })
  const html = htmlOf(desk)
  expect(html).toMatch(/Немає зв’язку з вузлом з 10:2\d/)
  expect(html).toContain('data-stale="true"')
  expect(html).toContain('А-015')
})

test('a dialog about priority is offered only for a priority ticket', async () => {
  expect(await pageOf(aServingView(), { dialog: 'mismatch' })).not.toContain('Право на першочерговість')
  expect(await pageOf(aServingView({ priority: 'disability' }), { dialog: 'mismatch' })).toContain(
    'Право на першочерговість',
  )
})

test('a window in use is marked', async () => {
  const html = await pageOf(aViewWithoutWindow())
  expect(html.match(/зайнято/g)).toHaveLength(1)
  expect(pressable(html)).toEqual(expect.arrayContaining(['Відкрити кабінет 1', 'Відкрити кабінет 3', 'Вийти']))
})

test('the whole desk speaks English when asked to; names and letters stay', async () => {
  const html = await pageOf(aServingView(), { language: 'en' })
  expect(html).toContain('Finish service')
  const left = html.replaceAll(/<[^>]+>/g, ' ').match(/[А-ЯҐЄІЇа-яґєії’-]{3,}/g)
  expect(left).toEqual(['Олена', 'Ткачук', 'Українська', 'Їжакевич-Задунайська', 'Єлизавета-Вікторія', 'Всеволодівна'])
})

test('the sign-in says why nobody was let in', () => {
  const desk = aDesk()
  desk.store.setState({ stage: 'sign-in', problem: 'pin-locked' })
  const html = htmlOf(desk)
  expect(html).toContain('вхід закрито на 15\u00a0хвилин')
})

describe('the queue server', () => {
  const lastContact = '2026-11-23T08:41:00.000Z'
  test.for([
    ['away', lastContact, 'Центральний сервер: немає зв’язку з 10:41'],
    ['away', null, 'Центральний сервер: немає зв’язку<'],
    ['diverged', lastContact, 'Центральний сервер: обмін зупинено'],
    ['refused', lastContact, 'Центральний сервер: обмін зупинено'],
    ['connected', null, 'Центральний сервер на зв’язку'],
    ['none', null, 'Зв’язок є'],
  ] as const)(
    'R24 %s (last heard %s): the health line says so, and the work goes on',
    async ([state, heard, sentence]) => {
      const html = await pageOf(aView({ server: { state, lastContact: heard, lagEvents: 3 } }))
      expect(html).toContain(sentence)
      expect(pressable(html)).toEqual(pressable(await pageOf(aView())))
    },
  )
})
