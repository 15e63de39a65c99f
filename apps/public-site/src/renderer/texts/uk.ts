import { bookingUk } from './booking-uk.ts'
import { myUk } from './my-uk.ts'
import { toolsUk } from './tools-uk.ts'

/** What the public pages say in Ukrainian; `{name}` is filled in. */
export const uk = {
  ...bookingUk,
  ...myUk,
  ...toolsUk,
  brand: 'Послуги ДМС',
  skip: 'До змісту',
  otherLanguage: 'English',
  'noscript.lead': 'Цій сторінці потрібен JavaScript. Про заяву можна також спитати телефоном або у відділі.',

  'home.title': 'Послуги ДМС онлайн',
  'home.lead': 'Що потрібно?',
  'home.status.lead': 'На якому вона етапі, до якого дня за законом і що потрібно від вас',

  'status.title': 'Де моя заява',
  'status.lead': 'Номер справи – на папері, який вам дали, коли прийняли документи.',
  'status.case': 'Номер справи',
  'status.case.hint': 'Наприклад, 4801-004-000127',
  'status.digits': 'Останні чотири цифри документа',
  'status.digits.hint': 'Того, з яким ви подавали заяву. Букв не потрібно',
  'status.ask': 'Дізнатися',
  'status.asking': 'Шукаємо…',
  'status.private': 'Імені й адреси ця сторінка не показує і нічого не зберігає.',

  'problem.case': 'Номер справи має вигляд 4801-004-000127. Перевірте його на папері.',
  'problem.digits': 'Потрібно рівно чотири цифри.',
  'problem.unknown': 'Справи з таким номером і такими цифрами документа немає. Перевірте обидва.',
  'problem.too-many': 'Забагато спроб. Спробуйте знову за {count} хв.',
  'problem.too-many-hours': 'Забагато спроб. Спробуйте знову за {count} год.',
  'problem.offline': 'Немає зв’язку. Уведене залишилося: перевірте інтернет і натисніть ще раз.',
  'problem.away': 'Сервіс зараз не відповідає. Уведене залишилося: спробуйте за кілька хвилин.',

  'answer.another': 'Інша заява',
  'answer.case': 'Справа {case}',
  'answer.expected': 'Що потрібно від вас',
  'answer.visit': 'Домовлений день: {date}',
  'answer.deadline': 'Строк за законом',
  'answer.until': 'до {date}',
  'answer.overdue': 'Строк минув {date}, зверніться туди, де подавали заяву, або поскаржтеся.',
  'answer.phone': 'Телефон відділу:',
  'answer.accepted': 'Заяву прийнято',
  'answer.now': 'Зараз роблять',
  'answer.path': 'Шлях заяви',
  'answer.appeal': 'Як оскаржити',
  'answer.print': 'Надрукувати',
  'answer.printed': 'Стан на {date}',
  'step.done': 'зроблено',
  'step.now': 'над цим працюють',
  'step.ahead': 'попереду',

  'lost.title': 'Такої сторінки немає',
  'lost.lead': 'Можливо, в адресі помилка.',
  'lost.home': 'На головну',
} as const

/** A key of the texts. */
export type TextKey = keyof typeof uk
