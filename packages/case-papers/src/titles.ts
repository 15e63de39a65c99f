import type { PaperKey, Text } from '@cherha/shared/workflow'

/** What each paper is called. */
export const paperTitles: Readonly<Record<PaperKey, Text>> = {
  'application-form': { uk: 'Заява-анкета', en: 'Application form' },
  receipt: { uk: 'Опис прийнятих документів', en: 'Receipt for the documents taken' },
  'fee-receipt': { uk: 'Квитанція про сплату', en: 'Fee receipt' },
  'acceptance-refusal': { uk: 'Відмова в прийнятті документів', en: 'Refusal to accept' },
  'consideration-refusal': { uk: 'Повідомлення про відмову в розгляді', en: 'Notice of the refusal to consider' },
  inquiry: { uk: 'Запит', en: 'Inquiry' },
  decision: { uk: 'Рішення', en: 'Decision' },
  'decision-copy': { uk: 'Копія рішення', en: 'Copy of the decision' },
  'entity-notice': { uk: 'Повідомлення уповноваженому суб’єкту', en: 'Notice to the authorised entity' },
  'residence-act': { uk: 'Акт перевірки місця проживання', en: 'Act of the residence check' },
  'identity-act': { uk: 'Акт відвідування та перевірки особи', en: 'Act of the visit and identity check' },
  'handover-act': { uk: 'Акт приймання-передачі', en: 'Act of transfer' },
  'withdrawal-act': { uk: 'Акт про вилучення посвідки', en: 'Act of withdrawal' },
}
