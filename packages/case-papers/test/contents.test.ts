import type { Applicant } from '@cherha/shared/workflow'
import { describe, expect, test } from 'vitest'
import { PaperNotPossible, type PaperModel, paperModel } from '../src/index.ts'
import { ACase, applicant, head, longest } from './a-case.ts'
import { textsOf } from './read-pdf.ts'
import { scenarios } from './scenarios.ts'

const all = new Map(scenarios().map(({ name, model }) => [name, model]))

function wordsOf(model: PaperModel | undefined): string {
  return textsOf(model?.parts, new Set(['kind', 'language', 'style']))
    .join('\n')
    .replaceAll('\u00a0', ' ')
}
const words = (name: string) => wordsOf(all.get(name))

describe('the application form', () => {
  test('has everything the applicant has said', () => {
    const said = words('application-form-longest')
    const { surname, givenName, patronymic, latin, citizenship, document, phone, representative, hostingParty } =
      longest
    for (const text of [surname, givenName, patronymic, latin?.surname, latin?.givenName, citizenship, document.number])
      expect(said).toContain(text)
    for (const text of [document.issuer, phone, representative?.name, representative?.authority, hostingParty?.name])
      expect(said).toContain(text)
    for (const text of [
      hostingParty?.address,
      longest.email,
      '5 березня 1987 року',
      'жіноча',
      '22 листопада 2029 року',
      'англійська',
    ])
      expect(said).toContain(text)
    expect(said).toContain('Місце для фотокартки')
  })

  test('has a line to sign on, or the note that the applicant cannot sign', () => {
    expect(all.get('application-form')?.parts[0]?.blocks).toContainEqual(
      expect.objectContaining({ kind: 'tick', ticked: false }),
    )
    expect(words('application-form')).toContain('Єлизавета-Вікторія ЇЖАКЕВИЧ-ЗАДУНАЙСЬКА')
    const cannot = all.get('application-form-cannot-sign')
    expect(cannot?.parts[0]?.blocks).toContainEqual(expect.objectContaining({ kind: 'tick', ticked: true }))
    expect(wordsOf(cannot)).not.toContain('Єлизавета-Вікторія ЇЖАКЕВИЧ-ЗАДУНАЙСЬКА')
  })

  test('is signed by the employee with date, surname and initials', () => {
    const places = all.get('application-form')?.parts[0]?.blocks.at(-1)
    expect(places).toMatchObject({
      kind: 'signatures',
      places: [{ who: 'Провідний спеціаліст сектору ЦОД', name: 'Ткачук О.' }],
    })
    expect(words('application-form')).toContain('16 листопада 2026 року')
  })

  test('warns of the residence check where the card has one', () => {
    expect(words('application-form-cannot-sign')).toContain('Мене попереджено')
    expect(words('application-form')).not.toContain('Мене попереджено')
  })

  test('without an applicant it is a form to fill in by hand', () => {
    expect(words('application-form-empty')).toContain('Прізвище')
    expect(words('application-form-empty')).not.toContain('undefined')
  })
})

describe('the receipt', () => {
  test('lists what was taken and given back, the number and how to ask', () => {
    const said = words('receipt')
    for (const text of [
      '8036-003-100001',
      'копія «Згідно з оригіналом»',
      'оригінал повернуто',
      'https://cherha.example.gov.ua/status',
    ])
      expect(said).toContain(text)
    expect(said).toContain('останні чотири цифри')
    expect(said).toContain('7 грудня 2026 року')
  })

  test('lists the scans where the card has no list of documents', () => {
    const run = new ACase('004').writes(applicant).intake()
    const scan = {
      hash: 'b'.repeat(64),
      name: 'Паспорт.pdf',
      type: 'application/pdf',
      bytes: 9,
      document: null,
    } as const
    run.holds({ type: 'file-added', on: run.today, at: 0, by: 'o', file: { ...scan, stage: 'scans', scan: 'clean' } })
    expect(wordsOf(paperModel(run.card, run.folder, 'receipt', run.context('scans')))).toContain('Паспорт.pdf')
  })
})

describe('refusals', () => {
  test('the refusal to accept names its grounds as the card prints them, in English too for who is written to in English', () => {
    const { parts } = all.get('acceptance-refusal-longest') ?? { parts: [] }
    expect(parts.map(({ language }) => language)).toEqual(['uk', 'en'])
    expect(words('acceptance-refusal-longest')).toContain('Документи подано не в повному обсязі')
    expect(words('acceptance-refusal-longest')).toContain('The documents are not complete')
    expect(all.get('acceptance-refusal')?.parts).toHaveLength(1)
    expect(words('acceptance-refusal')).toContain('на прохання заявника')
    expect(words('acceptance-refusal')).not.toContain('не відповідає вимогам')
  })

  test('the refusal to consider and the notice go to the authorised entity', () => {
    for (const name of ['consideration-refusal', 'entity-notice'])
      expect(words(name)).toContain('Кому: Державне підприємство «Документ»')
    expect(words('entity-notice')).toContain('Відмовити в оформленні')
  })
})

