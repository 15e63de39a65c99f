import { CaseOffice } from '../cases/case-office.ts'
import { aliiev, anIntake, anIntakeAt } from '../cases/stories.ts'
import { aServingView, aView } from '../views.ts'
import type { CaseRoutes } from './case-routes.ts'
import type { Scene } from './scenes.ts'
import { aliievHere, at, every, press, withPost } from './with-post.ts'

const serving = withPost(aServingView(aliievHere), 'olena')
const servingTemporary = withPost(aServingView({ ...aliievHere, service: 'temporary', number: 'Г-007' }), 'olena')

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

export function intakeScenes(): Scene[] {
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
    intake('intake-abandon', anIntake(), { then: (page) => press(page, 'Скасувати заяву') }),
    intake('intake-contrast', anIntakeAt('print'), { contrast: true }),
    intake('intake-over', anIntakeAt('scans'), {
      then: async (page) => {
        await press(page, 'Відскановано')
        await page.getByText('Заяву прийнято').waitFor()
      },
    }),
  ]
}
