import type { Card } from '../card.ts'
import type { HistoryLine } from '../case/state.ts'
import { stageOf } from '../case/writer.ts'
import type { Text } from '../term.ts'
import type { LoggedEvent } from './commands.ts'
import {
  endTitles,
  eventTitles,
  inquiryResults,
  meansTitles,
  paperTitles,
  partyTitles,
  refusalTitles,
} from './event-titles.ts'
import { counted, dayText, joined, say } from './words.ts'

export interface ToldOf {
  readonly card: Card
  readonly today: string
  /** Title of a document of the information card, of an inquiry that was sent, of somebody. */
  readonly inquiryTitle: (id: string) => Text
  /** Job title and name of somebody by the id of an actor. */
  readonly whoIs: (id: string) => Text
  /** What stands on the door of a window, by its id. */
  readonly windowLabel?: (id: string) => string
}

export interface Told {
  readonly text: Text
  readonly detail: Text | null
}

/**
 * One event in plain words. Null for what others tell already: a stage that opens after the one before it, the facts
 * an outcome sets.
 */
export function tellEvent(event: LoggedEvent, of: ToldOf): Told | null {
  const { card, today } = of
  switch (event.type) {
    case 'case-started':
      return told(say('Розпочато приймання документів', 'Intake begun'))
    case 'stage-opened':
    case 'stage-wanted':
    case 'facts-set':
    case 'deadline-set':
    case 'deadline-moved':
    case 'deadline-met':
    case 'deadline-dropped':
      return null
    case 'stage-skipped':
      return told(wrapped(stageTitle(card, event.stage), 'Етап не потрібен: ', 'Stage not needed: '))
    case 'stage-cancelled':
      return told(wrapped(stageTitle(card, event.stage), 'Етап припинено: ', 'Stage stopped: '))
    case 'outcome-recorded': {
      const outcome = stageOf(card, event.stage)?.outcomes.find(({ key }) => key === event.outcome)
      const earlier = event.doneOn === event.on ? null : dayText(event.doneOn, today)
      const waits = say('Чекаємо на підтвердження реєстру', 'Waiting for the register to confirm')
      const details = [
        ...(earlier === null ? [] : [say(`Виконано ${earlier.uk}`, `Done on ${earlier.en}`)]),
        ...(event.result === 'awaiting' ? [waits] : []),
      ]
      return told(
        joined([stageTitle(card, event.stage), outcome?.title ?? say('виконано', 'done')], ': '),
        details.length === 0 ? null : joined(details, ', '),
      )
    }
    case 'stage-confirmed':
      return told(
        wrapped(stageTitle(card, event.stage), 'Реєстр підтвердив: ', 'The register confirmed: '),
        event.reference === '' ? null : say(`Номер ${event.reference}`, `Number ${event.reference}`),
      )
    case 'stage-returned':
      return told(
        wrapped(stageTitle(card, event.stage), 'Повернуто на виправлення: ', 'Sent back to be corrected: '),
        event.reason === '' ? null : say(event.reason, event.reason),
      )
    case 'event-marked': {
      const title = eventTitles[event.event]
      return told(title, event.date === event.on ? null : dayText(event.date, today))
    }
    case 'event-planned':
      return told(joined([eventTitles[event.event], dayText(event.date, today)], ': '))
    case 'signed': {
      const { who } = event.signature
      const title = stageTitle(card, event.signature.stage)
      const signer = 'party' in who ? (partyTitles[who.party as keyof typeof partyTitles] ?? null) : null
      return told(wrapped(title, 'Підписано: ', 'Signed: '), signer === null ? null : capital(signer))
    }
    case 'refused': {
      const list = Object.values(card.grounds).flat()
      const grounds = event.grounds.map((key) => list.find((ground) => ground.key === key)?.text ?? say(key, key))
      return told(refusalTitles[event.kind], grounds.length === 0 ? null : joined(grounds, '; '))
    }
    case 'officer-assigned': {
      const name = of.whoIs(event.officer)
      return event.reason === null
        ? told(say('Справу розподілено', 'Officer assigned'), name)
        : told(say('Справу передано', 'Reassigned'), joined([name, say(event.reason, event.reason)], '. '))
    }
    case 'inquiry-sent':
      return told(
        event.inquiry.letter ? say('Надіслано запит', 'Inquiry sent') : say('Розпочато перевірку', 'Look-up begun'),
        of.inquiryTitle(event.inquiry.id),
      )
    case 'inquiry-received':
      return told(say('Запит отримано адресатом', 'The inquiry was received'), of.inquiryTitle(event.inquiry))
    case 'inquiry-answered':
      return told(
        joined([say('Надійшла відповідь', 'Answer received'), inquiryResults[event.result]], ': '),
        of.inquiryTitle(event.inquiry),
      )
    case 'inquiry-unanswered':
      return told(say('Далі без відповіді на запит', 'Going on without the answer'), of.inquiryTitle(event.inquiry))
    case 'notice-recorded': {
      const { event: key, by } = event.notice
      return told(eventTitles[key], meansTitles[by as keyof typeof meansTitles] ?? null)
    }
    case 'complaint-filed':
      return told(
        say('Подано скаргу', 'Complaint filed'),
        event.complaint.to === 'court' ? say('До суду', 'To a court') : say('Адміністративна', 'Administrative'),
      )
    case 'complaint-decided':
      return told(
        event.result === 'annulled'
          ? say('Скаргу задоволено: відмову скасовано', 'Complaint upheld: the refusal is annulled')
          : say('Скаргу відхилено', 'Complaint dismissed'),
      )
    case 'case-reopened':
      return told(
        say('Рішення ухвалюють заново', 'To be decided anew'),
        event.basis === 'earlier-documents'
          ? say('На підставі раніше поданих документів', 'On the documents given before')
          : event.basis === 'earlier-and-complaint-documents'
            ? say(
                'На підставі поданих раніше документів і документів скарги',
                'On those given before and with the complaint',
              )
            : null,
      )
    case 'case-ended':
      return told(endTitles[event.how])
    case 'deadline-warned': {
      const day = dayText(event.date, today)
      return told(
        say(`Строк спливає ${day.uk}`, `The term ends on ${day.en}`),
        event.stage === '' ? null : stageTitle(card, event.stage),
      )
    }
    case 'deadline-overdue': {
      const day = dayText(event.date, today)
      if (event.kind === 'reminder') {
        const key = event.deadline.slice('reminder.'.length, event.deadline.lastIndexOf('@'))
        return told(card.reminders.find((one) => one.key === key)?.text ?? say('Нагадування', 'Reminder'))
      }
      return told(
        say(`Строк минув ${day.uk}`, `The term ended on ${day.en}`),
        event.stage === '' ? null : stageTitle(card, event.stage),
      )
    }
    case 'came-from':
      return told(
        event.ticket === null ? say('Прийом поза чергою', 'Taken outside the queue') : ticketText(event.ticket),
        windowText(of.windowLabel?.(event.window) ?? event.window),
      )
    case 'applicant-written':
      return told(say('Записано дані заявника', 'The applicant’s data written'))
    case 'document-checked': {
      const title = documentTitle(card, event.check.document)
      const attached = event.check.attached === 'none' ? null : attachedText(event.check.attached)
      return told(wrapped(title, 'Перевірено документ: ', 'Document checked: '), attached)
    }
    case 'fee-checked':
      return told(joined([say('Перевірка сплати', 'Payment check'), inquiryResults[event.fee.result]], ': '))
    case 'file-added':
      return told(
        say('Додано файл', 'File added'),
        event.file.document === null ? say(event.file.name, event.file.name) : documentTitle(card, event.file.document),
      )
    case 'file-removed':
      return told(say('Файл вилучено', 'File removed'))
    case 'note-added':
      return told(say('Додано примітку', 'Note added'))
    case 'paper-made':
      return told(wrapped(paperTitles[event.paper.paper], 'Створено документ: ', 'Paper made: '))
    case 'record-signed':
      return told(
        say('Документ підписано електронно', 'Signed electronically'),
        say(event.record.signer.name, event.record.signer.name),
      )
    case 'letter-written': {
      const { to, tracking, deliveredOn } = event.letter
      const state =
        deliveredOn !== null
          ? say('Рекомендований лист вручено', 'Registered letter delivered')
          : tracking !== null
            ? say('Рекомендований лист надіслано', 'Registered letter sent')
            : say('Підготовлено рекомендований лист', 'Registered letter prepared')
      const number = tracking === null ? '' : `, № ${tracking}`
      return told(state, say(`${capital(partyTitles[to]).uk}${number}`, `${capital(partyTitles[to]).en}${number}`))
    }
  }
}

