import type { CaseActionAnswer } from '@cherha/shared/protocol'
import { type Card, type CaseRefusal, type OfficeMapping, refusalText, tellHistory } from '@cherha/shared/workflow'

/** A refusal on its way to a desk. */
export type CaseRefusalBody = Extract<CaseActionAnswer, { ok: false }>['refusal']
export type RefusedAction = Extract<CaseActionAnswer, { ok: false }>

const table = {
  'command-id-reused': [
    'Команда з цим номером уже була, але інша. Створіть нову.',
    'This command id was used for a different command.',
  ],
  'log-unavailable': [
    'Вузол офісу не може записати на диск. Нічого не змінено. Повідомте адміністратора.',
    'The hub cannot write to its disk. Nothing has changed. Tell the administrator.',
  ],
  'odd-text': [
    'У тексті є невидимі службові знаки. Наберіть його вручну або вставте без форматування.',
    'The text has invisible control characters. Type it by hand, or paste it without formatting.',
  ],
  'not-at-window': [
    'Цей етап виконують, коли прийом завершено й справу передано центральному серверу.',
    'This stage is worked on when the intake is over and the queue server has the case.',
  ],
  'no-visitor': [
    'Заяву приймають лише від того, кого зараз обслуговують. Спершу почніть прийом.',
    'An application is taken from whoever is being served now. Start the service first.',
  ],
  'other-service': [
    'Талон узято на іншу послугу. Відкрийте картку тієї послуги або переведіть талон.',
    'The ticket is for another service. Open the card of that service, or transfer the ticket.',
  ],
  'no-card': [
    'За цією послугою заяв не приймають: у неї немає технологічної картки.',
    'No applications are taken for this service: it has no technology card.',
  ],
  'unknown-card': [
    'Вузол не знає технологічної картки цієї послуги. Повідомте адміністратора.',
    'The hub does not know the technology card of this service. Tell the administrator.',
  ],
  'draft-exists': [
    'За цим талоном заяву вже розпочато. Продовжте її.',
    'An application has been begun for this ticket already. Go on with it.',
  ],
  'draft-full': [
    'У цій заяві забагато змін. Завершіть прийом або залиште заяву й почніть нову.',
    'There have been too many changes to this application. Finish the intake, or abandon it and begin anew.',
  ],
  'draft-damaged': [
    'Цю заяву не можна прочитати: файл пошкоджено або бракує ключа. Відновіть дані вузла з резервної копії.',
    'This application cannot be read: its file is damaged, or its key is missing. Restore the hub from its backup.',
  ],
  'cases-unavailable': [
    'Заяви на цьому вузлі зараз недоступні: їхній файл не відкривається. Черга працює. Повідомте адміністратора.',
    'Applications are not available at this hub: their file cannot be opened. The queue works. Tell the administrator.',
  ],
  'server-away': [
    'Немає зв’язку з центральним сервером. Чернетки прийому працюють; решту спробуйте, коли зв’язок буде.',
    'The queue server cannot be reached. Drafts of intake work; try the rest when there is a connection.',
  ],
  'no-server': [
    'Цей вузол не належить до центрального сервера: тут працюють лише чернетки прийому.',
    'This hub belongs to no queue server: only drafts of intake work here.',
  ],
  'handing-over': [
    'Прийом завершено. Справа чекає передачі центральному серверу.',
    'The intake is over. The case waits to be handed over to the queue server.',
  ],
  'handing-over-detail': [
    'Її передадуть самі, щойно буде зв’язок; звідти вона піде далі.',
    'It is handed over by itself as soon as there is a connection, and goes on from there.',
  ],
  'refused-draft': [
    'Центральний сервер не прийняв справу. Її передадуть ще раз самі; якщо причину не усунути, залиште її й почніть нову.',
    'The queue server did not take the case. It is handed over again by itself; if that cannot be mended, abandon it and begin anew.',
  ],
  'infected-file': [
    'У файлі знайдено шкідливу програму. Його не збережено.',
    'The file contains malicious software. It was not kept.',
  ],
  'scanner-unavailable': [
    'Перевірка на віруси не відповідає, файл не збережено. Спробуйте ще раз.',
    'The virus scanner does not answer; the file was not kept. Try again.',
  ],
} as const satisfies Record<string, readonly [uk: string, en: string]>

export type HubCaseRefusal = keyof typeof table

/** A refusal of the rules as a desk gets it. @param nameOf name of a member of staff, by the id the case has */
export function refusedByRules(
  refusal: CaseRefusal,
  card: Card,
  mapping: OfficeMapping | undefined,
  nameOf: (id: string) => string,
): RefusedAction {
  const { code, what, version, changes } = refusal
  return {
    ok: false,
    refusal: {
      code,
      message: refusalText(card, refusal, mapping),
      ...(what === undefined ? {} : { what }),
      ...(version === undefined ? {} : { version }),
      ...(changes === undefined
        ? {}
        : {
            changes: changes.map((line) => ({
              on: line.on,
              by: line.by === null ? null : nameOf(line.by),
              text: tellHistory(line, card),
            })),
          }),
    },
  }
}

/** Words of a refusal of the hub's own. */
export function wordsOf(code: HubCaseRefusal): { uk: string; en: string } {
  const [uk, en] = table[code]
  return { uk, en }
}

/** A refusal of the hub's own: what is wrong and what to do, in both languages. */
export function refusedBy(code: HubCaseRefusal, what?: string): RefusedAction {
  return { ok: false, refusal: { code, message: wordsOf(code), ...(what === undefined ? {} : { what }) } }
}
