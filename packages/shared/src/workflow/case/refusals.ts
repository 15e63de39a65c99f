import type { Text } from '../term.ts'
import type { HistoryLine } from './state.ts'

const table = {
  'case-exists': ['Таку справу вже розпочато.', 'This case has already been started.'],
  'case-not-started': ['Такої справи немає.', 'There is no such case.'],
  'case-ended': ['Справу завершено: змінити її не можна.', 'The case has ended and cannot be changed.'],
  'wrong-card': [
    'Справа йде за іншою версією картки. Відкрийте її за тією версією, з якої розпочато.',
    'The case follows another version of the card. Open it with the version it began with.',
  ],
  'version-changed': [
    'Справу тим часом змінено. Перегляньте, що змінилося, і повторіть дію.',
    'The case has changed meanwhile. Look at what changed and do it again.',
  ],
  'bad-date': [
    'Дата не підходить: вона хибна, у майбутньому або раніше за попередню дію.',
    'The date does not fit: it is no date, in the future, or before what was done already.',
  ],
  'unknown-track': ['Такого порядку картка не має.', 'The card has no such track.'],
  'wrong-role': ['Ваша роль не виконує цієї дії.', 'Your role does not do this.'],
  'wrong-unit': ['Це робить інший підрозділ.', 'Another unit does this.'],
  'wrong-office': ['Це справа іншого органу.', 'The case belongs to another office.'],
  'not-assigned': ['Справу призначено іншому працівникові.', 'The case is assigned to another officer.'],
  'unknown-stage': ['Такого етапу в картці немає.', 'The card has no such stage.'],
  'unknown-outcome': ['Такого результату етап не має.', 'The stage has no such outcome.'],
  'stage-done': ['Цей етап уже виконано.', 'This stage is done already.'],
  'stage-not-open': ['До цього етапу справа ще не дійшла.', 'The case has not come to this stage yet.'],
  'stage-awaiting': ['Етап виконано, чекаємо на реєстр.', 'The stage is done and waits for the outside system.'],
  'outcome-not-offered': [
    'За обставин справи цей результат неможливий.',
    'In the circumstances of the case this outcome is not possible.',
  ],
  'field-missing': ['Заповніть обов’язкове поле.', 'Fill in the required field.'],
  'field-invalid': ['Поле заповнено неправильно.', 'The field is not filled in correctly.'],
  'unknown-field': ['Такого поля етап не має.', 'The stage has no such field.'],
  'ground-missing': ['Назвіть підставу зі списку.', 'Name a ground from the list.'],
  'unknown-ground': ['Такої підстави в картці немає.', 'The card has no such ground.'],
  'ground-not-shown': [
    'Перевірка цього не показала: недоступність реєстру не є підставою.',
    'The check did not show this: a system that cannot be reached is no ground.',
  ],
  'officer-missing': ['Виберіть працівника.', 'Choose an officer.'],
  'not-an-officer': ['Ця особа не може вести справу.', 'This person cannot be the officer of the case.'],
  'already-assigned': ['Справа вже в цього працівника.', 'The case is with this officer already.'],
  'reason-missing': ['Назвіть причину.', 'Give the reason.'],
  'signature-missing': ['Бракує підпису.', 'A signature is missing.'],
  'already-signed': ['Ви вже підписали.', 'You have signed already.'],
  'not-a-signer': ['Ваш підпис тут не потрібен.', 'Your signature is not asked for here.'],
  'document-changed': [
    'Документ змінився після першого підпису. Підпишіть його знову всі.',
    'The document has changed since the first signature.',
  ],
  'unknown-inquiry': ['Такого запиту немає.', 'There is no such inquiry.'],
  'inquiry-closed': ['На запит уже є відповідь.', 'The inquiry has been answered already.'],
  'inquiry-not-overdue': ['Строк відповіді ще не минув.', 'The term to answer has not passed yet.'],
  'inquiries-open': ['Є запити без відповіді.', 'There are inquiries without an answer.'],
  'event-missing': ['Спершу запишіть те, чого вимагає картка.', 'Record first what the card asks for.'],
  'event-recorded': ['Це вже записано.', 'This has been recorded already.'],
  'unknown-event': ['Картка тут такого не записує.', 'The card records nothing of the kind here.'],
  'notice-too-late': [
    'До цього дня заявника вже не повідомити вчасно. Оберіть пізніший день.',
    'The applicant can no longer be told in time for that day. Choose a later one.',
  ],
  'nothing-awaited': ['Цей етап нічого не чекає.', 'This stage waits for nothing.'],
  'no-appeal': ['Тут нема рішення, яке оскаржують.', 'There is no decision here to appeal.'],
  'appeal-elsewhere': ['Це рішення оскаржують лише до суду.', 'This decision is appealed to a court only.'],
  'documents-missing': [
    'Скаргу подають із документами, що підтверджують підстави.',
    'The complaint has to come with documents that prove its grounds.',
  ],
  'complaint-open': ['Скаргу вже подано, рішення ще немає.', 'A complaint is filed and not decided yet.'],
  'no-complaint': ['Скарги немає.', 'There is no complaint.'],
  'intake-over': [
    'Документи вже прийнято: заяву не можна скасувати.',
    'The intake is over: the case cannot be abandoned.',
  ],
  'applied-too-soon': [
    'Від попередньої відмови минуло замало часу: подати знову ще не можна.',
    'Too little time has passed since the earlier refusal: it is too soon to apply again.',
  ],
  'form-closed': [
    'Заяву вже підписано: дані та скани змінюють лише під час приймання.',
    'The form is signed: its data and scans change only during intake.',
  ],
  'applicant-missing': ['Спершу заповніть дані заявника.', 'Fill in the applicant’s data first.'],
  'document-missing': [
    'Бракує документа зі списку: позначте його або відмовте в прийнятті.',
    'A document of the list is missing: tick it, or refuse to accept.',
  ],
  'unknown-document': [
    'Такого документа в інформаційній картці немає.',
    'The information card lists no such document.',
  ],
  'unknown-file': ['Такого файлу у справі немає.', 'The case has no such file.'],
  'too-many-files': [
    'У справі вже найбільша кількість файлів. Вилучіть зайві.',
    'The case has as many files as it can hold. Remove those not needed.',
  ],
  'too-many-notes': ['У справі вже найбільша кількість приміток.', 'The case has as many notes as it can hold.'],
  'data-invalid': [
    'Дані заповнено неправильно. Перевірте позначене поле.',
    'The data are not filled in correctly. Check the field that is named.',
  ],
} as const satisfies Readonly<Record<string, readonly [string, string]>>

/** Every reason a command on a case can be refused for. */
export type CaseRefusalCode = keyof typeof table
export const caseRefusalCodes = Object.keys(table) as readonly CaseRefusalCode[]

/** The refusal as people read it. */
export function caseRefusalText(code: CaseRefusalCode): Text {
  const [uk, en] = table[code]
  return { uk, en }
}

export interface CaseRefusal {
  readonly code: CaseRefusalCode
  /** What it is about: a field, ground, event, inquiry, signer. */
  readonly what?: string
  /** For `version-changed`: the version now, and what happened since the one that was sent. */
  readonly version?: number
  readonly changes?: readonly HistoryLine[]
}

/** A refusal on its way out of a rule; null: nothing speaks against it. */
export type Objection = CaseRefusal | null

export function objection(code: CaseRefusalCode, what?: string): CaseRefusal {
  return what === undefined ? { code } : { code, what }
}
