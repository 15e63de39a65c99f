import { counted } from '@cherha/ui'

/** In the genitive, after «протягом»: 1 хвилини, 2 хвилин. */
function minutesGenitive(minutes: number): string {
  return counted(minutes, 'uk', ['хвилини', 'хвилин', 'хвилин'])
}

/** Texts of the board. Ukrainian is the main text; `en.ts` has the counterpart of each. */
export const uk = {
  title: 'Табло черги',
  sections: {
    called: 'Запрошуються',
    serving: 'Оформляються',
    next: 'Наступні',
    free: 'Вільні місця сьогодні',
  },
  window: 'кабінет',
  ticket: 'Талон',
  announcing: 'оголошується',
  paused: 'підійдіть',
  nobodyCalled: 'Поки нікого не запрошено',
  nobodyServed: 'Поки нікого',
  nobodyNext: 'Черги немає',
  noPlaces: 'немає',
  /** N9: what a look at the numbers alone would not tell. */
  standing: ['Не всі номери зайняті.', 'П – перші за Законом 1664-IX.'],
  takeover: {
    come: (minutes: number) => `Підійдіть протягом ${minutesGenitive(minutes)}`,
    also: 'Також запрошується',
    alsoMany: 'Також запрошуються',
    spoken: (ticket: string, window: string) => `Талон ${ticket}, кабінет ${window}.`,
  },
  cells: {
    heading: 'Кабінети і номери талонів',
    called: 'запрошується',
    calledRule: (minutes: number) => `запрошується: підійдіть протягом ${minutesGenitive(minutes)}`,
    left: (time: string) => `лишилося ${time}`,
    serving: 'оформляється',
    free: 'Вільні місця сьогодні:',
  },
  /** The bottom line, one message after another. */
  messages: (minutes: number) => [
    `Підійдіть протягом ${minutesGenitive(minutes)}. Інакше талон скасується.`,
    'Маєте запис? Підтвердьте прихід на терміналі.',
    'До часу на талоні запрошуємо лише тих, хто вже тут.',
  ],
  suspended: {
    alert: {
      title: 'Повітряна тривога',
      go: 'Пройдіть в укриття',
      detail: 'Ідіть за вказівками працівників.',
      keep: 'Після відбою запросимо з того самого номера.',
    },
    power: {
      title: 'Немає світла',
      go: 'Зачекайте, будь ласка',
      detail: 'Прийом продовжиться, щойно з’явиться світло.',
      keep: 'Запросимо з того самого номера.',
    },
    other: {
      title: 'Прийом зупинено',
      go: 'Зачекайте, будь ласка',
      detail: 'Слухайте голос працівника.',
      keep: 'Запросимо з того самого номера.',
    },
    outage: {
      title: 'Прийом зупинено',
      go: 'Зачекайте, будь ласка',
      detail: 'Система черги відновлюється після перерви.',
      keep: 'Запросимо з того самого номера.',
    },
    stopped: 'Черга зупинена. Ваш талон дійсний.',
  },
  resuming: {
    allClear: 'Відбій тривоги',
    returning: 'Прийом відновлюється',
    until: (time: string) => `Прийом продовжиться о ${time}`,
    comeBack: 'Поверніться до зали. Ваш талон дійсний.',
    again: 'Запрошені номери оголосимо ще раз, з повним часом.',
  },
  closed: {
    title: 'Зараз прийому немає',
    hours: 'Години прийому',
    dayOff: 'вихідний',
    phone: 'Довідка',
  },
  lunch: {
    title: 'Перерва',
    until: (time: string) => `Прийом продовжиться о ${time}`,
    valid: 'Ваш талон дійсний. Термінал працює.',
    next: 'Наступні',
  },
  lost: {
    title: 'Табло не оновлюється',
    listen: 'Слухайте голос працівника',
    valid: 'Ваш талон дійсний. Місце в черзі збережено.',
    since: (time: string) => `з ${time}`,
    lastCalls: (time: string) => `Запрошені станом на ${time}`,
  },
  notPaired: {
    title: 'Табло не підключено',
    steps: [
      'Відкрийте налаштування вузла офісу і створіть код для табло.',
      'Відкрийте на цьому екрані адресу з кодом.',
      'Код діє 10 хвилин і лише один раз.',
    ],
  },
  soundOff: 'звук вимкнено, торкніться екрана',
}

export type Texts = typeof uk
