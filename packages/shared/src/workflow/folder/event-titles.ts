import type { Text } from '../term.ts'
import type { CaseEnd } from '../case/state.ts'
import type { EventKey, noticeMeans, PaperKey, PartyKey, RefusalKind } from '../vocabulary.ts'

/** What happened, as a line of the case says it. */
export const eventTitles: Readonly<Record<EventKey, Text>> = {
  'documents-accepted': { uk: 'Документи прийнято', en: 'Documents accepted' },
  'application-created': { uk: 'Заяву-анкету сформовано', en: 'Application formed' },
  'application-accepted': { uk: 'Заяву прийнято', en: 'Application accepted' },
  'accepted-for-consideration': { uk: 'Прийнято до розгляду', en: 'Accepted for consideration' },
  'electronic-transferred': { uk: 'Електронну справу передано', en: 'Electronic file transferred' },
  'originals-transferred': { uk: 'Оригінали передано', en: 'Originals transferred' },
  'received-from-entity': { uk: 'Надійшло від уповноваженого суб’єкта', en: 'Received from the authorised entity' },
  assigned: { uk: 'Призначено працівника', en: 'Officer assigned' },
  identified: { uk: 'Особу ідентифіковано', en: 'Person identified' },
  'inquiry-sent': { uk: 'Запит надіслано', en: 'Inquiry sent' },
  'inquiry-received': { uk: 'Запит отримано адресатом', en: 'Inquiry received by the other body' },
  'inquiry-answered': { uk: 'Відповідь на запит отримано', en: 'Inquiry answered' },
  'visit-notified': { uk: 'Заявника повідомлено про відвідання', en: 'The applicant was told of the visit' },
  'residence-visited': { uk: 'Відвідання за місцем проживання', en: 'Visit to the place of residence' },
  'decided-to-issue': { uk: 'Ухвалено позитивне рішення', en: 'Decided to grant' },
  'decided-to-refuse': { uk: 'Ухвалено рішення про відмову', en: 'Decided to refuse' },
  'decision-cancelled': { uk: 'Рішення скасовано', en: 'Decision cancelled' },
  'consideration-refused': { uk: 'У розгляді відмовлено', en: 'Consideration refused' },
  'refusal-notified': { uk: 'Про відмову повідомлено', en: 'The refusal was made known' },
  'data-sent': { uk: 'Дані передано на виготовлення', en: 'Data sent to the printing works' },
  'card-delivered': { uk: 'Документ доставлено', en: 'Card delivered' },
  'card-registered': { uk: 'Документ обліковано', en: 'Card registered' },
  'card-checked': { uk: 'Документ звірено', en: 'Card checked' },
  'card-handed-over': { uk: 'Документ передано за актом', en: 'Card handed over with an act' },
  issued: { uk: 'Документ видано', en: 'Issued' },
  'copy-sent': { uk: 'Копію рішення надано', en: 'Copy of the decision given' },
  'card-withdrawn': { uk: 'Недійсний документ вилучено', en: 'Invalid card withdrawn' },
  'complaint-filed': { uk: 'Подано скаргу', en: 'Complaint filed' },
  'stage-completed': { uk: 'Етап завершено', en: 'Stage completed' },
  'circumstance-arose': { uk: 'Виникли обставини', en: 'The circumstances arose' },
  'new-passport-received': { uk: 'Отримано новий паспортний документ', en: 'New passport document received' },
  'permit-expires': { uk: 'Закінчується строк дії', en: 'The permit expires' },
}

export const meansTitles: Readonly<Record<(typeof noticeMeans)[number], Text>> = {
  'in-person': { uk: 'Особисто', en: 'In person' },
  'against-signature': { uk: 'Під підпис', en: 'Against signature' },
  'registered-letter': { uk: 'Рекомендованим листом', en: 'By registered letter' },
  letter: { uk: 'Листом', en: 'By letter' },
  phone: { uk: 'Телефоном', en: 'By phone' },
  email: { uk: 'Електронною поштою', en: 'By e-mail' },
  system: { uk: 'Через інформаційну систему', en: 'Through the information system' },
}