/** A line of a case's history, for `version-changed`: what happened meanwhile. */
export function tellHistory({ type, stage, outcome }: HistoryLine, card: Card): Text {
  const title = stage === null || stage === '' ? null : stageTitle(card, stage)
  if (type === 'outcome-recorded' && stage !== null) {
    const named = stageOf(card, stage)?.outcomes.find(({ key }) => key === outcome)?.title
    return named === undefined || title === null ? (title ?? say('Етап', 'Stage')) : joined([title, named], ': ')
  }
  const words = historyWords[type] ?? say('Справу змінено', 'The case has changed')
  return title === null ? words : joined([words, title], ': ')
}

const historyWords: Readonly<Record<string, Text>> = {
  'case-started': say('Справу розпочато', 'The case was started'),
  'stage-opened': say('Розпочато етап', 'Stage begun'),
  'stage-skipped': say('Етап не потрібен', 'Stage not needed'),
  'stage-wanted': say('Етап чекає на інші', 'Stage waits for others'),
  'stage-cancelled': say('Етап припинено', 'Stage stopped'),
  'stage-confirmed': say('Реєстр підтвердив', 'The register confirmed'),
  'stage-returned': say('Повернуто на виправлення', 'Sent back to be corrected'),
  'facts-set': say('Записано обставини справи', 'Circumstances of the case written'),
  'event-marked': say('Записано подію', 'An event was recorded'),
  'event-planned': say('Призначено день', 'A day was agreed'),
  signed: say('Підписано', 'Signed'),
  refused: say('Ухвалено відмову', 'Refused'),
  'officer-assigned': say('Призначено працівника', 'Officer assigned'),
  'inquiry-sent': say('Надіслано запит', 'Inquiry sent'),
  'inquiry-received': say('Запит отримано адресатом', 'Inquiry received'),
  'inquiry-answered': say('Надійшла відповідь на запит', 'Inquiry answered'),
  'inquiry-unanswered': say('Далі без відповіді на запит', 'Going on without an answer'),
  'notice-recorded': say('Записано повідомлення', 'A notice was recorded'),
  'complaint-filed': say('Подано скаргу', 'Complaint filed'),
  'complaint-decided': say('Скаргу розглянуто', 'Complaint decided'),
  'case-reopened': say('Рішення ухвалюють заново', 'To be decided anew'),
  'case-ended': say('Справу завершено', 'The case has ended'),
  'deadline-warned': say('Строк спливає', 'A term is ending'),
  'deadline-overdue': say('Строк минув', 'A term has passed'),
}

