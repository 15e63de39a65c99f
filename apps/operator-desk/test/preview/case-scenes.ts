import type { DeskView } from '@cherha/shared/protocol'
import type { Page } from 'playwright-core'
import { CaseOffice, type Login, people } from '../cases/case-office.ts'
import { aDecisionDueToday, aliiev, anAssignedCase, anIntake, anIntakeAt } from '../cases/stories.ts'
import { aServingView, aView, aViewWithoutWindow } from '../views.ts'
import type { CaseRoutes } from './case-routes.ts'
import type { FakeHub } from './fake-hub.ts'
import type { Scene } from './scenes.ts'

const every = [
  [1366, 768],
  [1280, 720],
  [1920, 1080],
] as const
const cards: Readonly<Record<string, string>> = { permanent: '004', temporary: '003', immigration: '002' }

/** The view of somebody with a post, in an office whose services have cards. */
function withPost(view: DeskView, login: Login): DeskView {
  const { name, title, roles } = people[login]
  const services = view.office.services.map((service) => {
    const card = cards[service.id]
    return card === undefined ? service : { ...service, card }
  })
  return {
    ...view,
    office: { ...view.office, services },
    staff: { login, name, role: 'clerk', post: { unit: 'division', title, roles: [...roles] } },
  }
}

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).click()
const aliievHere = { person: { surname: 'Алієв', givenName: 'Ельчин', patronymic: 'Раміз огли', guardian: null } }
const serving = withPost(aServingView(aliievHere), 'olena')
const servingTemporary = withPost(aServingView({ ...aliievHere, service: 'temporary', number: 'Г-007' }), 'olena')

function at(routes: CaseRoutes): (hub: FakeHub) => void {
  return (hub) => hub.cases(routes)
}

/** A scene beside a visitor whose application is as `story` left it. */
function intake(
  name: string,
  { office, id }: { office: CaseOffice; id: string },
  more: Partial<Scene> & { routes?: Partial<CaseRoutes> } = {},
): Scene {
  const { routes = {}, then, ...rest } = more
  return {
    name,
    view: serving,
    before: at({ office, login: 'olena', ...routes }),
    ...rest,
    then: async (page, hub) => {
      await page
        .getByText(`Заява ${id}`)
        .or(page.getByText(`Application ${id}`))
        .waitFor()
      await then?.(page, hub)
    },
  }
}

function onCasesPage(login: Login, routes: CaseRoutes, more: Partial<Scene> & { name: string }): Scene {
  const { then, ...rest } = more
  return {
    view: withPost(aViewWithoutWindow(), login),
    before: at(routes),
    scrolls: 'whole',
    ...rest,
    then: async (page, hub) => {
      if (await page.getByRole('button', { name: /^(Справи|Cases) F2$|^(Справи|Cases)$/ }).isVisible())
        await page.keyboard.press('F2')
      await page.locator('main.tasks').waitFor()
      await then?.(page, hub)
    },
  }
}

const openCase = (id: string) => async (page: Page) => {
  await page.getByRole('row').filter({ hasText: id }).getByRole('button').click()
  await page.locator('.path').waitFor()
}

function decision(): Scene[] {
  const story = aDecisionDueToday()
  const routes = { office: story.office, login: 'iryna' as const }
  const opened = (name: string, more: Partial<Scene> = {}) =>
    onCasesPage('iryna', routes, {
      name,
      ...more,
      then: async (page, hub) => {
        await openCase(story.id)(page)
        await more.then?.(page, hub)
      },
    })
  return [
    opened('case-decision', { sizes: every }),
    opened('case-decision-contrast', { contrast: true }),
    opened('case-decision-english', { english: true }),
    opened('case-sign', { then: (page) => press(page, 'Оформити посвідку') }),
    opened('case-refuse', {
      then: async (page) => {
        await press(page, 'Відмовити в оформленні')
        await page.locator('.outcome-form').getByRole('button', { name: 'Відмовити в оформленні' }).click()
      },
    }),
    opened('case-new-key', {
      then: async (page) => {
        await press(page, 'Оформити посвідку')
        await press(page, 'Ще не маю підпису')
        await page.getByLabel('Новий пароль').fill('коротко')
        await press(page, 'Створити підпис')
      },
    }),
  ]
}