describe('the decision', () => {
  test('says what was decided, on what grounds with their numbers, where it can be appealed and who signs', () => {
    const said = words('decision')
    expect(said).toContain('ВИРІШЕНО: відмовити в оформленні.')
    expect(said).toMatch(/^9\.$/m)
    expect(said).toContain('може бути оскаржено в адміністративному порядку або до суду')
    expect(said).toContain('Перший заступник начальника УДМС Ярослав ҐУДЗЬ')
    expect(said).not.toContain('Інформація Національної поліції')
  })

  test('its copy says when it was made and signed, and bears the mark of a true copy', () => {
    const said = words('decision-copy')
    for (const text of ['Рішення прийнято 20 листопада 2026 року', '«Згідно з оригіналом»', 'c0ffee'.padEnd(64, '0')])
      expect(said).toContain(text)
    // half past two at night in UTC is another hour in Kyiv
    expect(said).toContain('20 листопада 2026 року о 16:05')
    expect(words('decision-copy-granted')).toContain('ВИРІШЕНО: оформити посвідку.')
    expect(words('decision-copy-granted')).not.toContain('Підстави')
  })

  test('signed by two, it names neither: both sign the same file', () => {
    const run = new ACase('003').writes(applicant).intake()
    const card = structuredClone(run.card)
    for (const { signers } of card.stages.find(({ key }) => key === 'decision')?.outcomes ?? [])
      for (const signer of signers) signer.count = 2
    const context = run.context('decision', { outcome: { key: 'issue' } })
    const [first, second] = [head, { ...head, name: 'Хтось Інший' }].map((author) =>
      paperModel(card, run.folder, 'decision', { ...context, author }),
    )
    expect(first).toEqual(second)
  })
})

describe('an inquiry', () => {
  const ask = (texts: readonly (string | undefined)[]) => {
    const run = new ACase('003').writes(applicant).intake().complete('distribution.assigned')
    run.complete('identification.inquiry-needed')
    for (const [index, text] of texts.entries())
      run.does({
        type: 'send-inquiry',
        today: run.today,
        version: run.version,
        actor: run.person('officer'),
        stage: 'inquiries',
        inquiry: 'state-body',
        id: `q-${index}`,
        ...(text === undefined ? {} : { text }),
      })
    return paperModel(run.card, run.folder, 'inquiry', run.context('inquiries'))
  }

  test('has what the officer wrote, whom it is about and by when to answer', () => {
    const said = wordsOf(ask(['Чи чинний паспортний документ?', 'Чи перетинала кордон?']))
    for (const text of [
      'Чи чинний паспортний документ?',
      'Чи перетинала кордон?',
      'Їжакевич-Задунайська',
      'AB 1234567',
    ])
      expect(said).toContain(text)
    expect(said).toContain('протягом трьох робочих днів з дня надходження такого запиту')
  })

  test('without words of the officer’s has lines to write on', () => {
    const { parts } = ask([undefined])
    expect(parts[0]?.blocks).toContainEqual(expect.objectContaining({ kind: 'blank', lines: 3 }))
  })
})

describe('acts', () => {
  test('the residence check is signed by two employees; the owner and neighbours may', () => {
    const places = all.get('residence-act')?.parts[0]?.blocks.at(-1)
    expect(places).toMatchObject({
      places: [
        { name: 'Олена ТКАЧУК' },
        { name: null },
        { who: 'Власник житла (за\u00a0наявності)' },
        { who: 'Сусід, сусідка (за\u00a0наявності)' },
      ],
    })
    expect(words('residence-act')).toContain('20 листопада 2026 року о 10:30')
  })

  test('the visit’s act has every field of the card, and the doctor signs it in hospital only', () => {
    const run = new ACase('003').writes(applicant)
    for (const { label } of run.card.information?.homeVisit?.actFields ?? [])
      expect(words('identity-act')).toContain(label.uk)
    expect(words('identity-act')).toContain('Лікар')
    const outcome = { key: 'accepted-on-visit', fields: { 'home-visit': true, 'in-hospital': false } }
    const atHome = paperModel(run.card, run.folder, 'identity-act', run.context('intake-check', { outcome }))
    expect(wordsOf(atHome)).not.toContain('Лікар')
    expect(wordsOf(atHome)).toContain('просп. Центральний')
  })

  test('the visit’s act says what the clerk has written of the visit', () => {
    const run = new ACase('003').writes(applicant)
    const fields = {
      'visit-place': 'Міська лікарня № 1, палата 7',
      'visit-time': '2026-11-20T10:30',
      'visit-present': 'Лікарка Х. Приклад',
      'health-confirmed': true,
      'identity-confirmed': false,
    }
    const outcome = { key: 'accepted-on-visit', fields }
    const act = wordsOf(paperModel(run.card, run.folder, 'identity-act', run.context('intake-check', { outcome })))
    for (const text of ['Міська лікарня № 1, палата 7', '20 листопада 2026 року о 10:30', 'Лікарка Х. Приклад'])
      expect(act).toContain(text)
    expect(act).toContain('не підтверджено')
  })

  test('the act of transfer has the number and date of the card, or what goes with a card withdrawn', () => {
    expect(words('handover-act')).toContain('№ ІН 123456 від 16 листопада 2026 року')
    expect(words('handover-act-withdrawn')).toContain('Акт про вилучення')
    expect(words('handover-act-withdrawn')).toContain('№ 14-В/2026')
  })
})

test('words from the form are printed as they are, also if they look like something else', () => {
  const odd: Applicant = { ...applicant, surname: "О'Коннор-Д'Арк", address: 'рядок\nдругий\u0000рядок' }
  const run = new ACase('003').writes(odd)
  const said = wordsOf(paperModel(run.card, run.folder, 'application-form', run.context('print')))
  expect(said).toContain('О’Коннор-Д’Арк')
  expect(said).toContain('рядок\nдругий рядок')
})

test('a case that has not begun has no papers, nor has a stage its card does not know', () => {
  const run = new ACase('003')
  const none = { ...run.folder, state: { status: 'none', version: 0 } as const }
  expect(() => paperModel(run.card, none, 'decision', run.context('decision'))).toThrow(PaperNotPossible)
  expect(() => paperModel(run.card, run.folder, 'decision', run.context('nowhere'))).toThrow(PaperNotPossible)
})