export const paperTitles: Readonly<Record<PaperKey, Text>> = {
  'application-form': { uk: 'Заява-анкета', en: 'Application form' },
  receipt: { uk: 'Опис прийнятих документів', en: 'List of the documents taken' },
  'fee-receipt': { uk: 'Квитанція про сплату', en: 'Receipt of the fee' },
  'acceptance-refusal': { uk: 'Відмова в прийнятті документів', en: 'Refusal to accept the documents' },
  'consideration-refusal': { uk: 'Відмова в розгляді документів', en: 'Refusal to consider the documents' },
  inquiry: { uk: 'Запит', en: 'Inquiry' },
  decision: { uk: 'Рішення', en: 'Decision' },
  'decision-copy': { uk: 'Копія рішення', en: 'Copy of the decision' },
  'entity-notice': { uk: 'Повідомлення уповноваженому суб’єкту', en: 'Notice to the authorised entity' },
  'residence-act': { uk: 'Акт перевірки місця проживання', en: 'Act of the residence check' },
  'identity-act': { uk: 'Акт про відвідання', en: 'Act of the visit' },
  'handover-act': { uk: 'Акт приймання-передачі', en: 'Act of transfer' },
  'withdrawal-act': { uk: 'Акт про вилучення', en: 'Act of withdrawal' },
}

export const partyTitles: Readonly<Record<PartyKey, Text>> = {
  applicant: { uk: 'заявник', en: 'the applicant' },
  'hosting-party': { uk: 'приймаюча сторона', en: 'the hosting party' },
  'authorised-entity': { uk: 'уповноважений суб’єкт', en: 'the authorised entity' },
  'serving-body': { uk: 'орган, що обслуговує', en: 'the serving body' },
  'issuing-body': { uk: 'орган, що видав документ', en: 'the issuing body' },
  'state-body': { uk: 'державний орган', en: 'the state body' },
  'foreign-ministry': { uk: 'Міністерство закордонних справ', en: 'the Ministry of Foreign Affairs' },
  'printing-works': { uk: 'виробник бланків', en: 'the printing works' },
  'central-body': { uk: 'ДМС', en: 'the State Migration Service' },
  police: { uk: 'Національна поліція', en: 'the National Police' },
  'assigned-officer': { uk: 'призначений працівник', en: 'the assigned officer' },
  'home-owner': { uk: 'власник житла', en: 'the owner of the home' },
  neighbour: { uk: 'сусід', en: 'a neighbour' },
  interpreter: { uk: 'перекладач', en: 'an interpreter' },
  doctor: { uk: 'лікар', en: 'a doctor' },
}

export const refusalTitles: Readonly<Record<RefusalKind, Text>> = {
  acceptance: { uk: 'Відмовлено в прийнятті документів', en: 'Acceptance of the documents refused' },
  consideration: { uk: 'Відмовлено в розгляді документів', en: 'Consideration of the documents refused' },
  issue: { uk: 'Відмовлено у наданні послуги', en: 'The application refused' },
  handover: { uk: 'Відмовлено у видачі документа', en: 'Handing over of the card refused' },
}

export const endTitles: Readonly<Record<CaseEnd, Text>> = {
  issued: { uk: 'Справу завершено: документ видано', en: 'Case closed: issued' },
  granted: { uk: 'Справу завершено: рішення надіслано', en: 'Case closed: the decision has been sent' },
  'refused-to-accept': { uk: 'Справу завершено: документи не прийнято', en: 'Case closed: documents not accepted' },
  'refused-to-consider': { uk: 'Справу завершено: у розгляді відмовлено', en: 'Case closed: not considered' },
  refused: { uk: 'Справу завершено: відмовлено', en: 'Case closed: refused' },
  'card-withdrawn': { uk: 'Справу завершено: документ вилучено', en: 'Case closed: card withdrawn' },
  abandoned: { uk: 'Справу завершено: заяву не подано', en: 'Case closed: no application was made' },
}

export const inquiryResults = {
  confirmed: { uk: 'Підтверджено', en: 'Confirmed' },
  'not-confirmed': { uk: 'Не підтверджено', en: 'Not confirmed' },
  unreachable: { uk: 'Система не відповіла', en: 'The system did not answer' },
} as const