function changedMeanwhile(): Scene {
  const story = aDecisionDueToday()
  const refusal = {
    code: 'version-changed',
    message: {
      uk: 'Справу тим часом змінено. Перегляньте, що змінилося, і повторіть дію.',
      en: 'The case has changed meanwhile.',
    },
    version: 40,
    changes: [
      { on: '2026-03-05', by: 'Богдан Лисенко', text: { uk: 'Додано нотатку', en: 'Note added' } },
      { on: '2026-03-05', by: 'Богдан Лисенко', text: { uk: 'Додано скан «Довідка»', en: 'Scan added' } },
    ],
  }
  const routes: CaseRoutes = { office: story.office, login: 'iryna', act: () => ({ ok: false, refusal }) }
  return onCasesPage('iryna', routes, {
    name: 'case-changed',
    then: async (page) => {
      await openCase(story.id)(page)
      await page.getByLabel('Нова нотатка для колег').fill('Подивитися довідку ще раз')
      await press(page, 'Додати нотатку')
      await page.getByText('Введене лишається на екрані').waitFor()
    },
  })
}

function officer(): Scene[] {
  const story = anAssignedCase('2026-03-02')
  story.office.on('2026-03-05', '09:00')
  const routes = { office: story.office, login: 'bohdan' as const }
  const visit = anAssignedCase('2026-03-02')
  visit.office.on('2026-03-05', '09:00')
  return [
    onCasesPage('bohdan', routes, {
      name: 'case-identification',
      sizes: every,
      then: async (page) => {
        await openCase(story.id)(page)
        await page.getByLabel('Новий запит').selectOption({ label: 'Запит до Держприкордонслужби' })
      },
    }),
    onCasesPage(
      'taras',
      { office: visit.office, login: 'taras' },
      {
        name: 'case-residence',
        then: openCase(visit.id),
      },
    ),
  ]
}

/** 003 with every row an authorised entity would add. */
function longest(): Scene {
  const { office, id } = anIntake('003', ['expired'])
  return onCasesPage('olena', { office, login: 'olena' }, { name: 'case-longest', sizes: every, then: openCase(id) })
}

function taskScenes(): Scene[] {
  const story = aDecisionDueToday()
  for (const [day, time] of [['2026-03-05', '10:25']] as const) {
    story.office.on(day, time)
    story.office.start('olena', 'permanent', '004', { ticket: 'А-016' })
  }
  const many = story.office.tasks('iryna').tasks
  const [row] = many
  if (row === undefined) throw new Error('nobody has a task')
  const rows = Array.from({ length: 100 }, (_, index) => ({
    ...row,
    case: `6801-004-${String(200 + index).padStart(6, '0')}`,
    applicant:
      ['Алієв Ельчин Раміз огли', 'Їжакевич-Задунайська Єлизавета-Вікторія Всеволодівна', 'Nguyễn Thị Minh'][
        index % 3
      ] ?? '',
    limit: `2026-03-${String(3 + (index % 20)).padStart(2, '0')}`,
    daysLeft: index - 2,
    overdue: index < 2,
    warned: index === 3,
    officer: index % 2 === 0 ? { login: 'bohdan', name: 'Богдан Лисенко' } : null,
    inquiries: index % 4,
  }))
  const tasks = () => ({ tasks: rows, total: 10_000, overdue: 2, dueToday: 1, next: 'cursor', server: true })
  const draft = anIntake()
  draft.office.server = false
  return [
    onCasesPage(
      'iryna',
      { office: story.office, login: 'iryna', tasks },
      { name: 'tasks', sizes: every, scrolls: 'first' },
    ),
    onCasesPage(
      'iryna',
      { office: story.office, login: 'iryna', tasks },
      { name: 'tasks-english', english: true, scrolls: 'first' },
    ),
    onCasesPage(
      'iryna',
      { office: story.office, login: 'iryna', tasks },
      { name: 'tasks-contrast', contrast: true, scrolls: 'first' },
    ),
    onCasesPage('iryna', { office: new CaseOffice(), login: 'iryna' }, { name: 'tasks-empty' }),
    onCasesPage('olena', { office: draft.office, login: 'olena' }, { name: 'tasks-server-away' }),
    onCasesPage(
      'iryna',
      { office: new CaseOffice(), login: 'iryna', serverAway: true },
      {
        name: 'tasks-unreachable',
        then: async (page) => {
          await page.getByText('Центральний сервер не відповідає').waitFor()
        },
      },
    ),
    onCasesPage(
      'iryna',
      { office: new CaseOffice(), login: 'iryna' },
      {
        name: 'tasks-not-found',
        then: async (page) => {
          await page.keyboard.press('F3')
          await page.keyboard.type('Ніхто')
          await page.getByText('Нічого не знайдено').waitFor()
        },
      },
    ),
  ]
}

