import type { CaseActionAnswer } from '@cherha/shared/protocol'
import {
  type Card,
  type CaseRefusal,
  isOfDossier,
  type LoggedEvent,
  refusalText,
  tellEvent,
  type Text,
} from '@cherha/shared/workflow'
import type { People } from './people.ts'
import type { CaseAt, Refused } from './work.ts'

type RefusedAction = Extract<CaseActionAnswer, { ok: false }>

/** Names behind the ids of actors. */
type Names = Pick<People, 'nameOf' | 'names'>

const table = {
  'data-invalid': ['Дані дії неповні або хибні.', 'What came with the action is not complete, or wrong.'],
  'password-missing': [
    'Введіть пароль ключа підпису: цей документ підписують електронно.',
    'Give the password of your signing key: this document is signed electronically.',
  ],
  'infected-file': [
    'У файлі знайдено шкідливу програму. Його не збережено.',
    'The file contains malicious software. It was not kept.',
  ],
  'scanner-unavailable': [
    'Перевірка на віруси не відповідає, файл не збережено. Спробуйте ще раз.',
    'The virus scanner does not answer; the file was not kept. Try again.',
  ],
  'case-not-found': ['Такої справи немає.', 'There is no such case.'],
} as const satisfies Readonly<Record<string, readonly [string, string]>>

/** A reason of this server's own. */
export function ownRefusal(code: keyof typeof table): { readonly code: string; readonly message: Text } {
  const [uk, en] = table[code]
  return { code, message: { uk, en } }
}

/** A refusal as it goes to a desk: what, why, and, where somebody was faster, what happened since. */
export function refusedAction(refused: Refused, now: CaseAt, names: Names): RefusedAction {
  if ('message' in refused) return { ok: false, refusal: { code: refused.code, message: refused.message } }
  const { code, what, version } = refused
  return {
    ok: false,
    refusal: {
      code,
      message: refusalText(now.card, refused, now.rules.context.mapping),
      ...(what === undefined ? {} : { what }),
      ...(version === undefined ? {} : { version }),
      ...(refused.changes === undefined ? {} : { changes: changesOf(now, refused, names) }),
    },
  }
}

type Change = NonNullable<RefusedAction['refusal']['changes']>[number]

/** What adds nothing to the event it came with. */
const quiet: readonly LoggedEvent['type'][] = ['event-marked', 'stage-skipped', 'stage-cancelled']

/** The events since the sender's version, in plain words. */
function changesOf({ stored, card, config, today }: CaseAt, { changes = [] }: CaseRefusal, names: Names): Change[] {
  const nameOf = names.nameOf(config.code)
  const titled = names.names(config.code)
  const { state, log } = stored.folder
  const since = state.history.length - changes.length
  // the log and the history go side by side, but for what lies in the folder
  const events = log
    .filter((event) => !isOfDossier(event as Parameters<typeof isOfDossier>[0]))
    .slice(Math.max(0, since))
  const of = {
    card,
    today,
    inquiryTitle: (id: string) => inquiryTitle(card, stored, id),
    whoIs: (id: string) => whoIs(titled(id), id),
  }
  return events.flatMap((event) => {
    const told = quiet.includes(event.type) ? null : tellEvent(event, of)
    return told === null ? [] : [{ on: event.on, by: event.by === null ? null : nameOf(event.by), text: told.text }]
  })
}

function inquiryTitle(card: Card, { folder }: CaseAt['stored'], id: string): Text {
  const inquiry = folder.state.inquiries.find((one) => one.id === id)
  const stage = card.stages.find(({ key }) => key === inquiry?.stage)
  return stage?.inquiries.find(({ key }) => key === inquiry?.key)?.title ?? { uk: 'Запит', en: 'Inquiry' }
}

function whoIs(person: { readonly name: string; readonly title: Text } | null, id: string): Text {
  if (person === null) return { uk: id, en: id }
  return { uk: `${person.title.uk}, ${person.name}`, en: `${person.title.en}, ${person.name}` }
}