export function stageTitle(card: Card, key: string): Text {
  return stageOf(card, key)?.title ?? card.title
}

export function documentTitle(card: Card, key: string): Text {
  return card.information?.documents.find((one) => one.key === key)?.title ?? say('Документ', 'Document')
}

/** «3 запити», «1 запит». */
export function inquiryCount(count: number): Text {
  return say(
    `Надіслано ${counted(count, 'запит', 'запити', 'запитів')}`,
    `${count} ${count === 1 ? 'inquiry' : 'inquiries'} sent`,
  )
}

function ticketText(ticket: string): Text {
  return say(`Прийом за талоном ${ticket}`, `Taken with ticket ${ticket}`)
}

function attachedText(attached: 'original' | 'certified-copy'): Text {
  return attached === 'original'
    ? say('Додано оригінал', 'Original attached')
    : say('Додано копію «Згідно з оригіналом»', 'Certified copy attached')
}

function wrapped({ uk, en }: Text, beforeUk: string, beforeEn: string): Text {
  return say(`${beforeUk}${uk}`, `${beforeEn}${en}`)
}

function capital({ uk, en }: Text): Text {
  return say(uk.charAt(0).toUpperCase() + uk.slice(1), en.charAt(0).toUpperCase() + en.slice(1))
}

function told(text: Text, detail: Text | null = null): Told {
  return { text, detail }
}

function windowText(label: string): Text {
  return say(`Кабінет ${label}`, `Window ${label}`)
}