function distributionScenes(): Scene[] {
  const several = (): CaseOffice => {
    const { office } = anIntakeAt('over', '2026-03-05')
    for (const { folder } of office.cases.values()) if (folder.state.status === 'none') throw new Error('empty')
    const waiting = office.distribution('iryna')
    if (waiting.waiting.length === 0) {
      const [id = ''] = office.cases.keys()
      for (const stage of ['application', 'scans']) {
        office.told(id, { type: 'confirm-awaited', today: office.today, stage, taken: true, reference: 'R' } as never)
      }
    }
    return office
  }
  const office = several()
  const [first] = office.distribution('iryna').waiting
  const view = office.distribution('iryna')
  const more = Array.from({ length: 8 }, (_, index) => ({
    ...(first as NonNullable<typeof first>),
    case: `6801-00${2 + (index % 3)}-000${140 + index}`,
    suggested: index % 2 === 0 ? 'vira' : 'bohdan',
  }))
  const full = { ...view, waiting: [...view.waiting, ...more] }
  const open = async (page: Page) => {
    await page.locator('.bar').getByRole('button', { name: 'Розподіл' }).click()
    await page.locator('main.distribution').waitFor()
  }
  return [
    onCasesPage(
      'iryna',
      { office, login: 'iryna', distribution: full },
      {
        name: 'distribution',
        sizes: every,
        then: async (page) => {
          await open(page)
          await page.locator('.dist-table').waitFor()
        },
      },
    ),
    onCasesPage(
      'iryna',
      { office: several(), login: 'iryna' },
      {
        name: 'distribution-done',
        then: async (page) => {
          await open(page)
          await press(page, /^Розподілити/)
          await page.getByText('Усе розподілено').waitFor()
        },
      },
    ),
  ]
}

