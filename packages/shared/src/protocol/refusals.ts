import type { Bilingual } from './values.ts'

const table = {
  // registration
  'unknown-service': [
    'Такої послуги тут немає. Оберіть послугу зі списку.',
    'This service is not offered here. Choose one from the list.',
  ],
  'no-places': ['Вільних місць немає. Оберіть інший день або час.', 'No free places. Choose another day or time.'],
  'place-taken': ['Це місце щойно зайняли. Оберіть інший час.', 'This place has just been taken. Choose another time.'],
  'unknown-place': [
    'Такого часу для запису немає. Оберіть час зі списку.',
    'There is no such time. Choose one from the list.',
  ],
  'outside-hours': [
    'Зараз послугу не надають. Оберіть час у години прийому.',
    'The service is closed now. Choose a time within opening hours.',
  ],
  'date-closed': [
    'На цю дату запису немає. Оберіть дату з календаря.',
    'This date is not open for registration. Choose one from the calendar.',
  ],
  'day-not-open': ['Прийом сьогодні ще не відкрито або вже закінчено.', 'The office day is not open.'],
  'already-registered': [
    'На це ім’я вже є талон на цю послугу цього дня.',
    'There is already a ticket for this person, service and day.',
  ],
  'session-limit': [
    'За один раз можна взяти не більше 5 талонів. Натисніть «Готово» і почніть знову.',
    'At most 5 tickets at one time. Press Done and start again.',
  ],
  'name-empty': ['Введіть ім’я так, як у документі.', 'Enter the name as in the document.'],
  'name-too-long': ['Ім’я задовге: найбільше 60 знаків.', 'The name is too long: 60 characters at most.'],
  'name-characters': [
    'У цьому полі можуть бути лише літери, апостроф, дефіс і пробіл.',
    'Only letters, an apostrophe, a hyphen and a space are allowed here.',
  ],
  'guardian-phone': [
    'Введіть номер телефону повністю, наприклад 067 123 45 67.',
    'Enter the whole phone number, for example 067 123 45 67.',
  ],
  'unknown-priority': ['Такої підстави для першочерговості немає.', 'There is no such priority category.'],
  'printer-stopped': [
    'Принтер талонів не друкує: немає паперу, відкрито кришку або його вимкнено. Зверніться до працівника.',
    'The ticket printer does not print: no paper, an open cover, or it is off line. Please ask the staff.',
  ],
  'feedback-too-soon': [
    'Дякуємо, відгук щойно прийнято. Наступний – за хвилину.',
    'Thank you, feedback has just been given. The next one in a minute.',
  ],
  'number-range-full': [
    'Номери на цей день вичерпано. Зверніться до працівника.',
    'No ticket numbers are left for this day. Please ask the staff.',
  ],
  // tickets
  'unknown-ticket': [
    'Такого талона немає. Перевірте номер і дату.',
    'There is no such ticket. Check the number and the date.',
  ],
  'wrong-code': ['Код не підходить до талона. Перевірте код.', 'The code does not match the ticket. Check the code.'],
  'code-locked': ['Забагато хибних кодів. Зверніться до працівника.', 'Too many wrong codes. Please ask the staff.'],
  'code-required': [
    'Для цього талона потрібен код. Він надрукований на талоні.',
    'This ticket needs its code. It is printed on the ticket.',
  ],
  'service-required': ['Оберіть послугу, на яку взято талон.', 'Choose the service the ticket was taken for.'],
  'not-today': ['Цей талон на інший день.', 'This ticket is for another day.'],
  'ticket-ended': ['Цей талон уже недійсний.', 'This ticket is no longer valid.'],
  'already-called': ['Талон уже запрошено. Підійдіть до кабінету.', 'The ticket has been called. Go to the window.'],
  // calls
  'unknown-call': ['Такого запрошення немає або воно вже закінчилося.', 'There is no such call, or it has ended.'],
  'not-this-display': [
    'Це табло не показує запрошень цього кабінету.',
    'This display does not show calls of that window.',
  ],
  'already-announced': ['Запрошення вже оголошено.', 'The call has been announced already.'],
  'display-announcing': [
    'Табло оголошує запрошення. Зачекайте 3 секунди.',
    'The display is announcing the call. Wait 3 seconds.',
  ],
  'recall-too-soon': [
    'Повторити можна через 15 секунд після попереднього оголошення.',
    'Wait 15 seconds after the previous announcement.',
  ],
  'recall-limit': ['Повторити можна не більше 3 разів.', 'At most 3 repeats.'],
  // desk
  'unknown-window': ['Такого кабінету немає.', 'There is no such window.'],
  'window-in-use': ['У цьому кабінеті вже працює інша людина.', 'Somebody else is working at this window.'],
  'session-has-window': [
    'Ви вже працюєте в іншому кабінеті. Спершу закрийте його.',
    'You already have another window. Close it first.',
  ],
  'window-closed': ['Кабінет закрито. Спершу відкрийте його.', 'The window is closed. Open it first.'],
  'not-your-window': ['Це не ваш кабінет.', 'This is not your window.'],
  'window-busy': ['Спершу завершіть роботу з поточним талоном.', 'Finish with the current ticket first.'],
  'nothing-called': ['Зараз нікого не запрошено.', 'Nobody is being called.'],
  'not-serving': ['Це можливо лише під час прийому.', 'This is possible only while serving.'],
  'nobody-waiting': ['Зараз нікого запрошувати.', 'There is nobody to call.'],
  'already-held': [
    'Один талон уже відкладено. Спершу продовжте його.',
    'One ticket is on hold already. Resume it first.',
  ],
  'nothing-held': ['Відкладених талонів немає.', 'No ticket is on hold.'],
  'same-service': ['Талон уже на цю послугу.', 'The ticket is for this service already.'],
  'same-window': ['Талон уже в цьому кабінеті.', 'The ticket is at this window already.'],
  'service-not-at-window': ['У тому кабінеті цієї послуги не надають.', 'That window does not offer this service.'],
  'draft-unfinished': [
    'Заяву цього відвідувача не завершено. Продовжте її, відмовте в прийнятті або залиште.',
    'The application of this visitor is not finished. Go on with it, refuse to accept it, or abandon it.',
  ],
  'not-priority': ['Цей талон не першочерговий.', 'This ticket has no priority.'],
  // office
  suspended: ['Чергу призупинено. Талони дійсні.', 'The queue is suspended. Tickets stay valid.'],
  'not-suspended': ['Чергу не призупинено.', 'The queue is not suspended.'],
  'help-asked': ['Допомогу вже покликано.', 'Help has been asked for already.'],
  'no-help-asked': ['Допомоги вже не чекають.', 'Nobody is waiting for help there any more.'],
  'already-suspended': ['Чергу вже призупинено.', 'The queue is suspended already.'],
  'no-clock-step': ['Годинник не змінювали.', 'There is no clock step to accept.'],
  'nothing-to-confirm': ['Підтверджувати нічого.', 'There is nothing to confirm.'],
  // the queue server and the office
  'owned-by-server': [
    'Це онлайн-запис. Скасуйте його там, де записалися.',
    'This is an online booking. Cancel it where you booked.',
  ],
  'day-cancelled': [
    'Прийом цього дня скасовано. Оберіть інший день.',
    'The office has cancelled this day. Choose another day.',
  ],
  'online-closed': [
    'Онлайн-запис на цей день закрито. Приходьте до живої черги.',
    'Online booking for this day is closed. Come to the current queue.',
  ],
  'not-acknowledged': [
    'Офіс ще не підтвердив цей день. Спробуйте за кілька хвилин або оберіть інший день.',
    'The office has not confirmed this day yet. Try again in a few minutes or choose another day.',
  ],
  'unknown-day': [
    'Такого дня в плані немає. Оберіть інший день.',
    'There is no plan for this day. Choose another day.',
  ],
  'unknown-booking': [
    'Такого запису немає. Перевірте номер і дату.',
    'There is no such booking. Check the number and the date.',
  ],
  'inbox-gap': [
    'Повідомлення сервера прийшли не за порядком. Нічого не змінено.',
    'Messages of the server came out of order. Nothing has changed.',
  ],
  // transport
  'command-id-reused': [
    'Команда з цим номером уже була, але інша. Створіть нову.',
    'This command id was used for a different command.',
  ],
  'log-unavailable': [
    'Вузол офісу не може записати подію на диск. Нічого не змінено.',
    'The hub cannot write to its disk. Nothing has changed.',
  ],
} as const satisfies Record<string, readonly [uk: string, en: string]>

/** Reason code of a refused command. */
export type RefusalCode = keyof typeof table

export const refusalCodes = Object.keys(table) as readonly RefusalCode[]

/** The sentence a person reads: what is wrong and what to do, in both languages. */
export function refusalMessage(code: RefusalCode): Bilingual {
  const [uk, en] = table[code]
  return { uk, en }
}
