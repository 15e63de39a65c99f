import type { CardInput } from '../../card.ts'

const incomplete = {
  key: 'incomplete',
  text: { uk: 'Документи подано не в повному обсязі', en: 'The documents are not complete' },
}
const notInDueForm = {
  key: 'not-in-due-form',
  text: { uk: 'Оформлення документів не відповідає вимогам законодавства', en: 'The documents are not in due form' },
}

/** Document 003: why documents, consideration, the card or its handing over are refused (information card, row 13). */
export const grounds: NonNullable<CardInput['grounds']> = {
  acceptance: [
    incomplete,
    {
      key: 'fee-not-confirmed',
      text: {
        uk: 'Інформацію про сплату адміністративного збору не підтверджено за допомогою «check»',
        en: 'Payment of the fee was not confirmed by “check”',
      },
    },
    notInDueForm,
  ],
  consideration: [incomplete, notInDueForm],
  handover: [
    {
      key: 'no-authority',
      number: '5',
      text: {
        uk: 'За видачею звернувся законний представник без документально підтверджених повноважень',
        en: 'A legal representative without documented authority came for the card',
      },
    },
  ],
  refusal: [
    {
      key: 'has-document',
      number: '1',
      text: {
        uk: 'Особа має посвідку чи посвідку на постійне проживання (крім обміну), посвідчення біженця чи особи, якій надано додатковий захист, дійсні на день звернення',
        en: 'The person has a temporary or permanent residence permit (unless it is exchanged), or a certificate of a refugee or of complementary protection, valid on the day of application',
      },
    },
    {
      key: 'unlawful-stay',
      number: '2',
      text: {
        uk: 'Перебування з порушенням встановленого строку або невиконане рішення про примусове повернення, видворення чи заборону в’їзду',
        en: 'A stay beyond its term, or a decision on forced return, expulsion or entry ban that is not executed',
      },
    },
    {
      key: 'not-confirmed-by-register',
      number: '3',
      text: {
        uk: 'Дані Реєстру, картотек не підтверджують надану інформацію (зокрема сплату за допомогою «check»)',
        en: 'The Register and card files do not confirm the information (the payment by “check” included)',
      },
    },
    {
      key: 'citizen-of-ukraine',
      number: '4',
      text: { uk: 'Встановлено належність особи до громадянства України', en: 'The person is a citizen of Ukraine' },
    },
    {
      key: 'representative-without-authority',
      number: '5',
      text: {
        uk: 'За видачею посвідки звернувся законний представник, який не має документально підтверджених повноважень для її отримання',
        en: 'A legal representative without documented authority to receive the card came for it',
      },
    },
    {
      key: 'incomplete-or-late',
      number: '6',
      text: {
        uk: 'Документи та інформацію подано не в повному обсязі або з порушенням строків, визначених пунктами 17–19 Порядку',
        en: 'Documents and information are not complete or came later than items 17–19 of the Procedure allow',
      },
    },
    {
      key: 'threat',
      number: '7',
      text: {
        uk: 'Інформація Національної поліції, СБУ чи іншого державного органу про загрозу національній безпеці, громадському порядку, здоров’ю, правам осіб, про злочин проти миру, воєнний злочин, злочин проти людяності або про розшук за тяжкий злочин',
        en: 'Information of the National Police, the Security Service or another body on a threat to national security, public order, health or rights, on a crime against peace, a war crime, a crime against humanity, or that the person is wanted for a grave crime',
      },
    },
    {
      key: 'passport-not-valid',
      number: '8',
      text: {
        uk: 'Паспортний документ підроблений, зіпсований, не відповідає зразку, належить іншій особі або прострочений',
        en: 'The passport document is forged, spoiled, not of the form laid down, another person’s, or expired',
      },
    },
    {
      key: 'false-data',
      number: '9',
      text: {
        uk: 'Подано завідомо неправдиві відомості або підроблені документи',
        en: 'Knowingly false data or forged documents were given',
      },
    },
    {
      key: 'obligations',
      number: '10',
      text: {
        uk: 'Не виконано рішення суду чи органів, уповноважених накладати стягнення, або є інші майнові зобов’язання, включаючи пов’язані з попереднім видворенням',
        en: 'Decisions of a court or of bodies that impose penalties are not executed, or there are other property obligations, those of an earlier expulsion included',
      },
    },
    {
      key: 'by-law',
      number: '11',
      text: { uk: 'Інші випадки, передбачені законом', en: 'Other cases laid down by law' },
    },
  ],
}
