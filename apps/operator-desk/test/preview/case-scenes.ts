import type { Page } from 'playwright-core'
import { CaseOffice, type Login } from '../cases/case-office.ts'
import { aDecisionDueToday, anAssignedCase, anIntake, anIntakeAt } from '../cases/stories.ts'
import { aView, aViewWithoutWindow } from '../views.ts'
import type { CaseRoutes } from './case-routes.ts'
import { intakeScenes } from './intake-scenes.ts'
import type { Scene } from './scenes.ts'
import { at, every, press, withPost } from './with-post.ts'

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
    opened('case-decision', { sizes: every, scrolls: 'first' }),
    opened('case-decision-contrast', { contrast: true }),
    opened('case-decision-english', { english: true }),
    opened('case-hub-lost', {
      then: async (page, hub) => {
        hub.listen(false)
        await page.getByText('Немає зв’язку з вузлом з').waitFor()
      },
    }),
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

/** What the hub says of the queue server while it is away. */
const serverAway = (login: Login): Pick<Scene, 'view'> => ({
  view: {
    ...withPost(aViewWithoutWindow(), login),
    server: { state: 'away', lastContact: '2026-03-05T09:58:00+02:00', lagEvents: 12 },
  },
})

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
    onCasesPage(
      'olena',
      { office: draft.office, login: 'olena' },
      { name: 'tasks-server-away', ...serverAway('olena') },
    ),
    onCasesPage(
      'iryna',
      { office: new CaseOffice(), login: 'iryna', serverAway: true },
      {
        name: 'tasks-unreachable',
        ...serverAway('iryna'),
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

/** The pages of applications; each call makes the offices they change. */
export const caseScenes = (): readonly Scene[] => [
  ...intakeScenes(),
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
