import {
  latinLetters,
  lookAlikes,
  requiredClips,
  ukrainianLetters,
  type VoiceLanguage,
} from '../../src/renderer/voice/clips.ts'

// What the built-in pack says: Ukrainian with the stress marked (`+` after the vowel), English as it is written.

/** A list written in lines. */
const words = (text: string): readonly string[] => text.trim().split(/,\s+/)

const ukNumbers = words(`
  ну+ль, оди+н, два+, три+, чоти+ри, п’я+ть, ші+сть, сі+м, ві+сім, де+в’ять, де+сять, одина+дцять, двана+дцять,
  трина+дцять, чотирна+дцять, п’ятна+дцять, шістна+дцять, сімна+дцять, вісімна+дцять, дев’ятна+дцять
`)
const ukTens = words(`
  два+дцять, три+дцять, со+рок, п’ятдеся+т, шістдеся+т, сімдеся+т, вісімдеся+т, дев’яно+сто
`)
const ukHundreds = words(`
  сто+, дві+сті, три+ста, чоти+риста, п’ятсо+т, шістсо+т, сімсо+т, вісімсо+т, дев’ятсо+т
`)
const ukThousands = words(`
  ти+сяча, дві+ ти+сячі, три+ ти+сячі, чоти+ри ти+сячі, п’я+ть ти+сяч, ші+сть ти+сяч, сі+м ти+сяч,
  ві+сім ти+сяч, де+в’ять ти+сяч
`)
/** Names of the letters, in the order of the alphabet. */
const ukLetters = words(`
  а+, бе+, ве+, ге+, ґе+, де+, е+, є+, же+, зе+, и+, і+, ї+, йо+т, ка+, е+л, е+м, е+н, о+, пе+, е+р, е+с, те+,
  у+, е+ф, ха+, це+, че+, ша+, ща+, зна+к м’я+кшення, ю+, я+
`)
const ukLatin: Readonly<Record<string, string>> = {
  D: 'де+',
  F: 'е+ф',
  G: 'ґе+',
  J: 'йо+т',
  L: 'е+ль',
  N: 'е+н',
  Q: 'ку+',
  R: 'е+р',
  S: 'е+с',
  U: 'у+',
  V: 'ве+',
  W: 'ду+бль ве+',
  Z: 'зе+т',
}
const ukHours = words(`
  нульові+й, пе+ршій, дру+гій, тре+тій, четве+ртій, п’я+тій, шо+стій, сьо+мій, во+сьмій, дев’я+тій, деся+тій,
  одина+дцятій, двана+дцятій, трина+дцятій, чотирна+дцятій, п’ятна+дцятій, шістна+дцятій, сімна+дцятій,
  вісімна+дцятій, дев’ятна+дцятій, двадця+тій, два+дцять пе+ршій, два+дцять дру+гій, два+дцять тре+тій
`)

const enNumbers = words(`
  zero, one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen, fourteen, fifteen,
  sixteen, seventeen, eighteen, nineteen
`)
const enTens = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']
const enLatin = words(`
  [['eI]], bee, see, dee, ee, [['Ef]], jee, aitch, eye, jay, kay, ell, em, en, oh, pee, queue, are, ess, tee,
  you, vee, double you, ex, why, zed
`)

const phrases: Readonly<Record<VoiceLanguage, Readonly<Record<string, string>>>> = {
  uk: {
    call: 'Запро+шується відві+дувач з но+мером тало+на',
    'call-again': 'Повто+рно запро+шується відві+дувач з но+мером тало+на',
    'to-window': 'до кабіне+ту но+мер',
    'to-window-on-board': 'до кабіне+ту, зазна+ченого на табло+.',
    ticket: 'Тало+н',
    window: 'кабіне+т',
    'window-on-board': 'кабіне+т зазна+чено на табло+.',
    'suspended-alert': 'Ува+га! Пові+тряна триво+га. Прийо+м зупи+нено. Пройді+ть в укриття+.',
    'suspended-power': 'Ува+га! Нема+є сві+тла. Прийо+м зупи+нено. Зачека+йте, бу+дь ла+ска.',
    'suspended-other': 'Ува+га! Прийо+м тимчасо+во зупи+нено. Зачека+йте, бу+дь ла+ска.',
    resuming: 'Прийо+м продо+вжиться',
    'ticket-valid': 'Ва+ш тало+н ді+йсний.',
    test: 'Переві+рка зву+ку.',
    'minute-1': 'одна+',
    'minute-2': 'дві+',
    'minutes-one': 'хвили+на.',
    'minutes-few': 'хвили+ни.',
    'minutes-many': 'хвили+н.',
  },
  en: {
    call: 'Visitor with ticket number',
    'call-again': 'Second call. Visitor with ticket number',
    'to-window': 'please come to room number',
    'to-window-on-board': 'please come to the room shown on the board.',
    ticket: 'Ticket',
    window: 'room',
    'window-on-board': 'room as shown on the board.',
    'suspended-alert': 'Attention! Air raid alert. Service has stopped. Go to the shelter.',
    'suspended-power': 'Attention! The power is out. Service has stopped. Please wait.',
    'suspended-other': 'Attention! Service has stopped for a while. Please wait.',
    resuming: 'Service resumes at',
    'ticket-valid': 'Your ticket stays valid.',
    test: 'Sound check.',
    'o-clock': 'o’clock.',
    'minute-zero': 'oh',
  },
}

const ukLetter = (letter: string): string | undefined => ukLetters[ukrainianLetters.indexOf(letter)]

/** Words and the language to read them in. */
export interface Words {
  readonly text: string
  readonly spokenIn: VoiceLanguage
}

/**
 * Every clip of a language and what it says. A Ukrainian letter keeps its Ukrainian name in English: it is what the
 * visitor has just heard, and no English letter is meant by it.
 */
export function wordsOf(language: VoiceLanguage): ReadonlyMap<string, Words> {
  const lists: Readonly<Record<string, (key: string) => string | undefined>> =
    language === 'uk'
      ? {
          number: (n) => ukNumbers[Number(n)],
          tens: (n) => ukTens[Number(n) / 10 - 2],
          hundred: (n) => ukHundreds[Number(n) - 1],
          thousand: (n) => ukThousands[Number(n) - 1],
          letter: ukLetter,
          latin: (letter) => (letter in lookAlikes ? undefined : ukLatin[letter]),
          hour: (n) => `${n === '11' ? 'об' : 'о'} ${ukHours[Number(n)]} годи+ні`,
        }
      : {
          number: (n) => enNumbers[Number(n)],
          tens: (n) => enTens[Number(n) / 10 - 2],
          hundred: (n) => `${enNumbers[Number(n)]} hundred`,
          thousand: (n) => `${enNumbers[Number(n)]} thousand`,
          letter: ukLetter,
          latin: (letter) => enLatin[latinLetters.indexOf(letter)],
        }
  return new Map(
    requiredClips[language].map((clip) => {
      const [, list = '', key = ''] = /^([a-z]+)-(.+)$/.exec(clip) ?? []
      const text = phrases[language][clip] ?? lists[list]?.(key)
      if (text === undefined) throw new Error(`no words for the clip ${language}/${clip}`)
      return [clip, { text, spokenIn: list === 'letter' ? 'uk' : language }]
    }),
  )
}
