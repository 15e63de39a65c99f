import type { CardInput } from '../../card.ts'

const incomplete = {
  key: 'incomplete',
  text: { uk: 'Документи подано не в повному обсязі', en: 'The documents are not complete' },
}
const notInDueForm = {
  key: 'not-in-due-form',
  text: { uk: 'Оформлення документів не відповідає вимогам законодавства', en: 'The documents are not in due form' },
}

/** Document 004 names the grounds of the decision only by what is checked; the list itself is in the Procedure. */
export const grounds: NonNullable<CardInput['grounds']> = {
  acceptance: [incomplete, notInDueForm],
  consideration: [incomplete, notInDueForm],
  handover: [
    {
      key: 'passport-not-shown',
      text: { uk: 'Не пред’явлено паспортний документ', en: 'The passport document was not shown' },
    },
    {
      key: 'no-authority',
      text: {
        uk: 'Представник без документально підтверджених повноважень',
        en: 'A representative without documented authority',
      },
    },
  ],
  refusal: [
    {
      key: 'not-identified',
      text: { uk: 'Особу не ідентифіковано', en: 'The person was not identified' },
    },
    {
      key: 'unlawful-stay',
      text: { uk: 'Перебування не є законним', en: 'The stay is not lawful' },
    },
    {
      key: 'obligations',
      text: {
        uk: 'Майнові зобов’язання перед державою, фізичними або юридичними особами',
        en: 'Property obligations to the state or to persons',
      },
    },
    {
      key: 'permit-not-lawful',
      text: { uk: 'Дозвіл на імміграцію надано незаконно', en: 'The immigration permit was not lawful' },
    },
    {
      key: 'residence-not-confirmed',
      text: { uk: 'Місце проживання не підтверджено', en: 'The place of residence is not confirmed' },
    },
    {
      key: 'documents-not-valid',
      text: { uk: 'Відомості або документи не підтверджено', en: 'Facts or documents were not confirmed' },
    },
    {
      key: 'by-law',
      text: { uk: 'Інша підстава, передбачена Порядком', en: 'Another ground laid down in the Procedure' },
    },
  ],
}
