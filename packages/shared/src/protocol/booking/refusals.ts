import type { Bilingual } from '../values.ts'

const table = {
  // the number (B17)
  'phone-malformed': [
    'Це не схоже на номер телефону. Введіть його повністю, наприклад 067 123 45 67.',
    'This does not look like a phone number. Enter it in full, for example 067 123 45 67.',
  ],
  'phone-foreign': [
    'Запис можливий лише на номери українських мобільних операторів.',
    'Booking is possible only with a number of a Ukrainian mobile operator.',
  ],
  'phone-too-short': [
    'У номері бракує цифр. Введіть десять цифр, наприклад 067 123 45 67.',
    'Digits are missing in the number. Enter all ten, for example 067 123 45 67.',
  ],
  'phone-too-long': [
    'У номері забагато цифр. Введіть десять цифр, наприклад 067 123 45 67.',
    'The number has too many digits. Enter ten, for example 067 123 45 67.',
  ],
  'phone-fixed': [
    'На міський номер SMS не приходить. Введіть мобільний номер національного оператора.',
    'A fixed line gets no SMS. Enter a mobile number of a national operator.',
  ],
  'phone-voip': [
    'Запис на номери інтернет-телефонії (VoIP) неможливий. Введіть мобільний номер національного оператора.',
    'Numbers of internet telephony (VoIP) cannot book. Enter a mobile number of a national operator.',
  ],
  'phone-not-mobile': [
    'На службовий номер SMS не приходить. Введіть мобільний номер національного оператора.',
    'A service number gets no SMS. Enter a mobile number of a national operator.',
  ],
  'phone-not-national': [
    'Номери 071 і 072 не належать національним операторам: запис можливий лише на номери національних операторів мобільного зв’язку.',
    'Numbers 071 and 072 are of no national operator: booking is possible only with numbers of national mobile operators.',
  ],
  'phone-unknown-range': [
    'Такого коду немає в жодного національного оператора мобільного зв’язку. Перевірте номер.',
    'No national mobile operator has numbers with this code. Check the number.',
  ],
  // who asks (B18–B21)
  'address-refused': [
    'Запис можливий лише з IP-адрес українських операторів. Вимкніть VPN або запишіться у відділі.',
    'Booking is possible only from addresses of Ukrainian providers. Switch off your VPN, or register at the office.',
  ],
  'challenge-required': [
    'Зачекайте секунду: перевіряємо, що ви не програма.',
    'One second: checking that you are no program.',
  ],
  'too-many': [
    'Забагато спроб із цим номером або з вашої мережі. Спробуйте пізніше.',
    'Too many attempts with this number or from your network. Try again later.',
  ],
  // nothing the visitor has done: too many others at once
  busy: [
    'Зараз записується дуже багато людей, тому запит не виконано і нічого не змінилося. Зачекайте й натисніть ще раз.',
    'Very many people are booking right now, so this was not done and nothing has changed. Wait and press again.',
  ],
  'too-many-open': [
    'На цей номер уже є стільки записів, скільки дозволено. Скасуйте зайвий або дочекайтеся прийому.',
    'This number has as many bookings as are allowed. Cancel one or wait until the visit.',
  ],
  'too-many-month': [
    'На місяць цього прийому на цей номер записів більше не можна.',
    'No more bookings with this number in the month of this visit.',
  ],
  'already-booked': [
    'З цим номером і документом уже є запис на цю послугу. Подивіться «Мої записи».',
    'There is already a booking of this service with this number and document. See “My bookings”.',
  ],
  // a limit that only holds reach: their places come back by themselves (B56)
  'place-held': [
    'На цей номер і документ місце вже чекає на код із SMS. Поверніться на сторінку, де почали запис, або зачекайте: без коду місце звільниться.',
    'A place waits already for the code sent to this number, for this document. Go back to the page where it was begun, or wait: without the code it is free again.',
  ],
  'too-many-held': [
    'Разом із місцями, що чекають на код, на цей номер уже стільки записів, скільки дозволено. Зачекайте: місце без коду звільниться.',
    'With the places that wait for a code this number has as many bookings as are allowed. Wait: a place whose code is not typed is free again.',
  ],
  blocked: [
    'Запис на цей номер тимчасово закрито: за кількома записами ніхто не прийшов. Візьміть талон у відділі.',
    'Booking with this number is closed for some time: nobody came to several visits. Take a ticket at the office.',
  ],
  // the place
  'unknown-office': ['Такого відділу немає. Оберіть зі списку.', 'There is no such office. Choose one from the list.'],
  'unknown-service': ['Такої послуги тут немає. Оберіть зі списку.', 'No such service here. Choose one from the list.'],
  'date-closed': ['На цю дату запису немає. Оберіть іншу.', 'This date is not open for booking. Choose another.'],
  'unknown-place': ['Такого часу немає. Оберіть зі списку.', 'There is no such time. Choose one from the list.'],
  'place-taken': ['Це місце щойно зайняли. Оберіть інший час.', 'This place has just been taken. Choose another time.'],
  'sold-out': [
    'На цей день місць немає. Оберіть інший день або візьміть талон у відділі: там місця окремі.',
    'No places on that day. Choose another, or take a ticket at the office: its places are separate.',
  ],
  // the code
  'wrong-code': ['Код не той. Перевірте SMS.', 'Wrong code. Check the SMS.'],
  'hold-gone': [
    'Час на код минув, місце звільнено. Оберіть час ще раз.',
    'The time for the code is over and the place is free again. Choose once more.',
  ],
  'resend-early': ['Новий код можна попросити за хвилину.', 'A new code can be asked for after a minute.'],
  'no-more-codes': ['Більше кодів не надсилаємо. Почніть запис знову.', 'No more codes are sent. Begin again.'],
  'gateway-away': [
    'SMS зараз не надсилаються, тому запис не підтвердити. Місце не зайнято. Спробуйте за кілька хвилин.',
    'No SMS can be sent now, so nothing can be confirmed. No place is held. Try again in a few minutes.',
  ],
  'command-reused': [
    'Цей запит уже був з іншими даними. Почніть знову.',
    'This request was sent before with other data. Begin again.',
  ],
  // my bookings
  'unknown-booking': ['Такого запису немає.', 'There is no such booking.'],
  'already-called': [
    'Талон уже викликали: скасувати не можна.',
    'The ticket has been called already and cannot be cancelled.',
  ],
  'booking-ended': ['Цей запис уже завершено.', 'This booking has ended.'],
  'session-ended': ['Час перегляду минув. Введіть номер ще раз.', 'The session is over. Enter the number again.'],
  'unknown-ticket': ['Номер або код не підходять.', 'The number or the code does not match.'],
} as const satisfies Record<string, readonly [string, string]>

export type BookingRefusalCode = keyof typeof table
export const bookingRefusalCodes = Object.keys(table) as readonly BookingRefusalCode[]

/** The sentence of a refusal: what, and what to do. */
export function bookingRefusalText(code: BookingRefusalCode): Bilingual {
  const [uk, en] = table[code]
  return { uk, en }
}