function intakeScenes(): Scene[] {
  const office = new CaseOffice()
  const temporary = anIntake('003', ['expired'])
  return [
    {
      name: 'intake-start',
      view: serving,
      sizes: every,
      before: at({ office, login: 'olena' }),
      then: async (page) => {
        await page.getByText('Заява зберігається тут').waitFor()
      },
    },
    {
      name: 'intake-start-grounds',
      view: servingTemporary,
      sizes: every,
      before: at({ office, login: 'olena' }),
      then: async (page) => {
        await page.getByText('Прискорений порядок').waitFor()
      },
    },
    {
      name: 'intake-start-pending',
      view: serving,
      before: at({ office, login: 'olena', silent: true }),
      then: async (page) => {
        await page.getByText('Заява зберігається тут').waitFor()
        await press(page, 'Відкрити заяву')
        await page.getByText('Вузол офісу не відповідає').waitFor()
      },
    },
    {
      name: 'intake-outside-queue',
      view: withPost(aView({ state: 'outside-queue' }), 'olena'),
      before: at({ office, login: 'olena' }),
      then: async (page) => {
        await page.getByText('Заява зберігається тут').waitFor()
      },
    },
    intake('intake-documents', temporary, {
      sizes: every,
      view: withPost(aServingView({ ...aliievHere, service: 'temporary' }), 'olena'),
    }),
    intake('intake-documents-english', temporary, {
      english: true,
      view: withPost(aServingView({ ...aliievHere, service: 'temporary' }), 'olena'),
    }),
    ...(['confirmed', 'not-confirmed', 'unreachable'] as const).map((result) => {
      const story = anIntake('003', ['expired'])
      story.office.fee = result
      return intake(`intake-fee-${result}`, story, {
        view: withPost(aServingView({ ...aliievHere, service: 'temporary' }), 'olena'),
        then: async (page) => {
          await page.getByLabel('Код квитанції').first().fill('1234-5678-9012')
          await press(page, 'Перевірити сплату')
          await page.locator('.fee-result').waitFor()
          await page.locator('.fee').scrollIntoViewIfNeeded()
        },
      })
    }),
    intake('intake-refuse', anIntake(), {
      then: async (page) => {
        await press(page, 'Відмова в прийнятті документів')
        await page.locator('.outcome-form').waitFor()
      },
    }),
    intake('intake-refused', anIntake(), {
      then: async (page) => {
        await press(page, 'Відмова в прийнятті документів')
        await page.locator('.grounds input').first().check()
        await page.locator('.outcome-form').getByRole('button', { name: 'Відмова в прийнятті документів' }).click()
        await page.getByText('Документи не прийнято').waitFor()
      },
    }),
    intake('intake-form', anIntakeAt('application'), { sizes: every }),
    intake('intake-form-problems', anIntakeAt('application'), {
      then: async (page) => {
        await page.getByLabel('Прізвище', { exact: true }).fill('Aлієв1')
        await page.getByLabel('Дата народження').fill('2030-01-01')
        await press(page, 'Заяву-анкету сформовано')
        await page.locator('.problem').first().waitFor()
      },
    }),
    intake('intake-form-pending', anIntakeAt('application'), {
      then: async (page, hub) => {
        const fill = (label: string, value: string) => page.getByLabel(label, { exact: true }).fill(value)
        await fill('Дата народження', aliiev.birthDate)
        await fill('Громадянство', aliiev.citizenship)
        await fill('Серія і номер', aliiev.document.number)
        await fill('Адреса проживання в Україні', aliiev.address)
        await fill('Телефон', '067 123 45 67')
        await fill('Електронна пошта', aliiev.email ?? '')
        hub.cases({ ...anIntakeAt('application'), login: 'olena', silent: true })
        await press(page, 'Заяву-анкету сформовано')
        await page.getByText('Вузол офісу не відповідає').waitFor()
      },
    }),
    intake('intake-print', anIntakeAt('print'), { sizes: every }),
    intake('intake-signature', anIntakeAt('applicant-signature')),
    intake('intake-clerk-signature', anIntakeAt('employee-signature')),
    intake('intake-scans', anIntakeAt('scans'), {
      then: async (page) => {
        await page
          .locator('input[type=file]')
          .last()
          .setInputFiles([
            { name: 'Паспорт.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4') },
            { name: 'нотатки.docx', mimeType: 'application/msword', buffer: Buffer.from('x') },
            {
              name: 'Довідка-про-місце-проживання-відсканована-у-дуже-великій-якості-27-лютого.png',
              mimeType: 'image/png',
              buffer: Buffer.alloc(11 * 1024 * 1024),
            },
          ])
        await page.getByText('шкідливу програму').waitFor()
      },
    }),
    intake('intake-unfinished', anIntake(), {
      then: async (page, hub) => {
        hub.answer({
          ok: false,
          refusal: {
            code: 'draft-unfinished',
            message: { uk: 'Заяву цього відвідувача не завершено.', en: 'The application is not finished.' },
          },
        })
        await press(page, 'Завершити прийом')
        await page.getByRole('dialog').waitFor()
      },
    }),
    intake('intake-abandon', anIntake(), { then: (page) => press(page, 'Залишити заяву') }),
    intake('intake-contrast', anIntakeAt('print'), { contrast: true }),
    intake('intake-over', anIntakeAtOver(), {
      then: async (page) => {
        await page.getByRole('heading', { name: 'Заяву прийнято' }).waitFor()
      },
    }),
  ]
}

/** The last step is done on the page: a case that is over is no draft any more, and would not be found. */
function anIntakeAtOver() {
  return anIntakeAt('scans')
}

export const caseScenes: readonly Scene[] = [
  ...intakeScenes().map((scene) =>
    scene.name === 'intake-over'
      ? {
          ...scene,
          then: async (page: Page) => {
            await press(page, 'Відскановано')
            await page.getByText('Заяву прийнято').waitFor()
          },
        }
      : scene,
  ),
  ...taskScenes(),
  ...decision(),
  changedMeanwhile(),
  ...officer(),
  longest(),
  ...distributionScenes(),
  {
    name: 'vacant-with-post',
    view: withPost(aView(), 'olena'),
    sizes: every,
    before: at({ office: new CaseOffice(), login: 'olena' }),
  },
]
